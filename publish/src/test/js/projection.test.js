import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dense, holds, onPlane, smallestAt } from '../page/atlas.js';
import { Projection } from '../page/projection.js';

const axis = (first, step, n) => Array.from({ length: n }, (_, i) => first + i * step);
const plane = new Projection({ mapping: 'stereographic', x: axis(-3e6, 1e5, 61), y: axis(-2e6, 1e5, 41), originLatitude: 35, originLongitude: 105, earthRadiusM: 6370000 });
const sphere = new Projection({ mapping: 'latitude_longitude', x: axis(170, 1, 20), y: axis(-20, 1, 41) });

test('a place comes back from the plane', () => {
  for (const [lat, lon] of [[35, 105], [20, 90], [50, 130], [36.5, 104.2]]) {
    const [back, east] = plane.place(...plane.locate(lat, lon));
    assert.ok(Math.abs(back - lat) < 1e-9 && Math.abs(east - lon) < 1e-9);
  }
  assert.deepEqual(plane.locate(35, 105).map(Math.round), [30, 20]);
});

test('a grid may cross the date line', () => {
  assert.ok(Math.abs(sphere.locate(0, -175)[0] - 15) < 1e-9);
  assert.ok(Math.abs(sphere.locate(0, 185)[0] - 15) < 1e-9);
});

test('a line is cut where it leaves the surroundings of the grid', () => {
  const around = [[-60, 35], [60, 35], [104, 35], [106, 35], [179, 35], [-100, 35]];
  const pieces = onPlane(around, plane);
  assert.equal(pieces.length, 1);
  assert.ok(pieces[0].length >= 2 && pieces[0].length <= 4);
});

test('no line runs round the earth', () => {
  const pieces = onPlane([[179, 0], [-179, 0], [0, 0], [178, 1]], sphere);
  for (const piece of pieces)
    for (let n = 1; n < piece.length; n++) assert.ok(Math.abs(piece[n][0] - piece[n - 1][0]) < 15);
});

test('a ring gets points between its corners and closes', () => {
  const ring = dense([[100, 30], [110, 30], [110, 40]], 2);
  assert.deepEqual(ring[0], ring.at(-1));
  assert.ok(ring.length >= 15);
});

test('a place in a ring, not in its hole', () => {
  const rings = [[[100, 30], [110, 30], [110, 40], [100, 40]], [[104, 34], [106, 34], [106, 36], [104, 36]]];
  assert.ok(holds(rings, 31, 101));
  assert.ok(!holds(rings, 35, 105));
  assert.ok(!holds(rings, 29, 105));
  assert.ok(holds(rings, 31, 101 - 360));
});

test('the smallest of the regions that hold a place', () => {
  const box = (name, half) => ({ name, rings: [[[105 - half, 35 - half], [105 + half, 35 - half], [105 + half, 35 + half], [105 - half, 35 + half]]] });
  assert.equal(smallestAt([box('large', 5), box('small', 1)], { latitude: 35.5, longitude: 105.5 }), 'small');
  assert.equal(smallestAt([box('large', 5), box('small', 1)], { latitude: 38, longitude: 105 }), 'large');
  assert.equal(smallestAt([box('large', 5)], { latitude: 50, longitude: 105 }), null);
});
