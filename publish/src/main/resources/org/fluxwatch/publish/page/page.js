// The page: what there is, what of it is shown, and who draws it. Where it stands is in its address.

import { formatAddress, parseAddress } from './address.js';
import { AlarmsPanel } from './alarms.js';
import { get, getIfThere, of, v1 } from './api.js';
import { Atlas, smallestAt } from './atlas.js';
import { MapCard } from './card.js';
import { changeTables } from './changes.js';
import { contentOf } from './content.js';
import { DayLine } from './dayline.js';
import { downloadTable } from './downloads.js';
import { AreaDrawing } from './drawing.js';
import { ExplainPanel } from './explain.js';
import { FIRST, POINTS } from './fields.js';
import { KEYS, listen } from './keys.js';
import { Live } from './live.js';
import { differenceOf, pictureOf } from './pictures.js';
import { Projection } from './projection.js';
import { Pulse } from './pulse.js';
import { SeriesPanel, SPANS } from './series.js';
import { skillOf } from './skill.js';
import { methodNote, methodTable, pipelineTable, regionTable, table } from './tables.js';
import { wordsTable } from './words.js';

const DOMAIN = 'domain';

/// So many days are kept, for going back and forth.
const KEPT_DAYS = 12;

const $ = id => document.getElementById(id);
const root = document.documentElement;

/// isStale: there may be other days than are known. view: what the address says; source: {domain, system}; entries: of /api/days; entry: the one that is shown; content and
/// projection: of it; other: content of the day that it is compared with; outlines: of regions.
const now = { view: parseAddress(location.hash), source: null, domains: [], entries: [], entry: null, content: null, other: null,
  projection: null, outlines: [], methods: [], pipeline: null, isStale: true };
const kept = new Map();
const atlas = new Atlas();

const cards = [0, 1, 2, 3].map(n => new MapCard($('maps'), n + 1, name => {
  const maps = [...mapNames()];
  maps[n] = name;
  change({ maps });
}));
const dayLine = new DayLine({ onDay: goTo, onFollow: isFollowed => change({ day: isFollowed ? null : now.entry?.day ?? null }) });
const series = new SeriesPanel($('series'), day => { if (dayLine.days.includes(day)) goTo(day); });
const alarms = new AlarmsPanel($('alarms'), { onExplain: explainAlarm, onDay: day => { if (dayLine.days.includes(day)) goTo(day); } });
const explain = new ExplainPanel($('explain'));
const drawing = new AreaDrawing($('draw'), $('drawing'), {
  onChange: drawMaps,
  onArea: polygon => change({ polygon, cell: null, region: null }),
});
const pulse = new Pulse($('strip'), { onAlarm: explainAlarm, onLevel: title });

const isFollowed = () => now.view.day === null;
const mapNames = () => now.view.maps?.length === 4 ? now.view.maps : FIRST[now.source.system] ?? FIRST.filter;
const nameOf = ({ domain, system }) => system === 'filter' ? domain : `${domain} ${system}`;

/// The latest day is followed as long as nobody has chosen another.
function goTo(day) {
  change({ day: day === now.entries.at(-1)?.day ? null : day });
}

/// Another view, into the address; what is shown follows. Going through days leaves no trail in the browser's history.
function change(parts) {
  Object.assign(now.view, parts);
  const hash = formatAddress(now.view);
  const isStep = Object.keys(parts).every(name => name === 'day' || name === 'fit');
  if (hash !== location.hash) history[isStep ? 'replaceState' : 'pushState'](null, '', hash);
  update();
}

function options(select, entries, chosen) {
  const texts = JSON.stringify(entries);
  if (select.dataset.texts !== texts) {
    select.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
    select.dataset.texts = texts;
  }
  select.value = chosen;
}

/// What there is, asked anew where it may be other; then what is shown.
async function refresh() {
  const isNews = now.isStale;
  now.isStale = false;
  try {
    if (isNews) now.domains = (await get('/api/domains')).map(d => ({ domain: d.name, system: d.system, days: d.days }));
    await choose(isNews);
  } catch (failure) {
    now.isStale = true;
    throw failure;
  }
  await draw();
}

async function choose(isNews) {
  const { view, domains } = now;
  const wanted = domains.find(d => d.domain === view.domain && (!view.system || d.system === view.system));
  const found = wanted ?? domains.find(d => d.days > 0) ?? domains[0];
  const isOther = !now.source || nameOf(found) !== nameOf(now.source);
  if (isOther) Object.assign(now, { outlines: await outlinesOf(found), source: found, other: null });
  Object.assign(view, { domain: found.domain, system: found.system });
  options($('domain'), domains.map(d => [nameOf(d), nameOf(d)]), nameOf(found));
  if (isNews || isOther) now.entries = await get(of('/api/days', found));
  now.entry = (view.day && now.entries.find(e => e.day === view.day || e.asOf && e.day.slice(0, 7) === view.day.slice(0, 7))) ?? now.entries.at(-1) ?? null;
  dayLine.show(now.entries, now.entry?.day ?? null, isFollowed());
  if (view.day && now.entry?.day !== view.day && !now.entry?.asOf) notice(`There is no day ${view.day}; the latest is shown.`);
  now.content = now.entry && await contentAt(now.entry);
  if (now.content) now.projection = projectionOf(now.content);
  const against = now.entries.find(e => e.day === view.against);
  now.other = against && now.entry && against !== now.entry ? await contentAt(against) : null;
  if (isNews) [now.methods, now.pipeline] = await Promise.all([get('/api/methods'), get('/api/pipeline')]);
}

async function outlinesOf(source) {
  return (await getIfThere(of('/api/outlines', source)))?.regions ?? [];
}

async function contentAt(entry) {
  const key = `${nameOf(now.source)} ${entry.day} ${entry.asOf} ${entry.revision}`;
  if (!kept.has(key)) {
    kept.set(key, contentOf(await get(of('/api/day', now.source, { day: entry.day }))));
    if (kept.size > KEPT_DAYS) kept.delete(kept.keys().next().value);
  }
  return kept.get(key);
}

/// The same grid is the same projection, so that lines are put on it once.
function projectionOf({ grid }) {
  const text = JSON.stringify(grid);
  if (projectionOf.text !== text) Object.assign(projectionOf, { text, made: new Projection(grid) });
  return projectionOf.made;
}

async function draw() {
  const { content, entry } = now;
  $('maps').hidden = !content;
  title();
  if (!content) {
    drawn.clear();
    notice(`No analysis of ${nameOf(now.source)} yet. It is shown as soon as there is one.`);
    for (const id of ['regions', 'scores', 'files', 'alarms', 'series', 'explain']) $(id).classList.add('waits');
    $('invented').hidden = $('methods').hidden = $('changed').hidden = true;
    $('revision').textContent = '';
    return;
  }
  drawMaps();
  drawHead(content, entry);
  drawRegions();
  drawPipeline();
  // what asks for more comes last, and does not hold up the rest
  await Promise.all([drawSeries(), part('files', drawFiles), part('changed', drawChanges), part('alarms', () => alarms.show(now.source, now.entries, entry)), drawExplained()]);
}

const drawn = new Map();
const version = () => `${nameOf(now.source)} ${now.entry.day} ${now.entry.asOf} ${now.entry.revision}`;

/// Draws a part anew for another day or revision only; its failure is its own.
async function part(name, act) {
  if (drawn.get(name) === version()) return;
  drawn.set(name, version());
  try {
    await act();
  } catch (failure) {
    drawn.delete(name);
    notice(`${name}: ${failure.message}`);
  }
}

function over() {
  const { view } = now;
  const corners = drawing.isOpen ? drawing.corners : view.polygon;
  return { atlas, regions: now.outlines, region: view.cell || corners ? null : chosenRegion(), cell: view.cell, polygon: corners, isOpen: drawing.isOpen,
    hatched: $('hatched').checked };
}

function drawMaps() {
  const { content, other, projection, entry, view } = now;
  if (!content) return;
  const names = mapNames(), fit = view.fit;
  const fileOf = (picture, day) => `${now.source.domain}_${now.source.system}_${day}_${picture.name}.csv`;
  const show = (card, picture, day, absent) => card.show(picture, projection, over(), {
    caption: other ? day : '', file: picture && fileOf(picture, day), onPick: pick, onRegion: pickRegion, absent });
  if (other) {
    const name = names[0], same = names[0] in POINTS;
    const pictures = [pictureOf(name, other, projection, { day: view.against, fit }), pictureOf(name, content, projection, { day: entry.day, fit }),
      differenceOf(name, other, content, projection, { fit })];
    const captions = [view.against, entry.day, `${entry.day} less ${view.against}`];
    cards.forEach((card, n) => {
      card.article.hidden = n === 3;
      card.offer(n === 0 ? content.fields : null, name);
      if (n < 3) show(card, pictures[n], captions[n], same ? 'Observations lie elsewhere each day; there is no difference of them.' : `This field is not there on ${captions[n]}.`);
    });
  } else cards.forEach((card, n) => {
    card.article.hidden = false;
    card.offer(content.fields, names[n]);
    show(card, pictureOf(names[n], content, projection, { day: entry.day, fit }), entry.day, `This ${entry.asOf ? 'month' : 'day'} has no ${names[n]}.`);
  });
  $('maps').classList.toggle('three', Boolean(other));
}

/// A click on a map: a corner of an area that is drawn, else the cell.
function pick(at) {
  if (drawing.isOpen) {
    drawing.add(at);
    return;
  }
  change({ cell: { latitude: at.latitude, longitude: at.longitude }, polygon: null });
}

/// A double click: the smallest of the regions there, of those that the day has.
function pickRegion(at) {
  const names = new Set(now.content.regions.map(r => r.region));
  const region = drawing.isOpen ? null : smallestAt(now.outlines.filter(r => names.has(r.name)), at);
  if (region) chooseRegion(region);
}

function drawHead(content, entry) {
  const { view } = now;
  $('invented').textContent = `Invented: ${content.invented}. The fluxes of domain ${content.domain} mean nothing for the real earth.`;
  $('invented').hidden = !content.invented;
  $('revision').textContent = content.edition;
  $('fit').checked = view.fit;
  const input = $('against');
  input.min = now.entries[0].day;
  input.max = now.entries.at(-1).day;
  if (document.activeElement !== input) input.value = view.against ?? '';
  $('uncompare').hidden = !view.against;
  notice([
    view.day && entry.day !== view.day && !entry.asOf ? `There is no day ${view.day}; the latest is shown.` : '',
    view.against && !now.other ? `There is no other day ${view.against} to compare with.` : '',
    ...content.missing,
    content.standIns.length && `Made with stand-ins for what granules lack: ${content.standIns.join(', ')}.`,
  ].filter(Boolean).join(' '));
  $('scores').replaceChildren(...skillOf(content, Math.max(260, $('scores').clientWidth - 2)));
  const month = entry.day.slice(0, 7);
  const differences = now.methods.filter(m => m.month === month && [m.filter, m.inversion].includes(content.domain));
  $('methods').hidden = !differences.length;
  $('differences').replaceChildren(methodTable(differences));
  $('compared').textContent = methodNote(differences);
}

const chosenRegion = () => {
  const names = now.content.regions.map(r => r.region);
  return names.includes(now.view.region) ? now.view.region : names.includes(DOMAIN) ? DOMAIN : names[0] ?? null;
};

const chooseRegion = region => change({ region, cell: null, polygon: null, sensor: null, mode: null, alarm: null });

function drawRegions() {
  const { content, view } = now;
  const chosen = view.cell || view.polygon ? null : chosenRegion();
  $('regions').replaceChildren(regionTable(content.regions, { chosen, onRegion: chooseRegion }));
  const others = view.cell ? [['', 'the cell']] : view.polygon ? [['', 'the drawn area']] : [];
  options($('subject'), [...others, ...content.regions.map(r => [r.region, r.region])], chosen ?? '');
}

async function drawSeries() {
  const { content, view } = now;
  const beside = now.source.system === 'filter' && now.domains.find(d => d.system === 'inversion' && d.days > 0);
  const region = chosenRegion();
  if (!region && !view.cell && !view.polygon) return;
  await series.show({
    source: now.source, days: dayLine.days, day: now.entry.day, span: Number($('span').value),
    version: now.entries.map(e => `${e.revision}${e.asOf ?? ''}`).join(), fields: content.fields.map(f => f.name),
    region: view.cell || view.polygon ? null : region, cell: view.cell, polygon: view.polygon,
    beside: beside ? { domain: beside.domain } : null,
  });
}

async function drawFiles() {
  const answer = await getIfThere(v1(now.source, `days/${now.entry.day}`));
  $('files').replaceChildren(downloadTable(answer?.files ?? { fields: now.content.file }));
}

async function drawChanges() {
  const changes = await get(of('/api/diff', now.source, { day: now.entry.day }));
  $('changed').hidden = !changes.change;
  $('changes').replaceChildren(...changeTables(changes));
}

/// Asked for when it is opened, or when the address names a sensor.
async function drawExplained() {
  const { view, source, entry } = now;
  const what = view.sensor ? { sensor: view.sensor, mode: view.mode } : { region: chosenRegion() };
  $('explained').textContent = view.sensor ? `what ${[view.sensor, view.mode].filter(Boolean).join(' ')} did on ${entry.day}` : `${what.region ?? 'the flux'} was changed on ${entry.day}`;
  if ($('explainbox').open) await explain.show({ source, day: entry.day, version: version(), ...what }, now.projection, over());
}

function explainAlarm(alarm) {
  $('explainbox').open = true;
  change({ domain: alarm.domain ?? now.view.domain, system: alarm.system ?? now.view.system, day: alarm.day ?? now.view.day,
    sensor: alarm.sensor ?? null, mode: alarm.mode && alarm.mode !== 'all' ? alarm.mode : null, alarm: alarm.id ?? null });
  $('explainbox').scrollIntoView({ block: 'nearest' });
}

function drawPipeline() {
  $('pipeline').replaceChildren(pipelineTable(now.pipeline, now.content.granules, now.entries));
}

function notice(text) {
  $('notice').textContent = text;
  $('notice').hidden = !text;
}

/// What a tab among many says: trouble first, then what is shown.
function title(level = title.level, alarmCount = title.alarms) {
  Object.assign(title, { level, alarms: alarmCount });
  const trouble = level === 'bad' ? '✖ ' : level === 'warning' ? '! ' : '';
  const shown = now.source ? `${nameOf(now.source)} ${now.entry?.day ?? 'without a day'} · ` : '';
  const text = `${trouble}${alarmCount ? `${alarmCount} alarm${alarmCount === 1 ? '' : 's'} · ` : ''}${shown}fluxwatch`;
  if (document.title !== text) document.title = text;
}

// one at a time: a slow answer must not overtake a later choice
let running = null, again = false;
function update() {
  root.dataset.state = 'busy';
  if (running) { again = true; return; }
  running = refresh().catch(failure => notice(`publish does not answer: ${failure.message}`)).finally(() => {
    running = null;
    // until then nothing is shown of what would move
    root.dataset.drawn = '';
    if (again) { again = false; update(); } else root.dataset.state = 'idle';
  });
}

function compare(day) {
  change({ against: day });
}

function redraw() {
  if (!now.content) return;
  cards.forEach(card => card.panel.draw());
  explain.redraw();
  series.draw();
}

$('domain').addEventListener('change', () => {
  const { domain, system } = now.domains.find(d => nameOf(d) === $('domain').value);
  change({ domain, system, day: null, maps: null, region: null, cell: null, polygon: null, against: null, sensor: null, mode: null, alarm: null });
});
$('fit').addEventListener('change', () => change({ fit: $('fit').checked }));
$('hatched').addEventListener('change', drawMaps);
$('against').addEventListener('change', () => compare($('against').value || null));
$('uncompare').addEventListener('click', () => compare(null));
$('subject').addEventListener('change', () => { if ($('subject').value) chooseRegion($('subject').value); });
options($('span'), SPANS, '92');
$('span').addEventListener('change', update);
$('explainbox').addEventListener('toggle', () => { if (now.content) drawExplained(); });
$('words').replaceChildren(wordsTable(), table(['key', { kind: 'detail', text: 'does' }], KEYS.map(([, key, what]) => [key, { kind: 'detail', text: what }])));
if (now.view.sensor || now.view.alarm) $('explainbox').open = true;
addEventListener('popstate', () => {
  now.view = parseAddress(location.hash);
  if (now.view.sensor) $('explainbox').open = true;
  update();
});
let resting = null;
addEventListener('resize', () => { clearTimeout(resting); resting = setTimeout(redraw, 100); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
listen({
  ArrowLeft: () => dayLine.step(-1), ArrowRight: () => dayLine.step(1), PageUp: () => dayLine.stepMonths(-1), PageDown: () => dayLine.stepMonths(1),
  Home: () => dayLine.go(0), End: () => change({ day: null }),
  c: () => compare(now.view.against ? null : dayLine.days[dayLine.at() - 1] ?? null),
  f: () => change({ fit: !now.view.fit }),
  Escape: () => { drawing.cancel(); pulse.close(); dayLine.open(false); },
  '?': () => { $('help').open = !$('help').open; $('help').scrollIntoView({ block: 'nearest' }); },
});
atlas.load().then(() => { if (now.content) drawMaps(); });
new Live(() => {
  now.isStale = true;
  update();
});
update();
