package org.fluxwatch.assimilate.model.transport;

import static org.fluxwatch.assimilate.model.Constants.MOLAR_MASS_AIR;

import java.time.Duration;
import java.util.Arrays;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Transports CO2 for one hour: advection along x, y and z, emission into the lowest layer, vertical mixing.
/// ```
/// Y(Δt) X(Δt) [Z emit mix](Δt)      one of the hour's equal sub-steps
/// [Z emit mix](Δt) X(Δt) Y(Δt)      the next, and so on in turn; even hours since 1970 begin with Y
/// ```
/// So two sub-steps after each other are symmetric, at half the sweeps of a sub-step that is so by itself. X and the
/// columns are done row by row, while the row is in the cache (400 kB at full size).
///
/// Source of the splitting: Strang (1968), SIAM J. Numer. Anal. 5, 506-517.
///
/// All lanes see the same winds: every coefficient is computed once per cell and applied to all lanes.
/// Layout: CO2 of column c, level k (0 lowest), lane n is at `(c * nz + k) * stride + n`; ghost columns likewise, in
/// the order of [Perimeter]. Rows that go round the earth are done by [RoundSweep], whose cells near
/// the poles are taken in groups along x. Lines and columns are tasks of their own, so the thread
/// count changes no bit.
///
/// Not for use by several threads at once.
public final class TransportModel {
    /// The fewest lanes that it takes at once; others are multiples.
    public static final int LEAST_LANES = 16;

    /// Largest outflow of a sweep, as a share of the cell's air: 71 m s-1 on cells of 64 km need no sub-steps.
    private static final double MAX_COURANT = 4;

    /// Largest `C S²` of an hour: C what a sweep carries, S by how much that differs from one line to the next,
    /// both as a share of a cell's air. Sweeps in turn carry what goes round too far by a sixth of it, in cells
    /// (the phase of a leapfrog): here by 0.7 m s-1 on cells of 64 km, less than winds are known to.
    private static final double MAX_TURN = 0.25;

    private static final double HOUR_SECONDS = 3600;

    private final Grid grid;
    private final int nz;
    private final SigmaLevels levels;
    private final int stride;
    private final NumericsPool pool;
    private final Perimeter perimeter;
    private final MassFluxes massFluxes;
    private final VerticalMixing mixing;
    private final Spacing spacingX;
    private final Spacing spacingY;
    private final Spacing spacingZ;
    private final PiecewiseParabolic[] sweeps;
    private final ReducedRows reduced;
    /// None where x has ends.
    private final RoundSweep[] rounds;
    private final VerticalMixing.Factors[] factors;

    private final double[] mass;
    private final double[] exchange;
    private final double[] areaM2;
    private final Lines lines;
    private final double[][] netInflow;
    private final double[] inflowX;
    private final double[] inflowY;
    private final int[] subStepsOfRow;
    private int subSteps;

    /// @param stride lanes, a multiple of 16
    /// @param pool threads to run on
    public TransportModel(Grid grid, SigmaLevels levels, int stride, NumericsPool pool) {
        if (stride < LEAST_LANES || stride % LEAST_LANES != 0)
            throw new IllegalArgumentException("stride is " + stride + " lanes, expected a multiple of " + LEAST_LANES);
        this.grid = grid;
        this.nz = levels.nz();
        this.levels = levels;
        this.stride = stride;
        this.pool = pool;
        perimeter = new Perimeter(grid);
        massFluxes = new MassFluxes(grid, levels, pool);
        mixing = new VerticalMixing(grid, levels);
        spacingX = Spacing.uniform(grid.nx());
        spacingY = Spacing.uniform(grid.ny());
        spacingZ = Spacing.sigma(levels);
        sweeps = new PiecewiseParabolic[pool.threads()];
        reduced = new ReducedRows(grid);
        rounds = new RoundSweep[grid.isPeriodic() ? pool.threads() : 0];
        for (int worker = 0; worker < rounds.length; worker++)
            rounds[worker] = new RoundSweep(grid, nz, stride, reduced);
        factors = new VerticalMixing.Factors[pool.threads()];
        for (int worker = 0; worker < sweeps.length; worker++) {
            sweeps[worker] = new PiecewiseParabolic(Math.max(nz, Math.max(grid.nx(), grid.ny())), stride);
            factors[worker] = new VerticalMixing.Factors(nz, stride);
        }
        mass = new double[grid.cells() * nz];
        exchange = new double[grid.cells() * (nz + 1)];
        areaM2 = new double[grid.cells()];
        for (int cell = 0; cell < areaM2.length; cell++) areaM2[cell] = grid.areaM2(cell);
        lines = new Lines(grid, nz, perimeter);
        netInflow = new double[pool.threads()][stride];
        inflowX = new double[grid.ny() * stride];
        inflowY = new double[grid.nx() * stride];
        subStepsOfRow = new int[grid.ny()];
    }

    /// The ghost columns that `inflow` is given on.
    public Perimeter perimeter() {
        return perimeter;
    }

    /// Advances all lanes by one hour, in place.
    ///
    /// @param begin meteorology at the begin of the hour
    /// @param end meteorology an hour later
    /// @param co2 dry-air mole fractions, ppm `[cells * nz * stride]`
    /// @param flux surface flux to the air, mean of the hour, µmol m-2 s-1 `[cells * stride]`
    /// @param inflow mole fractions outside, mean of the hour, ppm `[perimeter.size() * nz * stride]`
    public void advanceHour(
            Meteorology.Fields begin, Meteorology.Fields end, float[] co2, float[] flux, float[] inflow) {
        if (!Duration.between(begin.time(), end.time()).equals(Duration.ofHours(1)))
            throw new IllegalArgumentException(
                    "meteorology is of " + begin.time() + " and " + end.time() + ", expected an hour apart");
        checkLength("co2", co2, grid.cells() * nz);
        checkLength("flux", flux, grid.cells());
        checkLength("inflow", inflow, perimeter.size() * nz);
        final MassFluxes.Hour air = massFluxes.between(begin, end, HOUR_SECONDS);
        pool.forEach(grid.ny(), (j, worker) -> {
            for (int cell = grid.cell(0, j); cell < grid.cell(0, j) + grid.nx(); cell++) {
                for (int k = 0; k < nz; k++) mass[cell * nz + k] = levels.thickness(k) * air.columnBegin()[cell];
                mixing.exchange(begin, end, cell, exchange);
            }
            subStepsOfRow[j] = subSteps(air, j);
        });
        Arrays.fill(inflowX, 0);
        Arrays.fill(inflowY, 0);
        subSteps = 1;
        for (int ofRow : subStepsOfRow) subSteps = Math.max(subSteps, ofRow);
        final double step = HOUR_SECONDS / subSteps;
        final boolean isEven = Math.floorMod(begin.time().getEpochSecond() / (long) HOUR_SECONDS, 2) == 0;
        for (int s = 0; s < subSteps; s++) {
            final boolean yFirst = isEven == (s % 2 == 0);
            if (yFirst) alongY(air, co2, inflow, step);
            rows(air, co2, flux, inflow, step, yFirst);
            if (!yFirst) alongY(air, co2, inflow, step);
        }
    }

    private void checkLength(String name, float[] array, int elements) {
        if (array.length != elements * stride)
            throw new IllegalArgumentException(name + " has " + array.length + " values, expected " + elements
                    + " elements of " + stride + " lanes");
    }

    private void alongY(MassFluxes.Hour air, float[] co2, float[] inflow, double seconds) {
        pool.forEach(
                grid.nx(), (i, worker) -> sweep(lines.y, i, spacingY, air.y(), co2, inflow, seconds, worker, inflowY));
    }

    /// Along x, then the columns, or the other way round.
    private void rows(MassFluxes.Hour air, float[] co2, float[] flux, float[] inflow, double seconds, boolean xFirst) {
        pool.forEach(grid.ny(), (j, worker) -> {
            if (xFirst) alongX(air, co2, inflow, j, seconds, worker);
            for (int i = 0; i < grid.nx(); i++) column(air, co2, flux, grid.cell(i, j), seconds, worker);
            if (!xFirst) alongX(air, co2, inflow, j, seconds, worker);
        });
    }

    private void alongX(MassFluxes.Hour air, float[] co2, float[] inflow, int j, double seconds, int worker) {
        if (grid.isPeriodic()) for (int k = 0; k < nz; k++) rounds[worker].advance(j, k, co2, mass, air.x(), seconds);
        else sweep(lines.x, j, spacingX, air.x(), co2, inflow, seconds, worker, inflowX);
    }

    /// Advances the lines of all levels of row or column `index` and adds to its part of `inflowed`.
    private void sweep(
            PiecewiseParabolic.Line[] along,
            int index,
            Spacing spacing,
            double[] airFlux,
            float[] co2,
            float[] inflow,
            double seconds,
            int worker,
            double[] inflowed) {
        final double[] net = netInflow[worker];
        Arrays.fill(net, 0);
        for (int k = 0; k < nz; k++)
            sweeps[worker].advance(along[index * nz + k], spacing, co2, inflow, mass, airFlux, seconds, net);
        for (int n = 0; n < stride; n++) inflowed[index * stride + n] += net[n];
    }

    private void column(MassFluxes.Hour air, float[] co2, float[] flux, int cell, double seconds, int worker) {
        sweeps[worker].advance(lines.z[cell], spacingZ, co2, co2, mass, air.z(), seconds, null);
        emit(cell, co2, flux, seconds);
        VerticalMixing.mix(co2, cell * nz, stride, mass, exchange, cell * (nz + 1), seconds, factors[worker]);
    }

    /// Δq = E Δt A / (m / M_air), ppm: µmol of CO2 per mol of air.
    private void emit(int cell, float[] co2, float[] flux, double seconds) {
        final float factor = (float) (seconds * areaM2[cell] * MOLAR_MASS_AIR / mass[cell * nz]);
        for (int n = 0; n < stride; n++) co2[cell * nz * stride + n] += factor * flux[cell * stride + n];
    }

    /// Equal sub-steps of the hour that a row of cells needs: no sweep moves more air out of a cell than so
    /// many times its own (a line where more than its own leaves is advanced in parts), sweeps after each other
    /// hardly miss what turns, and what one or two of them take from a cell before the others make up for it
    /// leaves at least half its air at every stage. A sweep along x counts by the groups that it takes cells in.
    private int subSteps(MassFluxes.Hour air, int j) {
        final int nx = grid.nx();
        final int group = reduced.cells(j);
        double most = 0;
        double turn = 0; // C S²
        for (int cell = grid.cell(0, j); cell < grid.cell(0, j) + nx; cell++) {
            final int first = cell - cell % nx % group;
            double column = 0;
            for (int c = first; c < first + group; c++) column += Math.min(air.columnBegin()[c], air.columnEnd()[c]);
            final boolean last = cell % nx + 1 == nx;
            for (int k = 0; k < nz; k++) {
                final double perLeast =
                        HOUR_SECONDS / (levels.thickness(k) * Math.min(air.columnBegin()[cell], air.columnEnd()[cell]));
                final double perLeastX = group == 1 ? perLeast : HOUR_SECONDS / (levels.thickness(k) * column);
                final int westX = (first + first / nx) * nz + k;
                final int west = (cell + cell / nx) * nz + k;
                final int south = cell * nz + k;
                final double fromWest = air.x()[west];
                final double toEast = air.x()[west + nz];
                final double fromSouth = air.y()[south];
                final double toNorth = air.y()[south + nx * nz];
                final double outX = Math.max(0, air.x()[westX + group * nz]) + Math.max(0, -air.x()[westX]);
                final double outY = Math.max(0, toNorth) + Math.max(0, -fromSouth);
                final double divergenceY = toNorth - fromSouth;
                final double divergence = Math.max(Math.abs(divergenceY), Math.abs(toEast - fromWest + divergenceY));
                final double shearX =
                        cell + nx < grid.cells() ? Math.abs(air.x()[westX + (nx + 1) * nz] - air.x()[westX]) : 0;
                final double shearY = last && !grid.isPeriodic()
                        ? 0
                        : Math.abs(air.y()[last ? south + (1 - nx) * nz : south + nz] - fromSouth);
                final double courant = Math.max(outX * perLeastX, outY * perLeast);
                final double shear = Math.max(shearX * perLeastX, shearY * perLeast);
                most = Math.max(most, Math.max(2 * divergence * perLeast, courant / MAX_COURANT));
                turn = Math.max(turn, shear * shear * courant);
            }
        }
        most = Math.max(most, Math.sqrt(turn / MAX_TURN));
        if (!(most < 1000))
            throw new IllegalStateException(
                    "the hour needs " + most + " sub-steps, expected less than 1000; are the winds in m s-1?");
        return Math.max(1, (int) Math.ceil(most));
    }

    /// Sub-steps of the last hour.
    public int subSteps() {
        return subSteps;
    }

    /// What crossed the lateral boundary in the last hour, moles of CO2, positive inwards.
    public double netInflowMoles(int lane) {
        double inflow = 0; // ppm kg
        for (int at = lane; at < inflowX.length; at += stride) inflow += inflowX[at];
        for (int at = lane; at < inflowY.length; at += stride) inflow += inflowY[at];
        return inflow * 1e-6 / MOLAR_MASS_AIR;
    }

    /// What an hour of a flux brings into the domain, moles of CO2.
    ///
    /// @param flux to the air, µmol m-2 s-1 `[cells * stride]`
    public double emittedMoles(float[] flux, int lane) {
        double emitted = 0; // µmol s-1
        for (int cell = 0; cell < areaM2.length; cell++) emitted += areaM2[cell] * flux[cell * stride + lane];
        return emitted * HOUR_SECONDS * 1e-6;
    }

    /// CO2 in the domain, moles.
    ///
    /// @param co2 ppm `[cells * nz * stride]`
    /// @param surfacePressurePa of the same time `[cells]`
    public double totalMoles(float[] co2, float[] surfacePressurePa, int lane) {
        double total = 0;
        final double scale = MassFluxes.scale(grid, levels, surfacePressurePa);
        for (int cell = 0; cell < grid.cells(); cell++) {
            final double column = scale * MassFluxes.columnMass(grid, levels, cell, surfacePressurePa[cell]);
            double ppm = 0;
            for (int k = 0; k < nz; k++) ppm += levels.thickness(k) * co2[(cell * nz + k) * stride + lane];
            total += column * ppm;
        }
        return total * 1e-6 / MOLAR_MASS_AIR;
    }
}
