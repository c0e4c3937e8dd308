// The page: what there is, what of it is shown, and who draws it. Where it stands is in its address.

import { FIRST_SPAN, formatAddress, parseAddress, SPANS, unreadIn } from './address.js';
import { getIfThere, of } from './api.js';
import { Atlas, smallestAt } from './atlas.js';
import { chosenRegion, entryAt, entryOf, nameOf, sourceOf } from './choice.js';
import { DayLine } from './dayline.js';
import { AreaDrawing } from './drawing.js';
import { firstOf } from './fields.js';
import { drawHead, headlines } from './head.js';
import { KEYS, listen } from './keys.js';
import { Live } from './live.js';
import { MapView } from './mapview.js';
import { Panels } from './panels.js';
import { forget, Notices, whenOther } from './parts.js';
import { Pulse } from './pulse.js';
import { read } from './reader.js';
import { regionTable, table } from './tables.js';
import { wordsTable } from './words.js';

/// So long a day is waited for before another choice has it given up, ms.
const PATIENCE_MS = 300;

/// What failed is asked for again so much later, ms.
const AGAIN_MS = 10_000;

const $ = id => document.getElementById(id);
const root = document.documentElement;

/// isStale: there may be other days than are known; round: how often that was so; view: what the address says, unread: what
/// of it cannot be read; source: {domain, system}; entries: of /api/days; entry: the one that is shown; content and
/// projection: of it; other, otherEntry: of the day that it is compared with; said: what was not found; failures: why
/// content or other could not be read; outlines: of regions, outlinesOf: whose.
const now = { view: parseAddress(location.hash), unread: unreadIn(location.hash), source: null, domains: [], entries: [], entry: null, content: null, other: null,
  otherEntry: null, projection: null, outlines: [], outlinesOf: null, said: '', failures: {}, isStale: true, round: 0 };
const atlas = new Atlas();
const notices = new Notices($('notice'));

// the page is idle when nothing is asked for
let asking = 0;
function onAsked(promise) {
  asking++;
  root.dataset.state = 'busy';
  promise.finally(() => {
    asking--;
    if (!asking && !running) root.dataset.state = 'idle';
  });
}
const maps = new MapView($('maps'), { onMaps: names => change({ maps: names }), onPick: pick, onRegion: pickRegion });
const goToDay = day => {
  const entry = entryAt(now.entries, day);
  if (entry) goTo(entry.day);
};
const dayLine = new DayLine({ onDay: goTo, onFollow: follows => change({ day: follows ? null : now.entry?.day ?? null }) });
const drawing = new AreaDrawing($('draw'), $('drawing'), {
  onChange: drawMaps,
  onArea: polygon => change({ polygon, cell: null, region: null }),
});
const panels = new Panels({ notices, onAsked, onFailed: askAgain, onDay: goToDay, onAlarm: explainAlarm });
const pulse = new Pulse($('strip'), { onAlarm: explainAlarm, onLevel: title });

const isFollowed = () => now.view.day === null;
const mapNames = () => now.view.maps?.length === 4 ? now.view.maps : firstOf(now.source.system, now.content.fields);

/// The latest day is followed as long as nobody has chosen another.
function goTo(day) {
  change({ day: day === now.entries.at(-1)?.day ? null : day });
}

const STEPS = ['day', 'fit', 'hatched', 'span', 'why'];

/// Another view, into the address; what is shown follows. Going through days leaves no trail in the browser's history.
function change(to) {
  const { source } = sourceOf(now.domains, now.view);
  if (source && !('domain' in to)) Object.assign(now.view, { domain: source.domain, system: source.system });
  Object.assign(now.view, to);
  now.unread = [];
  const hash = formatAddress(now.view);
  const isStep = Object.keys(to).every(name => STEPS.includes(name));
  if (hash !== location.hash) history[isStep ? 'replaceState' : 'pushState'](null, '', hash);
  root.classList.toggle('coming', !isShown());
  update(true);
}

/// Whether the numbers on the page are those of the day and domain that the view means.
function isShown() {
  return Boolean(now.entry) && meantEntry() === now.entry;
}

/// The day that the view means by now, where it is one of the domain shown.
function meantEntry() {
  const { view, domains, source, entries } = now, wanted = sourceOf(domains, view).source;
  return source && wanted && nameOf(wanted) === nameOf(source) ? entryOf(entries, view).entry : null;
}

function options(select, entries, chosen) {
  const texts = JSON.stringify(entries);
  if (select.dataset.texts !== texts) {
    select.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
    select.dataset.texts = texts;
  }
  select.value = chosen;
}

/// What there is, asked anew where it may be other; then what is shown, all of one day at once.
async function refresh(signal) {
  const isNews = now.isStale;
  now.isStale = false;
  let next;
  try {
    next = await read(now, isNews, signal);
  } catch (failure) {
    now.isStale ||= isNews;
    throw failure;
  }
  if (isNews) now.round++;
  Object.assign(now, next);
  // what could not be read is asked for again with the next look
  if (now.failures.day || now.failures.other) {
    now.isStale = true;
    askAgain();
  }
  notices.set('publish', '');
  draw();
}

/// Outlines are of the domain; maps do not wait for them.
async function findOutlines() {
  const { source } = now, name = nameOf(source);
  if (now.outlinesOf === name) return;
  Object.assign(now, { outlines: [], outlinesOf: name });
  try {
    const regions = (await getIfThere(of('/api/outlines', source)))?.regions ?? [];
    if (now.outlinesOf !== name) return;
    now.outlines = regions;
    notices.set('outlines', '');
    drawMaps();
  } catch (failure) {
    if (now.outlinesOf !== name) return;
    now.outlinesOf = null;
    notices.set('outlines', `Outlines of regions: ${failure.message}.`);
    askAgain();
  }
}

function draw() {
  const { source, domains, entries, entry, content, view } = now;
  // while this one came another may have been chosen
  root.classList.toggle('coming', Boolean(entry) && !isShown());
  options($('domain'), domains.map(d => [nameOf(d), nameOf(d)]), nameOf(source));
  dayLine.show(entries, (meantEntry() ?? entry)?.day ?? null, isFollowed());
  title();
  options($('span'), SPANS, view.span ?? FIRST_SPAN);
  $('fit').checked = view.fit;
  $('hatched').checked = view.hatched;
  $('explainbox').open = view.why;
  drawHead(now);
  notices.set('day', headlines(now));
  panels.pipeline(now);
  if (!content) return empty();
  root.dataset.content = 'some';
  onAsked(findOutlines());
  drawMaps();
  drawRegions();
  // what asks for more comes last, and does not hold up the rest
  panels.show(now, over());
}

/// Nothing of another day or domain stays where there is none to show.
function empty() {
  root.dataset.content = 'none';
  forget($('maps'));
  for (const id of ['regions', 'scores']) whenOther($(id), [null], () => $(id).replaceChildren());
  panels.clear();
}

function over() {
  const { view } = now;
  const corners = drawing.isOpen ? drawing.corners : view.polygon;
  return { atlas, regions: now.outlines, region: view.cell || corners ? null : chosenRegion(now), cell: view.cell, polygon: corners, isOpen: drawing.isOpen, hatched: view.hatched };
}

function drawMaps() {
  const { source, content, entry, other, otherEntry, projection, view } = now;
  if (!content) return;
  const lies = over(), names = mapNames(), { regions, region, cell, polygon, isOpen, hatched } = lies;
  whenOther($('maps'), [content, other, projection, regions, region, JSON.stringify([cell, polygon, isOpen, hatched, names, view.fit]), atlas.lines], () =>
    maps.show({ source, content, day: entry.day, other, otherDay: otherEntry?.day, projection, names, fit: view.fit }, lies));
}

/// A click on a map: a corner of an area that is drawn, else the cell.
function pick(at) {
  if (drawing.isOpen) {
    drawing.add(at);
    return;
  }
  change({ cell: { latitude: at.latitude, longitude: at.longitude }, polygon: null });
}

const chooseRegion = region => change({ region, cell: null, polygon: null, sensor: null, mode: null, alarm: null });

/// A double click: the smallest of the regions there, of those that the day has.
function pickRegion(at) {
  const names = new Set(now.content.regions.map(r => r.region));
  const region = drawing.isOpen ? null : smallestAt(now.outlines.filter(r => names.has(r.name)), at);
  if (region) chooseRegion(region);
}

function drawRegions() {
  const { content, view } = now;
  const chosen = view.cell || view.polygon ? null : chosenRegion(now);
  whenOther($('regions'), [content, chosen], () => $('regions').replaceChildren(regionTable(content.regions, { chosen, onRegion: chooseRegion })));
  const others = view.cell ? [['', 'the cell']] : view.polygon ? [['', 'the drawn area']] : [];
  options($('subject'), [...others, ...content.regions.map(r => [r.region, r.region])], chosen ?? '');
}

/// What another domain does not have is left behind.
const ELSEWHERE = { day: null, maps: null, region: null, cell: null, polygon: null, against: null, sensor: null, mode: null, alarm: null };

function explainAlarm(alarm) {
  const { source } = now, domain = alarm.domain ?? source?.domain ?? null, system = alarm.system ?? source?.system ?? null;
  const isElsewhere = !source || domain !== source.domain || system !== source.system;
  change({ ...isElsewhere ? ELSEWHERE : {}, domain, system, day: alarm.day ?? now.view.day,
    sensor: alarm.sensor ?? null, mode: alarm.mode && alarm.mode !== 'all' ? alarm.mode : null, alarm: alarm.id ?? null, why: true });
  $('explainbox').open = true;
  $('explainbox').scrollIntoView({ block: 'nearest' });
}

/// What a tab among many says: trouble first, then what is shown.
function title(level = title.level, alarmCount = title.alarms) {
  Object.assign(title, { level, alarms: alarmCount });
  const trouble = level === 'bad' ? '✖ ' : level === 'warning' ? '! ' : '';
  const day = !now.entry ? 'without a day' : now.content ? now.entry.day : `${now.entry.day} (not read)`;
  const shown = now.source ? `${nameOf(now.source)} ${day} · ` : '';
  const text = `${trouble}${alarmCount ? `${alarmCount} alarm${alarmCount === 1 ? '' : 's'} · ` : ''}${shown}fluxwatch`;
  if (document.title !== text) document.title = text;
}

let repeating = null;
function askAgain() {
  repeating ??= setTimeout(() => { repeating = null; update(); }, AGAIN_MS);
}

// one at a time, so that a slow answer does not overtake a later choice; a choice does not wait for long
let running = null, again = false;
function update(isChoice = false) {
  root.dataset.state = 'busy';
  if (running) {
    again = true;
    const { stop } = running;
    if (isChoice) setTimeout(() => stop.abort(), PATIENCE_MS);
    return;
  }
  const stop = new AbortController();
  running = { stop };
  refresh(stop.signal).catch(failure => { if (!stop.signal.aborted) failed(failure); }).finally(() => {
    running = null;
    // until then nothing is shown of what would move
    root.dataset.drawn = '';
    if (again) { again = false; update(); } else if (!asking) root.dataset.state = 'idle';
  });
}

/// What is shown stays only where it is what was asked for.
function failed(failure) {
  const { view } = now, wanted = [view.domain, view.day].filter(Boolean).join(' ');
  root.classList.remove('coming');
  askAgain();
  if (!isShown()) {
    Object.assign(now, { entry: null, content: null, other: null, isStale: true });
    dayLine.show(now.entries, null, isFollowed());
    title();
    empty();
  }
  const still = now.content ? `; what is shown is ${now.entry.day} as it was` : wanted ? `; ${wanted} could not be read` : '';
  notices.set('publish', `publish does not answer: ${failure.message}${still}.`);
}

function redraw() {
  if (!now.content) return;
  maps.redraw();
  panels.redraw();
}

const compare = day => change({ against: day });

$('domain').addEventListener('change', () => {
  const { domain, system } = now.domains.find(d => nameOf(d) === $('domain').value);
  change({ ...ELSEWHERE, domain, system });
});
$('fit').addEventListener('change', () => change({ fit: $('fit').checked }));
$('hatched').addEventListener('change', () => change({ hatched: $('hatched').checked }));
$('against').addEventListener('change', () => compare($('against').value || null));
$('uncompare').addEventListener('click', () => compare(null));
$('subject').addEventListener('change', () => { if ($('subject').value) chooseRegion($('subject').value); });
options($('span'), SPANS, now.view.span ?? FIRST_SPAN);
$('span').addEventListener('change', () => change({ span: $('span').value === FIRST_SPAN ? null : $('span').value }));
$('explainbox').open = now.view.why;
$('explainbox').addEventListener('toggle', () => { if ($('explainbox').open !== now.view.why) change({ why: $('explainbox').open }); });
$('words').replaceChildren(wordsTable(), table(['key', { kind: 'detail', text: 'does' }], KEYS.map(([, key, what]) => [key, { kind: 'detail', text: what }])));
addEventListener('popstate', () => {
  Object.assign(now, { view: parseAddress(location.hash), unread: unreadIn(location.hash) });
  root.classList.toggle('coming', Boolean(now.entry) && !isShown());
  update(true);
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
const drawAtlas = () => atlas.load().then(isNew => { if (isNew) drawMaps(); });
drawAtlas();
new Live(() => {
  now.isStale = true;
  drawAtlas();
  update();
});
update();
