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

/// A file leaves the page, and its banner: a warning goes with each row.
export const csvOf = ({ head, rows, warning }) =>
  toCsv(warning ? [...head, 'warning'] : head, warning ? rows().map(row => [...row, warning]) : rows());

export class Behind {
  /// what: in words, for those who hear the page; isOptional: it is not there while there is nothing to show.
  constructor(parent, what, { name = 'table', isOptional = false } = {}) {
    this.isOptional = isOptional;
    this.box = document.createElement('details');
    this.box.className = 'behind';
    const head = document.createElement('summary');
    head.textContent = name;
    head.setAttribute('aria-label', `table of ${what}`);
    this.place = document.createElement('div');
    this.place.className = 'scroll';
    this.place.tabIndex = 0;
    this.place.setAttribute('role', 'region');
    this.place.setAttribute('aria-label', `table of ${what}`);
    this.box.append(head, this.place);
    this.csv = button('CSV', () => this.content && save(this.content.file, csvOf(this.content)));
    this.csv.className = 'quiet';
    this.csv.title = `${what} as comma-separated values`;
    const line = this.line = document.createElement('div');
    line.className = 'tools';
    line.hidden = isOptional;
    line.append(this.box, this.csv);
    parent.append(line);
    this.box.addEventListener('toggle', () => this.draw());
  }

  /// content: {file, head, rows: () => [[value, ...], ...], summary, warning?}; null: there is none.
  show(content) {
    this.content = content;
    this.csv.disabled = !content;
    this.line.hidden = this.isOptional && !content;
    this.draw();
  }

  draw() {
    if (!this.box.open || !this.content) {
      this.place.replaceChildren();
      return;
    }
    const rows = this.content.rows();
    const words = document.createElement('p');
    words.textContent = [this.content.warning && `${this.content.warning}.`, this.content.summary, rows.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${rows.length} rows; the CSV has all.` : '']
      .filter(Boolean).join(' ');
    this.place.replaceChildren(words, table(this.content.head, rows.slice(0, MOST_ROWS).map(row => row.map(text))));
  }
}
