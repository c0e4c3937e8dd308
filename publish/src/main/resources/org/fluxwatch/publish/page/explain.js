// Why a region's flux was changed on a day, or what a sensor did: shares by sensor, granule and observation.

import { get, of } from './api.js';
import { Behind } from './behind.js';
import { fittedScale } from './colour.js';
import { MapPanel } from './map.js';
import { drawOver } from './overlay.js';
import { digits, nothing, table } from './tables.js';

/// So many observations are listed; the map and the CSV have all that came, which are the largest of them.
const LISTED = 12;

const known = value => value !== null && value !== undefined && Number.isFinite(value);
const signed = (value, count = 3) => known(value) ? (value > 0 ? '+' : '') + digits(value, count) : '–';
const modeOf = one => one.mode && one.mode !== 'all' ? `${one.sensor} ${one.mode}` : one.sensor;
const percent = (part, whole) => known(part) && known(whole) && Math.abs(whole) > 1e-12 ? `${Math.round(100 * part / whole)} %`.replace('-', '−') : '–';

/// In one sentence what a region's explanation says.
export function regionText(answer) {
  const groups = [...(answer.groups ?? [])].sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
  const before = `${digits(answer.before ?? null)} → ${digits(answer.after ?? null)} ${answer.unit ?? 'TgC d-1'}`;
  if (!known(answer.increment)) return `${before}; the shares of its observations are not kept.`;
  const most = groups[0];
  const who = most ? `, the largest share (${percent(most.share, answer.increment)}) by ${modeOf(most)} with ${most.observations} observations` : ', by no observation';
  const smoothed = answer.smoothingDays ? ` Observations of ${answer.smoothingDays} later days are in it.` : '';
  return `The observations changed ${answer.region} by ${signed(answer.increment)}: ${before}${who}.${smoothed}`;
}

/// What Desroziers' diagnostic says of a sensor's stated errors.
export function adviceText(advice) {
  if (!advice) return 'Too few assimilated observations, or too few days of them, to say anything of the sensor’s errors.';
  if (!known(advice.ratio)) return 'Departures before and after the analysis say nothing of the sensor’s errors.';
  const how = advice.ratio > 1.2 ? 'stated errors are too small' : advice.ratio < 0.8 ? 'stated errors are too large' : 'stated errors are about right';
  const error = known(advice.standardErrorPpm) ? ` ± ${digits(advice.standardErrorPpm)}` : '';
  return `Over ${advice.days} days and ${advice.observations} observations: stated error ${digits(advice.statedPpm)} ppm, by Desroziers et al. (2005) ${digits(advice.desroziersPpm)}${error} ppm, ratio ${digits(advice.ratio)}: ${how}. Advice only; nothing is changed by it.`;
}

/// How many observations there are of which publish lists the largest.
export const countOf = answer => Math.max(answer.observations?.length ?? 0,
  [...answer.groups ?? answer.granules ?? []].reduce((sum, one) => sum + one.observations, 0));

/// What is said of those that are not listed; '' where all are.
export function restText(answer) {
  const listed = answer.observations?.length ?? 0, others = countOf(answer) - listed;
  if (others <= 0) return '';
  const rest = known(answer.rest) ? `; the shares of the ${others} others sum to ${signed(answer.rest)} ${answer.unit ?? 'TgC d-1'}` : '';
  return `The ${listed} largest of ${countOf(answer)} observations are listed, on the map and in the CSV${rest}.`;
}

const paragraph = text => Object.assign(document.createElement('p'), { textContent: text });
const heading = text => Object.assign(document.createElement('h3'), { textContent: text });

function scrolled(element) {
  const box = document.createElement('div');
  box.className = 'scroll';
  box.append(element);
  return box;
}

function observationTable(observations) {
  const hasShare = observations.some(o => known(o.share));
  return scrolled(table(['time', 'sensor', 'place', 'o − b ppm', 'error', ...hasShare ? ['share'] : []], observations.slice(0, LISTED).map(o => [
    `${o.day} ${o.time?.slice(11, 16) ?? ''}`, modeOf(o), `${digits(o.latitude, 1)}, ${digits(o.longitude, 1)}`, signed(o.departurePpm, 2), digits(o.errorPpm),
    ...hasShare ? [signed(o.share, 4)] : [],
  ])));
}

export class ExplainPanel {
  constructor(place) {
    this.place = place;
    this.words = document.createElement('div');
    place.append(this.words);
    this.panel = new MapPanel(place);
    this.panel.figure.hidden = true;
    this.rest = document.createElement('div');
    this.rest.className = 'rest';
    place.append(this.rest);
    this.behind = new Behind(place, 'the observations and their shares');
  }

  /// what: {source, day, version, region? or sensor? and mode?}; over: what lies over the map.
  async show(what, projection, over) {
    const { source, day, region, sensor, mode } = what;
    const key = JSON.stringify(what);
    this.over = over;
    if (key === this.asked) return;
    this.asked = key;
    this.nothing('Asking ...');
    try {
      const answer = await get(of('/api/explain', source, sensor ? { day, sensor, mode } : { day, region }));
      if (this.asked === key) this.draw(answer, what, projection);
    } catch (failure) {
      if (this.asked !== key) return;
      this.asked = null; // asked again with the next look
      this.nothing(failure.message.startsWith('status 404') ? 'Explanations are not available: this publish has no /api/explain.' : `No explanation: ${failure.message}.`);
    }
  }

  clear() {
    this.asked = null;
    this.nothing('');
  }

  nothing(text) {
    this.words.replaceChildren(nothing(text));
    this.rest.replaceChildren();
    this.panel.figure.hidden = true;
    this.behind.show(null);
  }

  draw(answer, what, projection) {
    const observations = answer.observations ?? [];
    this.words.replaceChildren(...what.sensor ? this.ofSensor(answer) : this.ofRegion(answer));
    const others = countOf(answer) - observations.length;
    this.rest.replaceChildren(...observations.length ? [heading(`Observations, ${what.sensor ? 'largest departure first' : 'largest share first'}: ${Math.min(LISTED, observations.length)} of ${countOf(answer)}`),
      observationTable(observations), ...restText(answer) ? [paragraph(restText(answer))] : []] : []);
    this.map(observations, what, projection, answer.unit ?? 'TgC d-1');
    const head = ['id', 'granule', 'sensor', 'mode', 'day', 'time', 'latitude', 'longitude', 'departurePpm', 'errorPpm', 'share'];
    this.behind.show({
      file: `${what.source.domain}_${what.day}_${what.sensor ?? what.region}_observations.csv`, head,
      rows: () => [...observations, ...others > 0 ? [{ id: `${others} others`, share: answer.rest ?? null }] : []].map(o => head.map(name => o[name] ?? null)),
      summary: restText(answer) || `${observations.length} observations.`, warning: what.warning,
    });
  }

  ofRegion(answer) {
    const rows = (answer.groups ?? []).map(g => [modeOf(g), g.observations, signed(g.share), percent(g.share, answer.increment)]);
    const unknown = answer.increment - answer.sumOfShares;
    if (known(unknown) && Math.abs(unknown) > 1e-6 * Math.max(1, Math.abs(answer.increment))) rows.push(['not explained', '', signed(unknown), percent(unknown, answer.increment)]);
    rows.push(['all', '', signed(answer.increment), '100 %']);
    const granules = [...(answer.granules ?? [])].sort((a, b) => Math.abs(b.share) - Math.abs(a.share)).slice(0, LISTED);
    const parts = [paragraph(regionText(answer)), ...(answer.missing ?? []).map(paragraph), scrolled(table(['by sensor', 'observations', `share, ${answer.unit ?? 'TgC d-1'}`, 'of all'], rows))];
    if (answer.without?.length)
      parts.push(scrolled(table(['without', 'the day would be', 'change'], answer.without.map(w => [w.sensor, digits(w.after ?? null), signed(w.change)]))));
    if (granules.length)
      parts.push(scrolled(table(['granule', 'day', 'observations', 'share'], granules.map(g => [{ kind: 'detail', text: g.granule }, g.day ?? '', g.observations, signed(g.share)]))));
    return parts;
  }

  ofSensor(answer) {
    const parts = [paragraph(`${modeOf(answer)} on ${answer.day}: ${(answer.granules ?? []).reduce((sum, g) => sum + g.observations, 0)} observations.`), ...(answer.missing ?? []).map(paragraph)];
    if (answer.regions?.length)
      parts.push(scrolled(table(['region', 'its share', 'of an increment of', 'analysis', 'without it'], answer.regions.map(r =>
        [r.region, signed(r.share), signed(r.increment), digits(r.after ?? null), digits(r.afterWithout ?? null)]))));
    if (answer.granules?.length)
      parts.push(scrolled(table(['granule', 'observations', 'mean o − b ppm'], answer.granules.slice(0, LISTED).map(g => [{ kind: 'detail', text: g.granule }, g.observations, signed(g.departurePpm, 2)]))));
    parts.push(paragraph(adviceText(answer.errorAdvice)));
    for (const { mode, advice: ofMode } of answer.errorAdviceByMode?.length > 1 ? answer.errorAdviceByMode : []) parts.push(paragraph(`${mode}: ${adviceText(ofMode)}`));
    return parts;
  }

  map(observations, what, projection, unit) {
    const hasShare = observations.some(o => known(o.share));
    this.panel.figure.hidden = !observations.length;
    if (!observations.length) return;
    const points = observations.map(o => ({ ...o, status: o.status ?? 'assimilated', value: (hasShare ? o.share : o.departurePpm) ?? null }));
    this.panel.show({
      title: hasShare ? `Share of each observation in the increment of ${what.region}` : `Observed minus background, ${what.sensor}`,
      units: hasShare ? unit : 'ppm', points, scale: fittedScale(points.map(p => p.value), true),
      tell: o => `${modeOf(o)} ${o.day} ${o.time?.slice(11, 16) ?? ''}\n${hasShare ? `share ${signed(o.share, 4)}` : ''} o − b ${signed(o.departurePpm, 2)} ± ${digits(o.errorPpm)} ppm`,
      over: (pen, panel) => drawOver(pen, panel, { ...this.over, doubt: null }),
    }, projection);
  }

  redraw() {
    this.panel.draw();
  }
}
