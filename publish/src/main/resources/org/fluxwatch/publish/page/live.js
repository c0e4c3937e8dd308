// Tells when products are written: by server-sent events, and by asking now and then where these do not come.

const POLL_MS = 4_000;

/// While events come, days are still asked for, seldom: an event may be lost with its server.
const SELDOM_MS = 30_000;

export class Live {
  /// onNews: days may have changed.
  constructor(onNews) {
    this.onNews = onNews;
    this.asked = performance.now();
    this.listen();
    setInterval(() => this.look(), POLL_MS);
  }

  listen() {
    this.source = new EventSource('/api/v1/events');
    this.source.addEventListener('day', () => this.onNews());
    this.source.addEventListener('reset', () => this.onNews());
    // the browser comes again by itself, but not after an answer that was an error
    this.source.addEventListener('error', () => {
      if (this.source.readyState === EventSource.CLOSED) setTimeout(() => this.listen(), SELDOM_MS);
    });
  }

  look() {
    const now = performance.now(), isOpen = this.source.readyState === EventSource.OPEN;
    if (now - this.asked < (isOpen ? SELDOM_MS : POLL_MS) - 100) return;
    this.asked = now;
    this.onNews();
  }
}
