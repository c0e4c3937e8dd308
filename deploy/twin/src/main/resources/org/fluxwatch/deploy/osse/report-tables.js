// The report's tables.

import { digits, nothing, table } from './tables.js';

const signed = (value, count) => (value > 0 ? '+' : '') + digits(value, count);
const percent = value => value === null ? digits(null) : `${digits(value, 0).replace(/^−(?=0$)/, '')} %`;
const power = (value, count) => value === null ? digits(null) : value.toExponential(count).replaceAll('-', '−');

/// A goal's value or bound, at the precision that its size deserves.
function figure(value, unit) {
  if (unit === '%') return percent(value);
  return value !== null && value !== 0 && Math.abs(value) < 0.01 ? power(value, 1) : digits(value);
}

function aim({ unit, from, to }) {
  if (to === null) return `${figure(from, unit)} or more`;
  return from === 0 ? `${figure(to, unit)} or less` : `${figure(from, unit)} to ${figure(to, unit)}`;
}

export function goalTable(goals, units) {
  return table(['figure', `prior, ${units.flux}`, 'analysis', 'result', 'goal', ''], goals.map(goal => [
    goal.figure,
    goal.prior === null ? '' : digits(goal.prior, 3),
    goal.prior === null ? '' : digits(goal.analysis, 3),
    `${goal.prior === null ? '' : 'cut by '}${figure(goal.value, goal.unit)}`,
    aim(goal),
    goal.met ? { kind: 'met', text: '✓ met' } : { kind: 'missed', text: '✗ missed' },
  ]));
}

export function sideBySideTable(filters, rows) {
  return table(['figure', ...filters], rows.map(row => [
    row.name.startsWith(' ') ? { kind: 'part', text: row.name.trim() } : row.name,
    ...row.values.map(value => digits(value, row.decimals).replace(/^−(?=0$)/, '')),
  ]));
}

export function scoredRegionTable(regions, units) {
  return table(['region', `area, 10³ ${units.area}`, 'truth', 'prior bias', 'prior RMSE', 'analysis bias', 'analysis RMSE',
    'cut', 'spread', 'spread/RMSE', 'in 90 %'], regions.map(r => [
    r.region,
    digits(r.areaKm2 / 1e3, 0),
    digits(r.truthTgCPerDay, 3),
    signed(r.errors.prior.bias, 3),
    digits(r.errors.prior.rmse, 3),
    signed(r.errors.analysis.bias, 3),
    digits(r.errors.analysis.rmse, 3),
    r.errors.prior.rmse > r.spreadTgCPerDay ? percent(r.errors.cutPercent) : 'prior within',
    digits(r.spreadTgCPerDay, 3),
    digits(r.spreadRatio),
    percent(r.coveragePercent),
  ]));
}

export function monthTable(months) {
  if (!months.length) return nothing('No scored day.');
  return table(['month', 'regions, daily: prior', 'analysis', 'cut', 'smoothed: cut', 'land cells: prior', 'analysis', 'cut',
    'spread/RMSE', 'in 90 %'], months.map(({ month, filter, smoothed }) => [
    month,
    digits(filter.regionalDaily.prior.rmse, 3),
    digits(filter.regionalDaily.analysis.rmse, 3),
    percent(filter.regionalDaily.cutPercent),
    smoothed ? percent(smoothed.regionalDaily.cutPercent) : '',
    digits(filter.grid.prior.rmse, 3),
    digits(filter.grid.analysis.rmse, 3),
    percent(filter.grid.cutPercent),
    digits(filter.spreadRatio),
    percent(filter.coveragePercent),
  ]));
}

export function laneTable(lanes) {
  return table(['lane', 'count', 'bias', 'RMSE', 'MAE', 'r', '≤ 1', '≤ 2', '≤ 3', '≤ 4 ppm'],
    lanes.map(({ lane, scores, withinPercent }) => [
      lane,
      scores.count,
      signed(scores.biasPpm, 3),
      digits(scores.rmsePpm, 3),
      digits(scores.maePpm, 3),
      digits(scores.correlation, 3),
      ...withinPercent.map(percent),
    ]));
}

export function massTable(days) {
  return table(['day', 'begin', 'emitted', 'through the boundary', 'end', 'residual', 'residual / begin'],
    days.map(({ day, mass }) => [
      day,
      digits(mass.begin),
      signed(mass.emitted, 3),
      signed(mass.inflow, 3),
      digits(mass.end),
      (mass.residual > 0 ? '+' : '') + power(mass.residual, 1),
      power(mass.relativeResidual, 1),
    ]));
}
