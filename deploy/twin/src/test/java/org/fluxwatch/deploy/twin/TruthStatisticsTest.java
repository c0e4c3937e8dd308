package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/// What the statistics say of two places and times, against draws of the fields themselves with many seeds.
class TruthStatisticsTest {
    private static final int SEEDS = 8_000;
    private static final double NOISE = 4 / Math.sqrt(SEEDS);
    private static final Instant FROM = Instant.parse("2019-05-01T00:00:00Z");
    private static final double SECONDS = FROM.getEpochSecond();
    private static final double DAY = 86_400;
    private static final Grid GRID = new StereographicGrid(35, 116, 128, 30, 24);
    private static final int HERE = GRID.cell(11, 9);

    private static double product(double[] one, double[] other) {
        double product = 0;
        for (int at = 0; at < one.length; at++) product += one[at] * other[at];
        return product;
    }

    private static double[] answers(NoiseCorners corners, double seconds, int cell) {
        final double[] answers = new double[corners.variables()];
        corners.add(seconds, cell, 1, answers, 0);
        return answers;
    }

    @Test
    void latticeNoiseHasVarianceOneAndTheCovarianceOfItsDraws() {
        final NoiseCorners corners = new NoiseCorners(1200, 240, GRID, FROM, FROM.plusSeconds(30 * 86_400));
        for (int cell : new int[] {GRID.cell(13, 9), GRID.cell(16, 12), GRID.cell(29, 23)})
            for (double days : new double[] {0, 4.5, 12}) {
                final double[] here = answers(corners, SECONDS + 2 * DAY, HERE);
                final double[] there = answers(corners, SECONDS + (2 + days) * DAY, cell);
                double sum = 0;
                for (int seed = 0; seed < SEEDS; seed++) {
                    final CorrelatedNoise noise = new CorrelatedNoise(HashNoise.mix(seed), 1200, 240);
                    sum += noise.at(SECONDS + 2 * DAY, GRID.latitude(HERE), GRID.longitude(HERE))
                            * noise.at(SECONDS + (2 + days) * DAY, GRID.latitude(cell), GRID.longitude(cell));
                }
                assertThat(product(here, here)).isCloseTo(1, within(1e-12));
                assertThat(product(here, there)).isCloseTo(sum / SEEDS, within(NOISE));
            }
    }

    private static double inflowError(
            GlobalCo2 disturbed, GlobalCo2 plain, double latitude, double longitude, double t) {
        final SigmaLevels levels = new SigmaLevels(List.of(1.0, 0.999, 0.0), 4000);
        final double[] real = new double[2];
        final double[] known = new double[2];
        final Instant time = Instant.ofEpochSecond((long) t);
        disturbed.profile(time, latitude, longitude, levels, SigmaLevels.STANDARD_PA, real);
        plain.profile(time, latitude, longitude, levels, SigmaLevels.STANDARD_PA, known);
        return real[0] - known[0];
    }

    @Test
    void inflowHasTheCovarianceOfItsDraws() {
        final GlobalCo2 plain = new SyntheticCo2(1);
        final double[][] places = {{30, 100, 0}, {33, 104, 0}, {30, 112, 2}, {48, 131, 0}, {30, 100, 11}, {22, 96, 25}};
        for (double[] place : places) {
            final double[] here = new double[WaveParts.COUNT];
            final double[] there = new double[WaveParts.COUNT];
            WaveParts.add(30, 100, SECONDS, 1, here, 0);
            WaveParts.add(place[0], place[1], SECONDS + place[2] * DAY, 1, there, 0);
            double sum = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                final GlobalCo2 disturbed = SyntheticCo2.disturbed(1, seed, 1);
                sum += inflowError(disturbed, plain, 30, 100, SECONDS)
                        * inflowError(disturbed, plain, place[0], place[1], SECONDS + place[2] * DAY);
            }
            assertThat(product(here, here)).isCloseTo(1, within(1e-12));
            assertThat(product(here, there)).isCloseTo(sum / SEEDS, within(NOISE));
        }
    }

    @Test
    void neighbouringRetrievalsShareMostOfTheirRegionalErrorAndFarOnesNone() {
        final double[] covariance = TruthStatistics.sharedRetrievalErrors(
                new double[] {SECONDS, SECONDS + 60, SECONDS + 2 * DAY},
                new double[] {30, 30.2, 30},
                new double[] {110, 110, 110});
        for (int o = 0; o < 3; o++) assertThat(covariance[4 * o]).isCloseTo(0.09, within(1e-12));
        assertThat(covariance[1]).isEqualTo(covariance[3]).isBetween(0.08, 0.09);
        assertThat(covariance[2]).isZero();
    }

    @Test
    void aWorldOfExactAirHasNoErrorOfInflow() {
        final double[] answers = new double[WaveParts.COUNT];
        final TruthStatistics exact = new TruthStatistics(domain(), WorldKind.of("exact-air"), 1, 2);
        exact.addAir(30, 100, 90_000, (long) SECONDS, 1, answers);
        assertThat(answers).containsOnly(0);
        new TruthStatistics(domain(), WorldKind.of("inflow-error=0.4"), 1, 2)
                .addAir(30, 100, SigmaLevels.STANDARD_PA, (long) SECONDS, 1, answers);
        assertThat(product(answers, answers)).isCloseTo(0.16, within(1e-12));
    }

    private static DomainSettings domain() {
        return SettingsLoader.parse("domains: {here: {" + World.INPUTS + "}}", "here", Map.of())
                .domain("here");
    }

    /// The sums over correlations of draws, along a meridian and in time, are those that a filter is told.
    @Test
    void lengthAndMemoryHaveTheSumOfTheCorrelationsOfDraws() {
        final int steps = 40;
        double along = 0;
        double late = 0;
        final int draws = 4000;
        for (int seed = 0; seed < draws; seed++) {
            final CorrelatedNoise noise =
                    new CorrelatedNoise(HashNoise.mix(seed, 77), TruthFlux.FACTOR_LENGTH_KM, TruthFlux.FACTOR_HOURS);
            // places and times apart from each other, so that all of the lattice is met
            final double latitude = -50 + 100.0 * seed / draws;
            final double longitude = 360 * HashNoise.uniform(seed, 1) - 180;
            final double seconds = SECONDS + 200 * DAY * HashNoise.uniform(seed, 2);
            final double here = noise.at(seconds, latitude, longitude);
            for (int step = 0; step < steps; step++) {
                final double part = (step + 0.5) / steps * 2.2;
                late += here * noise.at(seconds + part * 60 * DAY, latitude, longitude) * 60 * 2.2 / steps / draws;
                along += here
                        * noise.at(seconds, latitude + Math.toDegrees(part * 1200 / 6371), longitude)
                        * 1200
                        * 2.2
                        / steps
                        / draws;
            }
        }
        assertThat(late).isCloseTo(TruthStatistics.factorMemoryDays(), withinPercentage(10));
        assertThat(along / Math.sqrt(Math.PI / 2))
                .isCloseTo(TruthStatistics.factorCorrelationKm(), withinPercentage(10));
    }
}
