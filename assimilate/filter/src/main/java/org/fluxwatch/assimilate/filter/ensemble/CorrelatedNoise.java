package org.fluxwatch.assimilate.filter.ensemble;

import java.util.SplittableRandom;
import org.fluxwatch.assimilate.model.transport.Perimeter;
import org.fluxwatch.contract.grid.Grid;

/// Gaussian random fields with mean 0, standard deviation 1 and a Gaussian correlation.
/// ```
/// corr(d) = exp(-d² / (2 L²))          at distance L it is 0.61
/// field   = white noise smoothed along x, then y, with weights exp(-d² / L²)
/// ```
/// Each sum is divided by the root of the sum of its squared weights, so the variance is 1 at every point, also where
/// rows are of different width; the noise reaches far enough beyond the grid that edges are like any other place.
/// Distances are those along the grid's middle column and along each row. Where rows go round the
/// earth, so does the white noise: a cell that lies within reach both ways, or more than once, has the
/// sum of its weights.
///
/// A field depends only on the seed and the keys (say day, member, what it is for).
public final class CorrelatedNoise {
    /// Smoothing weights smaller than exp(-REACH²), relative to the largest, are left out.
    private static final double REACH = 2.5;

    private final Grid grid;
    private final Perimeter perimeter;
    private final int width;
    private final int height;
    private final double[][] alongX;
    private final double[][] alongY;
    private final int marginX;
    private final int marginY;

    /// One random field.
    ///
    /// @param cells on the grid `[cells]`
    /// @param ghosts one cell around it, in the order of [Perimeter]
    public record Field(float[] cells, float[] ghosts) {}

    /// @param lengthKm L, km
    public CorrelatedNoise(Grid grid, double lengthKm) {
        if (!(lengthKm > 0))
            throw new IllegalArgumentException("correlation length is " + lengthKm + " km, expected > 0");
        this.grid = grid;
        perimeter = new Perimeter(grid);
        final int middle = grid.nx() / 2;
        final double[] heightKm = new double[grid.ny()];
        final double[] widthKm = new double[grid.ny()];
        double narrowestX = Double.POSITIVE_INFINITY;
        double narrowestY = Double.POSITIVE_INFINITY;
        for (int j = 0; j < grid.ny(); j++) {
            heightKm[j] = 1e-3 * grid.faceXM(middle, j);
            widthKm[j] = 1e-3 * grid.areaM2(middle, j) / grid.faceXM(middle, j);
            narrowestX = Math.min(narrowestX, widthKm[j]);
            narrowestY = Math.min(narrowestY, heightKm[j]);
        }
        marginX = grid.isPeriodic() ? 0 : margin(lengthKm, narrowestX);
        marginY = margin(lengthKm, narrowestY);
        width = grid.nx() + 2 + 2 * marginX;
        height = grid.ny() + 2 + 2 * marginY;
        alongX = new double[height][];
        alongY = new double[grid.ny() + 2][];
        for (int row = 0; row < height; row++) {
            final double cellKm = widthKm[inside(row - 1 - marginY)];
            alongX[row] = grid.isPeriodic() ? round(lengthKm, cellKm) : weights(lengthKm, cellKm, marginX);
        }
        for (int row = 0; row < grid.ny() + 2; row++)
            alongY[row] = weights(lengthKm, heightKm[inside(row - 1)], marginY);
    }

    private int inside(int j) {
        return Math.clamp(j, 0, grid.ny() - 1);
    }

    private static int margin(double lengthKm, double cellKm) {
        return (int) Math.ceil(REACH * lengthKm / cellKm);
    }

    /// Weights of the cells 0, 1, ... away; their squares over both sides sum to 1.
    private static double[] weights(double lengthKm, double cellKm, int margin) {
        final int reach = Math.min(margin, margin(lengthKm, cellKm));
        final double[] weights = new double[reach + 1];
        double squares = 0;
        for (int d = 0; d <= reach; d++) {
            weights[d] = Math.exp(-Math.pow(d * cellKm / lengthKm, 2));
            squares += (d == 0 ? 1 : 2) * weights[d] * weights[d];
        }
        for (int d = 0; d <= reach; d++) weights[d] /= Math.sqrt(squares);
        return weights;
    }

    /// Weights of the cells 0, 1, ... to the east, once round; their squares sum to 1.
    private double[] round(double lengthKm, double cellKm) {
        final double[] weights = new double[grid.nx()];
        final int reach = margin(lengthKm, cellKm);
        for (int d = -reach; d <= reach; d++)
            weights[Math.floorMod(d, weights.length)] += Math.exp(-Math.pow(d * cellKm / lengthKm, 2));
        double squares = 0;
        for (double weight : weights) squares += weight * weight;
        for (int d = 0; d < weights.length; d++) weights[d] /= Math.sqrt(squares);
        return weights;
    }

    /// The field of a seed and keys.
    public Field draw(long seed, long... keys) {
        final int inner = grid.nx() + 2;
        final SplittableRandom random = new SplittableRandom(mixed(seed, keys));
        final double[] white = new double[width];
        final float[] smoothX = new float[height * inner];
        for (int row = 0; row < height; row++) {
            if (grid.isPeriodic()) {
                for (int i = 0; i < grid.nx(); i++) white[i] = random.nextGaussian();
                smoothRound(white, alongX[row], smoothX, row * inner);
                continue;
            }
            for (int i = 0; i < width; i++) white[i] = random.nextGaussian();
            for (int i = 0; i < inner; i++) {
                final double[] weights = alongX[row];
                double sum = weights[0] * white[i + marginX];
                for (int d = 1; d < weights.length; d++)
                    sum += weights[d] * (white[i + marginX - d] + white[i + marginX + d]);
                smoothX[row * inner + i] = (float) sum;
            }
        }
        final float[] extended = new float[(grid.ny() + 2) * inner];
        for (int row = 0; row < grid.ny() + 2; row++) smoothY(smoothX, row, extended);
        return cut(extended);
    }

    /// A row that goes round, and its first and last value once more beyond its ends.
    private void smoothRound(double[] white, double[] weights, float[] smooth, int first) {
        final int nx = grid.nx();
        for (int i = 0; i < nx; i++) {
            double sum = 0;
            for (int d = 0; d < nx; d++) if (weights[d] > 0) sum += weights[d] * white[i + d < nx ? i + d : i + d - nx];
            smooth[first + 1 + i] = (float) sum;
        }
        smooth[first] = smooth[first + nx];
        smooth[first + nx + 1] = smooth[first + 1];
    }

    private void smoothY(float[] smoothX, int row, float[] extended) {
        final int inner = grid.nx() + 2;
        final double[] weights = alongY[row];
        for (int d = 1 - weights.length; d < weights.length; d++) {
            final float weight = (float) weights[Math.abs(d)];
            final int from = (row + marginY + d) * inner;
            final int to = row * inner;
            for (int i = 0; i < inner; i++) extended[to + i] += weight * smoothX[from + i];
        }
    }

    private Field cut(float[] extended) {
        final int nx = grid.nx();
        final int ny = grid.ny();
        final int inner = nx + 2;
        final Field field = new Field(new float[grid.cells()], new float[perimeter.size()]);
        for (int j = 0; j < ny; j++) System.arraycopy(extended, (j + 1) * inner + 1, field.cells, j * nx, nx);
        for (int g = 0; g < field.ghosts.length; g++)
            field.ghosts[g] = extended[(perimeter.y(g) + 1) * inner + perimeter.x(g) + 1];
        return field;
    }

    /// Mixes keys into a seed, one after the other, with the finaliser of SplitMix64 (Steele et al. 2014).
    static long mixed(long seed, long[] keys) {
        long state = finalised(seed);
        for (long key : keys) state = finalised(state ^ finalised(key + 0x9E3779B97F4A7C15L));
        return state;
    }

    private static long finalised(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
