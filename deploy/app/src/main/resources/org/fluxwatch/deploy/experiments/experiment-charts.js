// The diagrams of the experiments, as the MEGA paper's Figures 4 to 9, each with the table behind it.

import { Chart, MARK_NAMES } from './charts.js';
import { digits } from './tables.js';
import { boxedTable, monthTable, natureTable, PAPER } from './experiment-tables.js';
import { known, MONTH_NAMES } from './year.js';

/// The page has room for two charts side by side that are larger than the others.
export const ROOM = matchMedia('(min-width: 1000px)');
const larger = () => ROOM.matches ? { width: 540, height: 360 } : { height: 320 };

const HEIGHT = 250;
const HUES = 6;

/// Letters of a name that have room below a rotated tick.
const TICK_LETTERS = 15;

const PLACES = MONTH_NAMES.map((_, p) => p + 1);

/// Looks of lines that stand side by side; they differ by colour and mark.
const look = (colour, mark = colour) => ({ kind: `hue hue${colour % HUES + 1}`, mark: MARK_NAMES[mark % MARK_NAMES.length] });

const PRIOR = { kind: 'prior', mark: 'circle' };
const POSTERIOR = { kind: 'analysis', mark: 'square' };

function range(values, withZero) {
  const there = known(values);
  if (!there.length) return { from: 0, to: 1 };
  return { from: Math.min(...there, ...withZero ? [0] : []), to: Math.max(...there, ...withZero ? [0] : []) };
}

function zeroLine(chart) {
  return chart.y.from < 0 && chart.y.to > 0 ? chart.level(0, { kind: 'axis' }) : chart;
}

/// Over the months of the year; values: all that has to have room.
function monthChart(year, { title, units, label = units, values, withZero = true, size = { height: HEIGHT } }) {
  return zeroLine(new Chart({ title, units, ...size, y: { ...range(values, withZero), label },
    x: { from: 0.4, to: 12.6, label: `month of ${year.year}`, level: true, name: p => `${MONTH_NAMES[p - 1]} ${year.year}`,
      ticks: MONTH_NAMES.map((name, p) => ({ at: p + 1, label: name })) } }));
}

const shorten = name => name.length > TICK_LETTERS ? `${name.slice(0, TICK_LETTERS - 1)}…` : name;

/// Names along the horizontal axis.
function nameChart({ title, units, label = units, names, xLabel, values, withZero, size = { height: HEIGHT + 30 } }) {
  return zeroLine(new Chart({ title, units, ...size, bottom: 92, y: { ...range(values, withZero), label },
    x: { from: -0.6, to: names.length - 0.4, label: xLabel, name: n => names[n], ticks: names.map((name, at) => ({ at, label: shorten(name) })) } }));
}

/// The figure with a sentence and its numbers in a table.
function told(chart, sentence, made) {
  const text = document.createElement('p');
  text.textContent = sentence.replaceAll(/(?<=Fig\.) | (?=%)/g, '\u00a0');
  const behind = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = 'Numbers';
  behind.append(summary, made);
  chart.figure.append(text, behind);
  return chart.figure;
}

/// lines: [{name, values, style}, ...] over the months.
function ofMonths(year, frame, lines, sentence, decimals) {
  const chart = monthChart(year, { ...frame, values: lines.map(({ values }) => values) });
  for (const { name, values, style } of lines) chart.line(PLACES, values, { ...style, name });
  return told(chart, sentence, monthTable(`${frame.title}, ${frame.units}`, lines.map(({ name, values }) => ({ name, values, decimals }))));
}

/// Fig. 4a: bias as lines, RMSE as bars.
export function misfitFigure(year, set, name) {
  const { own } = year;
  const of = (lane, score) => year.score(own, `${set}/${lane}`, score);
  const rmse = { prior: of('prior', 'rmsePpm'), posterior: of('posterior', 'rmsePpm') };
  const bias = { prior: of('prior', 'biasPpm'), posterior: of('posterior', 'biasPpm') };
  const title = `XCO2, ${name} observations`;
  const chart = monthChart(year, { title, units: 'ppm', values: [rmse.prior, rmse.posterior, bias.prior, bias.posterior] });
  const bars = (values, kind, called, from, to) => {
    values.forEach((value, p) => chart.bar(p + 1, value, { kind, name: called, from, to }));
    chart.key(called, 'rect', { class: kind, x: 1, y: 0, width: 26, height: 10 });
  };
  bars(rmse.prior, 'pale', 'RMSE, prior', -0.4, 0);
  bars(rmse.posterior, 'bar', 'RMSE, posterior', 0, 0.4);
  chart.line(PLACES, bias.prior, { ...PRIOR, name: 'bias, prior' }).line(PLACES, bias.posterior, { ...POSTERIOR, name: 'bias, posterior' });
  const column = (called, values, decimals = 2) => ({ name: called, values, decimals });
  return told(chart, `Bias (observed minus simulated) and RMSE of the ${name} observations by month, as the paper’s Fig. 4a with bars for its areas.`,
    monthTable(title, [column('n', of('prior', 'count'), 0), column('bias, prior', bias.prior), column('bias, posterior', bias.posterior),
      column('RMSE, prior', rmse.prior), column('RMSE, posterior', rmse.posterior),
      ...set === 'used' ? [column('chi-square', year.over(own.months, month => month.chiSquare))] : []]));
}

const change = (scores, score) => ['prior', 'posterior'].map(lane => digits(scores[lane]?.[score] ?? null)).join(' → ');

/// Fig. 4b and c.
export function stationFigure(year, { name, months, scores }) {
  const of = lane => year.over(months, month => month[lane]);
  const observed = of('observedPpm'), prior = of('priorPpm'), posterior = of('posteriorPpm');
  const chart = monthChart(year, { title: `Station ${name}`, units: 'CO2, ppm', values: [observed, prior, posterior], withZero: false })
    .line(PLACES, prior, { ...PRIOR, name: 'prior' })
    .line(PLACES, posterior, { ...POSTERIOR, name: 'posterior' })
    .line(PLACES, observed, { kind: 'truth', mark: 'diamond', name: 'observed' });
  const column = (called, values, decimals = 2) => ({ name: called, values, decimals });
  return told(chart, `Monthly means, as the paper’s Fig. 4b and c: r ${change(scores, 'correlation')}, RMSE ${change(scores, 'rmsePpm')} ppm, MAE ${change(scores, 'maePpm')} ppm.`,
    monthTable(`Station ${name}, ppm`, [column('n', of('observations'), 0), column('observed', observed), column('prior', prior), column('posterior', posterior)]));
}

/// Fig. 5a.
export function natureFigure(year, chosen) {
  const { regions, yearUnit } = year;
  const fluxes = regions.map((_, r) => year.natureOf(r));
  const ends = fluxes.flatMap(({ prior, posterior, spread }) => [prior, posterior, ...posterior === null || spread === null ? [] : [posterior - spread, posterior + spread]]);
  const chart = nameChart({ title: year.isWhole ? 'Natural flux of the year by region' : 'Natural flux by region, mean of the months', units: yearUnit, names: regions.map(({ name }) => name), xLabel: 'region', values: ends, withZero: true, size: larger() });
  fluxes.forEach(({ posterior, spread }, r) => {
    chart.bar(r, posterior, { kind: r === chosen ? 'bar chosen' : 'bar', name: 'posterior', from: -0.35, to: 0.35 });
    if (posterior === null || spread === null) return;
    chart.whisker(r, posterior - spread, posterior + spread, { kind: 'truth' }).reading(r, '±', spread);
  });
  chart.marks(regions.map((_, r) => r), fluxes.map(({ prior }) => prior), { kind: 'prior', mark: 'diamond' });
  fluxes.forEach(({ prior }, r) => chart.reading(r, 'prior', prior));
  chart.key('posterior', 'rect', { class: 'bar', x: 1, y: 0, width: 26, height: 10 });
  if (known(fluxes.map(({ spread }) => spread)).length) chart.key('± 1 spread', 'path', { class: 'truth', d: 'M14 0V10M11 0h6M11 10h6' });
  chart.markKey('prior', { kind: 'prior', mark: 'diamond' });
  return told(chart, `Natural flux by region, ${year.isWhole ? 'sum over the year' : 'mean of the months'}, as the paper’s Fig. 5a; `
    + 'the months’ errors are taken as independent, though they are not known to be.', natureTable(year));
}

/// Fig. 6a.
export function seasonFigure(year, region) {
  const { own } = year, prior = year.natural(own, region, 'priorNet'), posterior = year.natural(own, region, 'posteriorNet');
  const unit = year.monthUnit(prior, posterior);
  const [before, after, spread] = [prior, posterior, year.total(own, region, 'posteriorSpread')].map(unit.of);
  const edge = sign => after.map((value, p) => value === null || spread[p] === null ? null : value + sign * spread[p]);
  const lower = edge(-1), upper = edge(1);
  const title = `Natural flux of ${year.regions[region].name}`;
  const chart = monthChart(year, { title, units: unit.name, size: larger(), values: [before, after, lower, upper] })
    .band(PLACES, lower, upper, { kind: 'interval', name: '± 1 spread' })
    .line(PLACES, before, { kind: 'prior thin', mark: 'circle', name: 'prior' })
    .line(PLACES, after, { ...POSTERIOR, name: 'posterior' });
  const column = (name, values) => ({ name, values, decimals: unit.decimals });
  return told(chart, 'Natural flux by month with the own prior and background, as the paper’s Fig. 6a.',
    monthTable(`${title}, ${unit.name}`, [column('prior', before), column('posterior', after), column('± spread', spread)]));
}

/// Fig. 6b.
export function pairFigure(year, regions) {
  const series = regions.map(region => year.natural(year.own, region, 'posteriorNet'));
  const unit = year.monthUnit(...series), values = series.map(unit.of), names = regions.map(region => year.regions[region].name);
  const title = `Natural flux of ${names.join(' and ')}`, kinds = ['bar', 'bar other'];
  const chart = monthChart(year, { title, units: unit.name, size: larger(), values });
  values.forEach((ofRegion, n) => {
    ofRegion.forEach((value, p) => chart.bar(p + 1, value, { kind: kinds[n], name: names[n], from: n * 0.4 - 0.4, to: n * 0.4 }));
    chart.key(names[n], 'rect', { class: kinds[n], x: 1, y: 0, width: 26, height: 10 });
  });
  return told(chart, 'Posterior natural flux of two regions by month, as the paper’s Fig. 6b.',
    monthTable(`${title}, ${unit.name}`, names.map((name, n) => ({ name, values: values[n], decimals: unit.decimals }))));
}

const ofPaper = (deviation, paper) => deviation && deviation.percent !== null
  ? ` Mean relative deviation of net fluxes ${digits(deviation.percent, 1)} %${paper ? `, the paper’s ${digits(paper, 1)} %` : ''}.` : '';

const unique = values => [...new Set(values)];
const number = value => String(value);
const percent = share => `${number(Math.round(1000 * share) / 10)} %`;

/// Fig. 7a: colours are scales, marks are uncertainties.
export function scaledFigure(year, region) {
  const { scaled, varied } = year;
  const scales = unique(scaled.map(({ prior }) => prior.scale)).sort((a, b) => a - b);
  const shares = unique(scaled.map(({ prior }) => prior.share)).sort((a, b) => a - b);
  const raw = scaled.map(({ one }) => year.total(one, region, 'posteriorNet'));
  const priors = scales.map(scale => year.total(scaled.find(({ prior }) => prior.scale === scale).one, region, 'priorNet'));
  const unit = year.monthUnit(...raw, ...priors);
  const lines = scales.flatMap((scale, s) => [
    { name: `${number(scale)}× prior`, values: unit.of(priors[s]), style: { kind: `dashed hue hue${s % HUES + 1}` } },
    ...shares.flatMap((share, m) => scaled.map(({ prior }, n) => ({ prior, n }))
      .filter(({ prior }) => prior.scale === scale && prior.share === share)
      .map(({ n }) => ({ name: `${number(scale)}×, ${percent(share)}`, values: unit.of(raw[n]), style: look(s, m) }))),
  ]);
  return ofMonths(year, { title: `Net flux of ${year.regions[region].name}, prior ${varied} scaled`, units: unit.name, size: larger() }, lines,
    `Prior ${varied} (dashed) times ${scales.map(number).join(', ')} and its posterior (solid) with uncertainties of ${shares.map(percent).join(', ')}, as the paper’s Fig. 7a.`
    + ofPaper(year.deviation(region, 'scale'), PAPER.deviations.scale), unit.decimals);
}

/// Fig. 7b.
export function priorFigure(year, region) {
  const { plain } = year;
  const raw = ['priorNet', 'posteriorNet'].map(lane => plain.map(({ one }) => year.total(one, region, lane)));
  const unit = year.monthUnit(...raw.flat());
  const lines = plain.flatMap(({ prior }, n) => [
    { name: `${prior.flux}, prior`, values: unit.of(raw[0][n]), style: { kind: `dashed hue hue${n % HUES + 1}` } },
    { name: `${prior.flux}, posterior`, values: unit.of(raw[1][n]), style: look(n) },
  ]);
  return ofMonths(year, { title: `Net flux of ${year.regions[region].name} by prior`, units: unit.name, size: larger() }, lines,
    `Priors (dashed) and posteriors (solid) with an uncertainty of ${percent(year.ownPriorCase.share)}, as the paper’s Fig. 7b.`
    + ofPaper(year.deviation(region, 'priors'), PAPER.deviations.priors), unit.decimals);
}

/// Fig. 8a to c.
export function scoreFigures(year) {
  const all = year.allBackgrounds, names = all.map(({ background }) => background.name), places = names.map((_, n) => n);
  const lines = [['used/prior', 'prior, used', PRIOR], ['used/posterior', 'posterior, used', POSTERIOR],
    ['withheld/prior', 'prior, withheld', { kind: 'prior apart', mark: 'triangle' }],
    ['withheld/posterior', 'posterior, withheld', { kind: 'analysis apart', mark: 'wedge' }]];
  const figure = (title, units, label, score, letter, sentence) => {
    const series = lines.map(([set, name, style]) => ({ name, style, values: all.map(({ one }) => one.scores[set]?.[score] ?? null) }))
      .filter(({ values }) => known(values).length);
    const chart = nameChart({ title, units, label, names, xLabel: 'background', values: series.map(({ values }) => values), withZero: score === 'biasPpm' });
    for (const { name, style, values } of series) chart.line(places, values, { ...style, name });
    const rows = names.map((name, n) => [name, ...series.map(({ values }) => digits(values[n], 3))]);
    return told(chart, `${sentence}, as the paper’s Fig. 8${letter}.`, boxedTable(title, ['background', ...series.map(({ name }) => name)], rows));
  };
  return [
    figure('Correlation by background', '', 'r', 'correlation', 'a', 'r of observed and simulated XCO2'),
    figure('RMSE by background', 'ppm', 'ppm', 'rmsePpm', 'b', 'RMSE of simulated XCO2'),
    figure('Bias by background', 'ppm', 'ppm', 'biasPpm', 'c', 'Mean of observed minus simulated XCO2'),
  ];
}

/// Fig. 9a and b.
export function backgroundFigure(year, region, fromObservations) {
  const of = year.ofBackgrounds(fromObservations);
  const raw = of.map(({ one }) => year.natural(one, region, 'posteriorNet')), prior = year.natural(year.own, region, 'priorNet');
  const unit = year.monthUnit(...raw, prior), which = fromObservations ? 'of observations' : 'of the model';
  const lines = [{ name: 'prior', values: unit.of(prior), style: { kind: 'prior thin' } }, ...of.map(({ background: { name } }, n) => {
    const style = look(n), isOwn = name === year.ownBackground;
    return { name: isOwn ? `${name} (own)` : name, values: unit.of(raw[n]), style: isOwn ? { ...style, kind: `${style.kind} bold` } : style };
  })];
  return ofMonths(year, { title: `Natural flux of ${year.regions[region].name}, backgrounds ${which}`, units: unit.name, size: larger() }, lines,
    `Posterior natural flux with backgrounds ${which}, as the paper’s Fig. 9${fromObservations ? 'a' : 'b'}.`
    + ofPaper(year.deviation(region, `backgrounds ${which}`)), unit.decimals);
}
