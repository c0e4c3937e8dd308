package org.fluxwatch.assimilate.inversion.solve;

import java.util.Arrays;
import java.util.Optional;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// The posterior of two months: by one Cholesky factorisation and solves, never by an inverse.
/// ```
/// x = x_a + S_b (H'R^-1 d + ...)      S_b = σ (Π + σ G σ)^-1 σ
/// ```
/// Tarantola (2005), Inverse Problem Theory, chapter 3; Rodgers (2000), Inverse Methods for Atmospheric Sounding,
/// chapter 2.
public final class PairPosterior {
    private final PairSystem system;
    private final PairSystem.Solution solution;
    private final Fit fit;

    private PairPosterior(PairSystem system, PairSystem.Solution solution, Fit fit) {
        this.system = system;
        this.solution = solution;
        this.fit = fit;
    }

    public static PairPosterior of(Information information, PairPrior prior, NumericsPool pool) {
        if (!information.layout().equals(prior.layout()))
            throw new IllegalArgumentException(
                    "information of " + information.layout() + ", prior of " + prior.layout());
        final PairSystem system = new PairSystem(information.matrix(pool), prior, pool);
        final Panel vectors = Panel.ofTiles(2 * prior.layout().tiles());
        for (int row = 0; row < information.vector().length; row++)
            vectors.set(row, 0, information.vector()[row]);
        final Carry[] carried = prior.carry().stream().toArray(Carry[]::new);
        final PairSystem.Solution solution = system.solve(vectors, new double[] {information.squares()}, carried);
        return new PairPosterior(system, solution, fit(information.count(), solution.carries()[0], prior.carry()));
    }

    static Fit fit(int count, Carry after, Optional<Carry> before) {
        if (count == 0) return new Fit.NoObservations();
        return new Fit.OfObservations(
                count, (after.minimum() - before.map(Carry::minimum).orElse(0.0)) / count);
    }

    /// How well the observations agree with what was known before them.
    public Fit fit() {
        return fit;
    }

    /// Closes the earlier month: what is known of the later one, the earlier marginalised.
    public Carry close() {
        return solution.carries()[0];
    }

    /// Adds the earlier month to totals of the months before it, and closes it.
    ///
    /// @param before totals that the pair before left, or none
    /// @param weights of the earlier month
    public RunningTotals close(RunningTotals before, RegionWeights weights) {
        return before.closed(system, solution.mean(), weights);
    }

    /// Totals over several months, a month of this pair the last of them.
    ///
    /// @param before totals of the months before it
    public RunningTotals.Totals totals(RunningTotals before, Month month, RegionWeights weights) {
        return before.with(system, solution.mean(), month, weights);
    }

    /// A month's mean increment alone `[columns]`.
    public double[] increment(Month month) {
        return system.mean(solution.mean(), 0, month);
    }

    /// Totals of regions with their covariance alone, `[regions][regions]`.
    public double[][] covariance(Month month, RegionWeights regions) {
        return RegionCovariance.of(system, month, regions.scaled(system.layout(), system.deviations(month)));
    }

    /// All of a month.
    public MonthPosterior month(Month month, RegionWeights regions) {
        final StateLayout layout = system.layout();
        final CellCorrelation correlation = system.prior().correlation();
        final double[] prior = system.deviations(month);
        final double[] mean = increment(month);
        final double[] variance = new double[layout.columns()];
        final double[] kernel = new double[layout.columns()];
        variances(month, variance, kernel);
        final double[] deviation = new double[layout.columns()];
        Arrays.setAll(deviation, c -> prior[c] * Math.sqrt(variance[c]));
        final double[] cellMean = new double[layout.cells()];
        final double[] cellPrior = new double[layout.cells()];
        for (int part = 0; part < layout.parts(); part++)
            for (int cell = 0; cell < layout.cells(); cell++) {
                final int column = layout.column(part, cell);
                cellMean[cell] += mean[column];
                cellPrior[cell] = Math.hypot(cellPrior[cell], prior[column]);
            }
        final double[][] weights = regions.scaled(layout, prior);
        return new MonthPosterior(
                layout,
                mean,
                deviation,
                prior,
                kernel,
                cellMean,
                layout.parts() == 1 ? Arrays.copyOf(deviation, layout.cells()) : cellDeviations(month, prior),
                cellPrior,
                regions.totals(layout, mean),
                RegionCovariance.of(system, month, weights),
                correlation.products(weights));
    }

    /// Posterior variances in units of the prior's, and the averaging kernel's diagonal.
    private void variances(Month month, double[] variance, double[] kernel) {
        final int first = month.firstTile(system.layout());
        final int end = first + system.layout().tiles();
        final CellCorrelation correlation = system.prior().correlation();
        final int rows = 2 * system.layout().tiles() * Tiles.SIZE;
        system.cholesky().inverseColumns(first, end, (tile, v) -> {
            final int column0 = (tile - first) * Tiles.SIZE;
            final int columns = Math.min(Tiles.SIZE, variance.length - column0);
            for (int c = 0; c < columns; c++) {
                variance[column0 + c] = v.squares(c, tile * Tiles.SIZE, rows);
                kernel[column0 + c] = 1 - variance[column0 + c];
            }
            if (correlation.isUnit()) return;
            system.cholesky().backward(v, first);
            for (int c = 0; c < columns; c++) {
                double kept = 0;
                for (int row = 0; row < variance.length; row++)
                    kept = Math.fma(v.get(first * Tiles.SIZE + row, c), correlation.precision(row, column0 + c), kept);
                kernel[column0 + c] = 1 - kept;
            }
        });
    }

    /// Standard deviations of the sum of a cell's parts, which are correlated after the observations.
    private double[] cellDeviations(Month month, double[] prior) {
        final StateLayout layout = system.layout();
        final int first = month.firstTile(layout);
        final double[] deviations = new double[layout.cells()];
        system.cholesky()
                .forward(
                        Tiles.count(layout.cells()),
                        (index, v) -> {
                            for (int c = index * Tiles.SIZE; c < cellsEnd(index); c++)
                                for (int part = 0; part < layout.parts(); part++) {
                                    final int column = layout.column(part, c);
                                    v.set(first * Tiles.SIZE + column, c - index * Tiles.SIZE, prior[column]);
                                }
                            return first + index;
                        },
                        (index, v) -> {
                            for (int c = index * Tiles.SIZE; c < cellsEnd(index); c++)
                                deviations[c] = Math.sqrt(v.squares(
                                        c - index * Tiles.SIZE,
                                        (first + index) * Tiles.SIZE,
                                        2 * layout.tiles() * Tiles.SIZE));
                        });
        return deviations;
    }

    private int cellsEnd(int index) {
        return Math.min(system.layout().cells(), (index + 1) * Tiles.SIZE);
    }
}
