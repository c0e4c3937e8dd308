import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, SILENT_AFTER_S, stripOf } from '../page/strip.js';

const STATE = {
  level: 'good', summary: 'All is well.',
  services: [{ service: 'ingest', instance: 'a-1', state: 'up', ageSeconds: 3, version: '0.2.0', parts: [] }, { service: 'publish', instance: 'a-2', state: 'up', ageSeconds: 0 }],
  domains: [{ domain: 'd', system: 'filter', newestDay: '2019-05-10', revision: 1, days: 10, writtenAt: '2026-01-01T00:00:00Z', ageDays: 1.2, waiting: [] }],
  sensors: [{ sensor: 'oco2', newestDay: '2019-05-10', newestGranule: 'g.nc4', granules: 3 }],
  alarms: [], quarantine: [], deadLetters: [], disks: [{ folder: 'products', service: 'publish', freeBytes: 5e11, totalBytes: 1e12 }],
};
const answered = (at, state = STATE) => ({ at, begun: 0, state, stateAt: at, missing: false, failure: null });
const levels = strip => [strip.level, ...strip.services.map(s => s.level), ...strip.domains.map(d => d.level), ...strip.troubles.map(t => t.level)];

test('all is well', () => {
  const strip = judge(answered(100), 102);
  assert.ok(levels(strip).every(level => level === 'good'));
  assert.equal(strip.summary, 'All is well.');
});

test('no light is green for longer than half a minute without an answer', () => {
  assert.ok(SILENT_AFTER_S < 30);
  for (let s = 0; s <= 120; s++) {
    const strip = judge(answered(100), 100 + s);
    if (s >= 30) assert.ok(levels(strip).every(level => level !== 'good'), `after ${s} s`);
  }
  assert.equal(judge(answered(100), 100 + SILENT_AFTER_S + 1).level, 'bad');
});

test('a failure is told of at once', () => {
  const strip = judge({ ...answered(100), failure: 'no answer' }, 106);
  assert.equal(strip.level, 'warning');
  assert.match(strip.summary, /publish did not answer/);
});

test('a heartbeat grows old by the page\'s own clock', () => {
  const strip = stripOf({ ...STATE, services: [{ service: 'ingest', state: 'up', ageSeconds: 20 }] }, 15);
  assert.equal(strip.services[0].level, 'bad');
  assert.equal(strip.services[0].text, 'silent');
  assert.equal(strip.level, 'bad');
  assert.match(strip.summary, /ingest is silent/);
});

test('a page that never got an answer says so', () => {
  assert.equal(judge({ at: null, begun: 0, state: null, missing: false, failure: null }, 1).level, 'unknown');
  assert.equal(judge({ at: null, begun: 0, state: null, missing: false, failure: 'refused' }, 1).level, 'bad');
  assert.equal(judge({ at: null, begun: 0, state: null, missing: false, failure: null }, 40).level, 'bad');
});

test('a publish that does not know of the state is not green', () => {
  assert.equal(judge({ at: 100, begun: 0, state: null, stateAt: null, missing: true, failure: null }, 101).level, 'unknown');
});

test('troubles are counted and named', () => {
  const strip = stripOf({
    ...STATE, level: 'warning', summary: 'Look.',
    domains: [{ ...STATE.domains[0], waiting: ['2019-05-11: gosat has not come'] }],
    alarms: [{ id: 'a', severity: 'severe', text: 'oco3 is biased' }],
    quarantine: [{ granule: 'g.nc4', sensor: 'oco2', day: '2019-05-08', why: 'xco2 is missing' }],
    deadLetters: [{ topic: 'observations', reason: 'unreadable-record', count: 2 }, { topic: 'analyses', reason: 'empty', count: 1 }],
    disks: [{ folder: 'products', service: 'publish', freeBytes: 1e9, totalBytes: 1e12 }],
  }, 0);
  assert.deepEqual(strip.troubles.map(t => [t.label, t.text, t.level]),
    [['alarms', '1', 'bad'], ['quarantine', '1', 'warning'], ['dead letters', '3', 'warning'], ['disk', '0 % free', 'bad']]);
  assert.equal(strip.domains[0].level, 'warning');
  assert.match(strip.troubles[1].details[0], /g.nc4: xco2 is missing/);
});

test('old alarms are told apart, and what cannot be read is not green', () => {
  const old = { id: 'a', severity: 'severe', text: 'oco3 is biased', holds: false };
  const strip = stripOf({
    ...STATE, alarms: [old, { ...old, id: 'b', severity: 'slight', holds: true }],
    domains: [{ ...STATE.domains[0], unreadable: 'd_20190510.nc is damaged' }, { ...STATE.domains[0], damaged: 2 }, STATE.domains[0]],
  }, 0);
  assert.deepEqual([strip.troubles[0].text, strip.troubles[0].level], ['1 now, 1 old', 'warning']);
  assert.equal(stripOf({ ...STATE, alarms: [old] }, 0).troubles[0].level, 'good');
  assert.deepEqual(strip.domains.map(d => d.level), ['warning', 'warning', 'good']);
  assert.ok(strip.domains[0].details.some(d => d.includes('d_20190510.nc is damaged')));
  assert.ok(strip.domains[1].details.includes('2 damaged files'));
});

test('what is put aside beyond what is listed is counted', () => {
  const [, quarantine] = stripOf({ ...STATE, quarantine: [{ granule: 'g.nc4', why: 'x' }], quarantined: 30 }, 0).troubles;
  assert.equal(quarantine.text, '30');
  assert.deepEqual(quarantine.details, ['g.nc4: x', 'and 29 more']);
});

test('a silent instance is no disaster where another one runs', () => {
  const services = [{ service: 'ingest', instance: 'old', state: 'silent', ageSeconds: 4000 }, { service: 'ingest', instance: 'new', state: 'up', ageSeconds: 2 }];
  const strip = stripOf({ ...STATE, level: 'warning', summary: 'ingest old is silent.', services }, 1);
  assert.deepEqual(strip.services.map(s => [s.text, s.level]), [['silent', 'warning'], ['', 'good']]);
  assert.equal(strip.level, 'warning');
  // both of them, by the page's own clock
  assert.equal(stripOf({ ...STATE, services }, 40).services[0].level, 'bad');
});

test('the publish that answers is not silent, whatever Kafka has carried', () => {
  const strip = stripOf({ ...STATE, level: 'bad', summary: 'publish has no Kafka.', services: [{ service: 'publish', instance: 'p', state: 'failed', ageSeconds: 900 }, { service: 'publish', instance: 'q', state: 'up', ageSeconds: 900 }] }, 2);
  assert.deepEqual(strip.services.map(s => s.text), ['failed', '']);
  assert.equal(strip.summary, 'publish has no Kafka.');
});

test('an error is an answer: it is shown, with what was known before and how old that is', () => {
  const heard = { ...answered(100), at: 200, failure: 'the products folder cannot be read', isError: true };
  const strip = judge(heard, 202);
  assert.equal(strip.level, 'warning');
  assert.match(strip.summary, /products folder cannot be read.*so 2 min ago/s);
  assert.doesNotMatch(strip.summary, /has not answered/);
  assert.deepEqual(strip.services.map(s => [s.label, s.level]), [['ingest', 'unknown'], ['publish', 'unknown']]);
  assert.ok(levels(strip).every(level => level !== 'good'));
  assert.equal(judge({ ...heard, state: null, stateAt: null }, 202).level, 'warning');
  // and then nothing at all
  assert.match(judge(heard, 230).summary, /has not answered/);
});

test('a dead letter says why', () => {
  const [, , letters] = stripOf({ ...STATE, deadLetters: [{ topic: 'analyses', reason: 'unreadable', count: 2, detail: 'no such field' }] }, 0).troubles;
  assert.deepEqual(letters.details, ['analyses: 2 × unreadable: no such field']);
});

test('an empty state is no error', () => {
  assert.doesNotThrow(() => stripOf({}, 0));
});
