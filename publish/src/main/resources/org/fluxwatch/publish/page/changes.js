// What the newest revision of a day changed, as /api/diff gives it.

import { digits, nothing, table } from './tables.js';

const KINDS = { ADDED: 'new', REMOVED: 'gone', REPLACED: 'replaced' };
const signed = (value, count = 2) => value === null ? '–' : (value > 0 ? '+' : '') + digits(value, count);
const many = (n, one) => `${n} ${one}${n === 1 ? '' : 's'}`;

/// An edition in words.
const edition = version => `revision ${version.revision}`
  + (version.status ? ` as of ${version.asOf} (${version.status})` : '')
  + (version.smoothingDays ? `, ${many(version.smoothingDays, 'day')} of later observations` : '');

/// Days in a row as their first and last.
export function periods(days) {
  const spans = [];
  for (const day of [...days].sort()) {
    const before = spans.at(-1)?.at(-1);
    if (before && Date.parse(day) - Date.parse(before) === 86400000) spans.at(-1).push(day);
    else spans.push([day]);
  }
  return spans.map(span => span.length > 1 ? `${span[0]} to ${span.at(-1)}` : span[0]).join(', ');
}

/// Why it was made: rows of what and how.
function reasons(change) {
  const granule = (g, day) => [day, `${g.sensor} ${KINDS[g.kind]}`, g.after || g.before];
  const rows = change.granules.map(g => granule(g, change.begin));
  for (const other of change.otherPeriods.filter(o => !o.isNew)) {
    if (!other.isKnown) rows.push([other.begin, 'granules', 'others than before; which ones is not kept']);
    rows.push(...other.granules.map(g => granule(g, other.begin)));
  }
  const later = change.otherPeriods.filter(o => o.isNew);
  if (later.length) rows.push(['after', 'later days', `${periods(later.map(o => o.begin))}: their observations have corrected the flux`]);
  if (change.earlierGranules) rows.push(['before', 'granules', 'of days further back are others']);
  for (const text of change.made) rows.push(['', text.what, `${text.before || 'nothing'} → ${text.after || 'nothing'}`]);
  return rows;
}

/// answer: of /api/diff. Gives elements to show.
export function changeTables(answer) {
  if (!answer.change) return [nothing(`Nothing to compare: ${answer.why}.`)];
  const change = answer.change;
  const line = document.createElement('p');
  line.textContent = `${edition(change.before)} → ${edition(change.after)}.`;
  const rows = reasons(change);
  const why = rows.length ? table(['day', 'what', 'which'], rows.map(r => [r[0], r[1], { kind: 'detail', text: r[2] }]))
    : nothing('No granule, setting or program is another.');
  const regions = change.regions.length ? table(['region', 'before', 'now', 'change', 'in spreads'], change.regions.map(r => [
    r.region, `${digits(r.before)} ± ${digits(r.spreadBefore)}`, `${digits(r.after)} ± ${digits(r.spreadAfter)}`,
    signed(r.change), signed(r.changeInSpreads, 1),
  ])) : nothing('There are no regions.');
  const fields = change.fields.filter(f => /^(flux_analysis|flux_natural_posterior|flux_net_posterior|xco2_analysis)$/.test(f.name));
  const largest = document.createElement('p');
  largest.textContent = fields.map(f => `${f.longName}: mean change ${signed(f.mean, 3)}, largest ${signed(f.largest, 2)} ${f.units} `
    + `at ${digits(f.latitude, 1)}° N, ${digits(f.longitude, 1)}° E.`).join(' ');
  return [line, why, regions, largest];
}
