package org.fluxwatch.assimilate.filter.ensrf;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The rows of one column side by side in the lanes of vectors, so that sums over members need no sum over lanes and an
/// observation's numbers are fetched once for all rows. Replays observations on anomalies x' and means x̄:
/// ```
/// K  = ρ Σₙ x'ₙ y'ₙ / ((N-1)(s² + r))
/// x̄ <- x̄ + K d
/// x' <- x' - α K v                        v: the pass's directions
/// ```
/// The update with one observation and the sum for the next are one run through the rows, which stay in the first
/// cache. Sums go over even and odd members apart, whatever the vectors' length: no bit hangs on the machine.
///
/// Layout: blocks of two vectors; member n of the block's lane l at `(block * stride + n) * WIDTH + l`.
final class Panel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = 2 * LANES;

    private final int nMembers;
    private final int stride;
    private final int nRows;
    private final double[] anomalies;
    private final double[] mean;

    Panel(int nRows, int nMembers) {
        this.nRows = nRows;
        this.nMembers = nMembers;
        this.stride = ObservationPass.stride(nMembers);
        final int blocks = (nRows + WIDTH - 1) / WIDTH;
        this.anomalies = new double[blocks * stride * WIDTH];
        this.mean = new double[blocks * WIDTH];
    }

    /// @param rows anomalies `[nRows * N]`
    /// @param means `[nRows]`
    void fill(double[] rows, double[] means) {
        for (int r = 0; r < nRows; r++) {
            final int lane = r / WIDTH * stride * WIDTH + r % WIDTH;
            for (int n = 0; n < nMembers; n++) anomalies[lane + n * WIDTH] = rows[r * nMembers + n];
        }
        Arrays.fill(mean, 0);
        System.arraycopy(means, 0, mean, 0, nRows);
    }

    /// The other way round.
    void drain(double[] rows, double[] means) {
        for (int r = 0; r < nRows; r++) {
            final int lane = r / WIDTH * stride * WIDTH + r % WIDTH;
            for (int n = 0; n < nMembers; n++) rows[r * nMembers + n] = anomalies[lane + n * WIDTH];
        }
        System.arraycopy(mean, 0, means, 0, nRows);
    }

    /// Values from one observation's increments to the next.
    int incrementStride() {
        return mean.length;
    }

    /// @param near observations, in the order they are replayed `[nNear]`
    /// @param taper their ρ `[nNear]`
    /// @param increments receives K d of observation k and row r at `k * incrementStride() + r`; null
    ///   where nobody asks
    void replay(ObservationPass pass, int[] near, double[] taper, int nNear, double @Nullable [] increments) {
        for (int block = 0; block * WIDTH < nRows; block++) replay(block, pass, near, taper, nNear, increments);
    }

    private void replay(
            int block, ObservationPass pass, int[] near, double[] taper, int nNear, double @Nullable [] increments) {
        final double[] simulated = pass.anomalies;
        final double[] directions = pass.directions;
        final int first = block * stride * WIDTH;
        DoubleVector meanA = DoubleVector.fromArray(SPECIES, mean, block * WIDTH);
        DoubleVector meanB = DoubleVector.fromArray(SPECIES, mean, block * WIDTH + LANES);
        DoubleVector stepA = DoubleVector.zero(SPECIES); // -α K of the observation before
        DoubleVector stepB = DoubleVector.zero(SPECIES);
        int before = near[0] * stride;
        for (int k = 0; k < nNear; k++) {
            final int o = near[k];
            final int own = o * stride;
            DoubleVector evenA = DoubleVector.zero(SPECIES);
            DoubleVector evenB = DoubleVector.zero(SPECIES);
            DoubleVector oddA = DoubleVector.zero(SPECIES);
            DoubleVector oddB = DoubleVector.zero(SPECIES);
            for (int n = 0; n < stride; n += 2) {
                final int at = first + n * WIDTH;
                final DoubleVector evenStep = DoubleVector.broadcast(SPECIES, directions[before + n]);
                final DoubleVector oddStep = DoubleVector.broadcast(SPECIES, directions[before + n + 1]);
                final DoubleVector evenOwn = DoubleVector.broadcast(SPECIES, simulated[own + n]);
                final DoubleVector oddOwn = DoubleVector.broadcast(SPECIES, simulated[own + n + 1]);
                final DoubleVector a0 = evenStep.fma(stepA, DoubleVector.fromArray(SPECIES, anomalies, at));
                final DoubleVector b0 = evenStep.fma(stepB, DoubleVector.fromArray(SPECIES, anomalies, at + LANES));
                final DoubleVector a1 = oddStep.fma(stepA, DoubleVector.fromArray(SPECIES, anomalies, at + WIDTH));
                final DoubleVector b1 =
                        oddStep.fma(stepB, DoubleVector.fromArray(SPECIES, anomalies, at + WIDTH + LANES));
                a0.intoArray(anomalies, at);
                b0.intoArray(anomalies, at + LANES);
                a1.intoArray(anomalies, at + WIDTH);
                b1.intoArray(anomalies, at + WIDTH + LANES);
                evenA = a0.fma(evenOwn, evenA);
                evenB = b0.fma(evenOwn, evenB);
                oddA = a1.fma(oddOwn, oddA);
                oddB = b1.fma(oddOwn, oddB);
            }
            final double weight = taper[k] / pass.scaledTotal[o];
            final DoubleVector gainA = evenA.add(oddA).mul(weight);
            final DoubleVector gainB = evenB.add(oddB).mul(weight);
            final DoubleVector innovation = DoubleVector.broadcast(SPECIES, pass.innovation[o]);
            meanA = gainA.fma(innovation, meanA);
            meanB = gainB.fma(innovation, meanB);
            if (increments != null) {
                final int at = k * mean.length + block * WIDTH;
                gainA.mul(innovation).intoArray(increments, at);
                gainB.mul(innovation).intoArray(increments, at + LANES);
            }
            stepA = gainA.mul(-pass.alpha[o]);
            stepB = gainB.mul(-pass.alpha[o]);
            before = own;
        }
        for (int n = 0; n < stride; n++) {
            final int at = first + n * WIDTH;
            final DoubleVector last = DoubleVector.broadcast(SPECIES, directions[before + n]);
            last.fma(stepA, DoubleVector.fromArray(SPECIES, anomalies, at)).intoArray(anomalies, at);
            last.fma(stepB, DoubleVector.fromArray(SPECIES, anomalies, at + LANES))
                    .intoArray(anomalies, at + LANES);
        }
        meanA.intoArray(mean, block * WIDTH);
        meanB.intoArray(mean, block * WIDTH + LANES);
    }
}
