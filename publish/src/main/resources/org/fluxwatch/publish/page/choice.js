// What of all there is an address means, and what it asks for that is not there.

export const nameOf = ({ domain, system }) => system === 'filter' ? domain : `${domain} ${system}`;

/// The domain and system of a view among [{domain, system, days}, ...], or else the first that has days:
/// {source, said}, said: what was not found; source null where there is none at all.
export function sourceOf(domains, view) {
  const isOf = d => !view.system || d.system === view.system;
  const source = view.domain ? domains.find(d => d.domain === view.domain && isOf(d)) : view.system ? domains.find(d => isOf(d) && d.days > 0) : null;
  const other = source ?? domains.find(d => d.days > 0) ?? domains[0] ?? null;
  const asked = [view.domain && `domain ${view.domain}`, view.system && `system ${view.system}`].filter(Boolean).join(' with ');
  const said = source || !other || !asked ? '' : `There is no ${asked}; ${nameOf(other)} is shown.`;
  return { source: other, said };
}

/// The entry of a day, or of the month that it lies in; null where there is none.
export const entryAt = (entries, day) =>
  day && entries.find(e => e.day === day || e.asOf && e.day.slice(0, 7) === day.slice(0, 7)) || null;

/// The entry that a view means, the latest where it names none or one that is not there: {entry, said}.
export function entryOf(entries, view) {
  const entry = entryAt(entries, view.day), latest = entries.at(-1) ?? null;
  const said = view.day && !entry && latest ? `There is no day ${view.day}; the latest, ${latest.day}, is shown.` : '';
  return { entry: entry ?? latest, said };
}

/// The region of a view among names, the whole domain where it names none: {region, said}.
export function regionOf(names, view, whole = 'domain') {
  const isThere = names.includes(view.region);
  const region = isThere ? view.region : names.includes(whole) ? whole : names[0] ?? null;
  return { region, said: view.region && !isThere ? `There is no region ${view.region}${region ? `; ${region} is shown` : ''}.` : '' };
}

/// The region that the page shows, of those that its day has.
export const chosenRegion = ({ content, view }) => regionOf(content.regions.map(r => r.region), view).region;

/// Inversions whose months may stand beside a filter's days: those of the same domain first.
export function besidesOf(domains, source) {
  if (source.system !== 'filter') return [];
  const some = domains.filter(d => d.system === 'inversion' && d.days > 0);
  return [...some.filter(d => d.domain === source.domain), ...some.filter(d => d.domain !== source.domain)].map(({ domain }) => ({ domain }));
}

/// What is to be known before any number of a day is believed, in one line; empty where all is as it should be.
export const warningOf = content => [
  content.invented && `invented: ${content.invented}`,
  content.standIns?.length && `stand-ins: ${content.standIns.join(' ')}`,
].filter(Boolean).join('; ');
