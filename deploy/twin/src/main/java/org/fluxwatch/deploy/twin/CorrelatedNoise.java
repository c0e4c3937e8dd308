package org.fluxwatch.deploy.twin;

import java.util.List;

/// A random field over the sphere and time, standard normal at every point, smooth over a length and a duration.
/// ```
/// z = Σ w_c g_c / √(Σ w_c²)       over the 16 corners c of the lattice box around (x, y, z, t)
/// ```
/// with g_c normal by a hash of the corner, and w_c products of 1 - s²(3 - 2s). The lattice is that of the earth's
/// own three dimensions, so that there is neither pole nor seam.
///
/// @param seed of the field
/// @param lengthKm lattice spacing
/// @param hours lattice spacing in time
record CorrelatedNoise(long seed, double lengthKm, double hours) {
    private static final double EARTH_RADIUS_KM = org.fluxwatch.contract.grid.Sphere.RADIUS_M / 1e3;

    /// Sum over all correlations to one side along an axis, in lattice spacings, mean over places: half of
    /// (∫ Σ w / √(Σ w²))², what all corners together give a point, over one box.
    static final double CORRELATIONS = correlations();

    private static double correlations() {
        final int parts = 10_000;
        double sum = 0;
        for (int part = 0; part < parts; part++) {
            final double s = (part + 0.5) / parts;
            final double share = s * s * (3 - 2 * s);
            sum += 1 / Math.hypot(share, 1 - share) / parts;
        }
        return 0.5 * sum * sum;
    }

    double at(double epochSeconds, double latitude, double longitude) {
        final Vector3 place = Vector3.of(latitude, longitude).times(EARTH_RADIUS_KM / lengthKm);
        final double[] x = {place.x(), place.y(), place.z(), epochSeconds / (3600 * hours)};
        final long[] corner = new long[4];
        final double[] share = new double[4];
        for (int d = 0; d < 4; d++) {
            corner[d] = (long) Math.floor(x[d]);
            final double s = x[d] - corner[d];
            share[d] = s * s * (3 - 2 * s);
        }
        double sum = 0;
        double squares = 0;
        for (int c = 0; c < 16; c++) {
            long key = seed;
            double weight = 1;
            for (int d = 0; d < 4; d++) {
                final int upper = c >> d & 1;
                key = HashNoise.mix(key, corner[d] + upper);
                weight *= upper == 1 ? share[d] : 1 - share[d];
            }
            sum += weight * nearlyNormal(key);
            squares += weight * weight;
        }
        return sum / Math.sqrt(squares);
    }

    /// Hears of a corner of the lattice box round a place and time.
    interface Corners {
        /// @param corner x, y, z, t in lattice spacings
        /// @param weight of its number; the weights' squares sum to 1
        void corner(List<Long> corner, double weight);
    }

    /// The sum that [#at] is, corner by corner.
    void corners(double epochSeconds, double latitude, double longitude, Corners corners) {
        final Vector3 place = Vector3.of(latitude, longitude).times(EARTH_RADIUS_KM / lengthKm);
        final double[] x = {place.x(), place.y(), place.z(), epochSeconds / (3600 * hours)};
        final double[] share = new double[4];
        double norm = 1;
        for (int d = 0; d < 4; d++) {
            final double s = x[d] - Math.floor(x[d]);
            share[d] = s * s * (3 - 2 * s);
            norm *= Math.hypot(share[d], 1 - share[d]);
        }
        for (int c = 0; c < 16; c++) {
            final Long[] corner = new Long[4];
            double weight = 1 / norm;
            for (int d = 0; d < 4; d++) {
                final int upper = c >> d & 1;
                corner[d] = (long) Math.floor(x[d]) + upper;
                weight *= upper == 1 ? share[d] : 1 - share[d];
            }
            corners.corner(List.of(corner), weight);
        }
    }

    /// Four uniform numbers of 16 bits added up (Irwin and Hall): mean 0, variance 1, and cheap.
    private static double nearlyNormal(long bits) {
        final double sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum / 65_535 - 2) * Math.sqrt(3);
    }
}
