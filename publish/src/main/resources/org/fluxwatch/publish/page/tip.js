// What lies under the pointer, in words: a note inside a figure.

export class Tip {
  constructor(figure) {
    this.figure = figure;
    this.note = document.createElement('div');
    this.note.className = 'tip';
    this.note.hidden = true;
    figure.append(this.note);
  }

  /// Beside the place (px in the figure), on the side where there is room; no text hides the note.
  tell(text, x, y) {
    this.note.hidden = !text;
    this.note.textContent = text;
    if (!text) return;
    const { offsetWidth, offsetHeight } = this.note;
    this.note.style.left = `${x + 14 + offsetWidth < this.figure.clientWidth ? x + 14 : Math.max(0, x - 14 - offsetWidth)}px`;
    this.note.style.top = `${Math.max(0, y - offsetHeight - 6)}px`;
  }
}
