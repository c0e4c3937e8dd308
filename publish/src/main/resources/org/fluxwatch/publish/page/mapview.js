// The maps of the page: four fields of a day, or one field of two days with their difference.

import { MapCard } from './card.js';
import { warningOf } from './choice.js';
import { POINTS } from './fields.js';
import { differenceOf, pictureOf } from './pictures.js';

export class MapView {
  /// onMaps: gets the names of fields that were chosen; onPick, onRegion: the place of a click and of a double click.
  constructor(place, { onMaps, onPick, onRegion }) {
    Object.assign(this, { place, onPick, onRegion });
    this.cards = [0, 1, 2, 3].map(n => new MapCard(place, n + 1, name => onMaps(this.what.names.map((old, m) => m === n ? name : old))));
  }

  /// what: {source, content, day, other, otherDay, projection, names, fit}; over: of overlay.js.
  show(what, over) {
    Object.assign(this, { what, over });
    // canvases take the room that their cards have, so that comes first
    this.place.classList.toggle('three', Boolean(what.other));
    this.cards.forEach((card, n) => { card.article.hidden = Boolean(what.other) && n === 3; });
    if (what.other) this.compare(what);
    else this.cards.forEach((card, n) => {
      card.offer(what.content.fields, what.names[n]);
      this.card(n, pictureOf(what.names[n], what.content, what.projection, what), what.day,
        { caption: '', warning: warningOf(what.content), absent: `This ${what.content.isMonth ? 'month' : 'day'} has no ${what.names[n]}.` });
    });
  }

  compare({ names: [name], content, day, other, otherDay, projection, fit }) {
    const both = [...new Set([other, content].map(warningOf).filter(Boolean))].join('; ');
    const shown = [
      [pictureOf(name, other, projection, { day: otherDay, fit }), otherDay, warningOf(other)],
      [pictureOf(name, content, projection, { day, fit }), day, warningOf(content)],
      [differenceOf(name, other, content, projection, { fit }), `${day} less ${otherDay}`, both],
    ];
    shown.forEach(([picture, caption, warning], n) => {
      this.cards[n].offer(n === 0 ? content.fields : null, name);
      const absent = name in POINTS ? 'Observations lie elsewhere each day; there is no difference of them.' : `This field is not there on ${caption}.`;
      this.card(n, picture, caption.replaceAll(' ', '_'), { caption, warning, absent });
    });
  }

  card(n, picture, day, { caption, warning, absent }) {
    const { source, projection } = this.what;
    this.cards[n].show(picture, projection, this.over, {
      caption, absent, warning, file: picture && `${source.domain}_${source.system}_${day}_${picture.name}.csv`, onPick: this.onPick, onRegion: this.onRegion });
  }

  redraw() {
    this.cards.forEach(card => card.panel.draw());
  }
}
