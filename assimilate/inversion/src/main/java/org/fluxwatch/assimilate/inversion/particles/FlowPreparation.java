package org.fluxwatch.assimilate.inversion.particles;

import static org.fluxwatch.assimilate.model.Constants.MOLAR_MASS_AIR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.MassFluxes;
import org.fluxwatch.assimilate.model.transport.VerticalMixing;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Prepares hours for particles from the air-mass fluxes and the mixing that the transport model uses. Not for use by
/// several threads at once.
public final class FlowPreparation {
    private static final double HOUR_SECONDS = 3600;

    /// Steps of 900 s, unless the winds need shorter ones.
    private static final int FEWEST_STEPS = 4;

    private final FlowLayout layout;
    private final Grid grid;
    private final SigmaLevels levels;
    private final NumericsPool pool;
    private final MassFluxes massFluxes;
    private final VerticalMixing mixing;
    private final double[] exchange;
    private final Column[] columns;

    /// @param pool threads to run on
    public FlowPreparation(Grid grid, SigmaLevels levels, NumericsPool pool) {
        this.layout = new FlowLayout(grid, levels);
        this.grid = grid;
        this.levels = levels;
        this.pool = pool;
        massFluxes = new MassFluxes(grid, levels, pool);
        mixing = new VerticalMixing(grid, levels);
        exchange = new double[grid.cells() * (levels.nz() + 1)];
        columns = new Column[pool.threads()];
        for (int worker = 0; worker < columns.length; worker++) columns[worker] = new Column(levels.nz());
    }

    /// Work space of one worker.
    private record Column(MixingMatrix matrix, AliasTable alias, double[] mass, double[] p, int[] words) {
        Column(int nz) {
            this(new MixingMatrix(nz), new AliasTable(nz), new double[nz], new double[nz * nz], new int[nz]);
        }
    }

    /// Prepares the hour between two times.
    ///
    /// @param memory of [FlowHour#bytes], its rim zero, as new memory is
    public FlowHour prepare(Meteorology.Fields begin, Meteorology.Fields end, MemorySegment memory) {
        if (!Duration.between(begin.time(), end.time()).equals(Duration.ofHours(1)))
            throw new IllegalArgumentException(
                    "meteorology is of " + begin.time() + " and " + end.time() + ", expected an hour apart");
        final MassFluxes.Hour air = massFluxes.between(begin, end, HOUR_SECONDS);
        final int steps = steps(air);
        pool.forEach(grid.ny(), (j, worker) -> {
            for (int i = 0; i < grid.nx(); i++) {
                mixing.exchange(begin, end, grid.cell(i, j), exchange);
                flow(air, i, j, steps, memory);
                mix(air, i, j, steps, memory, columns[worker]);
            }
        });
        final FlowHour hour = new FlowHour(memory);
        hour.head(Math.floorDiv(begin.time().getEpochSecond(), 3600L), steps);
        return hour;
    }

    /// No sweep along one axis leaves a cell with less than half its air.
    private int steps(MassFluxes.Hour air) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        double most = 0;
        for (int cell = 0; cell < grid.cells(); cell++)
            for (int k = 0; k < nz; k++) {
                final int west = (cell + cell / nx) * nz + k;
                final int south = cell * nz + k;
                final double alongX = air.x()[west + nz] - air.x()[west];
                final double alongY = air.y()[south + nx * nz] - air.y()[south];
                final double least = levels.thickness(k) * Math.min(air.columnBegin()[cell], air.columnEnd()[cell]);
                most = Math.max(most, Math.max(Math.abs(alongX), Math.abs(alongX + alongY)) / least);
            }
        final double steps = Math.ceil(2 * HOUR_SECONDS * most);
        if (!(steps < 1000))
            throw new IllegalStateException(
                    "the hour needs " + steps + " steps, expected less than 1000; are the winds in m s-1?");
        return Math.max(FEWEST_STEPS, (int) steps);
    }

    private void flow(MassFluxes.Hour air, int i, int j, int steps, MemorySegment memory) {
        final int nx = grid.nx();
        final int nz = levels.nz();
        final int cell = grid.cell(i, j);
        final double seconds = HOUR_SECONDS / steps;
        final double begin = air.columnBegin()[cell];
        final double rise = (air.columnEnd()[cell] - begin) / steps;
        for (int k = 0; k < nz; k++) {
            final int west = (j * (nx + 1) + i) * nz + k;
            final int south = cell * nz + k;
            final int bottom = cell * (nz + 1) + k;
            final int at = layout.at(layout.column(i, j), k);
            set(memory, at + FlowLayout.WEST, -seconds * air.x()[west]);
            set(memory, at + FlowLayout.EAST, -seconds * air.x()[west + nz]);
            set(memory, at + FlowLayout.SOUTH, -seconds * air.y()[south]);
            set(memory, at + FlowLayout.NORTH, -seconds * air.y()[south + nx * nz]);
            set(memory, at + FlowLayout.BOTTOM, -seconds * air.z()[bottom]);
            set(memory, at + FlowLayout.TOP, -seconds * air.z()[bottom + 1]);
            set(memory, at + FlowLayout.MASS, levels.thickness(k) * begin);
            set(memory, at + FlowLayout.RISE, levels.thickness(k) * rise);
        }
    }

    private static void set(MemorySegment memory, int word, double value) {
        if (!Double.isFinite(value)) throw new IllegalStateException("air flows are " + value + ", expected finite");
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, word, (float) value);
    }

    private void mix(MassFluxes.Hour air, int i, int j, int steps, MemorySegment memory, Column work) {
        final int nz = levels.nz();
        final int cell = grid.cell(i, j);
        final double column = 0.5 * (air.columnBegin()[cell] + air.columnEnd()[cell]);
        final double seconds = HOUR_SECONDS / steps;
        for (int k = 0; k < nz; k++) work.mass[k] = levels.thickness(k) * column;
        work.matrix.fill(work.mass, exchange, cell * (nz + 1), seconds, work.p);
        final double emission = seconds * grid.areaM2(i, j) * MOLAR_MASS_AIR / work.mass[0];
        for (int k = 0; k < nz; k++) {
            work.alias.fill(work.p, k * nz, work.words);
            final int at = layout.at(layout.column(i, j), k);
            for (int slot = 0; slot < nz; slot++)
                memory.setAtIndex(ValueLayout.JAVA_INT, at + FlowLayout.ALIAS + slot, work.words[slot]);
            set(memory, at + FlowLayout.FOOTPRINT, work.p[k * nz] * emission);
        }
    }
}
