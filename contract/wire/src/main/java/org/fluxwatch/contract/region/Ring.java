package org.fluxwatch.contract.region;

import org.fluxwatch.contract.grid.Sphere;

/// A closed line of great circles from vertex to vertex, and what it encloses: the smaller of the two parts of the
/// sphere that it parts, whichever way round the vertices go. It may cross the date line, pass a pole or go round one.
///
/// RFC 7946 has the sides of GeoJSON straight in longitude and latitude. Great circles instead mean the same on every
/// grid, at the date line and at the poles; between the close vertices of a map's borders the two hardly differ, less
/// than 1e-4 of any of China's provinces at 1:50 million. A long side along a parallel needs vertices, or is a
/// [BoxRegion]'s.
public final class Ring {
    private static final double SPHERE = 4 * Math.PI;

    private final double[] latitudes;
    private final double[] longitudes;

    /// Degrees from each vertex to the next, -180 (over a pole) to 180.
    private final double[] eastwards;

    private final double steradians;
    private final boolean holdsNorthPole;
    private final boolean leftInside;

    /// @param vertices `{longitude, latitude}`, degrees east of any turn and north; the first again at the end or not
    /// @param name of the region, for messages
    Ring(String name, double[][] vertices) {
        final boolean closed = vertices.length > 1
                && vertices[0][0] == vertices[vertices.length - 1][0]
                && vertices[0][1] == vertices[vertices.length - 1][1];
        final int n = closed ? vertices.length - 1 : vertices.length;
        if (n < 3)
            throw new IllegalArgumentException(
                    "region " + name + " has a ring of " + n + " vertices, expected 3 or more");
        latitudes = new double[n];
        longitudes = new double[n];
        for (int v = 0; v < n; v++) {
            longitudes[v] = vertices[v][0];
            latitudes[v] = vertices[v][1];
            if (!(Math.abs(latitudes[v]) <= 90) || !(Math.abs(longitudes[v]) <= 540))
                throw new IllegalArgumentException("region " + name + " has a vertex at longitude " + longitudes[v]
                        + ", latitude " + latitudes[v] + ", expected degrees east and north");
        }
        eastwards = new double[n];
        double turned = 0;
        double rise = 0;
        for (int v = 0; v < n; v++) {
            final int next = next(v);
            eastwards[v] = Sphere.wrapLongitude(longitudes[next] - longitudes[v]);
            if (Sphere.distanceKm(latitudes[v], longitudes[v], latitudes[next], longitudes[next]) > 19_999)
                throw new IllegalArgumentException("region " + name + " has a side from longitude " + longitudes[v]
                        + ", latitude " + latitudes[v] + " to its antipode, expected a vertex between");
            turned += eastwards[v];
            rise += underSide(v);
        }
        final long turns = Math.round(turned / 360);
        if (Math.abs(turns) > 1)
            throw new IllegalArgumentException("region " + name + " has a ring that goes round a pole "
                    + Math.abs(turns) + " times, expected once at most");
        // to the left: without a turn the part that has no pole if ∮ sin φ dλ < 0; with one the pole's cap
        final double part = turns == 0 ? Math.abs(rise) : 2 * Math.PI - turns * rise;
        final boolean partHasNorthPole = turns != 0;
        final boolean partIsLeft = turns == 0 ? rise < 0 : turns > 0;
        final boolean isPart = part <= SPHERE / 2;
        steradians = isPart ? part : SPHERE - part;
        holdsNorthPole = isPart == partHasNorthPole;
        leftInside = isPart == partIsLeft;
    }

    private int next(int vertex) {
        return vertex + 1 == latitudes.length ? 0 : vertex + 1;
    }

    /// `∫ sin φ dλ` along a side, the area between it and the equator, westwards negative:
    /// ```
    /// tan(E / 2) = tan(Δλ / 2) sin((φ1 + φ2) / 2) / cos((φ1 - φ2) / 2)
    /// ```
    /// The difference of two triangles with the pole, each after Todhunter (1886), Spherical Trigonometry,
    /// art. 103: the excess from two sides and their angle.
    private double underSide(int vertex) {
        final double from = Math.toRadians(latitudes[vertex]);
        final double to = Math.toRadians(latitudes[next(vertex)]);
        final double half = 0.5 * Math.toRadians(eastwards[vertex]);
        return 2
                * Math.atan2(
                        Math.sin(0.5 * (from + to)) * Math.sin(half), Math.cos(0.5 * (from - to)) * Math.cos(half));
    }

    /// Vertices, each once.
    public int size() {
        return latitudes.length;
    }

    /// Degrees north.
    public double latitude(int vertex) {
        return latitudes[vertex];
    }

    /// Degrees east, of any turn.
    public double longitude(int vertex) {
        return longitudes[vertex];
    }

    /// Exact but for rounding, m².
    public double areaM2() {
        return Sphere.RADIUS_M * Sphere.RADIUS_M * steradians;
    }

    /// Whether who walks along the vertices, seen from above, has the inside at the left.
    public boolean leftInside() {
        return leftInside;
    }

    /// Sides that the meridian from the place to the north pole crosses tell whether both are on the same part.
    public boolean contains(double latitude, double longitude) {
        final double tangent = Math.tan(Math.toRadians(latitude));
        boolean inside = holdsNorthPole;
        for (int v = 0; v < latitudes.length; v++) {
            final double from = Sphere.wrapLongitude(longitudes[v] - longitude);
            final double to = Sphere.wrapLongitude(longitudes[next(v)] - longitude);
            final boolean crosses = eastwards[v] < 0 ? from > 0 && to <= 0 : from <= 0 && to > 0;
            if (crosses && tangentAt(v, Math.toRadians(from)) > tangent) inside = !inside;
        }
        return inside;
    }

    /// tan φ of a side where it crosses a meridian: `(tan φ1 sin(λ2 - λ) + tan φ2 sin(λ - λ1)) / sin(λ2 - λ1)`.
    ///
    /// @param fromEast longitude of the side's first vertex from the meridian, radians
    private double tangentAt(int side, double fromEast) {
        final double along = Math.toRadians(eastwards[side]);
        return (Math.tan(Math.toRadians(latitudes[side])) * Math.sin(fromEast + along)
                        - Math.tan(Math.toRadians(latitudes[next(side)])) * Math.sin(fromEast))
                / Math.sin(along);
    }
}
