import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAddress, parseAddress, unreadIn } from '../page/address.js';

const WHOLE = {
  domain: 'east-asia', system: 'filter', day: '2019-05-10', maps: ['flux_analysis', 'flux_increment', 'xco2_analysis', 'observations'],
  region: 'loess plateau, north & west', cell: { latitude: 40.123, longitude: -116.4 }, polygon: [[105, 37], [120, 37.5], [120, 45]],
  against: '2019-05-09', fit: true, hatched: false, span: '366', sensor: 'oco2', mode: 'nadir', alarm: 'oco2-nadir/2019', why: true,
};

test('an address brings back the whole view', () => {
  assert.deepEqual(parseAddress(formatAddress(WHOLE)), WHOLE);
});

test('an empty address asks for nothing', () => {
  const view = parseAddress('');
  assert.equal(view.day, null);
  assert.equal(view.maps, null);
  assert.equal(view.fit, false);
  assert.equal(formatAddress(view), '#');
});

test('what cannot be understood is left out', () => {
  const view = parseAddress('#day=10.5.2019&cell=91,0&polygon=1,2,3,4&against=x&maps=flux_analysis,<b>');
  assert.equal(view.day, null);
  assert.equal(view.cell, null);
  assert.equal(view.polygon, null);
  assert.equal(view.against, null);
  assert.deepEqual(view.maps, ['flux_analysis']);
});

test('a region\'s Why, the period and the hatching are part of the view', () => {
  const view = { ...WHOLE, sensor: null, mode: null, alarm: null, why: true, span: '0' };
  assert.deepEqual(parseAddress(formatAddress(view)), view);
  assert.deepEqual(parseAddress(formatAddress({ ...WHOLE, why: false })), { ...WHOLE, why: false });
  assert.equal(parseAddress('#sensor=oco2').why, true);
  assert.equal(parseAddress('#span=17').span, null);
});

test('what cannot be read is named', () => {
  assert.deepEqual(unreadIn('#day=10.5.2019&cell=91,0&span=17&colour=red&region=north&hatch=off&against=x'), ['day', 'cell', 'span', 'colour', 'against']);
  assert.deepEqual(unreadIn(formatAddress(WHOLE)), []);
  assert.deepEqual(unreadIn('#domain=d&system=filter&day=2019-05-03&alarm=gosat&mode=all&span=92'), []);
  assert.deepEqual(unreadIn('#maps=flux_analysis'), ['maps']);
  assert.deepEqual(unreadIn(''), []);
});

test('all modes are no mode, and a path before the question mark does not matter', () => {
  const view = parseAddress('#/explain?domain=d&sensor=oco3&mode=all&day=2019-05-10');
  assert.equal(view.domain, 'd');
  assert.equal(view.sensor, 'oco3');
  assert.equal(view.mode, null);
  assert.equal(parseAddress('#domain=d&alarm=gosat').sensor, 'gosat');
  assert.equal(parseAddress('#domain=d&alarm=a/b').sensor, null);
});
