// The page's head: which edition of which day, what is invented, what it is compared with, what is missing.

import { regionOf } from './choice.js';
import { setText, whenOther } from './parts.js';
import { skillOf } from './skill.js';

const $ = id => document.getElementById(id);

/// Of both days where two are shown: [[name, content], ...].
const shownOf = ({ entry, content, otherEntry, other }) =>
  [[entry?.day, content], [otherEntry?.day, other]].filter(([, one]) => one);

/// What is invented of the days shown; '' where nothing is.
export function inventedText(now) {
  const shown = shownOf(now), some = shown.filter(([, content]) => content.invented);
  if (!some.length) return '';
  const isSame = some.length === shown.length && new Set(some.map(([, content]) => content.invented)).size === 1;
  const what = isSame ? some[0][1].invented : some.map(([day, content]) => `${content.invented} (${day})`).join('; ');
  return `Invented: ${what}. The fluxes of domain ${now.content.domain} mean nothing for the real earth.`;
}

/// What was not found or is missing of what is shown, in sentences.
export function headlines(now) {
  const { view, source, entry, content, otherEntry, other, failures, unread, said } = now;
  const name = `${source.domain}${source.system === 'filter' ? '' : ` ${source.system}`}`;
  const shown = shownOf(now), of = day => shown.length > 1 ? `${day}: ` : '';
  return [
    unread.length ? `The address says things that cannot be read: ${unread.join(', ')}.` : '',
    said,
    !entry ? `No analysis of ${name} yet. It is shown as soon as there is one.` : '',
    entry && !content ? `${entry.day} of ${name} could not be read: ${failures.day ?? 'no answer'}.` : '',
    content && !view.cell && !view.polygon ? regionOf(content.regions.map(r => r.region), view).said : '',
    content && failures.other ? `${otherEntry.day}, to compare with, could not be read: ${failures.other}.` : '',
    content && view.against && !otherEntry ? `There is no other day ${view.against} to compare with.` : '',
    ...shown.flatMap(([day, one]) => [
      ...one.missing.map(text => of(day) + text),
      one.standIns.length ? `${of(day)}Made with stand-ins for what granules lack: ${one.standIns.join(', ')}.` : '',
    ]),
  ].filter(Boolean).join(' ');
}

export function drawHead(now) {
  const { view, entries, content } = now;
  setText($('invented'), content ? inventedText(now) : '');
  $('revision').textContent = content?.edition ?? '';
  const input = $('against');
  input.min = entries[0]?.day ?? '';
  input.max = entries.at(-1)?.day ?? '';
  if (document.activeElement !== input) input.value = view.against ?? '';
  $('uncompare').hidden = !view.against;
  if (!content) return;
  const width = Math.max(260, $('scores').clientWidth - 2);
  whenOther($('scores'), [content, width], () => $('scores').replaceChildren(...skillOf(content, width)));
}
