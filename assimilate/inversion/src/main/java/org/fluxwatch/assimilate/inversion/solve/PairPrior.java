package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import java.util.Optional;

/// What is known of two months before the observations of the later one:
/// ```
/// x_i = σ_i s_i;  s of a month ~ N(0, C);  s of the later = φ s of the earlier + √(1 - φ²) N(0, C)
/// ```
/// and what earlier observations said of the earlier month. Offsets of two months are independent.
public final class PairPrior {
    private final StateLayout layout;
    private final CellCorrelation correlation;
    private final double monthCorrelation;
    private final double[] deviations;
    private final Optional<Carry> carry;

    /// @param earlier σ of the earlier month `[columns]`, >= 0
    /// @param later σ of the later month `[columns]`
    /// @param monthCorrelation φ, 0 to less than 1
    /// @param carry out of the pair before, whose later month is this one's earlier, with the same σ; none at the
    /// start
    public PairPrior(
            StateLayout layout,
            CellCorrelation correlation,
            double[] earlier,
            double[] later,
            double monthCorrelation,
            Optional<Carry> carry) {
        if (!(monthCorrelation >= 0 && monthCorrelation < 1))
            throw new IllegalArgumentException(
                    "correlation of months is " + monthCorrelation + ", expected 0 to less than 1");
        if (carry.isPresent() && !Arrays.equals(carry.get().deviations(), earlier))
            throw new IllegalArgumentException("the month before was closed under other prior deviations");
        this.layout = layout;
        this.correlation = correlation;
        this.monthCorrelation = monthCorrelation;
        this.deviations = new double[2 * layout.tiles() * Tiles.SIZE];
        this.carry = carry;
        place(earlier, 0);
        place(later, layout.tiles() * Tiles.SIZE);
    }

    private void place(double[] month, int at) {
        if (month.length != layout.columns())
            throw new IllegalArgumentException(
                    month.length + " prior deviations, expected " + layout.columns() + " of " + layout);
        for (int c = 0; c < month.length; c++) {
            if (!(month[c] >= 0 && month[c] < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "prior deviation of column " + c + " is " + month[c] + ", expected 0 or more");
            deviations[at + c] = month[c];
        }
    }

    StateLayout layout() {
        return layout;
    }

    CellCorrelation correlation() {
        return correlation;
    }

    /// σ of both months, padded.
    double[] deviations() {
        return deviations;
    }

    Optional<Carry> carry() {
        return carry;
    }

    /// Adds a tile of the prior's information to one of the joint matrix.
    void addTo(int i, int j, double[] to, int offset) {
        final int tiles = layout.tiles();
        final double fresh = 1 / (1 - monthCorrelation * monthCorrelation);
        if (j < tiles) {
            if (carry.isPresent()) {
                final TiledTriangle precision = carry.get().precision();
                final int from = precision.offset(i, j);
                for (int e = 0; e < Tiles.AREA; e++) to[offset + e] += precision.values()[from + e];
            } else {
                correlation.addPrecision(i, j, 1, 1, to, offset);
            }
            if (monthCorrelation > 0)
                correlation.addPrecision(i, j, monthCorrelation * monthCorrelation * fresh, 0, to, offset);
        } else if (i < tiles) {
            if (monthCorrelation > 0) correlation.addPrecision(i, j - tiles, -monthCorrelation * fresh, 0, to, offset);
        } else {
            correlation.addPrecision(i - tiles, j - tiles, fresh, 1, to, offset);
        }
    }
}
