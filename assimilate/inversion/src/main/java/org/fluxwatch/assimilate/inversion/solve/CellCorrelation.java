package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import java.util.Optional;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Sphere;

/// How the prior's errors in the cells of a month go together: C, in units of their standard deviations, and its
/// inverse. Parts of a cell's increment and background offsets err on their own.
///
/// Made once for a domain: its inverse costs n³ multiply-adds.
public final class CellCorrelation {
    private final StateLayout layout;
    private final Optional<Dense> dense;

    /// @param factor U of C = U'U
    /// @param precision C^-1
    private record Dense(TiledTriangle factor, TiledTriangle precision) {}

    private CellCorrelation(StateLayout layout, Optional<Dense> dense) {
        this.layout = layout;
        this.dense = dense;
    }

    /// Each cell errs on its own.
    public static CellCorrelation none(StateLayout layout) {
        return new CellCorrelation(layout, Optional.empty());
    }

    /// exp(-distance / length) along the great circle, which is positive definite on a sphere: Gneiting (2013),
    /// Bernoulli 19, 1327-1349.
    ///
    /// @param latitude of the cells, degrees north `[cells]`
    /// @param longitude degrees east `[cells]`
    /// @param lengthKm > 0
    public static CellCorrelation exponential(
            StateLayout layout, double[] latitude, double[] longitude, double lengthKm, NumericsPool pool) {
        if (!(lengthKm > 0 && lengthKm < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("correlation length is " + lengthKm + " km, expected > 0");
        if (latitude.length != layout.cells() || longitude.length != layout.cells())
            throw new IllegalArgumentException(latitude.length + " latitudes and " + longitude.length
                    + " longitudes of " + layout.cells() + " cells");
        final TiledTriangle matrix = new TiledTriangle(layout.tiles());
        matrix.forEachTile(pool, (i, j, _) -> {
            for (int c = j * Tiles.SIZE; c < (j + 1) * Tiles.SIZE; c++)
                for (int r = i * Tiles.SIZE; r < Math.min(c + 1, (i + 1) * Tiles.SIZE); r++)
                    matrix.set(r, c, correlation(layout, latitude, longitude, lengthKm, r, c));
        });
        final Cholesky cholesky = new Cholesky(matrix, pool);
        cholesky.advance(layout.tiles());
        return new CellCorrelation(layout, Optional.of(new Dense(matrix, inverse(cholesky))));
    }

    private static double correlation(
            StateLayout layout, double[] latitude, double[] longitude, double lengthKm, int r, int c) {
        if (r == c) return 1;
        final int cells = layout.cells();
        if (c >= layout.fluxes() || r / cells != c / cells) return 0;
        final double km =
                Sphere.distanceKm(latitude[r % cells], longitude[r % cells], latitude[c % cells], longitude[c % cells]);
        return Math.exp(-km / lengthKm);
    }

    private static TiledTriangle inverse(Cholesky cholesky) {
        final TiledTriangle inverse = new TiledTriangle(cholesky.matrix().tiles());
        cholesky.inverseColumns(0, inverse.tiles(), (tile, v) -> {
            cholesky.backward(v, 0);
            for (int i = 0; i <= tile; i++)
                System.arraycopy(v.values(), i * Tiles.AREA, inverse.values(), inverse.offset(i, tile), Tiles.AREA);
        });
        return inverse;
    }

    /// Whether C is the unit matrix.
    boolean isUnit() {
        return dense.isEmpty();
    }

    /// An element of C^-1.
    double precision(int row, int column) {
        return dense.map(d -> d.precision().get(row, column)).orElse(row == column ? 1.0 : 0.0);
    }

    /// Adds a tile of C^-1, times a factor of the fluxes and one of all else, to a tile.
    void addPrecision(int i, int j, double fluxes, double others, double[] to, int offset) {
        if (dense.isEmpty()) {
            if (i != j) return;
            for (int c = 0; c < Tiles.SIZE; c++)
                to[offset + c * (Tiles.SIZE + 1)] += i * Tiles.SIZE + c < layout.fluxes() ? fluxes : others;
            return;
        }
        final TiledTriangle precision = dense.get().precision();
        final int from = precision.offset(Math.min(i, j), Math.max(i, j));
        final int rowStep = i <= j ? Tiles.SIZE : 1;
        final int columnStep = i <= j ? 1 : Tiles.SIZE;
        for (int r = 0; r < Tiles.SIZE; r++) {
            final double factor = i * Tiles.SIZE + r < layout.fluxes() ? fluxes : others;
            for (int c = 0; c < Tiles.SIZE; c++)
                to[offset + r * Tiles.SIZE + c] += factor * precision.values()[from + r * rowStep + c * columnStep];
        }
    }

    /// v'Cw for each two of some vectors, `[n][n]`.
    ///
    /// @param vectors each `[columns]`
    double[][] products(double[][] vectors) {
        final double[][] rooted = new double[vectors.length][];
        for (int v = 0; v < vectors.length; v++) rooted[v] = root(vectors[v]);
        final double[][] products = new double[vectors.length][vectors.length];
        for (int v = 0; v < vectors.length; v++)
            for (int w = 0; w < vectors.length; w++) {
                double sum = 0;
                for (int c = 0; c < rooted[v].length; c++) sum += rooted[v][c] * rooted[w][c];
                products[v][w] = sum;
            }
        return products;
    }

    /// U v, of C = U'U.
    private double[] root(double[] vector) {
        if (dense.isEmpty()) return vector;
        final TiledTriangle u = dense.get().factor();
        final double[] padded = Arrays.copyOf(vector, u.size());
        final double[] product = new double[u.size()];
        for (int j = 0; j < u.tiles(); j++)
            for (int i = 0; i <= j; i++)
                for (int r = 0; r < Tiles.SIZE; r++) {
                    final int row = u.offset(i, j) + r * Tiles.SIZE;
                    double sum = 0;
                    for (int c = i == j ? r : 0; c < Tiles.SIZE; c++)
                        sum += u.values()[row + c] * padded[j * Tiles.SIZE + c];
                    product[i * Tiles.SIZE + r] += sum;
                }
        return product;
    }
}
