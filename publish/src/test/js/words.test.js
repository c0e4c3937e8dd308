import assert from 'node:assert/strict';
import { test } from 'node:test';
import { polygonText, unwrapped, v1 } from '../page/api.js';
import { csvOf } from '../page/behind.js';
import { adviceText, countOf, regionText, restText } from '../page/explain.js';
import { differenceOf, pictureOf, summaryOf } from '../page/pictures.js';
import { boxed, chiSquareText } from '../page/skill.js';

test('an explanation in a sentence', () => {
  const text = regionText({ region: 'north', unit: 'TgC d-1', before: -1.2, after: -0.9, increment: 0.3, smoothingDays: 7,
    groups: [{ sensor: 'oco3', mode: 'all', share: 0.05, observations: 3 }, { sensor: 'oco2', mode: 'nadir', share: 0.25, observations: 12 }] });
  assert.equal(text, 'The observations changed north by +0.300: −1.20 → −0.90 TgC d-1, the largest share (83 %) by oco2 nadir with 12 observations. Observations of 7 later days are in it.');
  assert.match(regionText({ region: 'north', before: 1, after: 2, increment: null }), /not kept/);
});

test('advice on errors', () => {
  assert.match(adviceText({ days: 20, observations: 812, statedPpm: 0.9, desroziersPpm: 1.2, ratio: 1.33 }), /too small/);
  assert.match(adviceText(null), /^Too few assimilated observations/);
  assert.match(adviceText({ days: 20, observations: 812, statedPpm: 0.9, desroziersPpm: null, ratio: null }), /say nothing/);
});

test('what is not listed is counted, and its share told', () => {
  const one = { id: 'a', share: 0.1 };
  const answer = { observations: Array(200).fill(one), groups: [{ observations: 700 }, { observations: 112 }], rest: -0.25 };
  assert.equal(countOf(answer), 812);
  assert.equal(restText(answer), 'The 200 largest of 812 observations are listed, on the map and in the CSV; the shares of the 612 others sum to −0.250 TgC d-1.');
  assert.equal(restText({ observations: [one, one], groups: [{ observations: 2 }], rest: 0 }), '');
  assert.match(restText({ observations: Array(200).fill(one), granules: [{ observations: 300 }] }), /^The 200 largest of 300 observations are listed/);
});

test('chi-square in words', () => {
  assert.match(chiSquareText(3), /larger than stated/);
  assert.match(chiSquareText(0.1), /larger than the departures need/);
  assert.equal(chiSquareText(null), '');
});

test('boxes of a rank histogram hold all counts', () => {
  const boxes = boxed(Array.from({ length: 51 }, () => 1));
  assert.ok(boxes.length <= 13);
  assert.equal(boxes.reduce((sum, box) => sum + box.count, 0), 51);
  assert.deepEqual([boxes[0].from, boxes.at(-1).to], [0, 50]);
});

test('paths hold what they are given', () => {
  assert.equal(v1({ domain: 'a b', system: 'filter' }, 'series', { region: 'x,y', by: 'day', to: null }), '/api/v1/domains/a%20b/filter/series?region=x%2Cy&by=day');
  assert.equal(v1({ domain: 'd', system: 'filter' }, 'cells', { fields: ['a', 'b'] }), '/api/v1/domains/d/filter/cells?fields=a,b');
  assert.equal(polygonText([[105, 37], [120, 37], [120, 45]]), 'POLYGON((105.0000 37.0000, 120.0000 37.0000, 120.0000 45.0000, 105.0000 37.0000))');
});

test('corners go on across the date line', () => {
  assert.deepEqual(unwrapped([[170, 0], [-170, 0], [-175, 10], [175, 10]]), [[170, 0], [190, 0], [185, 10], [175, 10]]);
  assert.deepEqual(unwrapped([]), []);
  assert.equal(polygonText([[170, 0], [-170, 0], [-170, 10]]), 'POLYGON((170.0000 0.0000, -170.0000 0.0000, -170.0000 10.0000, 170.0000 0.0000))');
});

test('a warning goes with each row of a file', () => {
  const rows = () => [['2019-05-01', 1]];
  assert.equal(csvOf({ head: ['day', 'flux'], rows, warning: 'invented: winds' }), 'day,flux,warning\r\n2019-05-01,1,invented: winds\r\n');
  assert.equal(csvOf({ head: ['day', 'flux'], rows, warning: '' }), 'day,flux\r\n2019-05-01,1\r\n');
});

const projection = { nx: 2, ny: 1, place: (x, y) => [30 + y, 100 + x] };
const content = values => ({ before: 'background', after: 'analysis', observations: [], fields: [
  { name: 'flux_analysis', longName: 'natural flux', units: 'umol m-2 s-1', values }, { name: 'uncertainty_reduction', longName: 'u', units: '1', values: [0, 0.5] }] });

test('a picture has its table, its summary and its doubt', () => {
  const picture = pictureOf('flux_analysis', content([9, null]), projection, { day: '2019-05-10', fit: false });
  assert.deepEqual(picture.rows(), [[30, 100, 9], [30, 101, null]]);
  assert.deepEqual(picture.doubt, [true, false]);
  assert.match(picture.notes.join(), /1 beyond the scale.*too little data here/);
  assert.equal(picture.units, 'µmol m⁻² s⁻¹');
  assert.equal(pictureOf('flux_prior', content([1, 2]), projection, { day: '2019-05-10' }), null);
});

test('a difference is the second less the first, nothing where either is', () => {
  const difference = differenceOf('flux_analysis', content([1, null]), content([3, 4]), projection, {});
  assert.deepEqual(difference.values, [2, null]);
  assert.equal(differenceOf('observations', content([1, 2]), content([1, 2]), projection, {}), null);
  assert.equal(summaryOf([null], 'ppm'), 'No value is known.');
});
