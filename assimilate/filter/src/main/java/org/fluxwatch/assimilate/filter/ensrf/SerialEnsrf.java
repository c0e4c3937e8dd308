package org.fluxwatch.assimilate.filter.ensrf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;

/// The serial ensemble Kalman filter, localized in state and observation space; by default the square root filter.
/// ```
/// K  = ρ Σₙ x'ₙ y'ₙ / ((N-1)(s² + r))    gain; s² = var(y')
/// x̄ <- x̄ + K d                           mean
/// x' <- x' - α K y'                      anomalies; or as another UpdateMethod has it
/// α  = 1 / (1 + √(r / (s² + r)))         Eq. 13
/// ```
/// Source: Whitaker and Hamill (2002), Mon. Wea. Rev. 130, 1913-1924.
///
/// In two passes, which give the same answer as updating everything observation by observation: [ObservationPass] works
/// through the observations on their simulated values; then every column replays, on its own and in the same order, the
/// observations near it ([Panel]), with [Inflation] before or after them. Columns are tasks of their own, so the thread
/// count changes no bit. All sums are in doubles.
public final class SerialEnsrf {
    private final int nMembers;
    private final Places columns;
    private final Localization localization;
    private final UpdateMethod update;
    private final Inflation inflation;
    private final NumericsPool pool;

    /// What the analysis did to the simulated values, by observation; unit of the observations.
    ///
    /// @param priorMean of the background, before any observation of the set `[nObs]`
    /// @param priorSpread standard deviation of the background (N - 1), inflated where that comes first `[nObs]`
    /// @param posteriorMean after all observations of the set `[nObs]`
    /// @param posteriorSpread `[nObs]`
    /// @param columns what it did to the state
    public record Analysis(
            double[] priorMean,
            double[] priorSpread,
            double[] posteriorMean,
            double[] posteriorSpread,
            ColumnChanges columns) {}

    /// @param nMembers N, lanes 0 to N - 1
    /// @param latitude of the columns, degrees north
    /// @param longitude of the columns, degrees east
    /// @param localization of the simulated values, and of the state blocks that bring none of their own
    public SerialEnsrf(
            int nMembers,
            double[] latitude,
            double[] longitude,
            Localization localization,
            UpdateMethod update,
            Inflation inflation,
            NumericsPool pool) {
        if (nMembers < 2)
            throw new IllegalArgumentException("ensemble has " + nMembers + " members, expected 2 or more");
        if (latitude.length != longitude.length)
            throw new IllegalArgumentException(
                    latitude.length + " latitudes and " + longitude.length + " longitudes of columns");
        this.nMembers = nMembers;
        this.columns = new Places(latitude.clone(), longitude.clone());
        this.localization = localization;
        this.update = update;
        this.inflation = inflation;
        this.pool = pool;
    }

    /// The filter on a grid's columns.
    public static SerialEnsrf onGrid(
            int nMembers,
            Grid grid,
            Localization localization,
            UpdateMethod update,
            Inflation inflation,
            NumericsPool pool) {
        final double[] latitude = new double[grid.cells()];
        final double[] longitude = new double[grid.cells()];
        Arrays.setAll(latitude, grid::latitude);
        Arrays.setAll(longitude, grid::longitude);
        return new SerialEnsrf(nMembers, latitude, longitude, localization, update, inflation, pool);
    }

    /// Assimilates a set of observations, in the order of the list.
    ///
    /// @param simulated H(x) of the members, lane n of observation o at `o * N + n`; not changed
    /// @param blocks the state, in place
    public Analysis analyse(List<Observation> observations, double[] simulated, StateBlock... blocks) {
        if (simulated.length != observations.size() * nMembers)
            throw new IllegalArgumentException("simulated has " + simulated.length + " values, expected "
                    + observations.size() + " observations of " + nMembers + " members");
        for (StateBlock block : blocks) check(block);
        final ObservationPass pass =
                new ObservationPass(observations, simulated, nMembers, localization, update, inflation);
        final ColumnChanges changes = new ColumnChanges(columns.size());
        if (pass.nObs > 0) {
            final Places places = Places.of(observations);
            final List<Replay> replays = new ArrayList<>();
            byLocalization(blocks)
                    .forEach((wanted, own) -> replays.add(
                            new Replay(pass, new Neighbours(wanted, places, columns), inflation, own, pool.threads())));
            pool.forEach(columns.size(), (column, worker) -> {
                boolean finite = true;
                for (int r = 0; r < replays.size(); r++)
                    finite &= replays.get(r).column(column, worker, r == 0 ? changes : null);
                if (!finite) changes.spread()[column] = Double.NaN;
            });
        }
        return new Analysis(pass.priorMean, pass.priorSpread, pass.posteriorMean, pass.posteriorSpread, changes);
    }

    /// Blocks that learn alike, so that their rows are worked on together; the first one's come first.
    private Map<Localization, List<StateBlock>> byLocalization(StateBlock[] blocks) {
        final Map<Localization, List<StateBlock>> alike = new LinkedHashMap<>();
        for (StateBlock block : blocks)
            alike.computeIfAbsent(block.localization().orElse(localization), _ -> new ArrayList<>())
                    .add(block);
        return alike;
    }

    private void check(StateBlock block) {
        if (block.stride() < nMembers)
            throw new IllegalArgumentException(
                    "stride of a state block is " + block.stride() + ", expected " + nMembers + " members or more");
        final long expected = (long) columns.size() * block.rows() * block.stride();
        if (block.length() != expected)
            throw new IllegalArgumentException("state block has " + block.length() + " values, expected "
                    + columns.size() + " columns of " + block.rows() + " rows of " + block.stride());
    }
}
