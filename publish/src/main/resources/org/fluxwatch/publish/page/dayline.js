// The choice of a day among very many: steps, a slider, a calendar that shows which days there are.

import { button } from './behind.js';
import { MONTHS, nearest, plusMonths, weeksOf } from './dates.js';
import { keepingFocus } from './parts.js';

const $ = id => document.getElementById(id);

/// After a move of the slider the day is drawn once it has rested so long.
const REST_MS = 120;

export class DayLine {
  /// onDay: gets the day that was chosen; onFollow: whether the latest is to be shown from now on.
  constructor({ onDay, onFollow }) {
    this.onDay = onDay;
    this.days = [];
    $('previous').addEventListener('click', () => this.step(-1));
    $('next').addEventListener('click', () => this.step(1));
    $('follow').addEventListener('change', () => onFollow($('follow').checked));
    $('slider').addEventListener('input', () => this.slide());
    $('day').addEventListener('click', () => this.open($('calendar').hidden));
    $('calendar').addEventListener('keydown', event => {
      if (event.key === 'Escape') this.open(false, true);
    });
    document.addEventListener('pointerdown', event => {
      if (!$('calendar').hidden && !$('calendar').contains(event.target) && event.target !== $('day')) this.open(false);
    });
  }

  /// entries: of /api/days, ascending; day: the one that is shown, or null.
  show(entries, day, isFollowed) {
    this.entries = new Map(entries.map(entry => [entry.day, entry]));
    this.days = entries.map(entry => entry.day);
    this.day = day;
    const at = this.at();
    $('day').textContent = day ?? 'no day yet';
    $('day').disabled = $('slider').disabled = at < 0;
    $('slider').max = Math.max(0, this.days.length - 1);
    if (document.activeElement !== $('slider') || !this.resting) $('slider').value = Math.max(0, at);
    $('slider').setAttribute('aria-valuetext', day ?? 'no day');
    $('previous').disabled = at <= 0;
    $('next').disabled = at < 0 || at >= this.days.length - 1;
    $('follow').checked = isFollowed;
    $('count').textContent = this.days.length ? `${at + 1} of ${this.days.length}` : '';
    if (!$('calendar').hidden && this.drawn !== this.state()) keepingFocus($('calendar'), () => this.calendar(this.month));
  }

  /// What the calendar is drawn of; the month that it shows is the reader's choice.
  state() {
    return `${this.day} ${this.days.length} ${this.days.at(-1)}`;
  }

  at() {
    return this.days.indexOf(this.day);
  }

  step(by) {
    this.go(this.at() + by);
  }

  /// The day nearest to one some months away.
  stepMonths(by) {
    if (this.day) this.go(nearest(this.days, plusMonths(this.day, by)));
  }

  /// The choice is shown at once, so that the next step goes on from it while the day still comes.
  go(at) {
    if (!this.days.length) return;
    const n = Math.min(this.days.length - 1, Math.max(0, at));
    this.day = this.days[n];
    $('day').textContent = this.day;
    $('slider').value = n;
    $('count').textContent = `${n + 1} of ${this.days.length}`;
    this.onDay(this.day);
  }

  slide() {
    const day = this.days[Number($('slider').value)];
    $('day').textContent = day;
    $('slider').setAttribute('aria-valuetext', day);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => { this.resting = null; this.onDay(day); }, REST_MS);
  }

  open(isOpen, backToButton = false) {
    if (isOpen && !this.day) return;
    $('calendar').hidden = !isOpen;
    $('day').setAttribute('aria-expanded', isOpen);
    if (isOpen) {
      this.calendar(this.day);
      $('calendar').querySelector('[aria-current]')?.focus();
    } else if (backToButton) $('day').focus();
  }

  /// The month of a day, there or not.
  calendar(day) {
    this.month = day;
    this.drawn = this.state();
    const [year, month] = day.split('-').map(Number);
    const head = document.createElement('div');
    head.className = 'month';
    const turn = by => this.calendar(plusMonths(`${day.slice(0, 7)}-01`, by));
    const before = button('◀', () => turn(-1)), after = button('▶', () => turn(1));
    before.setAttribute('aria-label', 'month before');
    after.setAttribute('aria-label', 'month after');
    before.disabled = this.days[0].slice(0, 7) >= day.slice(0, 7);
    after.disabled = this.days.at(-1).slice(0, 7) <= day.slice(0, 7);
    head.append(before, this.choice('month', MONTHS.map((name, n) => [n + 1, name]), month, value => this.calendar(`${year}-${String(value).padStart(2, '0')}-01`)),
      this.choice('year', this.years().map(y => [y, y]), year, value => this.calendar(`${value}-${String(month).padStart(2, '0')}-01`)), after);
    const grid = document.createElement('table');
    const names = grid.createTHead().insertRow();
    for (const name of ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']) {
      const box = document.createElement('th');
      box.textContent = name;
      names.append(box);
    }
    const body = grid.createTBody();
    for (const week of weeksOf(year, month)) {
      const row = body.insertRow();
      for (const date of week) row.insertCell().append(...date ? [this.dayButton(date)] : []);
    }
    $('calendar').replaceChildren(head, grid);
  }

  years() {
    const [first, last] = [this.days[0], this.days.at(-1)].map(day => Number(day.slice(0, 4)));
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  }

  choice(name, entries, chosen, act) {
    const select = document.createElement('select');
    select.setAttribute('aria-label', name);
    select.append(...entries.map(([value, text]) => new Option(text, value)));
    select.value = chosen;
    select.addEventListener('change', () => act(Number(select.value)));
    return select;
  }

  dayButton(date) {
    const entry = this.entries.get(date);
    const element = button(String(Number(date.slice(8))), () => {
      this.open(false, true);
      this.onDay(date);
    });
    element.disabled = !entry;
    element.dataset.day = date;
    if (entry) element.title = entry.revision === null || entry.revision === undefined ? `${date}: the file is damaged` : `${date}, revision ${entry.revision}`;
    element.setAttribute('aria-label', element.title || `${date}, no day`);
    if (date === this.day) element.setAttribute('aria-current', 'date');
    return element;
  }
}
