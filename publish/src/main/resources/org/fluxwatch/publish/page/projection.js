// From places on the earth to grid coordinates (cell (i, j) is centred at (i, j)) and back, as contract's Grid does it.
// Stereographic: Snyder (1987), eqs. 21-2 to 21-4, 20-14, 20-15.

const RADIANS = Math.PI / 180;

const wrap = degrees => ((degrees + 180) % 360 + 360) % 360 - 180;

export class Projection {
  constructor(grid) {
    this.nx = grid.x.length;
    this.ny = grid.y.length;
    this.grid = grid;
    this.dx = grid.x[1] - grid.x[0];
    this.dy = grid.y[1] - grid.y[0];
    this.isPlane = grid.mapping === 'stereographic';
    this.phi0 = grid.originLatitude * RADIANS;
  }

  /// Height of a cell over its width on the screen.
  get aspect() {
    if (this.isPlane) return this.dy / this.dx;
    const middle = (this.grid.y[0] + this.grid.y[this.ny - 1]) / 2;
    return this.dy / this.dx / Math.max(0.3, Math.cos(middle * RADIANS));
  }

  locate(latitude, longitude) {
    const { grid, phi0 } = this;
    if (!this.isPlane) {
      const centre = (grid.x[0] + grid.x[this.nx - 1]) / 2;
      return [(centre + wrap(longitude - centre) - grid.x[0]) / this.dx, (latitude - grid.y[0]) / this.dy];
    }
    const phi = latitude * RADIANS;
    const dLambda = (longitude - grid.originLongitude) * RADIANS;
    const cosC = Math.sin(phi0) * Math.sin(phi) + Math.cos(phi0) * Math.cos(phi) * Math.cos(dLambda);
    const k = 2 * grid.earthRadiusM / Math.max(1e-12, 1 + cosC);
    const px = k * Math.cos(phi) * Math.sin(dLambda);
    const py = k * (Math.cos(phi0) * Math.sin(phi) - Math.sin(phi0) * Math.cos(phi) * Math.cos(dLambda));
    return [(px - grid.x[0]) / this.dx, (py - grid.y[0]) / this.dy];
  }

  place(x, y) {
    const { grid, phi0 } = this;
    const px = grid.x[0] + x * this.dx;
    const py = grid.y[0] + y * this.dy;
    if (!this.isPlane) return [py, wrap(px)];
    const rho = Math.hypot(px, py);
    if (rho === 0) return [grid.originLatitude, wrap(grid.originLongitude)];
    const c = 2 * Math.atan(rho / (2 * grid.earthRadiusM));
    const phi = Math.asin(Math.cos(c) * Math.sin(phi0) + py * Math.sin(c) * Math.cos(phi0) / rho);
    const east = Math.atan2(px * Math.sin(c), rho * Math.cos(phi0) * Math.cos(c) - py * Math.sin(phi0) * Math.sin(c));
    return [phi / RADIANS, wrap(grid.originLongitude + east / RADIANS)];
  }

  /// Lines of equal latitude and longitude inside the grid: {label, side, points: [[x, y], ...]}.
  graticule() {
    const lats = [], lons = [];
    const [, middle] = this.place((this.nx - 1) / 2, (this.ny - 1) / 2);
    for (let n = 0; n <= 24; n++)
      for (let m = 0; m <= 24; m++) {
        const [lat, lon] = this.place(-0.5 + n / 24 * this.nx, -0.5 + m / 24 * this.ny);
        lats.push(lat);
        lons.push(middle + wrap(lon - middle));
      }
    const range = values => [Math.min(...values), Math.max(...values)];
    const [south, north] = range(lats), [west, east] = range(lons);
    const step = span => [1, 2, 5, 10, 20, 30].find(s => span / s <= 7) ?? 60;
    const dLat = step(north - south), dLon = step(east - west), lines = [];
    for (let lat = Math.ceil(south / dLat) * dLat; lat <= north; lat += dLat)
      lines.push({ label: `${Math.abs(lat)}°${lat < 0 ? 'S' : lat > 0 ? 'N' : ''}`, side: 'left',
        points: this.sample(t => this.locate(lat, west - 1 + t * (east - west + 2))) });
    for (let lon = Math.ceil(west / dLon) * dLon; lon <= east; lon += dLon) {
      const wrapped = wrap(lon);
      lines.push({ label: `${Math.abs(wrapped)}°${wrapped % 180 === 0 ? '' : wrapped < 0 ? 'W' : 'E'}`, side: 'bottom',
        points: this.sample(t => this.locate(Math.max(-90, south - 1) + t * (Math.min(90, north + 1) - Math.max(-90, south - 1)), lon)) });
    }
    return lines;
  }

  sample(at) {
    return Array.from({ length: 241 }, (_, n) => at(n / 240));
  }
}
