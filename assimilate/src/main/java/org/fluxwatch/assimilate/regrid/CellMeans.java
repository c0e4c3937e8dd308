package org.fluxwatch.assimilate.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;

/// Means over model cells of a source field's bilinear interpolant: for winds, pressure, mole fractions. Does not
/// conserve; fluxes take [ConservativeRegrid].
///
/// A cell is sampled at n x n points evenly spread over it, n being its greatest extent in source columns or rows,
/// rounded up, 1 to 8. Weights are sparse rows: those of target t are at `firstWeight[t]` to `firstWeight[t + 1]`.
public final class CellMeans {
    private static final int MOST_POINTS = 8;

    private final Window window;
    private final int[] firstWeight;
    private final int[] index;
    private final double[] weight;

    private CellMeans(Window window, int[] firstWeight, int[] index, double[] weight) {
        this.window = window;
        this.firstWeight = firstWeight;
        this.index = index;
        this.weight = weight;
    }

    /// @throws IllegalArgumentException when a point of a cell lies outside the source
    public static CellMeans of(SourceGrid source, Grid target) {
        final Rows rows = new Rows(source, target.cells());
        final boolean wraps = source.wraps();
        for (int cell = 0; cell < target.cells(); cell++) {
            final int i = cell % target.nx();
            final int j = cell / target.nx();
            final int n = points(source, wraps, target, i, j);
            for (int b = 0; b < n; b++)
                for (int a = 0; a < n; a++) {
                    final double x = i - 0.5 + (a + 0.5) / n;
                    final double y = j - 0.5 + (b + 0.5) / n;
                    rows.add(target.latitude(x, y), target.longitude(x, y), 1.0 / (n * n));
                }
            rows.endTarget();
        }
        return rows.build();
    }

    /// One point for each place.
    ///
    /// @param latitudes degrees north `[targets]`
    /// @param longitudes degrees east `[targets]`
    /// @throws IllegalArgumentException when a place lies outside the source
    public static CellMeans ofPlaces(SourceGrid source, double[] latitudes, double[] longitudes) {
        if (latitudes.length != longitudes.length)
            throw new IllegalArgumentException("there are " + latitudes.length + " latitudes and " + longitudes.length
                    + " longitudes, expected as many of each");
        final Rows rows = new Rows(source, latitudes.length);
        for (int t = 0; t < latitudes.length; t++) {
            rows.add(latitudes[t], longitudes[t], 1);
            rows.endTarget();
        }
        return rows.build();
    }

    private static int points(SourceGrid source, boolean wraps, Grid target, int i, int j) {
        final double extent = Math.max(
                extent(source, wraps, target, i - 0.5, j, i + 0.5, j),
                extent(source, wraps, target, i, j - 0.5, i, j + 0.5));
        return Math.clamp((long) Math.ceil(extent - Bilinear.ROUNDING), 1, MOST_POINTS);
    }

    private static double extent(
            SourceGrid source, boolean wraps, Grid target, double xA, double yA, double xB, double yB) {
        final double[] a = source.locate(target.latitude(xA, yA), target.longitude(xA, yA));
        final double[] b = source.locate(target.latitude(xB, yB), target.longitude(xB, yB));
        final double columns = Math.abs(a[0] - b[0]);
        return Math.max(wraps ? Math.min(columns, source.nx() - columns) : columns, Math.abs(a[1] - b[1]));
    }

    /// Number of model cells, or places.
    public int targets() {
        return firstWeight.length - 1;
    }

    /// The source values that are needed. Of a full circle that the targets cross at its seam, the whole width.
    public Window window() {
        return window;
    }

    /// @param field values of the window `[window.ny * window.nx]`; a NaN under a weight makes the mean NaN
    /// @param out the mean of target t is put at `firstOut + t * step`
    public void apply(float[] field, float[] out, int firstOut, int step) {
        window.check(field.length);
        for (int t = 0; t < targets(); t++) {
            double sum = 0;
            for (int w = firstWeight[t]; w < firstWeight[t + 1]; w++) sum += weight[w] * field[index[w]];
            out[firstOut + t * step] = (float) sum;
        }
    }

    /// As the one in single precision.
    public void apply(double[] field, double[] out, int firstOut, int step) {
        window.check(field.length);
        for (int t = 0; t < targets(); t++) {
            double sum = 0;
            for (int w = firstWeight[t]; w < firstWeight[t + 1]; w++) sum += weight[w] * field[index[w]];
            out[firstOut + t * step] = sum;
        }
    }

    /// Collects weights target by target.
    private static final class Rows {
        private final SourceGrid source;
        private final Bilinear bilinear;
        private final int[] firstWeight;
        private int targets;
        private int weights;
        private int[] column = new int[1024];
        private int[] row = new int[1024];
        private double[] weight = new double[1024];

        Rows(SourceGrid source, int targets) {
            this.source = source;
            this.bilinear = new Bilinear(source);
            this.firstWeight = new int[targets + 1];
        }

        void add(double latitude, double longitude, double share) {
            if (!bilinear.around(latitude, longitude, share, this::put))
                throw new IllegalArgumentException("target " + targets + " has a point at latitude " + latitude
                        + ", longitude " + longitude + ", outside the source of " + source);
        }

        private void put(int i, int j, double share) {
            for (int w = weights - 1; w >= firstWeight[targets]; w--)
                if (column[w] == i && row[w] == j) {
                    weight[w] += share;
                    return;
                }
            if (weights == weight.length) {
                column = Arrays.copyOf(column, 2 * weights);
                row = Arrays.copyOf(row, 2 * weights);
                weight = Arrays.copyOf(weight, 2 * weights);
            }
            column[weights] = i;
            row[weights] = j;
            weight[weights++] = share;
        }

        void endTarget() {
            firstWeight[++targets] = weights;
        }

        CellMeans build() {
            final int x0 = Arrays.stream(column, 0, weights).min().orElse(0);
            final int y0 = Arrays.stream(row, 0, weights).min().orElse(0);
            final int nx = Arrays.stream(column, 0, weights).max().orElse(-1) + 1 - x0;
            final int ny = Arrays.stream(row, 0, weights).max().orElse(-1) + 1 - y0;
            final int[] index = new int[weights];
            for (int w = 0; w < weights; w++) index[w] = (row[w] - y0) * nx + column[w] - x0;
            return new CellMeans(new Window(x0, y0, nx, ny), firstWeight, index, Arrays.copyOf(weight, weights));
        }
    }
}
