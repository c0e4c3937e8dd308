package org.fluxwatch.assimilate.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class SyntheticCo2Test {
    private static final SigmaLevels LEVELS = new SigmaLevels(java.util.List.of(1.0, 0.97, 0.7, 0.3, 0.1, 0.0), 100);
    private static final SyntheticCo2 CO2 = new SyntheticCo2(2019);

    private static double[] profile(GlobalCo2 co2, Instant time, double latitude, double longitude) {
        final double[] ppm = new double[LEVELS.nz()];
        co2.profile(time, latitude, longitude, LEVELS, 101_325, ppm);
        return ppm;
    }

    @Law(tries = 300)
    void isPlausibleAndSmoothEverywhere(
            @Range(min = -89, max = 89) double latitude,
            @Range(min = -180, max = 179.9) double longitude,
            @Range(min = 0, max = 8760) int hour) {
        final Instant time = Midsummer.hour(LocalDate.of(2019, 1, 1), hour);
        final double[] here = profile(CO2, time, latitude, longitude);
        final double[] near = profile(CO2, time, latitude + 0.5, longitude + 0.5);
        final double[] later = profile(CO2, time.plusSeconds(3600), latitude, longitude);
        for (int k = 0; k < here.length; k++) {
            assertThat(here[k]).isBetween(400.0, 420.0);
            assertThat(near[k]).isCloseTo(here[k], within(0.5));
            assertThat(later[k]).isCloseTo(here[k], within(0.2));
        }
    }

    @Test
    void northernSpringHasMoreThanNorthernAutumn() {
        double difference = 0;
        for (int longitude = -180; longitude < 180; longitude += 20)
            difference += (profile(CO2, Midsummer.hour(LocalDate.of(2019, 5, 1), 0), 50, longitude)[0]
                            - profile(CO2, Midsummer.hour(LocalDate.of(2019, 10, 30), 0), 50, longitude)[0])
                    / 18;
        assertThat(difference).isBetween(3.0, 9.0);
    }

    @Test
    void growsByAboutTwoAndAHalfPpmAYear() {
        double growth = 0;
        for (int longitude = -180; longitude < 180; longitude += 20)
            growth += (profile(CO2, Midsummer.hour(LocalDate.of(2020, 6, 1), 0), 35, longitude)[0]
                            - profile(CO2, Midsummer.hour(LocalDate.of(2019, 6, 1), 0), 35, longitude)[0])
                    / 18;
        assertThat(growth).isCloseTo(2.5, within(0.7));
    }

    @Test
    void disturbedDiffersByAboutTheGivenError() {
        double squares = 0;
        int count = 0;
        for (int seed = 0; seed < 6; seed++) {
            final SyntheticCo2 truth = SyntheticCo2.disturbed(2019, seed, 0.8);
            for (int latitude = -60; latitude <= 60; latitude += 12)
                for (int longitude = -180; longitude < 180; longitude += 15)
                    for (int d = 0; d < 3; d++) {
                        final Instant time = Midsummer.hour(Midsummer.DAY.plusDays(20 * d), 0);
                        final double error = profile(truth, time, latitude, longitude)[0]
                                - profile(CO2, time, latitude, longitude)[0];
                        squares += error * error;
                        count++;
                    }
        }
        assertThat(Math.sqrt(squares / count)).isCloseTo(0.8, within(0.2));
    }
}
