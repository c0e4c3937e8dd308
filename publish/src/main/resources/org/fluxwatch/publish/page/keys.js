// The keyboard: keys that work wherever no field is being filled in.

export const KEYS = [
  [['ArrowLeft'], '←', 'day before'], [['ArrowRight'], '→', 'next day'],
  [['PageUp'], 'Page Up', 'a month back'], [['PageDown'], 'Page Down', 'a month on'],
  [['Home'], 'Home', 'first day'], [['End'], 'End', 'latest day, and follow'],
  [['c'], 'c', 'compare with the day before, or stop'], [['f'], 'f', 'fit scales to the day, or fix them'],
  [['Arrow'], '← ↑ → ↓ in a map', 'go over its cells, with Shift by five; Enter takes one'],
  [['Escape'], 'Esc', 'give up drawing; close what is open'], [['?'], '?', 'these keys and words'],
];

/// Whether a key is meant for what has the focus.
export function isTaken(event) {
  const { target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey) return true;
  if (target.closest?.('input, select, textarea, [contenteditable]')) return event.key !== 'Escape';
  if (['Home', 'End', 'PageUp', 'PageDown'].includes(event.key)) return Boolean(target.closest?.('.scroll'));
  // a table that has the focus itself goes sideways by them; a button in it does not
  return event.key.startsWith('Arrow') && Boolean(target.matches?.('.scroll'));
}

/// acts: functions by the key's name.
export function listen(acts) {
  document.addEventListener('keydown', event => {
    const act = acts[event.key];
    if (!act || isTaken(event)) return;
    event.preventDefault();
    act();
  });
}
