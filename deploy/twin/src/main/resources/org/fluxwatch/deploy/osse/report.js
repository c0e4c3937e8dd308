// The twin's report: draws all of it from the JSON that stands in the page.

import { nothing } from './tables.js';
import { goalTable, laneTable, massTable, monthTable, scoredRegionTable, sideBySideTable } from './report-tables.js';
import { consistencyFigures, dayFigures, drawMaps } from './report-figures.js';

const data = JSON.parse(document.getElementById('data').textContent);
const { setup, units, intake } = data;
const trials = data.filters.map((name, n) => ({ name, ...(n ? data[name] : data) }));
const page = document.getElementById('report');

function element(tag, text, kind = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function section(title, unit, ...parts) {
  const heading = element('h2', unit ? `${title} ` : title);
  if (unit) heading.append(element('small', unit));
  page.append(heading, ...parts);
}

function figures(drawn = []) {
  const box = element('div', '', 'figures');
  box.append(...drawn);
  return box;
}

const scoredDays = trial => trial.days.filter(day => day.day >= setup.scoredFrom).length;

/// A section for each filter, if it has scored days.
function ofEach(title, unit, parts) {
  for (const trial of trials)
    section(title + (trials.length > 1 ? ` (${trial.name})` : ''), unit, ...(scoredDays(trial) ? parts(trial) : [nothing('No scored day.')]));
}

function head() {
  document.title = `fluxwatch twin, seed ${setup.truthSeed}`;
  page.append(element('h1', 'The twin’s verdict'), element('p',
    `Domain ${setup.domain} (${setup.cells} cells, ${setup.layers} layers), ${setup.from} to ${setup.to}, scored from ${setup.scoredFrom}, `
    + `truth seed ${setup.truthSeed}. The filter read the satellites’ Lite files and nothing of the truth.`));
  for (const trial of trials) {
    if (!trial.stopped) continue;
    const before = scoredDays(trial) ? `scored days before it: ${scoredDays(trial)}` : 'no scored day';
    page.append(element('p', `The filter with ${trial.name} stopped itself on ${trial.stopped.day} (${before}): ${trial.stopped.reason}`, 'stop'));
  }
}

function verdict() {
  if (!data.goals.length) return;
  const worse = data.headline.filter.worseThanPrior.join(', ') || 'none';
  page.append(goalTable(data.goals, units), element('p', `Regions worse than their prior by more than the stated spread: ${worse}.`));
}

function sideBySide() {
  if (!data.sideBySide) return;
  const note = element('p', 'Same truth, files, domain, seeds and inputs; ');
  note.append(element('code', 'jdas'), ' has the gridding and the filter of the JDAS paper (', element('code', 'fluxwatch settings --preset jdas'),
    '). What is withheld, and so the ppm, is not the same: gridding ', element('code', 'mean'), ' withholds a share of the superobservations, ',
    element('code', 'thin'), ' every sounding but the best of a cell and hour.');
  section('Side by side, scored days', '', sideBySideTable(data.filters, data.sideBySide), note);
}

function byDay() {
  section('By day', '', data.days.length
    ? figures(dayFigures(data, trials))
    : nothing('No day was analysed.'));
}

function maps() {
  section('Natural flux, mean of the scored days', units.flux);
  if (!data.maps) {
    page.append(nothing('No scored day.'));
    return;
  }
  const box = figures();
  page.append(box, element('p', 'Positive to the air. One scale for all fluxes, one for all errors and spreads; 1 % of the values may lie beyond '
    + 'its ends, in the colour of the end.'));
  const panels = drawMaps(box, data, trials);
  const draw = () => panels.forEach(panel => panel.draw());
  addEventListener('resize', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}

const counts = of => Object.entries(of).map(([name, n]) => `${name} ${n}`).join(', ') || 'none';

function settings() {
  for (const trial of trials)
    section(`Settings${trials.length > 1 ? ` (${trial.name})` : ''}`, '',
      element('p', `Inputs: ${Object.entries(trial.setup.inputs).map(([kind, input]) => `${kind}: ${input}`).join('; ')}`),
      element('pre', JSON.stringify(trial.setup.settings, null, 2)));
}

head();
verdict();
sideBySide();
ofEach('Natural flux by region, daily', units.region, ({ regions }) => [scoredRegionTable(regions, units)]);
section('RMSE of natural flux by month', units.flux, monthTable(data.months));
ofEach('XCO2 against the withheld observations', units.xco2, ({ lanes }) => [laneTable(lanes)]);
page.append(element('p', 'CTRL: prior flux, no observations. FC: analysed flux, concentrations never assimilated. AN: analysis.'));
byDay();
ofEach('Is the ensemble honest?', '', trial => [figures(consistencyFigures(trial, data))]);
section('CO2 in the domain, CTRL', units.mass, massTable(data.days));
maps();
section('From looks to observations', '', element('p', `Looks of the satellites within the window: ${counts(intake.looks)}. `
  + `Soundings in the files: ${intake.soundings}; not used by ingest: ${counts(intake.rejected)}.`));
settings();
