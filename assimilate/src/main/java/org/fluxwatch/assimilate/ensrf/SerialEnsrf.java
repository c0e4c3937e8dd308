package org.fluxwatch.assimilate.ensrf;

import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;

/// The serial ensemble square root filter, localized in state and observation space.
/// ```
/// K  = ρ Σₙ x'ₙ y'ₙ / ((N-1)(s² + r))    gain; s² = var(y')
/// x̄ <- x̄ + K d                           mean
/// x' <- x' - α K y'                      anomalies
/// α  = 1 / (1 + √(r / (s² + r)))         Eq. 13
/// ```
/// Source: Whitaker and Hamill (2002), Mon. Wea. Rev. 130, 1913-1924.
///
/// In two passes, which give the same answer as updating everything observation by observation: [ObservationPass] works
/// through the observations on their simulated values; then every column replays, on its own and in the same order, the
/// observations near it, with [Inflation] before or after them. Columns are tasks of their own, so the thread count
/// changes no bit. All sums are in doubles.
public final class SerialEnsrf {
    private final int nMembers;
    private final double[] latitude;
    private final double[] longitude;
    private final Localization localization;
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
            Inflation inflation,
            NumericsPool pool) {
        if (nMembers < 2)
            throw new IllegalArgumentException("ensemble has " + nMembers + " members, expected 2 or more");
        if (latitude.length != longitude.length)
            throw new IllegalArgumentException(
                    latitude.length + " latitudes and " + longitude.length + " longitudes of columns");
        this.nMembers = nMembers;
        this.latitude = latitude.clone();
        this.longitude = longitude.clone();
        this.localization = localization;
        this.inflation = inflation;
        this.pool = pool;
    }

    /// The filter on a grid's columns.
    public static SerialEnsrf onGrid(
            int nMembers, Grid grid, Localization localization, Inflation inflation, NumericsPool pool) {
        final double[] latitude = new double[grid.cells()];
        final double[] longitude = new double[grid.cells()];
        Arrays.setAll(latitude, grid::latitude);
        Arrays.setAll(longitude, grid::longitude);
        return new SerialEnsrf(nMembers, latitude, longitude, localization, inflation, pool);
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
        final ObservationPass pass = new ObservationPass(observations, simulated, nMembers, localization, inflation);
        final ColumnChanges changes = new ColumnChanges(latitude.length);
        final Workspace[] workspaces = new Workspace[pool.threads()];
        Arrays.setAll(workspaces, worker -> new Workspace(observations.size(), nMembers));
        if (pass.nObs > 0)
            pool.forEach(
                    latitude.length,
                    (column, worker) -> replay(column, observations, pass, workspaces[worker], blocks, changes));
        return new Analysis(pass.priorMean, pass.priorSpread, pass.posteriorMean, pass.posteriorSpread, changes);
    }

    private void check(StateBlock block) {
        if (block.stride() < nMembers)
            throw new IllegalArgumentException(
                    "stride of a state block is " + block.stride() + ", expected " + nMembers + " members or more");
        final long expected = (long) latitude.length * block.rows() * block.stride();
        if (block.length() != expected)
            throw new IllegalArgumentException("state block has " + block.length() + " values, expected "
                    + latitude.length + " columns of " + block.rows() + " rows of " + block.stride());
    }

    /// What one worker needs for one column.
    private static final class Workspace {
        final int[] near;
        final double[] taper;
        int nNear;
        final double[] members;
        final double[] prior;

        Workspace(int nObs, int nMembers) {
            near = new int[nObs];
            taper = new double[nObs];
            members = new double[nMembers];
            prior = new double[nMembers];
        }
    }

    private void replay(
            int column,
            List<Observation> observations,
            ObservationPass pass,
            Workspace work,
            StateBlock[] blocks,
            ColumnChanges changes) {
        Localization worked = null;
        boolean finite = true;
        for (int b = 0; b < blocks.length; b++) {
            final StateBlock block = blocks[b];
            final Localization wanted = block.localization().orElse(localization);
            if (wanted != worked) near(column, observations, wanted, work);
            worked = wanted;
            if (work.nNear == 0) continue;
            for (int row = 0; row < block.rows(); row++) {
                final int element = column * block.rows() + row;
                block.read(element, work.members, nMembers);
                final double before = Rows.centre(work.members, 0, nMembers);
                final double after = replay(before, pass, work);
                final double variance = Rows.dot(work.members, 0, work.members, 0, nMembers) / (nMembers - 1);
                finite &= Double.isFinite(after) && Double.isFinite(variance);
                if (b == 0 && row == 0) {
                    changes.increment()[column] = after - before;
                    changes.spread()[column] = Math.sqrt(variance);
                }
                for (int n = 0; n < nMembers; n++) work.members[n] += after;
                block.write(element, work.members, nMembers);
            }
        }
        if (!finite) changes.spread()[column] = Double.NaN;
    }

    /// Finds the observations that teach a column.
    private void near(int column, List<Observation> observations, Localization wanted, Workspace work) {
        int nNear = 0;
        for (int o = 0; o < observations.size(); o++) {
            final Observation observation = observations.get(o);
            work.near[nNear] = o;
            work.taper[nNear] =
                    wanted.taper(observation.latitude(), observation.longitude(), latitude[column], longitude[column]);
            if (work.taper[nNear] != 0) nNear++;
        }
        work.nNear = nNear;
    }

    /// Takes the anomalies of one row through the hour.
    ///
    /// @param before the row's mean
    /// @return the row's mean after all observations
    private double replay(double before, ObservationPass pass, Workspace work) {
        inflation.beforeUpdate(work.members, 0, nMembers);
        System.arraycopy(work.members, 0, work.prior, 0, nMembers);
        double mean = before;
        for (int o = 0; o < work.nNear; o++) mean += pass.replay(work.near[o], work.taper[o], work.members, 0);
        inflation.afterUpdate(work.members, 0, work.prior, 0, nMembers);
        return mean;
    }
}
