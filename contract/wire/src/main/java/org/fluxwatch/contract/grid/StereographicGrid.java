package org.fluxwatch.contract.grid;

/// Square cells on the oblique stereographic plane that touches the sphere at the grid's centre; y points north there.
/// ```
/// k = 2 / (1 + sin φ0 sin φ + cos φ0 cos φ cos(λ - λ0))    map factor: length on the plane / length on the sphere
/// X = R k cos φ sin(λ - λ0)
/// Y = R k (cos φ0 sin φ - sin φ0 cos φ cos(λ - λ0))
/// ```
/// Source: Snyder (1987), Map Projections: A Working Manual, USGS Prof. Paper 1395, eqs. 21-2 to 21-4, 20-14, 20-15.
///
/// @param centreLatitude φ0, degrees north
/// @param centreLongitude λ0, degrees east
/// @param cellKm cell size on the plane, km
/// @param nx columns
/// @param ny rows
public record StereographicGrid(double centreLatitude, double centreLongitude, double cellKm, int nx, int ny)
        implements Grid {
    private static final double[] GAUSS_POINTS = {-0.5 * Math.sqrt(0.6), 0, 0.5 * Math.sqrt(0.6)};
    private static final double[] GAUSS_WEIGHTS = {5.0 / 18, 8.0 / 18, 5.0 / 18};

    /// Cells; beyond any grid.
    private static final double FAR = 1e9;

    public StereographicGrid {
        if (!(Math.abs(centreLatitude) <= 90))
            throw new IllegalArgumentException(
                    "centre latitude is " + centreLatitude + " degrees north, expected -90 to 90");
        if (!(Math.abs(centreLongitude) <= 360))
            throw new IllegalArgumentException(
                    "centre longitude is " + centreLongitude + " degrees east, expected -360 to 360");
        if (!(cellKm > 0)) throw new IllegalArgumentException("cell size is " + cellKm + " km, expected > 0");
        if (nx < 3 || ny < 3)
            throw new IllegalArgumentException("grid is " + nx + " x " + ny + " cells, expected 3 x 3 or more");
        if (Math.hypot(nx, ny) * cellKm > 20_000)
            throw new IllegalArgumentException("grid of " + nx + " x " + ny + " cells of " + cellKm
                    + " km is wider than the 20000 km a stereographic plane can carry");
    }

    private double planeX(double x) {
        return (x - 0.5 * (nx - 1)) * cellKm * 1e3;
    }

    private double planeY(double y) {
        return (y - 0.5 * (ny - 1)) * cellKm * 1e3;
    }

    /// Map factor at (x, y) in grid coordinates: 1 + (ρ / 2R)².
    double mapFactor(double x, double y) {
        final double halfRho = 0.5 * Math.hypot(planeX(x), planeY(y)) / Sphere.RADIUS_M;
        return 1 + halfRho * halfRho;
    }

    @Override
    public double latitude(double x, double y) {
        final double px = planeX(x);
        final double py = planeY(y);
        final double rho = Math.hypot(px, py);
        if (rho == 0) return centreLatitude;
        final double c = 2 * Math.atan(0.5 * rho / Sphere.RADIUS_M);
        final double phi0 = Math.toRadians(centreLatitude);
        final double sine = Math.cos(c) * Math.sin(phi0) + py * Math.sin(c) * Math.cos(phi0) / rho;
        return Math.toDegrees(Math.asin(Math.clamp(sine, -1, 1))); // at a pole rounding may exceed 1
    }

    @Override
    public double longitude(double x, double y) {
        final double px = planeX(x);
        final double py = planeY(y);
        final double rho = Math.hypot(px, py);
        if (rho == 0) return Sphere.wrapLongitude(centreLongitude);
        final double c = 2 * Math.atan(0.5 * rho / Sphere.RADIUS_M);
        final double phi0 = Math.toRadians(centreLatitude);
        final double east =
                Math.atan2(px * Math.sin(c), rho * Math.cos(phi0) * Math.cos(c) - py * Math.sin(phi0) * Math.sin(c));
        return Sphere.wrapLongitude(centreLongitude + Math.toDegrees(east));
    }

    @Override
    public double[] locate(double latitude, double longitude) {
        return locate(
                Angle.ofDegrees(centreLatitude),
                Angle.ofDegrees(latitude),
                Angle.ofDegrees(longitude - centreLongitude));
    }

    private double[] locate(Angle centre, Angle latitude, Angle east) {
        final double cosC = centre.sine * latitude.sine + centre.cosine * latitude.cosine * east.cosine;
        if (1 + cosC < 1e-12) return new double[] {FAR, FAR}; // the antipode has no place on the plane
        final double k = 2 / (1 + cosC);
        final double px = Sphere.RADIUS_M * k * latitude.cosine * east.sine;
        final double py =
                Sphere.RADIUS_M * k * (centre.cosine * latitude.sine - centre.sine * latitude.cosine * east.cosine);
        return new double[] {px / (cellKm * 1e3) + 0.5 * (nx - 1), py / (cellKm * 1e3) + 0.5 * (ny - 1)};
    }

    /// Places where parallels cross meridians, of which each gives its sine and cosine but once.
    public final class Crossings {
        private final Angle centre = Angle.ofDegrees(centreLatitude);

        public Angle parallel(double latitude) {
            return Angle.ofDegrees(latitude);
        }

        public Angle meridian(double longitude) {
            return Angle.ofDegrees(longitude - centreLongitude);
        }

        /// As [StereographicGrid#locate(double, double)], with the same bits.
        public double[] locate(Angle parallel, Angle meridian) {
            return StereographicGrid.this.locate(centre, parallel, meridian);
        }
    }

    public record Angle(double sine, double cosine) {
        private static Angle ofDegrees(double degrees) {
            final double radians = Math.toRadians(degrees);
            return new Angle(Math.sin(radians), Math.cos(radians));
        }
    }

    @Override
    public double areaM2(int i, int j) {
        double sum = 0;
        for (int a = 0; a < 3; a++)
            for (int b = 0; b < 3; b++) {
                final double k = mapFactor(i + GAUSS_POINTS[a], j + GAUSS_POINTS[b]);
                sum += GAUSS_WEIGHTS[a] * GAUSS_WEIGHTS[b] / (k * k);
            }
        return sum * cellKm * cellKm * 1e6;
    }

    @Override
    public double faceXM(int i, int j) {
        double sum = 0;
        for (int a = 0; a < 3; a++) sum += GAUSS_WEIGHTS[a] / mapFactor(i - 0.5, j + GAUSS_POINTS[a]);
        return sum * cellKm * 1e3;
    }

    @Override
    public double faceYM(int i, int j) {
        double sum = 0;
        for (int a = 0; a < 3; a++) sum += GAUSS_WEIGHTS[a] / mapFactor(i + GAUSS_POINTS[a], j - 0.5);
        return sum * cellKm * 1e3;
    }

    @Override
    public double eastAngle(double x, double y) {
        final double latitude = latitude(x, y);
        final double step = 1e-4;
        final double[] west = locate(latitude, longitude(x, y) - step);
        final double[] east = locate(latitude, longitude(x, y) + step);
        return Math.atan2(east[1] - west[1], east[0] - west[0]);
    }
}
