package org.fluxwatch.publish.area;

import java.util.List;
import org.fluxwatch.contract.region.Polygon;
import org.fluxwatch.contract.region.PolygonRegion;
import org.fluxwatch.contract.region.Ring;

/// Whether polygons whose sides do not cross lie one in another, or have holes that are none. Then a place in one ring
/// tells of all of it.
final class Overlap {
    /// Degrees from a corner into its ring.
    private static final double[] STEPS = {1e-4, -1e-4, 1e-7, -1e-7};

    private Overlap() {}

    static boolean isIn(PolygonRegion region) {
        final List<Polygon> polygons = region.polygons();
        final List<double[]> places =
                polygons.stream().map(polygon -> inside(polygon.outline())).toList();
        for (int a = 0; a < polygons.size(); a++) {
            if (hasHoleThatIsNone(polygons.get(a))) return true;
            for (int b = 0; b < polygons.size(); b++)
                if (a != b && polygons.get(b).contains(places.get(a)[1], places.get(a)[0])) return true;
        }
        return false;
    }

    private static boolean hasHoleThatIsNone(Polygon polygon) {
        for (Ring hole : polygon.holes()) {
            final double[] place = inside(hole);
            if (!polygon.outline().contains(place[1], place[0])) return true;
            for (Ring other : polygon.holes()) if (other != hole && other.contains(place[1], place[0])) return true;
        }
        return false;
    }

    /// A place in the ring, longitude and latitude: a little way from a corner along the middle between its sides.
    private static double[] inside(Ring ring) {
        final int size = ring.size();
        for (double step : STEPS)
            for (int v = 0; v < size; v++) {
                final int before = (v + size - 1) % size;
                final int after = (v + 1) % size;
                final double[] a = towards(ring, v, before);
                final double[] b = towards(ring, v, after);
                final double longitude = ring.longitude(v) + step * (a[0] + b[0]);
                final double latitude = ring.latitude(v) + step * (a[1] + b[1]);
                if (Math.abs(latitude) <= 90 && ring.contains(latitude, longitude))
                    return new double[] {longitude, latitude};
            }
        return new double[] {ring.longitude(0), ring.latitude(0)};
    }

    private static double[] towards(Ring ring, int from, int to) {
        final double east = Math.IEEEremainder(ring.longitude(to) - ring.longitude(from), 360);
        final double north = ring.latitude(to) - ring.latitude(from);
        final double length = Math.hypot(east, north);
        return new double[] {east / length, north / length};
    }
}
