// Coastlines and borders (Natural Earth 1:50 million, world-atlas) and outlines of regions, on a grid's own plane.

import mesh from './lib/topojson-client/mesh.js';

/// Degrees of margin about the domain; what lies further out is left away.
const MARGIN = 2;

/// {coast, borders}: of each lines [[[longitude, latitude], ...], ...].
function linesOf(topology) {
  const { countries } = topology.objects;
  return {
    coast: mesh(topology, countries, (a, b) => a === b).coordinates,
    borders: mesh(topology, countries, (a, b) => a !== b).coordinates,
  };
}

/// A line in grid coordinates, cut where it leaves the grid's surroundings: [[[x, y], ...], ...]. No side that goes
/// round the earth, or over the edge of the plane, is kept.
export function onPlane(line, projection) {
  const { nx, ny } = projection;
  const margin = { x: Math.max(2, MARGIN / 40 * nx), y: Math.max(2, MARGIN / 40 * ny) };
  const near = ([x, y]) => x > -margin.x - 1 && x < nx + margin.x && y > -margin.y - 1 && y < ny + margin.y;
  const pieces = [];
  let piece = [], before = null;
  const end = () => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  for (const [longitude, latitude] of line) {
    const point = projection.locate(latitude, longitude);
    const jumps = before && Math.abs(point[0] - before[0]) > nx / 2 + margin.x;
    if (jumps) end();
    if (near(point)) {
      if (!piece.length && before && !jumps) piece.push(before);
      piece.push(point);
    } else if (piece.length) {
      piece.push(point);
      end();
    }
    before = point;
  }
  end();
  return pieces;
}

/// A ring with points between its corners, no further apart than some degrees; a parallel is no straight line on a plane.
export function dense(ring, step = 1) {
  const points = [];
  ring.forEach(([lon, lat], n) => {
    const [lon2, lat2] = ring[(n + 1) % ring.length];
    const parts = Math.max(1, Math.ceil(Math.max(Math.abs(lon2 - lon), Math.abs(lat2 - lat)) / step));
    for (let part = 0; part < parts; part++) points.push([lon + part / parts * (lon2 - lon), lat + part / parts * (lat2 - lat)]);
  });
  if (ring.length) points.push([...ring[0]]);
  return points;
}

/// Whether a place lies in rings of [longitude, latitude], holes being further rings.
export function holds(rings, latitude, longitude) {
  let inside = false;
  for (const ring of rings)
    for (let n = 0, m = ring.length - 1; n < ring.length; m = n++) {
      const [x1, y1] = ring[n], [x2, y2] = ring[m];
      const shift = 360 * Math.round((x1 - longitude) / 360);
      if ((y1 > latitude) !== (y2 > latitude)
        && longitude + shift < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}

/// The smallest of regions [{name, rings}] that hold a place, by their boxes of degrees; null where none does.
export function smallestAt(regions, { latitude, longitude }) {
  const size = ({ rings }) => {
    const span = axis => {
      const values = rings.flat().map(corner => corner[axis]);
      return Math.max(...values) - Math.min(...values);
    };
    return span(0) * span(1);
  };
  return regions.filter(region => holds(region.rings, latitude, longitude)).sort((a, b) => size(a) - size(b))[0]?.name ?? null;
}

/// The lines of the world, once for all maps; while they cannot be had the maps go without, and they are asked for again.
export class Atlas {
  lines = null;

  /// Whether they have come just now.
  async load() {
    if (this.lines || this.isAsking) return false;
    this.isAsking = true;
    try {
      const answer = await fetch('/lib/world-atlas/countries-50m.json');
      if (answer.ok) this.lines = linesOf(await answer.json());
    } catch {
      // with the next look at what there is
    } finally {
      this.isAsking = false;
    }
    return this.lines !== null;
  }

  /// {coast, borders} in grid coordinates.
  on(projection) {
    if (!this.lines) return { coast: [], borders: [] };
    if (this.projection !== projection) {
      this.projection = projection;
      const project = lines => lines.flatMap(line => onPlane(line, projection));
      this.drawn = { coast: project(this.lines.coast), borders: project(this.lines.borders) };
    }
    return this.drawn;
  }
}
