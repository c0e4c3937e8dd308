import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayKey, limitsOf, sidesOf } from '../page/alarms.js';
import { besidesOf, entryAt, entryOf, regionOf, sourceOf, warningOf } from '../page/choice.js';
import { contentOf } from '../page/content.js';
import { moved } from '../page/cursor.js';
import { headlines, inventedText } from '../page/head.js';
import { isTaken } from '../page/keys.js';
import { digits } from '../page/tables.js';

const DOMAINS = [{ domain: 'empty', system: 'filter', days: 0 }, { domain: 'asia', system: 'filter', days: 3 }, { domain: 'world', system: 'inversion', days: 2 },
  { domain: 'asia', system: 'inversion', days: 2 }];

test('what an address names and is not there is said', () => {
  assert.deepEqual(sourceOf(DOMAINS, { domain: 'asia', system: 'inversion' }), { source: DOMAINS[3], said: '' });
  assert.deepEqual(sourceOf(DOMAINS, { domain: null, system: null }), { source: DOMAINS[1], said: '' });
  const other = sourceOf(DOMAINS, { domain: 'atlantis', system: 'filter' });
  assert.equal(other.source, DOMAINS[1]);
  assert.equal(other.said, 'There is no domain atlantis with system filter; asia is shown.');
  assert.equal(sourceOf([], { domain: 'asia' }).source, null);
  assert.equal(sourceOf(DOMAINS, { system: 'inversion' }).source, DOMAINS[2]);
  assert.deepEqual(regionOf(['north', 'domain'], { region: 'south' }), { region: 'domain', said: 'There is no region south; domain is shown.' });
  assert.deepEqual(regionOf(['north', 'domain'], { region: 'north' }), { region: 'north', said: '' });
});

test('a day of a month is its month, also the one to compare with', () => {
  const months = [{ day: '2019-04-01', asOf: '2019-05-20' }, { day: '2019-05-01', asOf: '2019-05-20' }];
  assert.equal(entryAt(months, '2019-04-17'), months[0]);
  assert.equal(entryAt(months, '2019-06-01'), null);
  assert.equal(entryAt([{ day: '2019-05-01' }], '2019-05-02'), null);
  assert.deepEqual(entryOf(months, { day: '2019-07-01' }), { entry: months[1], said: 'There is no day 2019-07-01; the latest, 2019-05-01, is shown.' });
  assert.deepEqual(entryOf([], { day: '2019-07-01' }), { entry: null, said: '' });
});

test('the inversion of the same domain stands beside the filter first', () => {
  assert.deepEqual(besidesOf(DOMAINS, DOMAINS[1]), [{ domain: 'asia' }, { domain: 'world' }]);
  assert.deepEqual(besidesOf(DOMAINS, DOMAINS[2]), []);
});

test('days of two domains or systems are not one day', () => {
  const entry = { day: '2019-05-01', revision: 0 };
  const keys = DOMAINS.map(source => dayKey(source, entry));
  assert.equal(new Set(keys).size, DOMAINS.length);
});

test('a limit on one side has its line and its name', () => {
  const rows = [{ limits: { ombSd: { soft: [null, 2], hard: [null, 3] } } }, {}];
  assert.deepEqual(limitsOf(rows, 'ombSd', 'soft'), [[null, null], [2, null]]);
  assert.deepEqual(sidesOf(limitsOf(rows, 'ombSd', 'soft')), [[1, 'most']]);
  assert.deepEqual(sidesOf(limitsOf(rows, 'ombMean', 'soft')), []);
  assert.deepEqual(sidesOf([[1], [2]]), [[0, 'least'], [1, 'most']]);
});

test('natural flux of a month has neither fossil nor fire', () => {
  const { regions } = contentOf({ identity: { domain: 'd', day: '2019-05-31', revision: 0 }, status: 'final', fields: [], observations: [],
    estimate: { month: '2019-05', unused: {}, missing: {}, degreesOfFreedom: null, regions: [{ region: 'north', fossil: 2.5, fire: 0.125, priorNet: 2, posteriorNet: 1, priorNetSpread: 1, posteriorNetSpread: 0.5 }] } });
  assert.deepEqual([regions[0].priorTgCPerDay, regions[0].analysisTgCPerDay], [-0.625, -1.625]);
});

const content = (invented, standIns = []) => ({ domain: 'asia', invented, standIns, missing: [], regions: [{ region: 'domain' }] });
const now = parts => ({ view: {}, source: DOMAINS[1], entry: { day: '2019-05-02' }, content: content(''), otherEntry: null, other: null, failures: {}, unread: [], said: '', ...parts });

test('the head warns of both days that are shown', () => {
  assert.equal(inventedText(now()), '');
  assert.match(inventedText(now({ content: content('winds') })), /^Invented: winds\. The fluxes of domain asia/);
  const two = now({ other: content('winds', ['no averaging kernel']), otherEntry: { day: '2019-05-01' } });
  assert.match(inventedText(two), /^Invented: winds \(2019-05-01\)\./);
  assert.match(headlines(two), /2019-05-01: Made with stand-ins/);
  assert.equal(warningOf(two.other), 'invented: winds; stand-ins: no averaging kernel');
  assert.equal(warningOf(content('')), '');
});

test('a day that cannot be read is named with the reason', () => {
  assert.equal(headlines(now({ content: null, failures: { day: 'the file is damaged' } })), '2019-05-02 of asia could not be read: the file is damaged.');
  assert.match(headlines(now({ failures: { other: 'ask again' }, view: { against: '2019-05-01' }, otherEntry: { day: '2019-05-01' } })), /^2019-05-01, to compare with, could not be read: ask again\.$/);
  assert.match(headlines(now({ unread: ['day'], view: { region: 'south' } })), /cannot be read: day\. There is no region south; domain is shown\./);
  assert.match(headlines(now({ entry: null, content: null })), /^No analysis of asia yet/);
});

test('the mark of a map stays on its grid', () => {
  const grid = { nx: 4, ny: 3 };
  assert.deepEqual(moved({ x: 0, y: 0 }, 'ArrowUp', false, grid), { x: 0, y: 1 });
  assert.deepEqual(moved({ x: 0, y: 0 }, 'ArrowLeft', false, grid), { x: 0, y: 0 });
  assert.deepEqual(moved({ x: 1, y: 1 }, 'ArrowRight', true, grid), { x: 3, y: 1 });
});

test('a table that has the focus goes sideways by arrows, a button in it leaves them to the day', () => {
  const target = (...selectors) => ({ matches: one => selectors.includes(one), closest: one => one === '.scroll' ? {} : null });
  assert.ok(isTaken({ key: 'ArrowRight', target: target('.scroll') }));
  assert.ok(!isTaken({ key: 'ArrowRight', target: target('button') }));
  assert.ok(isTaken({ key: 'Home', target: target('button') }));
});

test('nothing known is no nought', () => {
  assert.equal(digits(null), '–');
  assert.equal(digits(undefined), '–');
  assert.equal(digits(-0.001), '0.00');
});
