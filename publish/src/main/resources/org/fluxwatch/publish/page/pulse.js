// The strip on the page: asks how things are, and grows old by the page's own clock.

import { getIfThere } from './api.js';
import { judge } from './strip.js';

const ASK_MS = 5_000;
const LOOK_MS = 1_000;

const seconds = () => performance.now() / 1000;

export class Pulse {
  /// onAlarm: gets an alarm that was clicked; onLevel: the level and the number of alarms, when the strip changes.
  constructor(place, { onAlarm, onLevel }) {
    Object.assign(this, { place, onAlarm, onLevel });
    this.heard = { at: null, begun: seconds(), state: null, stateAt: null, missing: false, failure: null, isError: false };
    this.lead = document.createElement('p');
    this.lead.className = 'lead';
    this.lead.setAttribute('role', 'status');
    this.items = document.createElement('div');
    this.items.className = 'items';
    place.append(this.lead, this.items);
    setInterval(() => this.look(), LOOK_MS);
    setInterval(() => this.ask(), ASK_MS);
    // while nobody looks browsers let timers sleep: what was known then is forgotten
    document.addEventListener('visibilitychange', () => {
      Object.assign(this.heard, { at: null, begun: seconds(), state: null, failure: null, isError: false });
      this.look();
      this.ask();
    });
    this.look();
    this.ask();
  }

  async ask() {
    // where there is no such path, anything that publish answers tells that it lives
    if (this.asking || document.hidden) return;
    this.asking = true;
    try {
      const state = this.heard.missing ? (await getIfThere('/health/live'), null) : await getIfThere('/api/state');
      Object.assign(this.heard, { at: seconds(), failure: null, isError: false });
      if (state) Object.assign(this.heard, { state, stateAt: seconds() });
      else this.heard.missing = true;
    } catch (failure) {
      // an error is an answer too, but none that tells how things are
      Object.assign(this.heard, { failure: failure.message, isError: failure.status > 0 });
      if (failure.status > 0) this.heard.at = seconds();
    } finally {
      this.asking = false;
      this.look();
    }
  }

  look() {
    if (document.hidden) return;
    const strip = judge(this.heard, seconds());
    this.place.dataset.level = strip.level;
    if (this.lead.textContent !== strip.summary) this.lead.textContent = strip.summary;
    const groups = [['services', strip.services], ['newest day', strip.domains], ['sensors', strip.sensors], ['', strip.troubles]];
    const names = groups.map(([name, entries]) => [name, ...entries.map(entry => entry.label)].join('|')).join('||');
    if (names !== this.names) this.build(groups);
    this.names = names;
    groups.flatMap(([, entries]) => entries).forEach((entry, n) => this.lights[n].show(entry));
    this.onLevel(strip.level, this.heard.state?.alarms?.length ?? 0);
  }

  build(groups) {
    this.lights = [];
    this.items.replaceChildren(...groups.filter(([, entries]) => entries.length).map(([name, entries]) => {
      const group = document.createElement('div');
      group.className = 'group';
      if (name) group.append(Object.assign(document.createElement('span'), { className: 'of', textContent: name }));
      const lights = entries.map(() => new Light(this.onAlarm));
      lights.forEach(light => light.box.addEventListener('toggle', () => {
        if (light.box.open) this.lights.forEach(other => { if (other !== light) other.box.open = false; });
      }));
      this.lights.push(...lights);
      group.append(...lights.map(light => light.box));
      return group;
    }));
  }

  close() {
    this.lights?.forEach(light => { light.box.open = false; });
  }
}

const element = (name, parts) => Object.assign(document.createElement(name), parts);

/// One light with what is to be said of it. Only what changes is drawn, since it may have the focus.
class Light {
  constructor(onAlarm) {
    this.onAlarm = onAlarm;
    this.box = document.createElement('details');
    this.head = document.createElement('summary');
    this.list = document.createElement('ul');
    this.box.append(this.head, this.list);
  }

  show(entry) {
    const { label, text, note, level, details, alarms } = entry;
    this.box.className = `light ${level}`;
    const head = `${label} ${text} ${note}`;
    if (head !== this.said) {
      this.said = head;
      this.head.replaceChildren(element('b', { textContent: label }), text ? ` ${text}` : '', note ? element('small', { textContent: ` ${note}` }) : '');
    }
    const lines = details.join('\n');
    if (lines === this.lines) return;
    this.lines = lines;
    this.head.title = lines;
    this.list.replaceChildren(...alarms?.length ? alarms.map(alarm => this.alarm(alarm))
      : (details.length ? details : ['nothing']).map(line => element('li', { textContent: line })));
  }

  alarm(alarm) {
    const link = element('button', { type: 'button', className: 'link', textContent: `${alarm.severity}: ${alarm.text}` });
    link.addEventListener('click', () => this.onAlarm(alarm));
    const line = document.createElement('li');
    line.append(link);
    return line;
  }
}
