package org.fluxwatch.assimilate.filter.ensrf;

/// Points in space, km.
final class Points {
    /// Rounding must lose no point at the very edge; the taper decides there.
    private static final double EDGE = 1 + 1e-9;

    private final double[] x;
    private final double[] y;
    private final double[] z;

    Points(int size) {
        x = new double[size];
        y = new double[size];
        z = new double[size];
    }

    int size() {
        return x.length;
    }

    void set(int point, double xKm, double yKm, double zKm) {
        x[point] = xKm;
        y[point] = yKm;
        z[point] = zKm;
    }

    /// Finds the points within a chord of one of the others.
    ///
    /// @param near which they are, in their order `[size]`
    /// @param squared their squared chords, km² `[size]`
    /// @return how many
    int within(double chordKm, Points others, int other, int[] near, double[] squared) {
        final double limit = chordKm * chordKm * EDGE;
        final double otherX = others.x[other];
        final double otherY = others.y[other];
        final double otherZ = others.z[other];
        int nNear = 0;
        for (int p = 0; p < x.length; p++) {
            final double dx = x[p] - otherX;
            final double dy = y[p] - otherY;
            final double dz = z[p] - otherZ;
            final double chord = dx * dx + dy * dy + dz * dz;
            near[nNear] = p;
            squared[nNear] = chord;
            nNear += chord <= limit ? 1 : 0; // stored first, so that nothing hangs on the comparison
        }
        return nNear;
    }
}
