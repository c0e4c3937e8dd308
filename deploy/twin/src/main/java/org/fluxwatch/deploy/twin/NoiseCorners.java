package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;

/// [CorrelatedNoise] on the cells of a grid as what it is: a sum over independent variables of variance 1, one for each
/// corner of its lattice that the grid and a period touch.
final class NoiseCorners {
    private final double seconds;
    private final long firstTime;
    private final int times;
    private final int places;
    private final int[] placeOf;
    private final double[] shareOf;

    private record Place(long x, long y, long z) {}

    /// @param lengthKm lattice spacing
    /// @param hours lattice spacing in time
    /// @param from first time that is asked for
    /// @param to last time
    NoiseCorners(double lengthKm, double hours, Grid grid, Instant from, Instant to) {
        seconds = 3600 * hours;
        firstTime = (long) Math.floor(from.getEpochSecond() / seconds);
        times = (int) ((long) Math.floor(to.getEpochSecond() / seconds) + 2 - firstTime);
        placeOf = new int[8 * grid.cells()];
        shareOf = new double[placeOf.length];
        final Map<Place, Integer> numbers = new HashMap<>();
        for (int cell = 0; cell < grid.cells(); cell++) {
            final Vector3 at =
                    Vector3.of(grid.latitude(cell), grid.longitude(cell)).times(Sphere.RADIUS_M / 1e3 / lengthKm);
            final double[] x = {at.x(), at.y(), at.z()};
            final long[] corner = new long[3];
            final double[] late = new double[3];
            double norm = 1;
            for (int d = 0; d < 3; d++) {
                corner[d] = (long) Math.floor(x[d]);
                late[d] = smooth(x[d] - corner[d]);
                norm *= Math.hypot(late[d], 1 - late[d]);
            }
            for (int c = 0; c < 8; c++) {
                final Place place = new Place(corner[0] + (c & 1), corner[1] + (c >> 1 & 1), corner[2] + (c >> 2));
                double share = 1 / norm;
                for (int d = 0; d < 3; d++) share *= (c >> d & 1) == 1 ? late[d] : 1 - late[d];
                final Integer known = numbers.putIfAbsent(place, numbers.size());
                placeOf[8 * cell + c] = known == null ? numbers.size() - 1 : known;
                shareOf[8 * cell + c] = share;
            }
        }
        places = numbers.size();
    }

    private static double smooth(double s) {
        return s * s * (3 - 2 * s);
    }

    int variables() {
        return places * times;
    }

    /// Adds a weight times the field at a time and cell, as what it answers to each variable.
    ///
    /// @param answers from `first` on, one a variable
    void add(double epochSeconds, int cell, double weight, double[] answers, int first) {
        final double t = epochSeconds / seconds;
        final int before = (int) ((long) Math.floor(t) - firstTime);
        final double late = smooth(t - Math.floor(t));
        final double perNorm = weight / Math.hypot(late, 1 - late);
        for (int c = 8 * cell; c < 8 * cell + 8; c++) {
            final int at = first + placeOf[c] * times + before;
            answers[at] += perNorm * (1 - late) * shareOf[c];
            answers[at + 1] += perNorm * late * shareOf[c];
        }
    }
}
