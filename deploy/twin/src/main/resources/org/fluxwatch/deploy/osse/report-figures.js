// The report's diagrams and maps.

import { divergingScale, scaleUpTo } from './colour.js';
import { Projection } from './projection.js';
import { MapPanel } from './map.js';
import { Chart } from './charts.js';

const finite = values => values.flat().filter(value => value !== null);
const greatest = (...series) => Math.max(...finite(series));
const least = (...series) => Math.min(...finite(series));
const scored = ({ days, setup }) => days.filter(day => day.day >= setup.scoredFrom);

/// Lines over the days: the first filter's, the second's analysis beside it.
class DayCharts {
  constructor(data, [first, second]) {
    Object.assign(this, { data, first, days: first.days, second, besides: second?.days ?? [] });
    this.xs = this.days.map((_, n) => n + 1);
    this.besideXs = this.besides.map((_, n) => n + 1);
  }

  all() {
    return [this.landCells(), this.chiSquare(), this.used(),
      ...this.days[0].regions.map((_, r) => this.region(r))].map(chart => chart.figure);
  }

  chart(title, units, from, to, whole = false) {
    const { days, besides, first, data } = this;
    const longest = days.length < besides.length ? besides : days;
    const chart = new Chart({ title, units, y: { from, to, label: units, whole },
      x: { from: 1, to: longest.length, whole: true, label: `day of the run, 1 is ${data.setup.from}`, name: n => longest[n - 1].day } });
    const spinUp = days.length - scored(first).length;
    return spinUp > 0 ? chart.upright(spinUp + 0.5, { kind: 'start', name: 'end of spin-up' }) : chart;
  }

  /// The axis gives way to what stands beside the run up to half as much again, so that a runaway squeezes nothing.
  withBeside(top, beside) {
    return Math.max(top, Math.min(1.5 * top, greatest(beside)));
  }

  beside(chart, values) {
    return this.second ? chart.line(this.besideXs, values, { kind: 'beside', name: `analysis of ${this.second.name}` }) : chart;
  }

  landCells() {
    const rmse = (days, which) => days.map(day => day.grid[which].rmse);
    const prior = rmse(this.days, 'prior'), analysis = rmse(this.days, 'analysis'), beside = rmse(this.besides, 'analysis');
    const chart = this.chart('RMSE of land cells', this.data.units.flux, 0, this.withBeside(greatest(prior, analysis), beside))
      .line(this.xs, prior, { kind: 'prior', name: 'prior' });
    return this.beside(chart, beside).line(this.xs, analysis, { kind: 'analysis', name: 'analysis' });
  }

  chiSquare() {
    const chi = this.days.map(day => day.chiSquare), beside = this.besides.map(day => day.chiSquare);
    const chart = this.chart('Chi-square of the assimilated', '(o − b)² / (s² + r), mean', 0, this.withBeside(Math.max(1.2, greatest(chi)), beside))
      .level(0.9, { kind: 'goal', name: 'goal, 0.9 to 1.1' }).level(1.1, { kind: 'goal' });
    return this.beside(chart, beside).line(this.xs, chi, { kind: 'analysis', name: 'chi-square' });
  }

  used() {
    const count = status => this.days.map(day => day.counts[status]);
    const assimilated = count('assimilated'), withheld = count('withheld');
    return this.chart('Superobservations', 'number a day', 0, greatest(assimilated, withheld), true)
      .line(this.xs, assimilated, { kind: 'analysis', name: 'assimilated' })
      .line(this.xs, withheld, { kind: 'prior', name: 'withheld' });
  }

  region(r) {
    const { data: { interval, units }, days, besides, xs } = this;
    const series = of => days.map(day => of(day.regions[r]));
    const truth = series(of => of.truth), prior = series(of => of.prior), analysis = series(of => of.analysis);
    const lower = series(of => of.analysis - interval.halfWidthSpreads * of.spread);
    const upper = series(of => of.analysis + interval.halfWidthSpreads * of.spread);
    const chart = this.chart(days[0].regions[r].region, units.region, least(truth, prior, lower), greatest(truth, prior, upper))
      .band(xs, lower, upper, { kind: 'interval', name: `${interval.percent} % interval` })
      .line(xs, prior, { kind: 'prior', name: 'prior' });
    return this.beside(chart, besides.map(day => day.regions[r].analysis))
      .line(xs, analysis, { kind: 'analysis', name: 'analysis' })
      .line(xs, truth, { kind: 'truth', name: 'truth' });
  }
}

export function dayFigures(data, trials) {
  return new DayCharts(data, trials).all();
}

/// The ensemble against the errors that it should have: rank histogram, spread against error, coverage.
export function consistencyFigures({ regions, rankHistogram }, { units, interval }) {
  return [ranks(rankHistogram), spreadAgainstError(regions, units), coverage(regions, interval)].map(chart => chart.figure);
}

function ranks(counts) {
  const flat = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chart = new Chart({ title: 'Rank of the observation in the ensemble', units: 'number of observations', height: 230,
    x: { from: -0.5, to: counts.length - 0.5, whole: true, label: 'members below the observation', name: n => `rank ${n}` },
    y: { from: 0, to: Math.max(1, ...counts), whole: true, label: 'observations' } });
  counts.forEach((count, n) => chart.bar(n, count, { kind: 'bar', name: 'observations' }));
  return chart.level(flat, { kind: 'goal', name: 'flat, as of an honest ensemble' });
}

function spreadAgainstError(regions, units) {
  const error = r => r.fluxPerTgCPerDay * r.errors.analysis.rmse, spread = r => r.fluxPerTgCPerDay * r.spreadTgCPerDay;
  const top = Math.max(...regions.map(r => Math.max(error(r), spread(r))));
  return new Chart({ title: 'Spread over error of daily regional fluxes', units: units.flux, height: 230,
    x: { from: 0, to: 1.25 * top, label: `RMSE of the analysis, ${units.flux}` }, y: { from: 0, to: top, label: `spread, ${units.flux}` } })
    .line([0, top], [0, top], { kind: 'goal' })
    .key('spread = error, as of an honest ensemble', 'path', { class: 'goal', d: 'M1 5H27' })
    .dots(regions.map(r => ({ x: error(r), y: spread(r), name: r.region })), { kind: 'spot' })
    .key('a region', 'circle', { class: 'spot', cx: 14, cy: 5, r: 3.5 });
}

function coverage(regions, { percent }) {
  const chart = new Chart({ title: `Truth within the ${percent} % interval`, units: '% of days', height: 230, bottom: 78,
    x: { from: -0.5, to: regions.length - 0.5, label: 'region', ticks: regions.map(({ region }, at) => ({ at, label: region })) },
    y: { from: 0, to: 100, label: '% of days' } });
  regions.forEach((r, n) => chart.bar(n, r.coveragePercent, { kind: 'bar', name: r.region }));
  return chart.level(percent, { kind: 'goal', name: `${percent} %, as of an honest ensemble` });
}

const difference = (a, b) => a.map((value, c) => value === null || b[c] === null ? null : value - b[c]);

/// Draws maps of mean natural flux into an element of the page; all filters on the first's two scales, one of fluxes and
/// one of errors and spreads.
///
/// Returns the panels, which have to be drawn again when the page's width changes.
export function drawMaps(parent, { grid, land, units }, [first, ...besides]) {
  const projection = new Projection(grid), { truth, prior, analysis, spread } = first.maps;
  const error = values => difference(values, truth);
  const flux = divergingScale([...truth, ...prior, ...analysis]);
  const errors = divergingScale([...error(prior), ...error(analysis)]), spreads = scaleUpTo(errors.high);
  const maps = [['Truth', truth, flux], ['Prior', prior, flux], ['Analysis', analysis, flux],
    ['Spread of the analysis, daily', spread, spreads], ['Prior − truth', error(prior), errors], ['Analysis − truth', error(analysis), errors]];
  for (const { name, maps: theirs } of besides)
    if (theirs) maps.push([`${name}: analysis`, theirs.analysis, flux], [`${name}: spread of the analysis, daily`, theirs.spread, spreads],
      [`${name}: analysis − truth`, error(theirs.analysis), errors]);
  return maps.map(([title, values, scale]) => {
    const panel = new MapPanel(parent);
    panel.show({ title, units: units.flux, values, scale, land }, projection);
    return panel;
  });
}
