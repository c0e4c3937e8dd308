package org.fluxwatch.assimilate.filter.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class InflowEnsembleTest {
    private static final Grid GRID = new LatLonGrid(106, 26, 2, 8, 7);
    private static final Grid WIDE = new LatLonGrid(0, -60, 4, 40, 30);
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.6, 0.0), 4000);
    private static final Lanes LANES = new Lanes(8);
    private static final double SD_PPM = 0.5;
    private static final GlobalCo2 UNIFORM = new GlobalCo2() {
        @Override
        public void profile(
                Instant time,
                double latitude,
                double longitude,
                SigmaLevels levels,
                double surfacePressurePa,
                double[] ppm) {
            java.util.Arrays.fill(ppm, 400);
        }

        @Override
        public String description(java.time.LocalDate day) {
            return "400 ppm everywhere";
        }
    };

    private static InflowEnsemble inflow(Grid grid) {
        return new InflowEnsemble(
                grid,
                LEVELS,
                LANES,
                UNIFORM,
                new Co2Noise.Correlated(new CorrelatedNoise(grid, 250), SD_PPM),
                5,
                NumericsPool.CALLER);
    }

    private static InflowEnsemble proportional(Grid grid) {
        return new InflowEnsemble(
                grid, LEVELS, LANES, UNIFORM, new Co2Noise.Proportional(0.05), 5, NumericsPool.CALLER);
    }

    @Test
    void jdasNoiseIsAShareOfTheConcentrationAndItsOwnInEveryLayerAndCell() {
        final InflowEnsemble inflow = proportional(WIDE);
        final float[] ppm = at(inflow, Tiny.hour(Tiny.START, 5));
        double squares = 0;
        double betweenLayers = 0;
        double betweenCells = 0;
        final int row = 2 * LANES.stride();
        for (int g = 0; g + 2 * row <= ppm.length; g += row)
            for (int n = 0; n < 8; n++) {
                final double error = ppm[g + n] - 400;
                squares += error * error;
                betweenLayers += error * (ppm[g + LANES.stride() + n] - 400);
                betweenCells += error * (ppm[g + row + n] - 400);
            }
        final double count = 7 * (ppm.length / row - 1);
        assertThat(squares / count).isCloseTo(20 * 20, Percentage.withPercentage(12));
        assertThat(betweenLayers / squares).isCloseTo(0, within(0.1));
        assertThat(betweenCells / squares).isCloseTo(0, within(0.1));
        for (int n = 8; n < LANES.stride(); n++) assertThat(ppm[n]).isEqualTo(400);
        assertThat(at(proportional(WIDE), Tiny.hour(Tiny.START, 5))).isEqualTo(ppm);
    }

    private static float[] at(InflowEnsemble inflow, Instant time) {
        final float[] ppm = inflow.allocate();
        inflow.at(time, new float[WIDE.cells()], ppm);
        return ppm;
    }

    @Test
    void varianceIsTheSameAtEveryHour() {
        final InflowEnsemble inflow = inflow(WIDE);
        double[] hours = new double[5];
        for (int h = 0; h < 5; h++) {
            for (int d = 0; d < 12; d++) {
                final float[] ppm = at(inflow, Tiny.hour(Tiny.START.plusDays(2 * d), 6 * h));
                for (int g = 0; g < ppm.length; g += LANES.stride())
                    for (int n = 0; n < 8; n++) hours[h] += Math.pow(ppm[g + n] - 400, 2);
            }
            hours[h] /= 12 * 7 * (inflow.allocate().length / LANES.stride());
            assertThat(hours[h]).as("hour %d", 6 * h).isCloseTo(SD_PPM * SD_PPM, Percentage.withPercentage(7));
        }
    }

    @Test
    void errorTurnsSmoothlyAcrossMidnight() {
        final InflowEnsemble inflow = inflow(GRID);
        final float[] before = at(inflow, Tiny.hour(Tiny.START, 24).minusSeconds(1));
        final float[] after = at(inflow, Tiny.hour(Tiny.START, 24));
        for (int i = 0; i < before.length; i++) assertThat(after[i]).isCloseTo(before[i], within(2e-4f));
    }

    @Test
    void errorOfOneDayIsNotThatOfTheNext() {
        final InflowEnsemble inflow = inflow(WIDE);
        final float[] today = at(inflow, Tiny.hour(Tiny.START, 0));
        final float[] tomorrow = at(inflow, Tiny.hour(Tiny.START, 24));
        double products = 0;
        for (int i = 0; i < today.length; i++) products += (today[i] - 400) * (tomorrow[i] - 400);
        assertThat(products / (today.length / 2.0) / (SD_PPM * SD_PPM)).isCloseTo(0, within(0.1));
    }

    @Test
    void lanesWithoutPerturbationAreTheGlobalFieldAndSoIsTheMembersMean() {
        final float[] ppm = at(inflow(GRID), Tiny.hour(Tiny.START, 7.5));
        for (int g = 0; g < ppm.length; g += LANES.stride()) {
            double mean = 0;
            for (int n = 0; n < 8; n++) mean += ppm[g + n] / 8.0;
            assertThat(mean).isCloseTo(400, within(1e-4));
            for (int n = 8; n < LANES.stride(); n++) assertThat(ppm[g + n]).isEqualTo(400);
        }
    }

    @Law(tries = 20)
    void bitsDoNotDependOnWhatWasAskedBefore(long seed, @Range(min = 1, max = 6) int size) {
        final InflowEnsemble asked = inflow(GRID);
        for (int hour : new SplittableRandom(seed).ints(size, 0, 101).toArray()) {
            final Instant time = Tiny.hour(Tiny.START, hour);
            assertThat(at(asked, time)).isEqualTo(at(inflow(GRID), time));
        }
    }
}
