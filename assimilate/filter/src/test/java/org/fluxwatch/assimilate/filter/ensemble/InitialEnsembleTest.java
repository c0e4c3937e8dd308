package org.fluxwatch.assimilate.filter.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.Test;

class InitialEnsembleTest {
    /// Cells wide apart, so that nearly all of them are draws of their own.
    private static final Grid GRID = new LatLonGrid(0, -60, 4, 40, 30);

    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.9, 0.6, 0.3, 0.0), 4000);
    private static final GlobalCo2 GLOBAL = new SyntheticCo2(3);
    private static final double SD_PPM = 1.5;

    private static EnsembleState filled(long seed) {
        return filled(new Co2Noise.Correlated(new CorrelatedNoise(GRID, 250), SD_PPM), seed);
    }

    private static EnsembleState filled(Co2Noise noise, long seed) {
        final Lanes lanes = new Lanes(8);
        final EnsembleState state = new EnsembleState(
                lanes, Tiny.START, new float[GRID.cells() * 4 * lanes.stride()], new float[0], new float[0]);
        InitialEnsemble.fill(
                state, GRID, LEVELS, new float[GRID.cells()], GLOBAL, noise, seed, LocalDate.of(2019, 6, 1));
        return state;
    }

    @Test
    void everyLayerSpreadsByTheStandardDeviationAskedFor() {
        final EnsembleState state = filled(1);
        final Lanes lanes = state.lanes();
        for (int k = 0; k < 4; k++) {
            double squares = 0;
            for (int c = 0; c < GRID.cells(); c++) {
                final int element = (c * 4 + k) * lanes.stride();
                for (int n = 0; n < 8; n++)
                    squares += Math.pow(state.co2()[element + n] - state.co2()[element + lanes.control()], 2);
            }
            assertThat(squares / 7 / GRID.cells())
                    .as("layer %d", k)
                    .isCloseTo(SD_PPM * SD_PPM, Percentage.withPercentage(8));
        }
    }

    @Test
    void lanesWithoutPerturbationAreTheGlobalFieldAndSoIsTheMembersMean() {
        final EnsembleState state = filled(1);
        final Lanes lanes = state.lanes();
        final double[] ppm = new double[4];
        for (int c = 0; c < GRID.cells(); c++) {
            GLOBAL.profile(Tiny.hour(Tiny.START, 0), GRID.latitude(c), GRID.longitude(c), LEVELS, 101_325, ppm);
            for (int k = 0; k < 4; k++) {
                final int element = (c * 4 + k) * lanes.stride();
                assertThat(state.co2()[element + lanes.control()]).isEqualTo((float) ppm[k]);
                assertThat(state.co2()[element + lanes.forecast()]).isEqualTo((float) ppm[k]);
                double mean = 0;
                for (int n = 0; n < 8; n++) mean += state.co2()[element + n] / 8.0;
                assertThat(mean).isCloseTo(ppm[k], within(1e-4));
            }
        }
    }

    @Test
    void errorsNearTheGroundAndAloftAreNotTheSame() {
        final EnsembleState state = filled(1);
        final Lanes lanes = state.lanes();
        double products = 0;
        for (int c = 0; c < GRID.cells(); c++) {
            final int low = c * 4 * lanes.stride();
            final int high = (c * 4 + 3) * lanes.stride();
            for (int n = 0; n < 8; n++)
                products += (state.co2()[low + n] - state.co2()[low + lanes.control()])
                        * (state.co2()[high + n] - state.co2()[high + lanes.control()]);
        }
        assertThat(products / (7 * GRID.cells()) / (SD_PPM * SD_PPM)).isCloseTo(0, within(0.05));
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        assertThat(filled(1).co2())
                .isEqualTo(filled(1).co2())
                .isNotEqualTo(filled(2).co2());
    }

    @Test
    void jdasNoiseIsAShareOfTheConcentrationAndItsOwnInEveryLayerAndCell() {
        final EnsembleState state = filled(new Co2Noise.Proportional(0.05), 1);
        final Lanes lanes = state.lanes();
        double squares = 0;
        double betweenNeighbours = 0;
        final int elements = GRID.cells() * 4;
        for (int e = 0; e + 1 < elements; e++) {
            final int here = e * lanes.stride();
            final int next = here + lanes.stride();
            final float mean = state.co2()[here + lanes.control()];
            final float nextMean = state.co2()[next + lanes.control()];
            double sum = 0;
            for (int n = 0; n < 8; n++) {
                final double error = (state.co2()[here + n] - mean) / mean;
                sum += error;
                squares += error * error;
                betweenNeighbours += error * (state.co2()[next + n] - nextMean) / nextMean;
            }
            assertThat(sum).isCloseTo(0, within(1e-5));
        }
        assertThat(squares / 7 / elements).isCloseTo(0.05 * 0.05, Percentage.withPercentage(3));
        assertThat(betweenNeighbours / squares).isCloseTo(0, within(0.03));
    }
}
