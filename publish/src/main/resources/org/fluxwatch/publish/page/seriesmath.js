// Series of the API as lines of a chart.

import { dayNumber, plusDays } from './dates.js';

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
  const mean = name => known(row[name]) && row.days > 0 ? row[name] / row.days : null;
  return { ...row, prior: mean('prior'), analysis: mean('analysis'), spread: mean('spread') };
});

/// The period of a series about a day: {from, to}, days; of no more days than wanted, all where there are fewer.
export function spanAbout(days, day, wanted) {
  if (!days.length) return null;
  if (!wanted || days.length <= wanted) return { from: days[0], to: days.at(-1) };
  const at = Math.max(0, days.indexOf(day));
  const begin = Math.min(days.length - wanted, Math.max(0, at - Math.floor(wanted * 0.75)));
  return { from: days[begin], to: days[begin + wanted - 1] };
}
