// Maps of the optimised cells, as the MEGA paper's Fig. 5b.

import { divergingScale, roundUp, scaleUpTo } from './colour.js';
import { MapPanel } from './map.js';
import { Projection } from './projection.js';
import { digits } from './tables.js';

const UNITS = 'µmol m⁻² s⁻¹';

/// Cells on a grid that has a column or row more on each side.
class CellGrid {
  constructor({ degrees, latitudes, longitudes }) {
    // so that cells on both sides of 180 degrees lie together
    const east = longitudes.map(longitude => longitudes[0] + ((longitude - longitudes[0] + 180) % 360 + 360) % 360 - 180);
    const axis = values => {
      const first = Math.min(...values) - degrees, count = Math.round((Math.max(...values) + degrees - first) / degrees) + 1;
      return Array.from({ length: count }, (_, n) => first + n * degrees);
    };
    this.x = axis(east);
    this.y = axis(latitudes);
    this.places = latitudes.map((latitude, c) => Math.round((latitude - this.y[0]) / degrees) * this.x.length + Math.round((east[c] - this.x[0]) / degrees));
  }

  projection() {
    return new Projection({ x: this.x, y: this.y, originLatitude: 0, originLongitude: 0 });
  }

  spread(values) {
    const all = Array(this.x.length * this.y.length).fill(null);
    this.places.forEach((place, c) => { all[place] = values[c]; });
    return all;
  }
}

/// Natural flux, one lane at a time, beside the numbers of observations; one scale for both lanes.
export class CellMaps {
  constructor(parent, cells) {
    this.cells = cells;
    this.grid = new CellGrid(cells);
    this.projection = this.grid.projection();
    this.fluxes = new MapPanel(parent);
    this.counts = new MapPanel(parent);
    this.scale = divergingScale([...cells.prior, ...cells.posterior]);
    this.number = this.grid.spread(cells.observations);
    const most = Math.max(0, ...cells.observations);
    this.counts.show({ title: 'Observations used', units: 'number a cell', values: this.number, scale: scaleUpTo(Math.max(2, roundUp(most))),
      tell: place => this.seen(place) }, this.projection);
  }

  seen(place) {
    return this.number[place] === null ? 'not optimised' : `${this.number[place]} observations`;
  }

  /// lane: prior or posterior.
  show(lane) {
    const values = this.grid.spread(this.cells[lane]);
    this.fluxes.show({ title: `Natural flux, ${lane}`, units: `${UNITS}, mean of the months`, values, scale: this.scale,
      tell: place => this.number[place] === null ? this.seen(place) : `${digits(values[place])} ${UNITS}\n${this.seen(place)}` }, this.projection);
  }

  draw() {
    this.fluxes.draw();
    this.counts.draw();
  }
}
