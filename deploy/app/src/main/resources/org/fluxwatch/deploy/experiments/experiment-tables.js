// The tables of the experiments: key figures, and the numbers behind the figures.

import { digits, table } from './tables.js';
import { MONTH_NAMES } from './year.js';

const own = (text, isOwn) => isOwn ? { kind: 'own', text } : text;
const whole = value => value === null || value === undefined ? digits(null) : value.toLocaleString('en');
const percent = value => value === null || value === undefined ? digits(null) : `${digits(value, 1)}\u00a0%`;

/// In a box of its own that scrolls.
function boxed(made, label) {
  const box = document.createElement('div');
  box.className = 'box';
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', label);
  box.append(made);
  return box;
}

export const boxedTable = (label, head, rows) => boxed(table(head, rows), label);

/// columns: [{name, values over the months, decimals}, ...].
export function monthTable(label, columns) {
  return boxedTable(label, ['month', ...columns.map(({ name }) => name)], MONTH_NAMES.map((month, p) => [
    month, ...columns.map(({ values, decimals }) => decimals === 0 ? whole(values[p]) : digits(values[p], decimals))]));
}

/// What the MEGA paper has: 4.1 for sets of priors, 3.1 and 4.2 for XCO2.
export const PAPER = {
  deviations: { scale: 5.1, priors: 3.2 },
  overBackgrounds: { prior: { r: 0.84, rmse: 1.42 }, posterior: { r: 0.90, rmse: 0.97 } },
  ownCase: { prior: { rmse: 1.3, bias: 0.76 }, posterior: { rmse: 0.95, bias: 0.26 } },
};

const paperOf = set => set.startsWith('scale') ? PAPER.deviations.scale : set === 'priors' ? PAPER.deviations.priors : null;

export function deviationTable(deviations) {
  return boxedTable('Mean relative deviations', ['set of cases', 'cases', 'mean relative deviation', 'the paper’s', 'least correlation'],
    deviations.map(one => [one.set, one.cases, percent(one.percent), percent(paperOf(one.set)), digits(one.leastCorrelation)]));
}

const LANES = ['prior', 'posterior'];
const SETS = [['withheld', 'withheld, independent'], ['used', 'used']];

const laneRow = (name, lane, s) => [name, lane, whole(s?.count), digits(s?.correlation ?? null), digits(s?.rmsePpm ?? null),
  digits(s?.biasPpm ?? null), digits(s?.maePpm ?? null)];

const paperRows = (name, values) => LANES.map(lane => {
  const { r = null, rmse, bias = null } = values[lane];
  return [{ kind: 'paper', text: name }, lane, '', digits(r), digits(rmse), digits(bias), ''];
});

export function scoreTable({ scores }) {
  return boxedTable('XCO2 of the own case', ['observations', 'lane', 'n', 'r', 'RMSE, ppm', 'bias, ppm', 'MAE, ppm'], [
    ...SETS.flatMap(([set, name]) => LANES.map(lane => laneRow(name, lane, scores[`${set}/${lane}`]))),
    ...paperRows('the paper’s own case, used', PAPER.ownCase),
    ...paperRows('the paper, mean over its backgrounds', PAPER.overBackgrounds),
  ]);
}

const meanOf = values => values.length && values.every(value => value !== null && value !== undefined)
  ? values.reduce((sum, value) => sum + value, 0) / values.length : null;

/// Scores by background: of each set and lane r, RMSE and bias.
export function backgroundTable(year) {
  const columns = SETS.flatMap(([set]) => LANES.flatMap(lane => [['correlation', 'r'], ['rmsePpm', 'RMSE'], ['biasPpm', 'bias']]
    .map(([score, short]) => ({ head: `${set} ${lane} ${short}`, of: one => one.scores[`${set}/${lane}`]?.[score] ?? null }))));
  const sum = (one, what) => one.months.reduce((total, month) => total + month[what], 0);
  const all = year.allBackgrounds;
  return boxedTable('Scores by background', ['background', 'kind', 'observations', 'left out', ...columns.map(({ head }) => head)], [
    ...all.map(({ background: { name, kind }, one }) => [own(name, name === year.ownBackground), kind,
      whole(sum(one, 'used')), whole(sum(one, 'withoutBackground')), ...columns.map(({ of }) => digits(of(one)))]),
    ['mean', '', '', '', ...columns.map(({ of }) => digits(meanOf(all.map(({ one }) => of(one)))))],
  ]);
}

export function natureTable(year) {
  return boxedTable('Natural flux by region', ['region', 'area, 10³ km²', `prior, ${year.yearUnit}`, 'posterior', '± spread'],
    year.regions.map((region, r) => {
      const { prior, posterior, spread } = year.natureOf(r);
      return [region.name, digits(region.areaKm2 / 1000, 0), digits(prior, 3), digits(posterior, 3), digits(spread, 3)];
    }));
}

/// Priors down, backgrounds across.
export function matrixTable(year, region) {
  return boxedTable('Net flux by prior and background', ['prior', ...year.backgrounds.map(({ name }) => name)], year.priors.map(({ name: prior }) => [
    own(prior, prior === year.ownPrior),
    ...year.backgrounds.map(({ name }) => {
      const one = year.caseOf(prior, name);
      return own(digits(one ? year.meanOf(year.total(one, region, 'posteriorNet')) : null, 3), one === year.own);
    }),
  ]));
}

export function cellTable({ latitudes, longitudes, prior, posterior, observations }) {
  return boxedTable('Cells', ['latitude', 'longitude', 'prior, µmol m⁻² s⁻¹', 'posterior', 'observations'],
    latitudes.map((latitude, c) => [digits(latitude, 2), digits(longitudes[c], 2), digits(prior[c], 3), digits(posterior[c], 3), observations[c]]));
}
