// Days as the API has them, YYYY-MM-DD, UTC; counted from 1970-01-01.

const DAY_MS = 86_400_000;
export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const dayNumber = day => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
export const dayOf = number => new Date(number * DAY_MS).toISOString().slice(0, 10);
export const plusDays = (day, count) => dayOf(dayNumber(day) + count);

const monthBegin = (year, month) => Date.UTC(year, month - 1, 1) / DAY_MS;

/// A calendar's month: weeks of seven days from Monday on, null outside the month.
export function weeksOf(year, month) {
  const first = monthBegin(year, month), end = monthBegin(year, month + 1);
  // 1970-01-01 was a Thursday
  const skipped = ((first + 3) % 7 + 7) % 7;
  const cells = [...Array(skipped).fill(null), ...Array.from({ length: end - first }, (_, n) => dayOf(first + n))];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, n) => cells.slice(7 * n, 7 * n + 7));
}

/// The place in an ascending list of days of the one that is nearest to a day, the earlier of two as near; -1 in none.
export function nearest(days, day) {
  let best = -1, least = Infinity;
  const wanted = dayNumber(day);
  days.forEach((other, n) => {
    const far = Math.abs(dayNumber(other) - wanted);
    if (far < least) [best, least] = [n, far];
  });
  return best;
}

/// The day some months before or after another, at most the last of its month.
export function plusMonths(day, count) {
  const [year, month, date] = day.split('-').map(Number);
  const first = monthBegin(year, month + count), last = monthBegin(year, month + count + 1) - 1;
  return dayOf(Math.min(first + date - 1, last));
}

export const endOfMonth = day => plusDays(plusMonths(`${day.slice(0, 7)}-01`, 1), -1);

/// Marks of an axis of days, at most about as many as wanted: {at, label}, at being days since 1970.
export function dayTicks(from, to, wanted) {
  const span = Math.max(1, to - from);
  // a name at the very end would be cut off
  to -= span * 0.03;
  const every = [1, 2, 5, 7, 14].find(step => span / step <= wanted);
  if (every) {
    const ticks = [];
    for (let at = Math.ceil(from / every) * every; at <= to; at += every) ticks.push({ at, label: dayOf(at).slice(5) });
    return ticks;
  }
  const months = [1, 2, 3, 6, 12, 24, 60].find(step => span / 30.4 / step <= wanted) ?? 120;
  const ticks = [], begin = dayOf(from);
  let year = Number(begin.slice(0, 4)), month = 1;
  for (;;) {
    const at = monthBegin(year, month);
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, label: months >= 12 ? String(year) : dayOf(at).slice(0, 7) });
    month += months;
    while (month > 12) { month -= 12; year++; }
  }
}

/// An age in words, of seconds; '' where it is not known.
export function ageText(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '';
  const whole = Math.max(0, seconds);
  if (whole < 90) return `${Math.round(whole)} s`;
  if (whole < 5400) return `${Math.round(whole / 60)} min`;
  if (whole < 129_600) return `${Math.round(whole / 3600)} h`;
  return `${Math.round(whole / 86_400)} days`;
}
