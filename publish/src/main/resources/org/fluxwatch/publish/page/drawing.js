// An area drawn by hand on any map: a corner a click, closed by the button, Enter, or a click on the first corner.

const MOST = 200;

/// Degrees within which a click means the first corner.
const NEAR = 0.3;

const HINT = 'a click takes a cell, a double click a region';

export class AreaDrawing {
  /// onChange: corners are others; onArea: gets the corners [[longitude, latitude], ...] when it is closed.
  constructor(button, words, { onChange, onArea }) {
    Object.assign(this, { button, words, onChange, onArea, isOpen: false, corners: [] });
    button.addEventListener('click', () => this.isOpen ? this.close() : this.begin());
    document.addEventListener('keydown', event => {
      if (this.isOpen && event.key === 'Enter' && event.target !== button) this.close();
    });
  }

  begin() {
    Object.assign(this, { isOpen: true, corners: [] });
    this.tell();
  }

  add({ latitude, longitude }) {
    const [first] = this.corners;
    if (first && this.corners.length > 2 && Math.hypot((first[0] - longitude + 540) % 360 - 180, first[1] - latitude) < NEAR) {
      this.close();
      return;
    }
    if (this.corners.length < MOST) this.corners.push([Number(longitude.toFixed(3)), Number(latitude.toFixed(3))]);
    this.tell();
  }

  close() {
    const { corners } = this;
    if (corners.length > 2) {
      Object.assign(this, { isOpen: false, corners: [] });
      this.tell();
      this.onArea(corners);
    } else this.cancel();
  }

  cancel() {
    if (!this.isOpen) return;
    Object.assign(this, { isOpen: false, corners: [] });
    this.tell();
  }

  tell() {
    this.button.setAttribute('aria-pressed', this.isOpen);
    this.button.textContent = this.isOpen ? (this.corners.length > 2 ? 'close the area' : 'give up') : 'draw an area';
    this.words.textContent = this.isOpen ? `${this.corners.length} corners; click on a map to set one, Esc gives up` : HINT;
    this.onChange();
  }
}
