// Series of the API as lines of a chart.

import { dayNumber, dayOf, endOfMonth, plusDays } from './dates.js';

const FLUXES = ['prior', 'analysis', 'spread', 'fossil', 'fire', 'total'];

const known = value => value !== null && value !== undefined && Number.isFinite(value);

/// Rows by day with an empty row for each gap, so that no line runs over it.
export function withGaps(rows, isDaily) {
  if (!isDaily) return rows;
  const all = [];
  for (const row of rows) {
    const before = all.at(-1);
    if (before && dayNumber(row.begin) - dayNumber(before.end ?? before.begin) > 1) {
      const gap = plusDays(before.end ?? before.begin, 1);
      all.push({ period: gap, begin: gap, end: gap, isGap: true });
    }
    all.push(row);
  }
  return all;
}

/// The middle of a row's period, days since 1970.
export const middleOf = row => (dayNumber(row.begin) + dayNumber(row.end ?? row.begin) + 1) / 2;

/// Values of rows by name; null where a row has none.
export const column = (rows, name) => rows.map(row => known(row[name]) ? row[name] : null);

/// Lower and upper edge of a value and its spread; null without either.
export function bandOf(rows, value, spread) {
  const edge = sign => rows.map(row => known(row[value]) && known(row[spread]) ? row[value] + sign * row[spread] : null);
  return { lower: edge(-1), upper: edge(1) };
}

/// From the least to the greatest of some lists, with zero in it; 0 to 1 where nothing is known.
export function extent(lists, withZero = true) {
  let from = Infinity, to = -Infinity;
  for (const list of lists)
    for (const value of list)
      if (known(value)) {
        from = Math.min(from, value);
        to = Math.max(to, value);
      }
  if (from > to) return { from: 0, to: 1 };
  return withZero ? { from: Math.min(from, 0), to: Math.max(to, 0) } : { from, to };
}

/// Totals over periods (TgC) as means of each of their days (TgC per day).
export const perDay = rows => rows.map(row => {
  const means = FLUXES.map(name => [name, known(row[name]) && row.days > 0 ? row[name] / row.days : null]);
  return { ...row, ...Object.fromEntries(means) };
});

/// Sums with an empty row wherever days are missing that none of them has.
export function withBreaks(sums) {
  const all = [];
  for (const row of sums) {
    const before = all.at(-1);
    if (before && (row.missing ?? 0) > (before.missing ?? 0)) {
      const gap = plusDays(before.end, 1);
      all.push({ begin: gap, end: gap, missing: row.missing, isGap: true });
    }
    all.push(row);
  }
  return all;
}

/// The period of a series about a day, {from, to}: days of the calendar, no more than wanted; all where there are fewer or
/// none are wanted. days: those on file, of months the first ones; a period of months has whole ones.
export function spanAbout(days, day, wanted, isMonthly = false) {
  if (!days.length) return null;
  const first = dayNumber(days[0]), last = dayNumber(isMonthly ? endOfMonth(days.at(-1)) : days.at(-1));
  if (!wanted || last - first < wanted) return { from: dayOf(first), to: dayOf(last) };
  const at = day ? dayNumber(day) : last;
  const begin = Math.min(last - wanted + 1, Math.max(first, at - Math.floor(wanted * 0.75)));
  const from = dayOf(begin), to = dayOf(begin + wanted - 1);
  return isMonthly ? { from: `${from.slice(0, 7)}-01`, to: endOfMonth(to) } : { from, to };
}
