// What stands behind a picture: its table, made when it is opened, and the same as CSV.

import { save, toCsv } from './csv.js';
import { table } from './tables.js';

/// So many rows are drawn; the file has all.
const MOST_ROWS = 2000;

const text = value => value === null || value === undefined ? '–'
  : typeof value === 'number' ? Number(value.toPrecision(7)).toString().replace('-', '−') : String(value);

export function button(name, act) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = name;
  element.addEventListener('click', act);
  return element;
}

export class Behind {
  /// what: in words, for those who hear the page.
  constructor(parent, what) {
    this.box = document.createElement('details');
    this.box.className = 'behind';
    const head = document.createElement('summary');
    head.textContent = 'table';
    head.setAttribute('aria-label', `table of ${what}`);
    this.place = document.createElement('div');
    this.place.className = 'scroll';
    this.place.tabIndex = 0;
    this.place.setAttribute('role', 'region');
    this.place.setAttribute('aria-label', `table of ${what}`);
    this.box.append(head, this.place);
    this.csv = button('CSV', () => this.content && save(this.content.file, toCsv(this.content.head, this.content.rows())));
    this.csv.className = 'quiet';
    this.csv.title = `${what} as comma-separated values`;
    const line = document.createElement('div');
    line.className = 'tools';
    line.append(this.box, this.csv);
    parent.append(line);
    this.box.addEventListener('toggle', () => this.draw());
  }

  /// content: {file, head, rows: () => [[value, ...], ...], summary}.
  show(content) {
    this.content = content;
    this.csv.disabled = !content;
    this.draw();
  }

  draw() {
    if (!this.box.open || !this.content) {
      this.place.replaceChildren();
      return;
    }
    const rows = this.content.rows();
    const words = document.createElement('p');
    words.textContent = [this.content.summary, rows.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${rows.length} rows; the CSV has all.` : '']
      .filter(Boolean).join(' ');
    this.place.replaceChildren(words, table(this.content.head, rows.slice(0, MOST_ROWS).map(row => row.map(text))));
  }
}
