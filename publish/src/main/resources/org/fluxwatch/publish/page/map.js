// One map: cells or points on the grid's own plane, coast, graticule, colour bar, value under the pointer.

import { Tip } from './tip.js';

const MARGIN = { left: 38, right: 8, top: 4, bottom: 18 };
const BAR = { height: 12, gap: 6, labels: 16 };

/// Of coasts: dark in both schemes, since most cells are light.
const OUTLINE = '#15181c';

/// Of marks: unlike the ground that they lie on.
const markOutline = () => matchMedia('(prefers-color-scheme: dark)').matches ? '#c9ced6' : OUTLINE;

/// How each kind of observation is drawn; the order is also that of the legend.
const MARKS = [
  ['assimilated', 'circle'], ['withheld', 'square'], ['gated', 'cross'], ['validation', 'triangle'],
  ['other', 'dot'],
];
const markOf = status => MARKS.find(([name]) => name === status)?.[1] ?? 'dot';

/// Two rows of maps fit a wide window; a narrow one scrolls anyway.
const tallest = () => window.innerWidth > 1200 ? Math.max(220, (window.innerHeight - 110) / 2 - 132) : Infinity;

export class MapPanel {
  constructor(parent) {
    this.figure = document.createElement('figure');
    this.caption = document.createElement('figcaption');
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('role', 'img');
    this.figure.append(this.caption, this.canvas);
    this.tip = new Tip(this.figure);
    parent.append(this.figure);
    this.canvas.addEventListener('pointermove', event => this.point(event));
    this.canvas.addEventListener('pointerleave', () => this.tip.tell(''));
    this.canvas.addEventListener('click', event => this.pick(event));
    // places under the pointer are those of the width that was drawn
    new ResizeObserver(() => { if (this.figure.clientWidth !== this.drawnFor) this.draw(); }).observe(this.figure);
  }

  /// content: {title, units, values | points, scale, land?, tell?, over?, onPick?}; values row by row from the south, null
  /// where there is none; land, where it is known, alike: 1 for a cell on land, 0 for one at sea. tell: what is said of
  /// a cell, or of a point, under the pointer in place of its value. over: draws over the cells, of pen and panel.
  /// onPick: gets the place of a click, {latitude, longitude, cell}, and the point there, if any.
  show(content, projection) {
    this.content = content;
    this.projection = projection;
    this.caption.textContent = content.title;
    const units = document.createElement('small');
    units.textContent = content.units;
    this.caption.append(units);
    this.canvas.setAttribute('aria-label', content.title);
    this.tip.tell('');
    this.draw();
  }

  draw() {
    if (!this.content) return;
    const { projection, canvas } = this;
    const { paddingLeft, paddingRight } = getComputedStyle(this.figure);
    const width = Math.floor(this.figure.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
    if (width <= 60) return;
    this.drawnFor = this.figure.clientWidth;
    const available = width - MARGIN.left - MARGIN.right;
    const shape = projection.ny / projection.nx * projection.aspect;
    const inner = Math.round(Math.min(available, tallest() / shape));
    const height = Math.round(inner * shape);
    const legend = this.content.points ? 20 : 0;
    const total = MARGIN.top + height + MARGIN.bottom + BAR.gap + BAR.height + BAR.labels + legend;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(total * ratio);
    canvas.style.height = `${total}px`;
    const pen = canvas.getContext('2d');
    pen.scale(ratio, ratio);
    pen.font = '11px system-ui, "DejaVu Sans", sans-serif';
    this.box = { x: MARGIN.left + Math.round((available - inner) / 2), y: MARGIN.top, width: inner, height };
    const style = getComputedStyle(document.body);
    this.ink = style.color;
    this.quiet = style.getPropertyValue('--quiet');
    pen.fillStyle = style.getPropertyValue('--page');
    pen.fillRect(this.box.x, this.box.y, inner, height);
    if (this.content.values) this.cells(pen);
    this.graticule(pen);
    if (this.content.land) this.coast(pen);
    this.content.over?.(pen, this);
    if (this.content.points) this.points(pen);
    pen.strokeStyle = this.quiet;
    pen.lineWidth = 1;
    pen.strokeRect(this.box.x, this.box.y, inner, height);
    const below = MARGIN.top + height + MARGIN.bottom + BAR.gap;
    this.bar(pen, below);
    if (legend) this.legend(pen, below + BAR.height + BAR.labels + 12);
  }

  screen([x, y]) {
    const { box, projection } = this;
    return [box.x + (x + 0.5) / projection.nx * box.width, box.y + box.height - (y + 0.5) / projection.ny * box.height];
  }

  cells(pen) {
    const { nx, ny } = this.projection;
    const image = new ImageData(nx, ny);
    this.content.values.forEach((value, c) => {
      if (value === null) return;
      const at = 4 * ((ny - 1 - Math.floor(c / nx)) * nx + c % nx);
      image.data.set([...this.content.scale.rgb(value), 255], at);
    });
    const small = document.createElement('canvas');
    small.width = nx;
    small.height = ny;
    small.getContext('2d').putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(small, this.box.x, this.box.y, this.box.width, this.box.height);
  }

  /// The sides between cells on land and at sea.
  coast(pen) {
    const { land } = this.content, { nx } = this.projection;
    const side = (x, y, dx, dy) => {
      pen.moveTo(...this.screen([x - 0.5, y - 0.5]));
      pen.lineTo(...this.screen([x - 0.5 + dx, y - 0.5 + dy]));
    };
    pen.beginPath();
    land.forEach((here, c) => {
      const i = c % nx, j = Math.floor(c / nx);
      if (i > 0 && here !== land[c - 1]) side(i, j, 0, 1);
      if (j > 0 && here !== land[c - nx]) side(i, j, 1, 0);
    });
    // a light rim, since a scale may end in dark colours
    for (const [width, style] of [[3, 'rgba(255, 255, 255, .55)'], [1, OUTLINE]]) {
      pen.lineWidth = width;
      pen.strokeStyle = style;
      pen.stroke();
    }
  }

  graticule(pen) {
    const { box } = this;
    const lines = this.projection.graticule();
    pen.save();
    pen.beginPath();
    pen.rect(box.x, box.y, box.width, box.height);
    pen.clip();
    pen.strokeStyle = this.content.points ? this.quiet : 'rgba(0, 0, 0, .35)';
    pen.globalAlpha = this.content.points ? 0.5 : 1;
    pen.lineWidth = 0.7;
    for (const line of lines) {
      pen.beginPath();
      line.points.forEach((point, n) => pen[n ? 'lineTo' : 'moveTo'](...this.screen(point)));
      pen.stroke();
    }
    pen.restore();
    pen.fillStyle = this.quiet;
    for (const line of lines) this.edgeLabel(pen, line);
  }

  edgeLabel(pen, { label, side, points }) {
    const { box } = this;
    const axis = side === 'left' ? 0 : 1;
    for (let n = 1; n < points.length; n++) {
      const before = points[n - 1][axis] + 0.5, after = points[n][axis] + 0.5;
      if (before * after > 0 || before === after) continue;
      const share = before / (before - after);
      const [x, y] = this.screen(points[n - 1].map((p, d) => p + share * (points[n][d] - p)));
      if (side === 'left' && y > box.y + 4 && y < box.y + box.height - 2) {
        pen.textAlign = 'right';
        pen.textBaseline = 'middle';
        pen.fillText(label, box.x - 4, y);
        return;
      }
      if (side === 'bottom' && x > box.x + 8 && x < box.x + box.width - 8) {
        pen.textAlign = 'center';
        pen.textBaseline = 'top';
        pen.fillText(label, x, box.y + box.height + 4);
        return;
      }
    }
  }

  points(pen) {
    if (!this.content.points.length) {
      pen.fillStyle = this.quiet;
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText('no observations', this.box.x + this.box.width / 2, this.box.y + this.box.height / 2);
    }
    // those that the filter took lie on top
    const order = [...this.content.points].sort((a, b) => (a.status === 'assimilated') - (b.status === 'assimilated'));
    for (const point of order) {
      const [x, y] = this.screen(this.projection.locate(point.latitude, point.longitude));
      const { box } = this;
      if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) continue;
      this.mark(pen, x, y, markOf(point.status), point.value === null ? null : this.content.scale.css(point.value));
    }
  }

  mark(pen, x, y, shape, colour) {
    pen.lineWidth = 1;
    pen.strokeStyle = markOutline();
    pen.fillStyle = colour ?? this.quiet;
    pen.beginPath();
    if (shape === 'circle') pen.arc(x, y, 4.5, 0, 7);
    else if (shape === 'square') pen.rect(x - 4, y - 4, 8, 8);
    else if (shape === 'triangle') {
      pen.moveTo(x, y - 5.5); pen.lineTo(x + 5, y + 4); pen.lineTo(x - 5, y + 4);
      pen.closePath();
    } else if (shape === 'dot') pen.arc(x, y, 2.2, 0, 7);
    else {
      for (const [width, style] of [[5, markOutline()], [3, colour ?? this.quiet]]) {
        pen.lineWidth = width;
        pen.strokeStyle = style;
        pen.beginPath();
        pen.moveTo(x - 4, y - 4); pen.lineTo(x + 4, y + 4);
        pen.moveTo(x - 4, y + 4); pen.lineTo(x + 4, y - 4);
        pen.stroke();
      }
      return;
    }
    pen.fill();
    pen.stroke();
  }

  legend(pen, y) {
    let x = this.box.x + 6;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    const anyOf = status => this.content.points.some(point => point.status === status);
    for (const [name, shape] of MARKS) {
      if (name === 'validation' && !anyOf(name)) continue;
      this.mark(pen, x, y, shape, '#c8c8c8');
      pen.fillStyle = this.ink;
      pen.fillText(name, x + 9, y);
      x += 26 + pen.measureText(name).width;
    }
  }

  bar(pen, top) {
    const { scale } = this.content;
    const { x, width } = this.box;
    for (let n = 0; n < width; n++) {
      pen.fillStyle = scale.css(scale.low + (n + 0.5) / width * (scale.high - scale.low));
      pen.fillRect(x + n, top, 1.5, BAR.height);
    }
    pen.strokeStyle = this.quiet;
    pen.lineWidth = 1;
    pen.strokeRect(x, top, width, BAR.height);
    pen.fillStyle = this.ink;
    pen.textBaseline = 'top';
    const { ticks } = scale;
    ticks.forEach((tick, n) => {
      const at = x + (tick - scale.low) / (scale.high - scale.low) * width;
      pen.textAlign = n === 0 ? 'left' : n === ticks.length - 1 ? 'right' : 'center';
      pen.fillText(scale.format(tick), at, top + BAR.height + 3);
    });
  }

  /// Where an event is: px in the canvas, the place and its cell; null outside the grid.
  under(event) {
    const { box, projection } = this;
    if (!box) return null;
    const frame = this.canvas.getBoundingClientRect();
    const sx = event.clientX - frame.left, sy = event.clientY - frame.top;
    const x = (sx - box.x) / box.width * projection.nx - 0.5;
    const y = (box.y + box.height - sy) / box.height * projection.ny - 0.5;
    const i = Math.round(x), j = Math.round(y);
    if (i < 0 || i >= projection.nx || j < 0 || j >= projection.ny) return null;
    const [latitude, longitude] = projection.place(x, y);
    return { sx, sy, latitude, longitude, cell: j * projection.nx + i };
  }

  point(event) {
    const at = this.under(event);
    if (!at) { this.tip.tell(''); return; }
    this.tip.tell(this.words(at), at.sx + this.canvas.offsetLeft, at.sy + this.canvas.offsetTop);
  }

  /// What there is at a place of under.
  words({ sx, sy, latitude, longitude, cell }) {
    const { content } = this, where = placeText(latitude, longitude);
    const tell = content.tell ?? (c => `${number(content.values[c])} ${content.units}`);
    return content.values ? `${where}\n${tell(cell)}` : this.told(this.nearest(sx, sy), where);
  }

  pick(event) {
    const at = this.content?.onPick && this.under(event);
    if (at) this.content.onPick(at, this.content.points ? this.nearest(at.sx, at.sy) : null);
  }

  /// The point that lies nearest to a place (px), null when none is near.
  nearest(sx, sy) {
    let best = null, least = 12;
    for (const point of this.content.points) {
      const [x, y] = this.screen(this.projection.locate(point.latitude, point.longitude));
      const far = Math.hypot(x - sx, y - sy);
      if (far < least) [best, least] = [point, far];
    }
    return best;
  }

  told(point, where) {
    if (!point) return where;
    return this.content.tell?.(point)
      ?? `${point.sensor} ${point.time.slice(11, 16)} UTC, ${point.status}\n${number(point.value)} ppm; observed ${number(point.observedPpm)} ± ${number(point.errorPpm)}\n${point.soundings} soundings`;
  }
}

/// A place in words.
export const placeText = (latitude, longitude) =>
  `${Math.abs(latitude).toFixed(1)}°${latitude < 0 ? 'S' : 'N'} ${Math.abs(longitude).toFixed(1)}°${longitude < 0 ? 'W' : 'E'}`;

const number = value => value === null || value === undefined ? 'none' : value.toFixed(2).replace('-', '−');
