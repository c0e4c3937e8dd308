// A map by the keyboard: arrows move a cell's mark, Enter takes the cell; what it says is said aloud.

import { placeText } from './map.js';

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/// Cells of a step with the shift key.
const FAR = 5;

/// The cell some steps away, {x, y}, within a grid of nx by ny.
export function moved({ x, y }, key, isFar, { nx, ny }) {
  const [dx, dy] = STEPS[key].map(step => step * (isFar ? FAR : 1));
  return { x: Math.min(nx - 1, Math.max(0, x + dx)), y: Math.min(ny - 1, Math.max(0, y + dy)) };
}

export class CellCursor {
  constructor(panel) {
    this.panel = panel;
    const { canvas } = panel;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-roledescription', 'map');
    this.words = document.createElement('div');
    this.words.className = 'unseen';
    this.words.setAttribute('aria-live', 'polite');
    panel.figure.append(this.words);
    canvas.addEventListener('keydown', event => this.key(event));
    canvas.addEventListener('blur', () => this.leave());
    canvas.addEventListener('pointerdown', () => this.leave());
  }

  leave() {
    if (!this.at) return;
    this.at = null;
    this.words.textContent = '';
    this.panel.tip.tell('');
    this.panel.draw();
  }

  key(event) {
    const { projection, content } = this.panel;
    if (!content || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in STEPS) this.at = this.at ? moved(this.at, event.key, event.shiftKey, projection) : this.begin();
    else if (event.key === 'Enter' && this.at) this.take();
    else if (event.key === 'Escape' && this.at) this.leave();
    else return;
    // these keys are the day's, or the drawing's, elsewhere
    event.preventDefault();
    event.stopPropagation();
    if (this.at) this.tell();
  }

  /// The cell that is chosen, or the middle.
  begin() {
    const { projection } = this.panel, { nx, ny } = projection;
    const chosen = this.chosen && projection.locate(this.chosen.latitude, this.chosen.longitude).map(Math.round);
    if (chosen && chosen[0] >= 0 && chosen[0] < nx && chosen[1] >= 0 && chosen[1] < ny) return { x: chosen[0], y: chosen[1] };
    return { x: Math.floor(nx / 2), y: Math.floor(ny / 2) };
  }

  take() {
    const { panel, at } = this, [latitude, longitude] = panel.projection.place(at.x, at.y);
    panel.content.onPick?.({ latitude, longitude, cell: at.y * panel.projection.nx + at.x }, null);
  }

  tell() {
    const { panel, at } = this, { canvas } = panel;
    panel.draw();
    const [latitude, longitude] = panel.projection.place(at.x, at.y), [sx, sy] = panel.screen([at.x, at.y]);
    const text = panel.words({ sx, sy, latitude, longitude, cell: at.y * panel.projection.nx + at.x });
    this.words.textContent = text ?? placeText(latitude, longitude);
    panel.tip.tell(text, sx + canvas.offsetLeft, sy + canvas.offsetTop);
  }

  /// Over what else lies over the cells.
  draw(pen) {
    if (!this.at) return;
    const { panel, at } = this;
    const [left, bottom] = panel.screen([at.x - 0.5, at.y - 0.5]), [right, top] = panel.screen([at.x + 0.5, at.y + 0.5]);
    for (const [width, style] of [[5, '#ffffff'], [3, '#15181c']]) {
      pen.lineWidth = width;
      pen.strokeStyle = style;
      pen.strokeRect(left, top, right - left, bottom - top);
    }
  }
}
