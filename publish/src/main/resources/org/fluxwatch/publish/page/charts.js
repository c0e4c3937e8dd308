// Diagrams as SVG in a figure with title, unit, axes, key and the values under the pointer. Lines differ by dash and
// width as well as by colour; page.css says how each kind looks. Values that are null or not finite leave a gap; a value
// between two gaps is a short dash.

import { Tip } from './tip.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 350;
const MARGIN = { left: 54, right: 8, top: 8, bottom: 34 };

/// Radius of a point and width of a letter, px.
const DOT = 3.5;
const LETTER = 5.2;

/// Half the width of what stands alone between gaps, px.
const ALONE = 3;

function shape(parent, name, attributes, text = '') {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, typeof value === 'number' ? Math.round(value * 10) / 10 : value);
  element.textContent = text;
  parent.append(element);
  return element;
}

/// Round numbers, 4 to 8 of them; fewer where only whole ones make sense.
function ticks({ from, to, whole = false }) {
  const rough = (to - from) / 5, power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(whole ? 1 : 0, power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : 5));
  const first = Math.ceil(from / step - 1e-9), last = Math.floor(to / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: last - first + 1 }, (_, n) => (first + n) * step)
    .map(at => ({ at, label: at.toFixed(decimals).replace(/^-(?=0\.?0*$)/, '').replace('-', '−') }));
}

const known = value => value !== null && value !== undefined && Number.isFinite(value);

/// Marks of lines, about 0 0.
const MARKS = {
  circle: 'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z',
  square: 'M-2.7-2.7h5.4v5.4h-5.4Z',
  triangle: 'M0-3.5l3.3 6h-6.6Z',
  diamond: 'M0-3.8l3.8 3.8l-3.8 3.8l-3.8-3.8Z',
  wedge: 'M0 3.5l3.3-6h-6.6Z',
};
export const MARK_NAMES = Object.keys(MARKS);

const keyMark = (kind, mark) => ({ class: `${kind} mark`, d: MARKS[mark], transform: 'translate(14 5)' });

const rounded = value => Math.round(value * 10) / 10;

/// Places of values in a row that are all known, row by row.
function runs(values) {
  const found = [];
  values.forEach((value, n) => {
    if (!known(value)) return;
    if (n > 0 && known(values[n - 1])) found.at(-1).push(n);
    else found.push([n]);
  });
  return found;
}

/// Layers are drawn in the order in which they are added; what lies beyond the axes is not drawn.
export class Chart {
  /// frame: {title, units, x: {from, to, label, whole?, ticks?, level?, name?}, y: {from, to, label, whole?}, height?, bottom?, width?};
  /// whole: only whole numbers make sense; ticks: [{at, label}, ...], names as long as bottom (px below the axis) has
  /// room for, level where x says so; name: what an x is called under the pointer.
  constructor({ title, units, x, y, height = 200, bottom = MARGIN.bottom, width = WIDTH }) {
    this.x = { ...x, to: x.to > x.from ? x.to : x.from + 1 };
    const margin = y.to > y.from ? 0.06 * (y.to - y.from) : 1;
    this.y = { ...y, from: y.from === 0 ? 0 : y.from - margin, to: y.to + margin };
    this.width = width;
    this.box = { x: MARGIN.left, y: MARGIN.top, width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - bottom };
    this.readings = new Map();
    this.figure = document.createElement('figure');
    this.figure.className = 'chart';
    const caption = document.createElement('figcaption');
    caption.textContent = title;
    const small = document.createElement('small');
    small.textContent = units;
    caption.append(small);
    this.svg = shape(this.figure, 'svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title });
    this.keys = document.createElement('p');
    this.keys.className = 'key';
    this.figure.append(caption, this.svg, this.keys);
    this.axes(height);
    const { x: left, y: top, width: across, height: inner } = this.box;
    this.plot = shape(this.svg, 'svg', { x: left, y: top, width: across, height: inner, viewBox: `${left} ${top} ${across} ${inner}` });
    this.tip = new Tip(this.figure);
    this.svg.addEventListener('pointermove', event => this.point(event));
    this.svg.addEventListener('pointerleave', () => this.tip.tell(''));
  }

  axes(height) {
    const { x, y, width, height: inner } = this.box, below = y + inner;
    for (const { at, label } of ticks(this.y)) {
      shape(this.svg, 'line', { class: 'grid', x1: x, x2: x + width, y1: this.py(at), y2: this.py(at) });
      shape(this.svg, 'text', { 'text-anchor': 'end', x: x - 4, y: this.py(at) + 3.5 }, label);
    }
    for (const { at, label } of this.x.ticks ?? ticks(this.x))
      shape(this.svg, 'text', this.x.ticks && !this.x.level
        ? { 'text-anchor': 'end', x: this.px(at), y: below + 12, transform: `rotate(-40 ${this.px(at)} ${below + 12})` }
        : { 'text-anchor': 'middle', x: this.px(at), y: below + 13 }, label);
    shape(this.svg, 'text', { 'text-anchor': 'middle', x: x + width / 2, y: height - 5 }, this.x.label);
    const middle = y + inner / 2;
    shape(this.svg, 'text', { 'text-anchor': 'middle', x: 9, y: middle, transform: `rotate(-90 9 ${middle})` }, this.y.label);
    shape(this.svg, 'path', { class: 'axis', d: `M${x} ${y}V${below}H${x + width}` });
  }

  px(x) {
    return this.box.x + (x - this.x.from) / (this.x.to - this.x.from) * this.box.width;
  }

  py(y) {
    return this.box.y + this.box.height - (y - this.y.from) / (this.y.to - this.y.from) * this.box.height;
  }

  path(xs, ys) {
    const at = n => [this.px(xs[n]), this.py(ys[n])];
    return runs(ys).map(run => {
      const [x, y] = at(run[0]);
      return run.length === 1
        ? `M${(x - ALONE).toFixed(1)} ${y.toFixed(1)}h${2 * ALONE}`
        : `M${run.map(n => at(n).map(p => p.toFixed(1)).join(' ')).join('L')}`;
    }).join('');
  }

  /// style: {kind, name?, mark?}; a name stands in the key and beside the values under the pointer.
  line(xs, ys, { kind, name, mark }) {
    shape(this.plot, 'path', { class: kind, d: this.path(xs, ys) });
    if (mark) this.marks(xs, ys, { kind, mark });
    if (!name) return this;
    this.key(name, 'path', { class: kind, d: 'M1 5H27' });
    if (mark) shape(this.keys.lastChild.firstChild, 'path', keyMark(kind, mark));
    ys.forEach((y, n) => this.reading(xs[n], name, y));
    return this;
  }

  /// The area between two lines.
  band(xs, lower, upper, { kind, name }) {
    const there = runs(xs.map((_, n) => known(lower[n]) && known(upper[n]) ? 1 : null));
    const edge = (places, ys) => places.map(([n, beside]) => `${(this.px(xs[n]) + beside).toFixed(1)} ${this.py(ys[n]).toFixed(1)}`).join('L');
    for (const run of there) {
      const places = run.length > 1 ? run.map(n => [n, 0]) : [[run[0], -ALONE], [run[0], ALONE]];
      shape(this.plot, 'path', { class: kind, d: `M${edge(places, upper)}L${edge([...places].reverse(), lower)}Z` });
    }
    this.key(name, 'rect', { class: kind, x: 1, y: 0, width: 26, height: 10 });
    there.flat().forEach(n => this.reading(xs[n], name, lower[n], upper[n]));
    return this;
  }

  /// Marks without a line.
  marks(xs, ys, { kind, mark }) {
    ys.forEach((y, n) => {
      if (!known(y)) return;
      const place = `translate(${rounded(this.px(xs[n]))} ${rounded(this.py(y))})`;
      shape(this.plot, 'path', { class: `${kind} mark`, d: MARKS[mark], transform: place });
    });
    return this;
  }

  /// A span of values at an x, with ends.
  whisker(x, lower, upper, { kind }) {
    if (!known(lower) || !known(upper)) return this;
    const at = rounded(this.px(x)), low = rounded(this.py(lower)), high = rounded(this.py(upper));
    shape(this.plot, 'path', { class: kind, d: `M${at} ${low}V${high}M${at - ALONE} ${low}h${2 * ALONE}M${at - ALONE} ${high}h${2 * ALONE}` });
    return this;
  }

  /// A value across the whole width.
  level(value, { kind, name }) {
    shape(this.plot, 'path', { class: kind, d: this.path([this.x.from, this.x.to], [value, value]) });
    if (name) this.key(name, 'path', { class: kind, d: 'M1 5H27' });
    return this;
  }

  /// A place on the horizontal axis, over the whole height.
  upright(at, { kind, name }) {
    shape(this.plot, 'path', { class: kind, d: this.path([at, at], [this.y.from, this.y.to]) });
    this.key(name, 'path', { class: kind, d: 'M1 5H27' });
    return this;
  }

  /// A bar from 0 to the value, of a width about x that is one unless others stand beside it.
  bar(x, value, { kind, name, from = -0.5, to = 0.5 }) {
    if (!known(value)) return this;
    const left = this.px(x + from), width = Math.max(0.5, this.px(x + to) - left - 1);
    const [top, bottom] = [this.py(Math.max(0, value)), this.py(Math.min(0, value))];
    shape(this.plot, 'rect', { class: kind, x: left, y: top, width, height: bottom - top });
    this.reading(x, name, value);
    return this;
  }

  /// Points [{x, y, name}, ...] with their names beside them, where there is room.
  dots(points, { kind }) {
    const shown = points.filter(({ x, y }) => known(x) && known(y));
    const taken = shown.map(({ x, y }) => ({ left: this.px(x) - DOT, right: this.px(x) + DOT, top: this.py(y) - DOT, bottom: this.py(y) + DOT }));
    for (const { x, y, name } of shown) {
      shape(this.plot, 'circle', { class: kind, cx: this.px(x), cy: this.py(y), r: DOT });
      const at = this.room(this.px(x), this.py(y), name.length * LETTER, taken);
      taken.push(at);
      shape(this.plot, 'text', { x: at.left, y: at.bottom - 2 }, name);
      this.reading(x, name, y);
    }
    return this;
  }

  /// Where a name of some width touches nothing that is taken; to the right where that is nowhere.
  room(x, y, width, taken) {
    const gap = DOT + 2.5, { box } = this;
    const places = [[gap, 3], [-gap - width, 3], [-width / 2, -gap], [-width / 2, gap + 8], [gap, -gap], [gap, gap + 8], [-gap - width, -gap]]
      .map(([dx, dy]) => ({ left: x + dx, right: x + dx + width, top: y + dy - 8, bottom: y + dy + 2 }));
    const inside = at => at.left >= box.x && at.right <= box.x + box.width && at.top >= box.y && at.bottom <= box.y + box.height;
    const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return places.find(at => inside(at) && !taken.some(other => touch(at, other))) ?? places[0];
  }

  /// mark: element of SVG that stands for the name, in a frame of 28 by 10.
  key(name, mark, attributes) {
    const entry = document.createElement('span');
    shape(shape(entry, 'svg', { viewBox: '0 0 28 10', width: 28, height: 10, 'aria-hidden': 'true' }), mark, attributes);
    entry.append(name);
    this.keys.append(entry);
    return this;
  }

  markKey(name, { kind, mark }) {
    return this.key(name, 'path', keyMark(kind, mark));
  }

  reading(x, name, ...values) {
    const texts = this.readings.get(x) ?? [];
    const shown = value => known(value) ? Number(value.toPrecision(4)).toString().replace('-', '−') : 'none';
    texts.push(`${name} ${values.map(shown).join(' to ')}`);
    this.readings.set(x, texts);
  }

  /// Tells the values whose x is nearest to the pointer.
  point(event) {
    const frame = this.svg.getBoundingClientRect(), home = this.figure.getBoundingClientRect();
    const at = (event.clientX - frame.left) / frame.width * this.width;
    const far = x => Math.abs(this.px(x) - at);
    const nearest = [...this.readings.keys()].sort((a, b) => far(a) - far(b))[0];
    if (nearest === undefined) return;
    const where = this.x.name ? [this.x.name(nearest)] : [];
    this.tip.tell([...where, ...this.readings.get(nearest)].join('\n'), event.clientX - home.left, event.clientY - home.top);
  }
}
