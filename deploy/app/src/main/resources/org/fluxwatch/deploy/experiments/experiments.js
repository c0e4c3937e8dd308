// The page of the experiments: draws all of it from the JSON that stands in the page.

import { digits, nothing } from './tables.js';
import { backgroundTable, cellTable, deviationTable, matrixTable, PAPER, scoreTable } from './experiment-tables.js';
import { backgroundFigure, misfitFigure, natureFigure, pairFigure, priorFigure, ROOM, scaledFigure, scoreFigures, seasonFigure, stationFigure } from './experiment-charts.js';
import { CellMaps } from './experiment-maps.js';
import { MONTH_NAMES, Year } from './year.js';

const year = new Year(JSON.parse(document.getElementById('data').textContent));
const page = document.getElementById('experiments');
const chosen = { region: year.regions.length - 1, beside: null };
const redrawn = [];

const LARGE = 'figures large';

function element(tag, text = '', kind = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function section(title, ...parts) {
  const made = element('section');
  made.append(element('h2', title), ...parts);
  page.append(made);
}

function figures(drawn, kind = 'figures') {
  const box = element('div', '', kind);
  box.append(...drawn);
  return box;
}

function folded(summary, made) {
  const box = element('details');
  box.append(element('summary', summary), made);
  return box;
}

/// A part that is made again for another region; what was unfolded stays so.
function ofRegion(make) {
  const box = element('div');
  redrawn.push(() => {
    const open = [...box.querySelectorAll('details')].map(one => one.open);
    box.replaceChildren(...make());
    box.querySelectorAll('details').forEach((one, n) => { one.open = open[n] ?? false; });
  });
  return box;
}

const redraw = () => redrawn.forEach(again => again());

/// options: [[value, text], ...].
function chooser(name, options, value, change) {
  const label = element('label', name), select = element('select');
  select.append(...options.map(([at, text]) => new Option(text, at)));
  select.value = value;
  select.addEventListener('change', () => change(select.value));
  label.append(select);
  return label;
}

const whole = value => value.toLocaleString('en');
const sum = (values, of) => values.reduce((total, value) => total + of(value), 0);

function intake() {
  const { months } = year, reasons = new Map();
  for (const { unused } of months)
    for (const [reason, n] of Object.entries(unused)) reasons.set(reason, (reasons.get(reason) ?? 0) + n);
  const unused = [...reasons].map(([reason, n]) => `${whole(n)} ${reason}`).join(', ');
  return `${months.length} ${months.length === 1 ? 'month' : 'months'}, ${whole(sum(months, month => month.observations))} observations used `
    + `and ${whole(sum(months, month => month.withheld))} withheld${unused ? `; without a row: ${unused}` : ''}.`;
}

/// Says what is missing of the year; empty where nothing is.
function gaps() {
  const there = new Set(year.months.map(({ month }) => year.place(month)));
  const missing = MONTH_NAMES.filter((_, p) => !there.has(p));
  const short = year.months.filter(({ month, daysIn }) => daysIn < year.daysOf(year.place(month)))
    .map(({ month, daysIn }) => `${MONTH_NAMES[year.place(month)]} (${daysIn} of ${year.daysOf(year.place(month))} days)`);
  return [missing.length && `There is nothing of ${missing.join(', ')}.`,
    short.length && `Months are means of the days so far, taken for the whole month: ${short.join(', ')}.`].filter(Boolean).join(' ');
}

function head() {
  document.title = `fluxwatch experiments, ${year.domain} ${year.year}`;
  page.append(element('h1', `Experiments of ${year.domain}, ${year.year}`), element('p',
    `The analytical inversion again under ${year.priors.length} priors and ${year.backgrounds.length} backgrounds. Own prior ${year.ownPrior}, `
    + `own background ${year.ownBackground}; prior ${year.varied} is varied. ${intake()}`));
  const missing = gaps();
  if (missing) page.append(element('p', missing, 'lacking'));
  page.append(element('p', 'Fluxes are positive to the air; natural is net minus fossil. The figures are those of the MEGA paper '
    + '(Remote Sensing 2025, 17, 3720) in kind; its numbers are of China, 2018 to 2023.'));
  const regions = year.regions.map(({ name }, r) => [r, name]);
  const bar = element('div', '', 'choose');
  bar.append(
    chooser('Region', regions, chosen.region, value => { chosen.region = Number(value); redraw(); }),
    chooser('beside it', [['', 'none'], ...regions], '', value => { chosen.beside = value === '' ? null : Number(value); redraw(); }));
  page.append(bar);
}

function keyFigures() {
  section('Key figures',
    ofRegion(() => {
      const { name } = year.regions[chosen.region], of = year.deviations.filter(({ region }) => region === name);
      return [element('h3', `How far cases are from each other, net flux of ${name}`), of.length ? deviationTable(of) : nothing('There are no cases to compare.')];
    }),
    element('h3', 'XCO2 with the own prior and background'), scoreTable(year.own));
}

function misfits() {
  const sets = [['withheld', 'withheld'], ['used', 'used']].filter(([set]) => year.own.scores[`${set}/prior`]);
  section('XCO2 and stations by month', figures([
    ...sets.map(([set, name]) => misfitFigure(year, set, name)),
    ...year.stations.map(station => stationFigure(year, station)),
  ]), ...sets.length ? [] : [nothing('No observations.')], ...year.stations.length ? [] : [nothing('There are no stations in this domain.')]);
}

function maps() {
  const { cells } = year, box = figures([]);
  if (!cells.latitudes.length) {
    section('Natural flux by cell', nothing('There are no cells.'));
    return;
  }
  const lanes = chooser('Map', [['posterior', 'posterior'], ['prior', 'prior']], 'posterior', lane => drawn.show(lane));
  section('Natural flux by cell', lanes, box, element('p', 'Natural flux of the optimised cells with the own prior and background, as the paper’s Fig. 5b; '
    + '1 % of the values may lie beyond the ends of the scale, in the colour of the end.'), folded('Numbers', cellTable(cells)));
  const drawn = new CellMaps(box, cells);
  drawn.show('posterior');
  addEventListener('resize', () => drawn.draw());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.draw());
}

function byRegion() {
  section('Natural flux by region', ofRegion(() => [figures([
    natureFigure(year, chosen.region),
    seasonFigure(year, chosen.region),
    ...chosen.beside === null ? [] : [pairFigure(year, [chosen.region, chosen.beside])],
  ], LARGE)]));
}

function byPrior() {
  section('Priors', ofRegion(() => [figures([scaledFigure(year, chosen.region), priorFigure(year, chosen.region)], LARGE)]));
}

const ofPaper = score => ['prior', 'posterior'].map(lane => digits(PAPER.overBackgrounds[lane][score])).join(' → ');

function byBackground() {
  section('Backgrounds', figures(scoreFigures(year)), folded('All scores by background', backgroundTable(year)),
    element('p', `The paper’s means over its backgrounds: r ${ofPaper('r')}, RMSE ${ofPaper('rmse')} ppm.`),
    ofRegion(() => [figures([true, false].filter(observed => year.ofBackgrounds(observed).length)
      .map(observed => backgroundFigure(year, chosen.region, observed)), LARGE)]));
}

function matrix() {
  section('All priors and backgrounds', ofRegion(() => [
    element('p', `Posterior net flux of ${year.regions[chosen.region].name}, mean of the months, TgC day⁻¹; the own case is bold.`),
    matrixTable(year, chosen.region)]));
}

head();
keyFigures();
misfits();
byRegion();
maps();
byPrior();
byBackground();
matrix();
redraw();
ROOM.addEventListener('change', redraw);
