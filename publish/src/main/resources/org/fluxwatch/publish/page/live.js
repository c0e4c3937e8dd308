// Tells when products are written: by server-sent events, and by asking now and then where these do not come.

const POLL_MS = 4_000;

/// While events come, days are still asked for, seldom: an event may be lost with its server.
const SELDOM_MS = 30_000;

export class Live {
  /// onNews: days may have changed.
  constructor(onNews) {
    this.onNews = onNews;
    this.asked = performance.now();
    if (!document.hidden) this.listen();
    setInterval(() => this.look(), POLL_MS);
    // a browser has six connections to a host, and a stream takes one of them: those of tabs that nobody sees are closed
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.close();
      else {
        this.listen();
        this.onNews();
      }
    });
    // a page in the browser's memory for going back holds none either
    addEventListener('pagehide', () => this.close());
    addEventListener('pageshow', () => { if (!document.hidden) this.listen(); });
  }

  close() {
    clearTimeout(this.again);
    this.source?.close();
    this.source = null;
  }

  listen() {
    this.close();
    this.source = new EventSource('/api/v1/events');
    this.source.addEventListener('day', () => this.onNews());
    this.source.addEventListener('reset', () => this.onNews());
    // the browser comes again by itself, but not after an answer that was an error
    const { source } = this;
    source.addEventListener('error', () => {
      if (source === this.source && source.readyState === EventSource.CLOSED) this.again = setTimeout(() => this.listen(), SELDOM_MS);
    });
  }

  look() {
    if (document.hidden) return;
    const now = performance.now(), isOpen = this.source?.readyState === EventSource.OPEN;
    if (now - this.asked < (isOpen ? SELDOM_MS : POLL_MS) - 100) return;
    this.asked = now;
    this.onNews();
  }
}
