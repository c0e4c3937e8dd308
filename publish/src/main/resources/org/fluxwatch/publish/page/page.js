// The page: asks what there is every few seconds, and draws the chosen day when it has changed.

import { divergingScale, sequentialScale } from './colour.js';
import { MapPanel } from './map.js';
import { Projection } from './projection.js';
import { changeTables } from './changes.js';
import { contentOf } from './content.js';
import { methodNote, methodTable, pipelineTable, regionTable, scoreTable } from './tables.js';

const POLL_MS = 4000;
const MAPS = [
  { field: 'flux_analysis', scale: divergingScale },
  { field: 'flux_increment', scale: divergingScale },
  { field: 'xco2_analysis', scale: sequentialScale },
  // of a month of the inversion
  { field: 'flux_natural_posterior', scale: divergingScale },
  { field: 'flux_natural_prior', scale: divergingScale },
  { field: 'uncertainty_reduction', scale: sequentialScale },
];

const $ = id => document.getElementById(id);
const panels = [...MAPS, 'observations'].map(() => new MapPanel($('maps')));
const state = { domain: null, days: [], day: null, shown: '', granules: null };

async function get(path) {
  const answer = await fetch(path);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

function options(select, values, chosen) {
  const texts = values.join('\n');
  if (select.dataset.texts !== texts) {
    select.replaceChildren(...values.map(value => new Option(value, value)));
    select.dataset.texts = texts;
  }
  if (chosen) select.value = chosen;
}

/// A domain's name; with the system where it is another than the filter.
const label = domain => domain.system === 'filter' ? domain.name : `${domain.name} ${domain.system}`;
const query = domain => `domain=${encodeURIComponent(domain.name)}&system=${encodeURIComponent(domain.system)}`;

async function refresh() {
  const domains = await get('/api/domains');
  state.domain ??= label(domains.find(d => d.days > 0) ?? domains[0]);
  options($('domain'), domains.map(label), state.domain);
  state.query = query(domains.find(d => label(d) === state.domain));
  state.days = await get(`/api/days?${state.query}`);
  if ($('follow').checked || !state.days.some(d => d.day === state.day)) state.day = state.days.at(-1)?.day ?? null;
  options($('day'), state.days.map(d => d.day), state.day);
  const at = state.days.findIndex(d => d.day === state.day);
  $('previous').disabled = at <= 0;
  $('next').disabled = at < 0 || at >= state.days.length - 1;
  await drawDay(at < 0 ? null : state.days[at]);
  drawPipeline(await get('/api/pipeline'));
}

async function drawDay(entry) {
  $('maps').hidden = !entry;
  if (!entry) {
    notice(`No analysis of ${state.domain} yet. The page looks again every few seconds.`);
    $('revision').textContent = '';
    $('download').hidden = true;
    $('invented').hidden = true;
    state.granules = null;
    state.shown = '';
    $('regions').replaceChildren();
    $('scores').replaceChildren();
    $('summary').textContent = '';
    $('methods').hidden = true;
    $('changed').hidden = true;
    return;
  }
  const key = `${state.domain} ${entry.day} ${entry.asOf} ${entry.revision}`;
  if (key === state.shown) return;
  const content = contentOf(await get(`/api/day?${state.query}&day=${entry.day}`));
  state.granules = content.granules;
  drawMaps(content);
  drawTables(content);
  const month = entry.day.slice(0, 7);
  drawMethods((await get('/api/methods')).filter(m => m.month === month && [m.filter, m.inversion].includes(content.domain)));
  const changes = await get(`/api/diff?${state.query}&day=${entry.day}`);
  $('changed').hidden = !changes.change;
  $('changes').replaceChildren(...changeTables(changes));
  state.shown = key;
}

function drawMaps(content) {
  const projection = new Projection(content.grid);
  MAPS.forEach((map, n) => {
    const field = content.fields.find(f => f.name === map.field);
    panels[n].figure.hidden = !field;
    if (field)
      panels[n].show({ title: upper(field.longName), units: units(field.units), values: field.values, scale: map.scale(field.values) }, projection);
  });
  const points = content.observations.map(o => ({
    ...o, value: o.backgroundPpm === null ? null : o.observedPpm - o.backgroundPpm,
  }));
  // the air at a station varies by more than a column does: the colours are those of the columns
  const columns = points.filter(p => p.sensor !== 'station');
  panels.at(-1).show({ title: `XCO2 innovations, observed minus ${content.before}`, units: 'ppm', points,
    scale: divergingScale((columns.length ? columns : points).map(p => p.value)) }, projection);
}

const upper = text => text.charAt(0).toUpperCase() + text.slice(1);
const units = text => text.replace('umol', 'µmol').replace(/-(\d)/g, (_, d) => `⁻${'⁰¹²³⁴⁵⁶⁷⁸⁹'[d]}`);

function drawTables(content) {
  $('invented').textContent =
    `Invented: ${content.invented}. The fluxes of domain ${content.domain} mean nothing for the real earth.`;
  $('invented').hidden = !content.invented;
  $('revision').textContent = content.edition;
  $('download').href = `/products/${content.file}`;
  $('download').hidden = false;
  $('regions').replaceChildren(regionTable(content.regions));
  $('scores').replaceChildren(scoreTable(content.scores));
  const numbers = Object.entries(content.byStatus).map(([status, n]) => `${n} ${status}`).join(', ');
  $('summary').textContent = [
    numbers && `Observations: ${numbers}.`,
    content.chiSquare !== null && `Chi-square ${content.chiSquare.toFixed(2)} (1 when it is consistent).`,
    ...content.remarks,
  ].filter(Boolean).join(' ');
  notice([
    ...content.missing,
    content.standIns.length && `Made with stand-ins for what granules lack: ${content.standIns.join(', ')}.`,
  ].filter(Boolean).join(' '));
}

function drawMethods(differences) {
  $('methods').hidden = !differences.length;
  $('differences').replaceChildren(methodTable(differences));
  $('compared').textContent = methodNote(differences);
}

function notice(text) {
  $('notice').textContent = text;
  $('notice').hidden = !text;
}

function drawPipeline(pipeline) {
  $('pipeline').replaceChildren(pipelineTable(pipeline, state.granules, state.days));
  $('state').replaceChildren(...Object.entries(pipeline.parts).map(([name, part]) => {
    const dot = document.createElement('span');
    dot.className = `dot ${part.state.toLowerCase()}`;
    dot.textContent = name;
    dot.title = `${part.state.toLowerCase()} ${part.detail}`;
    return dot;
  }));
}

// one at a time: a slow answer must not overtake a later choice
let running = null, again = false;
function update() {
  if (running) { again = true; return; }
  running = refresh().then(() => { document.title = 'idle'; }, error => {
    notice(`publish does not answer: ${error.message}`);
  }).finally(() => {
    running = null;
    if (again) { again = false; update(); }
  });
}

function step(by) {
  const at = state.days.findIndex(d => d.day === state.day) + by;
  if (at < 0 || at >= state.days.length) return;
  state.day = state.days[at].day;
  $('follow').checked = at === state.days.length - 1;
  update();
}

$('previous').addEventListener('click', () => step(-1));
$('next').addEventListener('click', () => step(1));
$('day').addEventListener('change', () => {
  state.day = $('day').value;
  $('follow').checked = state.day === state.days.at(-1)?.day;
  update();
});
$('domain').addEventListener('change', () => {
  Object.assign(state, { domain: $('domain').value, day: null });
  $('follow').checked = true;
  update();
});
$('follow').addEventListener('change', update);
addEventListener('resize', () => panels.forEach(panel => panel.draw()));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => panels.forEach(panel => panel.draw()));
update();
setInterval(update, POLL_MS);
