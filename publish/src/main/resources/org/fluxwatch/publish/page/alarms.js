// Alarms on observations: those of the day, those of the days before, and each statistic's history with its limits.

import { getIfThere, of } from './api.js';
import { button } from './behind.js';
import { Chart } from './charts.js';
import { nameOf } from './choice.js';
import { dayNumber, dayOf, dayTicks } from './dates.js';
import { keepingFocus } from './parts.js';
import { digits, nothing, table } from './tables.js';

/// So many days of a history; each is a question of its own, answered once.
const HISTORY_DAYS = 30;

/// So many answers are kept.
const KEPT_DAYS = 400;

/// Names of the API: {statistic of an alarm: [property, title, unit]}.
const STATISTICS = {
  'omb-mean': ['ombMean', 'o − b, mean', 'ppm'],
  'omb-sd': ['ombSd', 'o − b, standard deviation', 'ppm'],
  'oma-mean': ['omaMean', 'o − a, mean', 'ppm'],
  'chi-square': ['chiSquare', 'chi-square', ''],
  'gated-share': ['gatedShare', 'share gated', ''],
  count: ['count', 'observations', ''],
};

const SIDES = { sensor: 'looks like the sensor', model: 'looks like model or inflow', unknown: 'sensor or model: not clear' };
const sensorOf = one => one.mode && one.mode !== 'all' ? `${one.sensor} ${one.mode}` : one.sensor;

/// The lower and the upper limit of a statistic, by day; null where there is none.
export const limitsOf = (rows, key, kind) => [0, 1].map(n => rows.map(row => row.limits?.[key]?.[kind]?.[n] ?? null));
const isThere = values => values.some(value => value !== null);

/// The sides that have a limit: [[0, 'least'], [1, 'most']] or one of them.
export const sidesOf = limits => [[0, 'least'], [1, 'most']].filter(([n]) => isThere(limits[n]));

/// A day of which system of which domain, in which revision.
export const dayKey = (source, entry) => `${source.domain} ${source.system} ${entry.day} ${entry.revision}`;

function limitText(limit) {
  const [low, high] = limit ?? [];
  const isKnown = value => Number.isFinite(value);
  if (isKnown(low) && isKnown(high)) return `, limits ${digits(low)} to ${digits(high)}`;
  return isKnown(high) ? `, at most ${digits(high)}` : isKnown(low) ? `, at least ${digits(low)}` : '';
}

/// What is odd, in words.
const wordsOf = a => [
  `${STATISTICS[a.statistic]?.[1] ?? a.statistic} ${digits(a.value ?? null)}${limitText(a.limit)}`,
  a.daysLooked ? `${a.daysOut} of ${a.daysLooked} days out` : '', SIDES[a.side] ?? '',
].filter(Boolean).join('; ');

function alarmTable(alarms, onExplain) {
  const element = table(['sensor', 'severity', { kind: 'detail', text: 'what' }, ''], alarms.map(a =>
    [sensorOf(a), { kind: `severity ${a.severity}`, text: a.severity }, { kind: 'detail', text: `${a.day}: ${wordsOf(a)}` }, '']));
  alarms.forEach((a, n) => {
    const row = element.rows[n + 1];
    row.title = a.text ?? '';
    row.cells[3].append(button('explain', () => onExplain(a)));
  });
  return element;
}

function watchedTable(watched, onHistory) {
  const element = table(['sensor', 'count', 'gated', 'o − b', 'sd', 'o − a', 'sd', 'χ²', ''], watched.map(w => [
    sensorOf(w), w.count, digits(w.gatedShare ?? null), digits(w.ombMean ?? null), digits(w.ombSd ?? null), digits(w.omaMean ?? null), digits(w.omaSd ?? null),
    digits(w.chiSquare ?? null), '']));
  watched.forEach((w, n) => element.rows[n + 1].cells[8].append(button('history', () => onHistory(w))));
  return element;
}

export class AlarmsPanel {
  /// onExplain: gets an alarm; onDay: a day of a chart.
  constructor(place, { onExplain, onDay }) {
    Object.assign(this, { place, onExplain, onDay });
    Object.assign(this, { cache: new Map(), sequence: 0, opened: 0 });
    this.list = document.createElement('div');
    this.history = document.createElement('div');
    this.history.className = 'charts';
    place.append(this.list, this.history);
  }

  /// entries: of /api/days; entry: the one that is shown.
  async show(source, entries, entry) {
    const subject = nameOf(source);
    if (subject !== this.subject) {
      this.clear();
      this.subject = subject;
      this.list.replaceChildren(nothing('Asking ...'));
    }
    Object.assign(this, { source, entries, entry });
    // other days have alarms too: theirs are asked for again when any day is made again
    const key = [dayKey(source, entry), ...entries.map(e => `${e.day} ${e.revision}`)].join();
    if (this.isAbsent || key === this.asked) return;
    this.asked = key;
    const n = ++this.sequence;
    let all, day;
    try {
      [all, day] = await Promise.all([getIfThere(of('/api/alarms', source)), this.day(source, entry)]);
    } catch (failure) {
      if (n !== this.sequence) return;
      this.asked = null;
      this.list.replaceChildren(nothing(`Alarms of ${entry.day} are not known: ${failure.message}.`));
      throw failure;
    }
    if (n !== this.sequence) return;
    if (all === null) {
      // what is not there now is not asked for again with each day
      this.isAbsent = true;
      this.list.replaceChildren(nothing('Alarms are not available: this publish has no /api/alarms.'));
      return;
    }
    keepingFocus(this.list, () => this.draw(day, all));
  }

  /// What was shown goes, and what is still asked for is not shown.
  clear() {
    this.subject = this.asked = null;
    this.sequence++;
    this.opened++;
    this.list.replaceChildren();
    this.history.replaceChildren();
  }

  async day(source, entry) {
    const key = dayKey(source, entry);
    if (!this.cache.has(key)) {
      const answer = await getIfThere(of('/api/alarms', source, { day: entry.day }));
      this.cache.set(key, answer);
      if (this.cache.size > KEPT_DAYS) this.cache.delete(this.cache.keys().next().value);
      return answer;
    }
    return this.cache.get(key);
  }

  draw(day, all) {
    const today = (day?.alarms ?? []).map(a => ({ ...a, day: this.entry.day }));
    const earlier = (all.days ?? []).filter(d => d.day !== this.entry.day).flatMap(d => (d.alarms ?? []).map(a => ({ ...a, day: d.day })));
    const heading = text => Object.assign(document.createElement('h3'), { textContent: text });
    const parts = [
      heading(`Alarms of ${this.entry.day}`),
      today.length ? alarmTable(today, this.onExplain) : nothing('None.'),
      heading('What is watched'),
      day?.watched?.length ? watchedTable(day.watched, one => this.openHistory(one)) : nothing('Nothing was observed on this day, or its statistics are not kept.'),
    ];
    if (earlier.length) parts.push(heading('Alarms of other days'), alarmTable(earlier.slice(0, 30), this.onExplain));
    this.list.replaceChildren(...parts.map(part => {
      if (part.tagName !== 'TABLE') return part;
      const box = document.createElement('div');
      box.className = 'scroll';
      box.append(part);
      return box;
    }));
  }

  /// Statistics of a sensor and mode over the days before the one shown, with their limits.
  async openHistory({ sensor, mode }) {
    const { source } = this, n = ++this.opened;
    const at = this.entries.indexOf(this.entry);
    const days = this.entries.slice(Math.max(0, at - HISTORY_DAYS + 1), at + 1);
    this.history.replaceChildren(nothing(`Asking for ${days.length} days ...`));
    try {
      const rows = [];
      for (const entry of days) {
        const answer = await this.day(source, entry);
        if (n !== this.opened) return;
        rows.push({ day: entry.day, ...answer?.watched?.find(w => w.sensor === sensor && (w.mode ?? 'all') === (mode ?? 'all')) });
      }
      const columns = Math.max(1, Math.floor((this.place.clientWidth + 10) / 280));
      const width = Math.max(260, Math.floor((this.place.clientWidth + 10) / columns) - 10);
      this.history.replaceChildren(...Object.values(STATISTICS).map(([key, title, unit]) =>
        this.chart(rows, { key, title: `${sensorOf({ sensor, mode })}: ${title}`, unit, width })?.figure).filter(Boolean));
    } catch (failure) {
      if (n !== this.opened) return;
      this.history.replaceChildren(nothing(`No history: ${failure.message}.`));
    }
  }

  chart(rows, { key, title, unit, width }) {
    const values = rows.map(row => row[key] ?? null);
    if (!values.some(value => value !== null)) return null;
    const soft = limitsOf(rows, key, 'soft'), hard = limitsOf(rows, key, 'hard');
    const xs = rows.map(row => dayNumber(row.day) + 0.5);
    const near = [...values, ...soft.flat()].filter(value => value !== null);
    const [least, greatest] = [Math.min(...near), Math.max(...near)], room = 0.15 * (greatest - least || 1);
    const from = dayNumber(rows[0].day), to = dayNumber(rows.at(-1).day) + 1;
    const chart = new Chart({
      title, units: unit, width, height: 150, bottom: 30,
      x: { from, to, label: 'day (UTC)', ticks: dayTicks(from, to, Math.floor(width / 70)), level: true, name: at => dayOf(Math.floor(at)) },
      y: { from: least - room, to: greatest + room, label: unit },
    });
    if (soft.every(isThere)) chart.band(xs, ...soft, { kind: 'goalband', name: 'soft limits, of the days before' });
    else sidesOf(soft).forEach(([n, side]) => chart.line(xs, soft[n], { kind: 'softlimit', name: `soft limit, ${side}, of the days before` }));
    for (const [n, side] of sidesOf(hard)) chart.line(xs, hard[n], { kind: 'limit', name: `hard limit, ${side}` });
    chart.line(xs, values, { kind: 'analysis', name: title.split(': ').at(-1), mark: 'circle' });
    chart.svg.addEventListener('click', event => {
      const frame = chart.svg.getBoundingClientRect(), at = (event.clientX - frame.left) / frame.width * width;
      this.onDay(dayOf(Math.floor(from + (at - chart.box.x) / chart.box.width * (to - from))));
    });
    return chart;
  }
}
