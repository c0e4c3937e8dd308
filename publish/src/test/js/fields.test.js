import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beyond, choices, departureScale, differenceScale, doubtOf, firstOf, labelOf, scaleOf, withDerived } from '../page/fields.js';

const ends = scale => [scale.low, scale.high];

test('a scale does not change from day to day', () => {
  const small = scaleOf('flux_analysis', [0.1, -0.1], { day: '2019-05-10' });
  const large = scaleOf('flux_analysis', [9, -9], { day: '2019-05-11' });
  assert.deepEqual(ends(small), ends(large));
  assert.equal(small.low, -small.high);
  assert.equal(beyond([9, -9, 0, null], large), 2);
});

test('the scale of the air moves with the year alone, and holds the year', () => {
  const spring = scaleOf('xco2_analysis', [400], { day: '2019-05-10' }), autumn = scaleOf('xco2_analysis', [430], { day: '2019-10-01' });
  assert.deepEqual(ends(spring), ends(autumn));
  // NOAA's mean of Mauna Loa in 2019 is 411.7 ppm
  assert.ok(spring.low < 408 && spring.high > 415);
  assert.ok(scaleOf('xco2_analysis', [400], { day: '2024-05-10' }).low > spring.low);
});

test('a scale can be fitted, and is for a field that is not known', () => {
  assert.ok(scaleOf('flux_analysis', [0.1, -0.1], { day: '2019-05-10', fit: true }).high < 1);
  const unknown = scaleOf('methane', [3, 4, 5], { day: '2019-05-10' });
  assert.ok(unknown.low > 2 && unknown.low <= 3 && unknown.high < 6);
  assert.deepEqual(ends(differenceScale('flux_analysis', [0], {})), [-2, 2]);
  assert.deepEqual(ends(departureScale([100], {})), [-4, 4]);
});

test('fields come in groups, those not known last', () => {
  const groups = choices(['xco2_analysis', 'flux_made_up', 'flux_prior', 'flux_analysis', 'uncertainty_reduction']);
  assert.deepEqual(groups, [['flux', ['flux_analysis', 'flux_prior', 'flux_made_up']], ['data', ['uncertainty_reduction']], ['air', ['xco2_analysis']]]);
});

test('there is doubt where the data say little, and none can be told without the field', () => {
  assert.deepEqual(doubtOf([{ name: 'uncertainty_reduction', values: [0.05, 0.3, null] }]), [true, false, false]);
  assert.equal(doubtOf([{ name: 'flux_analysis', values: [1] }]), null);
});

test('total flux and uncertainty reduction follow from the fields of a day', () => {
  const field = (name, values) => ({ name, longName: name, units: '1', values });
  const all = withDerived([field('flux_analysis', [1, null]), field('flux_fossil', [2, 2]), field('flux_fire', [0.5, 0]),
    field('flux_analysis_spread', [1, 0]), field('flux_prior_spread', [4, 0])]);
  assert.deepEqual(all.find(f => f.name === 'flux_total').values, [3.5, null]);
  assert.deepEqual(all.find(f => f.name === 'uncertainty_reduction').values, [0.75, null]);
  assert.equal(withDerived([field('flux_analysis', [1])]).length, 1);
});

test('a month\'s natural flux is without fire where the fields allow, and says so where not', () => {
  const field = (name, values) => ({ name, longName: name, units: '1', values });
  const some = [field('flux_natural_posterior', [3, null]), field('flux_natural_prior', [1, 1])];
  const all = withDerived([...some, field('flux_fire', [2, 1])]);
  assert.deepEqual(all.find(f => f.name === 'flux_fireless_posterior').values, [1, null]);
  assert.deepEqual(firstOf('inversion', all).slice(0, 2), ['flux_fireless_posterior', 'flux_fireless_prior']);
  assert.deepEqual(firstOf('inversion', withDerived(some)).slice(0, 2), ['flux_natural_posterior', 'flux_natural_prior']);
  assert.match(labelOf(some[0]), /with fire/);
});
