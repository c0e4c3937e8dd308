// Parts of the page that are drawn by themselves: only when what they show is another, and without taking the focus.

import { nothing } from './tables.js';

const drawnOf = new WeakMap();

/// Draws into a place only if something that it is made of is another than the last time.
export function whenOther(place, made, draw) {
  const before = drawnOf.get(place);
  if (before && before.length === made.length && before.every((part, n) => Object.is(part, made[n]))) return;
  drawnOf.set(place, made);
  keepingFocus(place, draw);
}

/// What a place shows is another next time, whatever it is made of.
export const forget = place => drawnOf.delete(place);

const CHOICES = 'a, button, input, select, summary, [tabindex]';
const nameOf = element => `${element.tagName} ${element.closest('tr')?.cells[0]?.textContent ?? ''} ${element.textContent}`;

/// Draws anew; what had the focus, or what is called as it was, has it afterwards.
export function keepingFocus(place, draw) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && nameOf(focused), n = focused && [...place.querySelectorAll(CHOICES)].indexOf(focused);
  draw();
  if (!focused || place.contains(document.activeElement)) return;
  const choices = [...place.querySelectorAll(CHOICES)];
  (choices.find(choice => nameOf(choice) === name) ?? choices[Math.min(n, choices.length - 1)])?.focus({ preventScroll: true });
}

/// What the page has to say, each thing by its name, so that one does not overwrite another.
export class Notices {
  constructor(place) {
    this.place = place;
    this.texts = new Map();
  }

  set(name, text) {
    if (text) this.texts.set(name, text);
    else this.texts.delete(name);
    setText(this.place, [...this.texts.values()].join(' '));
  }
}

/// Nothing is told again to those who hear the page unless it is another text; none hides the element.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
}

/// A part that asks for what it shows. What is of another day goes as soon as it asks; an answer that comes after the
/// next question is dropped; a failure is told, and asked again with the next look.
export class Part {
  /// onAsked: gets the promise of each question; onFailed: is told when one has failed.
  constructor(name, place, { notices, onAsked, onFailed }) {
    Object.assign(this, { name, place, notices, onAsked, onFailed, key: null, sequence: 0 });
  }

  /// key: of what is to be shown; ask: gives the answer; draw: puts it into the place.
  show(key, ask, draw) {
    if (key === this.key) return;
    this.clear('…');
    this.key = key;
    this.onAsked(this.run(++this.sequence, ask, draw));
  }

  async run(n, ask, draw) {
    try {
      const answer = await ask();
      if (n !== this.sequence) return;
      draw(answer);
      this.notices.set(this.name, '');
    } catch (failure) {
      if (n !== this.sequence) return;
      this.key = null;
      this.place.replaceChildren(nothing(`Not known: ${failure.message}.`));
      this.notices.set(this.name, `${this.name}: ${failure.message}.`);
      this.onFailed();
    }
    this.place.style.minHeight = '';
  }

  /// So long as the next content is on its way the place stays as high as it is.
  clear(text = '') {
    this.key = null;
    this.sequence++;
    this.place.style.minHeight = text ? `${this.place.offsetHeight}px` : '';
    this.place.replaceChildren(...text ? [nothing(text)] : []);
    this.notices.set(this.name, '');
  }
}
