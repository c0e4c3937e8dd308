// What asks for more than the day itself: series, alarms, explanations, files, changes, the other method. Each is drawn
// when its answer comes, says what went wrong with it, and holds up nobody.

import { FIRST_SPAN } from './address.js';
import { AlarmsPanel } from './alarms.js';
import { get, getIfThere, of, v1 } from './api.js';
import { changeTables } from './changes.js';
import { besidesOf, chosenRegion, nameOf, warningOf } from './choice.js';
import { downloadTable } from './downloads.js';
import { ExplainPanel } from './explain.js';
import { Part } from './parts.js';
import { SeriesPanel } from './series.js';
import { methodNote, methodTable, pipelineTable } from './tables.js';

const $ = id => document.getElementById(id);

/// A day of a domain as it was made last.
const versionOf = ({ source, entry }) => `${nameOf(source)} ${entry.day} ${entry.asOf} ${entry.revision}`;

const paragraph = text => Object.assign(document.createElement('p'), { textContent: text });

export class Panels {
  /// onAsked: gets the promise of each question; onFailed: is told when one has failed; onDay: a day of a chart; onAlarm: an alarm that is to be explained.
  constructor({ notices, onAsked, onFailed, onDay, onAlarm }) {
    Object.assign(this, { notices, onAsked, onFailed });
    const part = (name, id) => new Part(name, $(id), { notices, onAsked, onFailed });
    this.pipelinePart = part('Pipeline', 'pipeline');
    this.files = part('Files', 'files');
    this.changes = part('What this revision changed', 'changes');
    this.methods = part('Filter and inversion', 'differences');
    this.series = new SeriesPanel($('series'), onDay);
    this.alarms = new AlarmsPanel($('alarms'), { onExplain: onAlarm, onDay });
    this.explain = new ExplainPanel($('explain'));
  }

  show(now, over) {
    this.own('Series', this.showSeries(now));
    this.showParts(now);
    this.own('Alarms', this.alarms.show(now.source, now.entries, now.entry));
    this.own('Why', this.showExplained(now, over));
  }

  own(name, promise) {
    this.onAsked(promise.then(() => this.notices.set(name, ''), failure => {
      this.notices.set(name, `${name}: ${failure.message}.`);
      this.onFailed();
    }));
  }

  clear() {
    for (const one of [this.files, this.changes, this.methods, this.series, this.alarms, this.explain]) one.clear();
    for (const name of ['Series', 'Alarms', 'Why']) this.notices.set(name, '');
  }

  redraw() {
    this.explain.redraw();
    this.series.draw();
  }

  /// Of the system, not of a day: with each look at what there is.
  pipeline({ source, entry, entries, content, round }) {
    this.pipelinePart.show(`${nameOf(source)} ${entry?.day} ${round}`, () => get('/api/pipeline'),
      answer => $('pipeline').replaceChildren(pipelineTable(answer, content?.granules ?? null, entries)));
  }

  async showSeries(now) {
    const { source, domains, entries, entry, content, view } = now;
    const region = chosenRegion(now);
    if (!region && !view.cell && !view.polygon) return this.series.clear();
    await this.series.show({
      source, days: entries.map(e => e.day), day: entry.day, span: Number(view.span ?? FIRST_SPAN),
      version: entries.map(e => `${e.revision}${e.asOf ?? ''}`).join(), fields: content.fields.map(f => f.name),
      region: view.cell || view.polygon ? null : region, cell: view.cell, polygon: view.polygon,
      besides: besidesOf(domains, source), warning: warningOf(content),
    });
  }

  showParts(now) {
    const { source, entry, entries, content } = now, version = versionOf(now);
    this.files.show(version, () => getIfThere(v1(source, `days/${entry.day}`)),
      answer => $('files').replaceChildren(downloadTable(answer?.files ?? { fields: content.file })));
    this.changes.show(version, () => get(of('/api/diff', source, { day: entry.day })), changes => {
      $('changed').hidden = !changes.change;
      $('changes').replaceChildren(...changeTables(changes));
    });
    const month = entry.day.slice(0, 7), made = entries.filter(e => e.day.startsWith(month)).map(e => `${e.revision}${e.asOf ?? ''}`);
    // days of one month have the same comparison, until one of them is revised
    this.methods.show(`${nameOf(source)} ${month} ${made}`, () => get(of('/api/methods', source, { month })), differences => {
      $('methods').hidden = !differences.length;
      $('differences').replaceChildren(methodTable(differences), paragraph(methodNote(differences)));
    });
  }

  /// Asked for when it is opened, or when the address names a sensor.
  async showExplained(now, over) {
    const { view, source, entry, content, projection } = now, region = chosenRegion(now);
    const what = view.sensor ? { sensor: view.sensor, mode: view.mode } : { region };
    $('explained').textContent = view.sensor ? `what ${[view.sensor, view.mode].filter(Boolean).join(' ')} did on ${entry.day}` : `${region ?? 'the flux'} was changed on ${entry.day}`;
    if (view.why) await this.explain.show({ source, day: entry.day, version: versionOf(now), warning: warningOf(content), ...what }, projection, over);
  }
}
