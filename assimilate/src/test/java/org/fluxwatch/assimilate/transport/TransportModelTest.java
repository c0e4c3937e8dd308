package org.fluxwatch.assimilate.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.fluxwatch.assimilate.inputs.Meteorology;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

class TransportModelTest {
    private static final int STRIDE = 16;
    private static final SigmaLevels LEVELS = Winds.EIGHT;
    private static final Grid GRID = new StereographicGrid(35, 116, 128, 17, 13);

    @Property(tries = 10)
    void uniformTracerKeepsItsBitsInAnyWind(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        try (NumericsPool pool = new NumericsPool(2)) {
            for (Grid grid : new Grid[] {GRID, new LatLonGrid(90, 20, 1.25, 11, 14)}) {
                final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
                final float[] co2 = Winds.filled(grid.cells() * 8 * STRIDE, 403.21);
                final float[] inflow = Winds.filled(model.perimeter().size() * 8 * STRIDE, 403.21);
                final float[] flux = new float[grid.cells() * STRIDE];
                for (int hour = 0; hour < 6; hour++)
                    model.advanceHour(
                            Winds.random(grid, LEVELS, hour, seed),
                            Winds.random(grid, LEVELS, hour + 1, seed),
                            co2,
                            flux,
                            inflow);
                assertThat(co2).containsOnly(403.21f);
            }
        }
    }

    @Test
    void tracerMassChangesOnlyByEmissionAndBoundaryFlux() {
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel model = new TransportModel(GRID, LEVELS, STRIDE, pool);
            final float[] co2 = noise(GRID.cells() * 8 * STRIDE, 400, 5, 1);
            final float[] inflow = noise(model.perimeter().size() * 8 * STRIDE, 400, 5, 2);
            final float[] flux = noise(GRID.cells() * STRIDE, 5, 5, 3);
            double emitted = 0;
            for (int c = 0; c < GRID.cells(); c++) emitted += flux[c * STRIDE + 3] * GRID.areaM2(c) * 3600e-6;
            Meteorology.Fields begin = Winds.random(GRID, LEVELS, 0, 7);
            final double before = model.totalMoles(co2, begin.surfacePressurePa())[3];
            double expected = before;
            double gross = 0;
            for (int hour = 0; hour < 24; hour++) {
                final Meteorology.Fields end = Winds.random(GRID, LEVELS, hour + 1, 7);
                model.advanceHour(begin, end, co2, flux, inflow);
                final double net = model.netInflowMoles()[3];
                expected += emitted + net;
                gross += Math.abs(net) + emitted;
                begin = end;
            }
            final double after = model.totalMoles(co2, begin.surfacePressurePa())[3];
            assertThat(gross).isGreaterThan(0.01 * before);
            assertThat(after - expected).isBetween(-1e-7 * before, 1e-7 * before);
        }
    }

    static float[] noise(int size, double mean, double amplitude, long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final float[] array = new float[size];
        for (int i = 0; i < size; i++) array[i] = (float) (mean + amplitude * (2 * random.nextDouble() - 1));
        return array;
    }
}
