// Reads what there is, and of it the day and the day beside it that a view means.

import { get, of } from './api.js';
import { entryAt, entryOf, nameOf, sourceOf } from './choice.js';
import { contentOf } from './content.js';
import { Projection } from './projection.js';

/// So many days are kept, for going back and forth.
const KEPT_DAYS = 12;

const kept = new Map();

/// What is to be shown, all of one day: {domains, source, entries, entry, content, otherEntry, other, failures, said,
/// projection}. now: what is shown, of which domains and entries are taken unless there may be others.
export async function read(now, isNews, signal) {
  const { view } = now;
  const domains = isNews ? (await get('/api/domains', signal)).map(d => ({ domain: d.name, system: d.system, days: d.days })) : now.domains;
  const { source, said } = sourceOf(domains, view);
  if (!source) throw new Error('it has no domain');
  const isOther = !now.source || nameOf(source) !== nameOf(now.source);
  const entries = isNews || isOther ? await get(of('/api/days', source), signal) : now.entries;
  const chosen = entryOf(entries, view), { entry } = chosen;
  const found = entryAt(entries, view.against), otherEntry = found !== entry ? found : null;
  const failures = {};
  const contentOr = (name, wanted) => wanted && contentAt(source, wanted, signal).catch(failure => {
    if (signal.aborted) throw failure;
    failures[name] = failure.message;
    return null;
  });
  const [content, other] = await Promise.all([contentOr('day', entry), contentOr('other', otherEntry)]);
  return { domains, source, entries, entry, content, otherEntry, other: content && other, failures, said: [said, chosen.said].filter(Boolean).join(' '),
    projection: content && projectionOf(content) };
}

async function contentAt(source, entry, signal) {
  const key = `${nameOf(source)} ${entry.day} ${entry.asOf} ${entry.revision}`;
  if (!kept.has(key)) {
    kept.set(key, contentOf(await get(of('/api/day', source, { day: entry.day }), signal)));
    if (kept.size > KEPT_DAYS) kept.delete(kept.keys().next().value);
  }
  return kept.get(key);
}

/// The same grid is the same projection, so that lines are put on it once.
function projectionOf({ grid }) {
  const text = JSON.stringify(grid);
  if (projectionOf.text !== text) Object.assign(projectionOf, { text, made: new Projection(grid) });
  return projectionOf.made;
}
