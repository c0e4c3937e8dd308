import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageText, dayNumber, dayOf, dayTicks, nearest, plusDays, plusMonths, weeksOf } from '../page/dates.js';

test('days and their numbers', () => {
  assert.equal(dayNumber('1970-01-01'), 0);
  assert.equal(dayOf(dayNumber('2020-02-29')), '2020-02-29');
  assert.equal(plusDays('2019-12-31', 1), '2020-01-01');
});

test('a month has all its days, from Monday on', () => {
  const weeks = weeksOf(2019, 5);
  assert.deepEqual(weeks[0], [null, null, '2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04', '2019-05-05']);
  assert.equal(weeks.flat().filter(Boolean).length, 31);
  assert.ok(weeks.every(week => week.length === 7));
  assert.equal(weeksOf(2020, 2).flat().filter(Boolean).length, 29);
  // before 1970 the remainder of a negative number must not shift the week
  assert.equal(weeksOf(1969, 12)[0].indexOf('1969-12-01'), 0);
});

test('a month further on ends with the month', () => {
  assert.equal(plusMonths('2019-01-31', 1), '2019-02-28');
  assert.equal(plusMonths('2019-12-15', 1), '2020-01-15');
  assert.equal(plusMonths('2019-01-15', -1), '2018-12-15');
});

test('the nearest of the days there are', () => {
  const days = ['2019-05-01', '2019-05-02', '2019-05-10'];
  assert.equal(nearest(days, '2019-05-07'), 2);
  assert.equal(nearest(days, '2019-05-06'), 1);
  assert.equal(nearest(days, '2010-01-01'), 0);
  assert.equal(nearest([], '2019-05-06'), -1);
});

test('an axis has few marks, whether of ten days or of three years', () => {
  for (const days of [1, 5, 10, 31, 92, 366, 1033, 4000]) {
    const ticks = dayTicks(dayNumber('2017-03-05'), dayNumber('2017-03-05') + days, 8);
    assert.ok(ticks.length >= 1 && ticks.length <= 10, `${days} days: ${ticks.length}`);
    assert.equal(new Set(ticks.map(t => t.label)).size, ticks.length);
  }
});

test('ages in words', () => {
  assert.equal(ageText(3.4), '3 s');
  assert.equal(ageText(600), '10 min');
  assert.equal(ageText(7200), '2 h');
  assert.equal(ageText(5 * 86400), '5 days');
  assert.equal(ageText(null), '');
});
