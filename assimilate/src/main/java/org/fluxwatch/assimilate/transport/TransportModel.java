package org.fluxwatch.assimilate.transport;

import static org.fluxwatch.assimilate.transport.AirConstants.MOLAR_MASS;

import java.time.Duration;
import java.util.Arrays;
import org.fluxwatch.assimilate.inputs.Meteorology;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Transports CO2 for one hour: advection along x, y and z, emission into the lowest layer, vertical mixing.
/// ```
/// X(Δt/2) Y(Δt/2) [Z emit mix](Δt) Y(Δt/2) X(Δt/2)      one of the hour's equal sub-steps
/// ```
/// Source of the splitting: Strang (1968), SIAM J. Numer. Anal. 5, 506-517.
///
/// All lanes see the same winds: every coefficient is computed once per cell and applied to all lanes.
/// Layout: CO2 of column c, level k (0 lowest), lane n is at `(c * nz + k) * stride + n`; ghost columns likewise, in
/// the order of [Perimeter]. Lines and columns are tasks of their own, so the thread count changes no bit.
///
/// Not for use by several threads at once.
public final class TransportModel {
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
    private final VerticalMixing.Factors[] factors;

    private final double[] mass;
    private final double[] exchange;
    private final double[] inflowX;
    private final double[] inflowY;
    private int subSteps;

    /// @param stride lanes, a multiple of 16
    /// @param pool threads to run on
    public TransportModel(Grid grid, SigmaLevels levels, int stride, NumericsPool pool) {
        if (stride < 16 || stride % 16 != 0)
            throw new IllegalArgumentException("stride is " + stride + " lanes, expected a multiple of 16");
        this.grid = grid;
        this.nz = levels.nz();
        this.levels = levels;
        this.stride = stride;
        this.pool = pool;
        perimeter = new Perimeter(grid);
        massFluxes = new MassFluxes(grid, levels);
        mixing = new VerticalMixing(grid, levels);
        spacingX = Spacing.uniform(grid.nx());
        spacingY = Spacing.uniform(grid.ny());
        spacingZ = Spacing.sigma(levels);
        sweeps = new PiecewiseParabolic[pool.threads()];
        factors = new VerticalMixing.Factors[pool.threads()];
        for (int worker = 0; worker < sweeps.length; worker++) {
            sweeps[worker] = new PiecewiseParabolic(Math.max(nz, Math.max(grid.nx(), grid.ny())), stride);
            factors[worker] = new VerticalMixing.Factors(nz, stride);
        }
        mass = new double[grid.cells() * nz];
        exchange = new double[grid.cells() * (nz + 1)];
        inflowX = new double[grid.ny() * stride];
        inflowY = new double[grid.nx() * stride];
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
        final double hour = 3600;
        final MassFluxes.Hour air = massFluxes.between(begin, end, hour);
        for (int element = 0; element < mass.length; element++)
            mass[element] = levels.thickness(element % nz) * air.columnBegin()[element / nz];
        pool.forEach(grid.ny(), (j, worker) -> {
            for (int i = 0; i < grid.nx(); i++) mixing.exchange(begin, end, grid.cell(i, j), exchange);
        });
        Arrays.fill(inflowX, 0);
        Arrays.fill(inflowY, 0);
        subSteps = subSteps(air, hour);
        final double step = hour / subSteps;
        for (int s = 0; s < subSteps; s++) {
            alongX(air, co2, inflow, step / 2);
            alongY(air, co2, inflow, step / 2);
            columns(air, co2, flux, step);
            alongY(air, co2, inflow, step / 2);
            alongX(air, co2, inflow, step / 2);
        }
    }

    private void checkLength(String name, float[] array, int elements) {
        if (array.length != elements * stride)
            throw new IllegalArgumentException(name + " has " + array.length + " values, expected " + elements
                    + " elements of " + stride + " lanes");
    }

    private void alongX(MassFluxes.Hour air, float[] co2, float[] inflow, double seconds) {
        final int nx = grid.nx();
        pool.forEach(grid.ny(), (j, worker) -> {
            final double[] netInflow = new double[stride];
            for (int k = 0; k < nz; k++) {
                final var line = new PiecewiseParabolic.Line(
                        grid.cell(0, j) * nz + k,
                        nz,
                        nx,
                        j * (nx + 1) * nz + k,
                        nz,
                        perimeter.west(j) * nz + k,
                        perimeter.east(j) * nz + k);
                sweeps[worker].advance(line, spacingX, co2, inflow, mass, air.x(), seconds, netInflow);
            }
            for (int n = 0; n < stride; n++) inflowX[j * stride + n] += netInflow[n];
        });
    }

    private void alongY(MassFluxes.Hour air, float[] co2, float[] inflow, double seconds) {
        final int nx = grid.nx();
        pool.forEach(nx, (i, worker) -> {
            final double[] netInflow = new double[stride];
            for (int k = 0; k < nz; k++) {
                final var line = new PiecewiseParabolic.Line(
                        grid.cell(i, 0) * nz + k,
                        nx * nz,
                        grid.ny(),
                        i * nz + k,
                        nx * nz,
                        perimeter.south(i) * nz + k,
                        perimeter.north(i) * nz + k);
                sweeps[worker].advance(line, spacingY, co2, inflow, mass, air.y(), seconds, netInflow);
            }
            for (int n = 0; n < stride; n++) inflowY[i * stride + n] += netInflow[n];
        });
    }

    private void columns(MassFluxes.Hour air, float[] co2, float[] flux, double seconds) {
        pool.forEach(grid.ny(), (j, worker) -> {
            for (int i = 0; i < grid.nx(); i++) {
                final int cell = grid.cell(i, j);
                final var line = new PiecewiseParabolic.Line(cell * nz, 1, nz, cell * (nz + 1), 1, -1, -1);
                sweeps[worker].advance(line, spacingZ, co2, co2, mass, air.z(), seconds, null);
                emit(cell, co2, flux, seconds);
                VerticalMixing.mix(co2, cell * nz, stride, mass, exchange, cell * (nz + 1), seconds, factors[worker]);
            }
        });
    }

    /// Δq = E Δt A / (m / M_air), ppm: µmol of CO2 per mol of air.
    private void emit(int cell, float[] co2, float[] flux, double seconds) {
        final float factor = (float) (seconds * grid.areaM2(cell) * MOLAR_MASS / mass[cell * nz]);
        for (int n = 0; n < stride; n++) co2[cell * nz * stride + n] += factor * flux[cell * stride + n];
    }

    /// Equal sub-steps of the hour: no half sweep moves more than a cell's air, and divergence along x and y that the
    /// vertical makes up for only later leaves at least half a cell's air at every stage.
    private int subSteps(MassFluxes.Hour air, double hour) {
        final int nx = grid.nx();
        double most = 0;
        for (int cell = 0; cell < grid.cells(); cell++)
            for (int k = 0; k < nz; k++) {
                final double least =
                        levels.thickness(k) * Math.min(air.columnBegin()[cell], air.columnEnd()[cell]) / (hour / 2);
                final int west = (cell + cell / nx) * nz + k;
                final int south = cell * nz + k;
                final double fromWest = air.x()[west];
                final double toEast = air.x()[west + nz];
                final double fromSouth = air.y()[south];
                final double toNorth = air.y()[south + nx * nz];
                final double outX = Math.max(0, toEast) + Math.max(0, -fromWest);
                final double outY = Math.max(0, toNorth) + Math.max(0, -fromSouth);
                final double divergence = Math.abs(toEast - fromWest) + Math.abs(toNorth - fromSouth);
                most = Math.max(most, Math.max(2 * divergence, Math.max(outX, outY)) / least);
            }
        if (!(most < 1000))
            throw new IllegalStateException("air leaving a cell in half an hour is " + most
                    + " times its mass, expected less than 1000; are the winds in m s-1?");
        return Math.max(1, (int) Math.ceil(most));
    }

    /// Sub-steps of the last hour.
    public int subSteps() {
        return subSteps;
    }

    /// What crossed the lateral boundary in the last hour, moles of CO2 per lane `[stride]`, positive inwards.
    public double[] netInflowMoles() {
        final double[] moles = new double[stride];
        for (int at = 0; at < inflowX.length; at++) moles[at % stride] += inflowX[at] * 1e-6 / MOLAR_MASS;
        for (int at = 0; at < inflowY.length; at++) moles[at % stride] += inflowY[at] * 1e-6 / MOLAR_MASS;
        return moles;
    }

    /// Moles of CO2 in the domain per lane `[stride]`.
    public double[] totalMoles(float[] co2, float[] surfacePressurePa) {
        final double[] moles = new double[stride];
        for (int cell = 0; cell < grid.cells(); cell++) {
            final double column = MassFluxes.columnMass(grid, levels, cell, surfacePressurePa[cell]);
            for (int k = 0; k < nz; k++) {
                final double air = column * levels.thickness(k) / MOLAR_MASS;
                for (int n = 0; n < stride; n++) moles[n] += co2[(cell * nz + k) * stride + n] * 1e-6 * air;
            }
        }
        return moles;
    }
}
