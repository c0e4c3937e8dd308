package org.fluxwatch.assimilate.model.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;

/// Means over model cells of a source field's bilinear interpolant: for winds, pressure, mole fractions. Does not
/// conserve; fluxes take [ConservativeRegrid].
///
/// A cell is sampled at n x n points evenly spread over it, n being its greatest extent in source columns or rows,
/// rounded up, 1 to 8; a face at n points along it. Weights are sparse rows: those of target t are at `firstWeight[t]`
/// to `firstWeight[t + 1]`.
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
        for (int j = 0; j < target.ny(); j++)
            for (int i = 0; i < target.nx(); i++) rows.addMean(target, i, j, true, true);
        return rows.build();
    }

    /// Means over the cells, then along their faces: cell (i, j) is target `j * nx + i`, x-face i of row j follows
    /// after the cells at `j * (nx + 1) + i`, y-face j of column i after the x-faces at `j * nx + i`.
    ///
    /// @throws IllegalArgumentException when a point of a cell or face lies outside the source
    public static CellMeans ofCellsAndFaces(SourceGrid source, Grid target) {
        final int nx = target.nx();
        final int ny = target.ny();
        final Rows rows = new Rows(source, target.cells() + (nx + 1) * ny + nx * (ny + 1));
        for (int j = 0; j < ny; j++) for (int i = 0; i < nx; i++) rows.addMean(target, i, j, true, true);
        for (int j = 0; j < ny; j++) for (int i = 0; i <= nx; i++) rows.addMean(target, i - 0.5, j, false, true);
        for (int j = 0; j <= ny; j++) for (int i = 0; i < nx; i++) rows.addMean(target, i, j - 0.5, true, false);
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

    /// Number of model cells, of cells and faces, or of places.
    public int targets() {
        return firstWeight.length - 1;
    }

    /// The targets from one up to another alone, from the same window.
    public CellMeans part(int first, int end) {
        return new CellMeans(window, Arrays.copyOfRange(firstWeight, first, end + 1), index, weight);
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
        private final boolean wraps;
        private final int[] firstWeight;
        private int targets;
        private int weights;
        private int[] column = new int[1024];
        private int[] row = new int[1024];
        private double[] weight = new double[1024];

        Rows(SourceGrid source, int targets) {
            this.source = source;
            this.bilinear = new Bilinear(source);
            this.wraps = source.wraps();
            this.firstWeight = new int[targets + 1];
        }

        /// The mean of evenly spread points as the next target, over what is one cell long or a line.
        ///
        /// @param x grid coordinates of its centre
        /// @param y likewise
        /// @param alongX whether it reaches from x - 0.5 to x + 0.5, or has no extent along x
        /// @param alongY likewise
        void addMean(Grid target, double x, double y, boolean alongX, boolean alongY) {
            final int n = points(target, x, y, alongX, alongY);
            final int nx = alongX ? n : 1;
            final int ny = alongY ? n : 1;
            for (int b = 0; b < ny; b++)
                for (int a = 0; a < nx; a++) {
                    final double px = alongX ? x - 0.5 + (a + 0.5) / n : x;
                    final double py = alongY ? y - 0.5 + (b + 0.5) / n : y;
                    add(target.latitude(px, py), target.longitude(px, py), 1.0 / (nx * ny));
                }
            endTarget();
        }

        private int points(Grid target, double x, double y, boolean alongX, boolean alongY) {
            final double extent = Math.max(
                    alongX ? extent(target, x - 0.5, y, x + 0.5, y) : 0,
                    alongY ? extent(target, x, y - 0.5, x, y + 0.5) : 0);
            return Math.clamp((long) Math.ceil(extent - Bilinear.ROUNDING), 1, MOST_POINTS);
        }

        private double extent(Grid target, double xA, double yA, double xB, double yB) {
            final double[] a = source.locate(target.latitude(xA, yA), target.longitude(xA, yA));
            final double[] b = source.locate(target.latitude(xB, yB), target.longitude(xB, yB));
            final double columns = Math.abs(a[0] - b[0]);
            return Math.max(wraps ? Math.min(columns, source.nx() - columns) : columns, Math.abs(a[1] - b[1]));
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
