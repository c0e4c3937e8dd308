import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bandOf, column, extent, middleOf, perDay, spanAbout, withBreaks, withGaps } from '../page/seriesmath.js';

const day = (begin, analysis, spread = 1) => ({ begin, end: begin, days: 1, analysis, spread, prior: 0 });

test('a missing day is a gap', () => {
  const rows = withGaps([day('2019-05-01', 1), day('2019-05-02', 2), day('2019-05-05', 3)], true);
  assert.deepEqual(column(rows, 'analysis'), [1, 2, null, 3]);
  assert.equal(withGaps([day('2019-05-01', 1), day('2019-07-01', 2)], false).length, 2);
});

test('a band is there where value and spread are', () => {
  const band = bandOf([day('2019-05-01', 1, 0.5), day('2019-05-02', null), day('2019-05-03', 2, null)], 'analysis', 'spread');
  assert.deepEqual(band, { lower: [0.5, null, null], upper: [1.5, null, null] });
});

test('an axis holds all values and zero', () => {
  assert.deepEqual(extent([[1, 2, null], [-3]]), { from: -3, to: 2 });
  assert.deepEqual(extent([[5, 6]]), { from: 0, to: 6 });
  assert.deepEqual(extent([[405, 410]], false), { from: 405, to: 410 });
  assert.deepEqual(extent([[null]]), { from: 0, to: 1 });
});

test('totals of a month are means of its days', () => {
  const [row] = perDay([{ begin: '2019-05-01', end: '2019-05-31', days: 31, prior: 31, analysis: -62, spread: null }]);
  assert.deepEqual([row.prior, row.analysis, row.spread], [1, -2, null]);
  const [all] = perDay([{ begin: '2019-05-01', end: '2019-05-31', days: 31, prior: 31, analysis: 31, spread: 31, fossil: 62, fire: 15.5, total: 93 }]);
  assert.deepEqual([all.fossil, all.fire, all.total], [2, 0.5, 3]);
});

test('a period holds the day and no more days than wanted', () => {
  const days = Array.from({ length: 1033 }, (_, n) => new Date(Date.UTC(2017, 0, 1 + n)).toISOString().slice(0, 10));
  const span = spanAbout(days, '2018-01-01', 92);
  assert.ok(span.from <= '2018-01-01' && span.to >= '2018-01-01');
  assert.equal(days.indexOf(span.to) - days.indexOf(span.from) + 1, 92);
  assert.deepEqual(spanAbout(days, days[0], 0), { from: days[0], to: days.at(-1) });
  assert.equal(spanAbout(days, days.at(-1), 92).to, days.at(-1));
  assert.equal(spanAbout([], null, 92), null);
});

test('a period counts days of the calendar, also over gaps and of months', () => {
  const gappy = ['2019-01-01', '2019-01-20', '2019-03-01', '2019-06-01'];
  assert.deepEqual(spanAbout(gappy, '2019-06-01', 30), { from: '2019-05-03', to: '2019-06-01' });
  const months = Array.from({ length: 36 }, (_, n) => new Date(Date.UTC(2017, n, 1)).toISOString().slice(0, 10));
  assert.deepEqual(spanAbout(months, '2018-07-01', 30, true), { from: '2018-06-01', to: '2018-07-31' });
  assert.deepEqual(spanAbout(months, '2019-12-01', 366, true), { from: '2018-12-01', to: '2019-12-31' });
  assert.deepEqual(spanAbout(months, '2019-12-01', 0, true), { from: '2017-01-01', to: '2019-12-31' });
});

test('a sum is broken where days are missing', () => {
  const sum = (end, analysis, missing) => ({ begin: '2019-05-01', end, analysis, missing });
  const rows = withBreaks([sum('2019-05-01', 1, 0), sum('2019-05-02', 2, 0), sum('2019-05-05', 3, 2), sum('2019-05-06', 4, 2)]);
  assert.deepEqual(column(rows, 'analysis'), [1, 2, null, 3, 4]);
  assert.equal(withBreaks([sum('2019-05-04', 1, 3)]).length, 1);
});

test('the middle of a day is noon', () => {
  assert.equal(middleOf({ begin: '1970-01-02', end: '1970-01-02' }), 1.5);
});
