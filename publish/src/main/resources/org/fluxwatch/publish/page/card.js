// One map of the page: its choice of field, the map, what is to be known of it, the table behind it.

import { Behind } from './behind.js';
import { CellCursor } from './cursor.js';
import { choices, GROUPS, labelOf } from './fields.js';
import { MapPanel } from './map.js';
import { drawOver } from './overlay.js';

const POINT_NAMES = { observations: 'XCO2, observed minus background', departures: 'XCO2, observed minus analysis' };

export class MapCard {
  /// onField: gets the name that was chosen.
  constructor(parent, number, onField) {
    this.article = document.createElement('article');
    this.article.className = 'card';
    this.select = document.createElement('select');
    this.select.setAttribute('aria-label', `field of map ${number}`);
    this.select.addEventListener('change', () => onField(this.select.value));
    this.article.append(this.select);
    this.panel = new MapPanel(this.article);
    this.panel.canvas.addEventListener('dblclick', event => {
      const at = this.panel.under(event);
      if (at) this.onRegion?.(at);
    });
    this.cursor = new CellCursor(this.panel);
    this.notes = document.createElement('p');
    this.notes.className = 'notes';
    this.article.append(this.notes);
    this.behind = new Behind(this.article, `map ${number}`);
    parent.append(this.article);
  }

  /// The fields that can be chosen; none hides the choice.
  offer(fields, chosen) {
    this.select.hidden = !fields;
    if (!fields) return;
    const names = new Map(fields.map(f => [f.name, labelOf(f)]));
    const key = [...names.keys()].join();
    if (key !== this.offered) {
      const group = (label, entries) => {
        const element = document.createElement('optgroup');
        element.label = label;
        element.append(...entries.map(([value, text]) => new Option(text, value)));
        return element;
      };
      this.select.replaceChildren(
        ...choices(names.keys()).map(([name, some]) => group(GROUPS[name], some.map(field => [field, names.get(field)]))),
        group(GROUPS.points, Object.entries(POINT_NAMES)));
      this.offered = key;
    }
    this.select.value = chosen;
  }

  /// picture: of pictures.js, null where the day has none; over: of overlay.js; onPick, onRegion: get the place of a click
  /// and of a double click; warning: what is to be known of its numbers.
  show(picture, projection, over, { caption, file, warning, onPick, onRegion, absent }) {
    this.onRegion = onRegion;
    this.article.dataset.field = picture?.name ?? '';
    this.article.classList.toggle('named', !caption);
    this.panel.figure.hidden = !picture;
    this.notes.textContent = picture ? picture.notes.join('; ') : absent;
    this.behind.show(picture && { file, head: picture.head, rows: picture.rows, summary: picture.summary, warning });
    if (!picture) return;
    this.cursor.chosen = over.cell;
    const drawn = { ...over, doubt: over.hatched ? picture.doubt : null, cursor: this.cursor };
    this.panel.show({
      ...picture,
      title: caption ? `${picture.label}, ${caption}` : picture.title,
      over: (pen, panel) => drawOver(pen, panel, drawn),
      onPick,
    }, projection);
    this.panel.canvas.setAttribute('aria-label', `${picture.title}. ${picture.summary} Arrow keys move over the cells, Enter takes one.`);
  }
}
