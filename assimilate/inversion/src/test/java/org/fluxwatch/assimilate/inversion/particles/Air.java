package org.fluxwatch.assimilate.inversion.particles;

import java.lang.foreign.Arena;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Air for tests, prepared in memory hour by hour.
final class Air {
    static final Instant START = Instant.parse("2016-07-01T00:00:00Z");
    static final SigmaLevels FIFTEEN = new SigmaLevels(
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0),
            4_000);

    private Air() {}

    static Instant hour(int hour) {
        return START.plusSeconds(3600L * hour);
    }

    /// Hours 0 to count - 1 after [#START].
    static FlowHours prepared(Grid grid, SigmaLevels levels, Meteorology meteorology, int count) {
        final Map<Long, FlowHour> hours = new ConcurrentHashMap<>();
        final Arena arena = Arena.ofAuto();
        try (NumericsPool pool = new NumericsPool(2)) {
            final FlowPreparation preparation = new FlowPreparation(grid, levels, pool);
            Meteorology.Fields begin = meteorology.at(hour(0));
            for (int at = 0; at < count; at++) {
                final Meteorology.Fields end = meteorology.at(hour(at + 1));
                final FlowHour hour = preparation.prepare(begin, end, arena.allocate(FlowHour.bytes(grid, levels), 64));
                hours.put(hour.hour(), hour);
                begin = end;
            }
        }
        return hour -> Optional.ofNullable(hours.get(hour));
    }

    /// The mean of a column, by air mass.
    static StateWeights column(Grid grid, SigmaLevels levels, int i, int j) {
        final double[] weights = new double[levels.nz()];
        for (int k = 0; k < weights.length; k++) weights[k] = levels.thickness(k);
        return new StateWeights(0, new int[] {grid.cell(i, j)}, weights.length, weights);
    }

    static float[] filled(int size, double value) {
        final float[] array = new float[size];
        Arrays.fill(array, (float) value);
        return array;
    }
}
