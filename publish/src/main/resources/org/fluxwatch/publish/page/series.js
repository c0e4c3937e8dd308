// Series of a region, a cell or a polygon: prior against analysis with its spread, summed up, and the inversion beside.

import { get, polygonText, v1 } from './api.js';
import { Behind } from './behind.js';
import { Chart } from './charts.js';
import { dayNumber, dayOf, dayTicks } from './dates.js';
import { placeText } from './map.js';
import { bandOf, column, extent, middleOf, perDay, spanAbout, withBreaks, withGaps } from './seriesmath.js';
import { nothing } from './tables.js';

/// Px for a mark of the axis of days.
const TICK_PX = 62;
const HEIGHT = 190;

/// So many inversions are asked whether they are of the same area.
const MOST_BESIDES = 4;

/// Areas on two grids differ by the cells along the border.
const isSameArea = (a, b) => Math.abs(a - b) <= 0.01 * b;

const CELL_FIELDS = {
  filter: { prior: 'flux_prior', analysis: 'flux_analysis', spread: 'flux_analysis_spread', air: 'xco2_analysis', airSpread: 'xco2_analysis_spread', control: 'xco2_control' },
  inversion: { prior: 'flux_net_prior', analysis: 'flux_net_posterior', spread: 'flux_net_posterior_uncertainty' },
};

const HEAD = ['begin', 'end', 'days', 'missing', 'prior', 'analysis', 'spread', 'fossil', 'fire', 'total'];

export class SeriesPanel {
  /// onDay: gets the day of a click in a chart.
  constructor(place, onDay) {
    this.place = place;
    this.onDay = onDay;
    this.title = document.createElement('p');
    this.title.className = 'subject';
    this.charts = document.createElement('div');
    this.charts.className = 'charts';
    this.note = document.createElement('p');
    this.note.className = 'notes';
    place.append(this.title, this.charts, this.note);
    this.behind = new Behind(place, 'the series');
    this.sums = new Behind(place, 'what is summed up', { name: 'table of the sums', isOptional: true });
    this.months = new Behind(place, 'the inversion beside', { name: 'table of the inversion', isOptional: true });
    this.asked = this.subjectKey = '';
  }

  clear(text = '') {
    this.stop?.abort();
    Object.assign(this, { asked: '', subjectKey: '', what: null, data: null, drawn: null });
    this.title.textContent = this.note.textContent = '';
    this.charts.replaceChildren(...text ? [nothing(text)] : []);
    for (const behind of [this.behind, this.sums, this.months]) behind.show(null);
  }

  /// what: {source: {domain, system}, days, day, span, version, fields, besides: [{domain}, ...], warning, region?, cell?, polygon?};
  /// version: differs when products do; fields: names of what the day shown has; besides: inversions, the likeliest first.
  async show(what) {
    const subject = JSON.stringify([what.source, what.region, what.cell, what.polygon]);
    const key = JSON.stringify([subject, what.span, what.version, what.besides, this.span(what)]);
    if (key !== this.asked) {
      // a series of something else goes at once; one of the same keeps its own days on its axis
      if (subject !== this.subjectKey) this.clear('Asking ...');
      Object.assign(this, { asked: key, subjectKey: subject });
      this.stop?.abort();
      const stop = this.stop = new AbortController();
      let data;
      try {
        data = await this.ask(what, stop.signal);
      } catch (failure) {
        data = { failure: failure.message };
      }
      if (this.asked !== key) return;
      if (data.failure) this.asked = '';
      this.data = data;
    } else if (!this.data) return; // still asked for
    this.what = what;
    this.draw();
  }

  span({ days, day, span, source }) {
    return spanAbout(days, day, span, source.system === 'inversion');
  }

  async ask(what, signal) {
    const span = this.span(what);
    if (!span) return { failure: 'there is no day yet' };
    if (what.cell) return this.askCell(what, span, signal);
    const { source } = what, isFilter = source.system === 'filter';
    const subject = what.polygon ? { polygon: polygonText(what.polygon) } : { region: what.region };
    const ask = (from, by, period) => get(v1(from, 'series', { ...subject, ...period, by }), signal);
    const answer = await ask(source, isFilter ? 'day' : 'month', span);
    const rows = isFilter ? answer.rows : perDay(answer.rows);
    const summed = isFilter ? (await ask(source, 'cumulated', span)).rows : null;
    const { beside, besideOf, said } = await this.askBeside(what, from => ask(from, 'month', span), answer.area_km2);
    return {
      rows, summed, beside, besideOf, said, isDaily: isFilter, units: 'TgC d⁻¹', what: 'natural flux', spreadOf: answer.spread_of,
      area: answer.area_km2, polygonArea: answer.polygon_area_km2,
    };
  }

  /// The first inversion of the same area; of another it has nothing to say here.
  async askBeside({ besides }, ask, area) {
    const why = [];
    for (const { domain } of besides.slice(0, MOST_BESIDES)) {
      try {
        const other = await ask({ domain, system: 'inversion' });
        if (isSameArea(other.area_km2, area)) return { beside: perDay(other.rows), besideOf: domain, said: '' };
        why.push(`in ${domain} it has another area`);
      } catch (failure) {
        why.push(`${domain}: ${failure.message}`);
      }
    }
    return { beside: null, besideOf: null, said: why.length ? `No inversion beside: ${why.join('; ')}.` : '' };
  }

  async askCell({ source, cell, fields }, span, signal) {
    const names = Object.fromEntries(Object.entries(CELL_FIELDS[source.system]).filter(([, name]) => fields.includes(name)));
    const answer = await get(v1(source, 'cells', { ...cell, ...span, fields: Object.values(names) }), signal);
    const rows = answer.rows.map(row => ({
      begin: row.day, end: row.day, days: 1, missing: 0,
      ...Object.fromEntries(Object.entries(names).map(([key, name]) => [key, row[name] ?? null])),
    }));
    return { rows, names, summed: null, beside: null, isDaily: source.system === 'filter', isCell: true, units: 'µmol m⁻² s⁻¹', what: source.system === 'filter' ? 'natural flux' : 'net flux' };
  }

  subject() {
    const { what, data } = this;
    if (what.cell) return `Cell at ${placeText(what.cell.latitude, what.cell.longitude)}`;
    if (what.polygon) return `Drawn area${data?.area ? `, ${Math.round(data.area).toLocaleString('en')} km² within the domain` : ''}`;
    return `Region ${what.region}`;
  }

  draw() {
    const { data, what } = this;
    if (!what || !data) return;
    const drawn = [data, what.day, what.warning, this.place.clientWidth];
    if (this.drawn?.every((part, n) => part === drawn[n])) return;
    this.drawn = drawn;
    this.title.textContent = this.subject();
    if (data.failure) {
      this.charts.replaceChildren(nothing(`No series: ${data.failure}.`));
      this.note.textContent = '';
      for (const behind of [this.behind, this.sums, this.months]) behind.show(null);
      return;
    }
    this.note.textContent = data.said ?? '';
    const width = Math.max(260, Math.floor(this.place.clientWidth - 8));
    const charts = [this.fluxChart(width), data.summed && this.sumChart(width), data.isCell && this.airChart(width)].filter(Boolean);
    this.charts.replaceChildren(...charts.map(chart => chart.figure));
    const head = data.isCell ? ['begin', ...Object.keys(data.names)] : HEAD;
    const summary = data.spreadOf ? `Spread: ${data.spreadOf}` : '';
    this.table(this.behind, what.source, 'series', head, data.rows, data.units, summary);
    this.table(this.sums, what.source, 'sums', HEAD, data.summed, 'TgC', summary);
    this.table(this.months, { domain: data.besideOf, system: 'inversion' }, 'series', HEAD, data.beside, data.units, '');
  }

  table(behind, source, kind, head, rows, units, summary) {
    const { cell, polygon, region, warning } = this.what;
    behind.show(rows?.length ? {
      file: `${source.domain}_${source.system}_${cell ? 'cell' : polygon ? 'area' : region}_${kind}.csv`,
      head: head.map(name => ['begin', 'end', 'days', 'missing'].includes(name) ? name : `${name} (${name.startsWith('air') || name === 'control' ? 'ppm' : units})`),
      rows: () => rows.map(row => head.map(name => row[name] ?? null)), summary, warning,
    } : null);
  }

  chart(rows, lists, { title, units, label, width, withZero = true, name = at => this.nameOf(rows, at) }) {
    const xs = rows.map(middleOf);
    const from = Math.min(...rows.map(row => dayNumber(row.begin))), to = Math.max(...rows.map(row => dayNumber(row.end ?? row.begin))) + 1;
    const chart = new Chart({
      title, units, width, height: HEIGHT, bottom: 30,
      x: { from, to, label: 'day (UTC)', ticks: dayTicks(from, to, Math.max(2, Math.floor((width - 62) / TICK_PX))), level: true, name },
      y: { ...extent(lists, withZero), label },
    });
    if (withZero) chart.level(0, { kind: 'start' });
    this.markDay(chart, from, to);
    chart.svg.addEventListener('click', event => this.pick(event, chart, width));
    return { chart, xs };
  }

  markDay(chart, from, to) {
    const at = this.what.day && dayNumber(this.what.day) + 0.5;
    if (at > from && at < to) chart.upright(at, { kind: 'chosen', name: `shown: ${this.what.day}` });
  }

  nameOf(rows, at) {
    const row = rows.find(one => middleOf(one) === at);
    return row ? row.period ?? row.begin : dayOf(Math.floor(at));
  }

  pick(event, chart, width) {
    const frame = chart.svg.getBoundingClientRect();
    const at = (event.clientX - frame.left) / frame.width * width;
    this.onDay(dayOf(Math.floor(chart.x.from + (at - chart.box.x) / chart.box.width * (chart.x.to - chart.x.from))));
  }

  fluxChart(width) {
    const { data } = this;
    const rows = withGaps(data.rows, data.isDaily);
    if (!rows.length) return null;
    const band = bandOf(rows, 'analysis', 'spread'), prior = column(rows, 'prior'), analysis = column(rows, 'analysis');
    const beside = data.beside ? bandOf(data.beside, 'analysis', 'spread') : { lower: [], upper: [] };
    const { chart, xs } = this.chart(rows, [band.lower, band.upper, prior, analysis, beside.lower, beside.upper],
      { title: `Prior against analysis, ${data.what}`, units: `${data.units}, positive to the air`, label: data.units, width });
    if (band.lower.some(value => value !== null)) chart.band(xs, band.lower, band.upper, { kind: 'interval', name: 'analysis ± spread' });
    chart.line(xs, prior, { kind: 'prior', name: 'prior' }).line(xs, analysis, { kind: 'analysis', name: 'analysis' });
    if (data.beside?.length) this.besideLine(chart);
    return chart;
  }

  /// Months of the inversion, level over each.
  besideLine(chart) {
    const xs = [], ys = [];
    for (const row of this.data.beside) {
      xs.push(dayNumber(row.begin), dayNumber(row.end) + 1, dayNumber(row.end) + 1);
      ys.push(row.analysis, row.analysis, null);
    }
    chart.line(xs, ys, { kind: 'beside' });
    chart.key(`inversion${this.data.besideOf === this.what.source.domain ? '' : ` of ${this.data.besideOf}`}, mean of the month`, 'path', { class: 'beside', d: 'M1 5H27' });
    for (const row of this.data.beside)
      chart.whisker(middleOf(row), row.analysis - row.spread, row.analysis + row.spread, { kind: 'beside' });
  }

  sumChart(width) {
    const rows = withBreaks(this.data.summed), lacking = rows.at(-1)?.missing ?? 0;
    if (!rows.length) return null;
    const units = lacking ? `TgC; without ${lacking} day${lacking === 1 ? '' : 's'} that ${lacking === 1 ? 'is' : 'are'} missing (gaps)` : 'TgC';
    const band = bandOf(rows, 'analysis', 'spread'), prior = column(rows, 'prior'), analysis = column(rows, 'analysis');
    const { chart } = this.chart(rows, [band.lower, band.upper, prior, analysis], { title: 'Summed up since the first day', units, label: 'TgC', width, name: at => `up to ${dayOf(Math.floor(at))}` });
    // a sum stands at the end of its last day
    const ends = rows.map(row => dayNumber(row.end) + 0.5);
    if (band.lower.some(value => value !== null)) chart.band(ends, band.lower, band.upper, { kind: 'interval', name: 'analysis ± spread of the sum' });
    chart.line(ends, prior, { kind: 'prior', name: 'prior' }).line(ends, analysis, { kind: 'analysis', name: 'analysis' });
    return chart;
  }

  airChart(width) {
    const rows = withGaps(this.data.rows, this.data.isDaily);
    const air = column(rows, 'air');
    if (!air.some(value => value !== null)) return null;
    const band = bandOf(rows, 'air', 'airSpread'), control = column(rows, 'control');
    const { chart, xs } = this.chart(rows, [air, control, band.lower, band.upper], { title: 'XCO2 of the cell', units: 'ppm', label: 'ppm', width, withZero: false });
    if (band.lower.some(value => value !== null)) chart.band(xs, band.lower, band.upper, { kind: 'interval', name: 'analysis ± spread' });
    if (control.some(value => value !== null)) chart.line(xs, control, { kind: 'prior', name: 'without observations (CTRL)' });
    chart.line(xs, air, { kind: 'analysis', name: 'analysis' });
    return chart;
  }
}
