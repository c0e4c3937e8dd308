package org.fluxwatch.contract.region;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;

/// What closed rings of vertices enclose, by the even-odd rule: islands and holes are rings like any other. Sides are
/// straight on the plane of longitude and latitude, as maps of borders have them.
public final class PolygonRegion implements Region {
    private final String name;
    private final List<Ring> rings;
    private final double areaM2;

    /// Vertices `[n]`, the first again at the end or not; longitudes go on without a jump.
    private record Ring(double[] latitudes, double[] longitudes) {
        private static Ring of(String name, double[][] vertices) {
            if (vertices.length < 3)
                throw new IllegalArgumentException(
                        "region " + name + " has a ring of " + vertices.length + " vertices, expected 3 or more");
            final double[] latitudes = new double[vertices.length];
            final double[] longitudes = new double[vertices.length];
            for (int v = 0; v < vertices.length; v++) {
                final double latitude = vertices[v][1];
                final double longitude = vertices[v][0];
                if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 540))
                    throw new IllegalArgumentException("region " + name + " has a vertex at longitude " + longitude
                            + ", latitude " + latitude + ", expected degrees east and north");
                latitudes[v] = latitude;
                longitudes[v] =
                        v == 0 ? longitude : longitudes[v - 1] + Sphere.wrapLongitude(longitude - longitudes[v - 1]);
            }
            return new Ring(latitudes, longitudes);
        }

        private int crossings(double latitude, double longitude) {
            int crossings = 0;
            for (int v = 0, before = latitudes.length - 1; v < latitudes.length; before = v++) {
                if (latitudes[v] > latitude == latitudes[before] > latitude) continue;
                final double share = (latitude - latitudes[v]) / (latitudes[before] - latitudes[v]);
                final double at = longitudes[v] + share * (longitudes[before] - longitudes[v]);
                if (Sphere.wrapLongitude(at - longitude) > 0) crossings++;
            }
            return crossings;
        }

        /// ∮ sin φ dλ, along sides that are straight in λ and φ.
        private double areaM2() {
            double sum = 0;
            for (int v = 0, before = latitudes.length - 1; v < latitudes.length; before = v++) {
                final double south = Math.toRadians(latitudes[before]);
                final double north = Math.toRadians(latitudes[v]);
                final double mean = Math.abs(north - south) < 1e-9
                        ? Math.sin(0.5 * (north + south))
                        : (Math.cos(south) - Math.cos(north)) / (north - south);
                sum += mean * Math.toRadians(longitudes[v] - longitudes[before]);
            }
            return Sphere.RADIUS_M * Sphere.RADIUS_M * Math.abs(sum);
        }
    }

    /// @param rings each of vertices `{longitude, latitude}`, degrees; at most half way round the earth in longitude
    public PolygonRegion(String name, List<double[][]> rings) {
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a region has no name");
        if (rings.isEmpty()) throw new IllegalArgumentException("region " + name + " has no ring");
        this.name = name;
        final List<Ring> checked = new ArrayList<>();
        for (double[][] ring : rings) checked.add(Ring.of(name, ring));
        this.rings = List.copyOf(checked);
        areaM2 = area();
        if (!(areaM2 > 0))
            throw new IllegalArgumentException("region " + name + " has an area of " + areaM2
                    + " m2, expected more than 0: do its rings cross each other?");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean contains(double latitude, double longitude) {
        int crossings = 0;
        for (Ring ring : rings) crossings += ring.crossings(latitude, longitude);
        return crossings % 2 == 1;
    }

    /// A ring inside others an odd number of times is a hole.
    private double area() {
        double area = 0;
        for (Ring ring : rings) {
            int around = 0;
            for (Ring other : rings)
                if (other != ring) around += other.crossings(ring.latitudes()[0], ring.longitudes()[0]) % 2;
            area += around % 2 == 0 ? ring.areaM2() : -ring.areaM2();
        }
        return area;
    }

    @Override
    public double areaM2() {
        return areaM2;
    }

    @Override
    public Place place(Grid grid, int i, int j) {
        final double latitude = grid.latitude(i, j);
        final double longitude = grid.longitude(i, j);
        double latitudeReach = 0;
        double longitudeReach = 0;
        for (double dy = -0.5; dy <= 0.5; dy += 0.5)
            for (double dx = -0.5; dx <= 0.5; dx += 0.5) {
                latitudeReach = Math.max(latitudeReach, Math.abs(grid.latitude(i + dx, j + dy) - latitude));
                longitudeReach = Math.max(
                        longitudeReach, Math.abs(Sphere.wrapLongitude(grid.longitude(i + dx, j + dy) - longitude)));
            }
        for (Ring ring : rings)
            if (comesNear(ring, latitude, longitude, 1.2 * latitudeReach, 1.2 * longitudeReach)) return Place.BORDER;
        return contains(latitude, longitude) ? Place.INSIDE : Place.OUTSIDE;
    }

    private static boolean comesNear(
            Ring ring, double latitude, double longitude, double latitudeReach, double longitudeReach) {
        final double[] north = ring.latitudes();
        final double[] east = ring.longitudes();
        for (int v = 0, before = north.length - 1; v < north.length; before = v++) {
            if (Math.max(north[v], north[before]) < latitude - latitudeReach
                    || Math.min(north[v], north[before]) > latitude + latitudeReach) continue;
            final double a = Sphere.wrapLongitude(east[v] - longitude);
            final double b = a + east[before] - east[v];
            if (Math.max(a, b) >= -longitudeReach && Math.min(a, b) <= longitudeReach) return true;
        }
        return false;
    }
}
