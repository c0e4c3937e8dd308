package org.fluxwatch.assimilate.inversion.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.inversion.background.WindowBackgrounds.Observed;
import org.fluxwatch.assimilate.inversion.background.WindowBackgrounds.Reach;
import org.fluxwatch.assimilate.inversion.background.WindowBackgrounds.Rule;
import org.fluxwatch.contract.grid.Sphere;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowBackgroundsTest {
    private static final double EXACT = 1e-12;

    private static Observed at(int day, double latitude, double longitude, double ppm) {
        return new Observed(Scene.hour(Scene.START.plusDays(day), 5), latitude, longitude, ppm, false);
    }

    private static double[] first(Rule rule, Observed... observations) {
        return five(new WindowBackgrounds(rule, List.of(observations)), 0);
    }

    /// The paper's: Grid_50, Grid_60, Lati_30, Lati_60, Lati_80.
    private static double[] five(WindowBackgrounds windows, int observation) {
        return new double[] {
            windows.ppm(observation, Reach.AROUND, 50),
            windows.ppm(observation, Reach.AROUND, 60),
            windows.ppm(observation, Reach.BAND, 30),
            windows.ppm(observation, Reach.BAND, 60),
            windows.ppm(observation, Reach.BAND, 80)
        };
    }

    @Test
    void percentilesLieLinearlyBetweenOrderStatistics() {
        final double[] four = {400, 401, 403, 407};
        assertThat(WindowBackgrounds.percentile(four, 50)).isCloseTo(402, within(EXACT));
        assertThat(WindowBackgrounds.percentile(four, 60)).isCloseTo(402.6, within(EXACT));
        assertThat(WindowBackgrounds.percentile(four, 30)).isCloseTo(400.9, within(EXACT));
        assertThat(WindowBackgrounds.percentile(four, 80)).isCloseTo(404.6, within(1e-9));
        assertThat(WindowBackgrounds.percentile(new double[] {400}, 80)).isEqualTo(400);
    }

    @Test
    void theFiveAreMedianAndSixtyAroundThePlaceAndThreeOfTheBand() {
        final double[] ppm = first(
                Rule.CENTRED,
                at(0, 31, 110, 400),
                at(1, 32, 110, 401),
                at(-3, 31, 111, 403),
                at(3, 33, 110, 407), // 2 degrees north
                at(0, 33.1, 110, 420), // beyond them, in the band
                at(0, 29.9, 110, 380)); // within them, in the band to the south
        assertThat(ppm[0]).isCloseTo(401, within(EXACT)); // 380 400 401 403 407
        assertThat(ppm[1]).isCloseTo(401.8, within(EXACT));
        assertThat(ppm[2]).isCloseTo(401.4, within(1e-9)); // 400 401 403 407 420
        assertThat(ppm[3]).isCloseTo(404.6, within(1e-9));
        assertThat(ppm[4]).isCloseTo(409.6, within(1e-9));
    }

    @Test
    void aCentredWindowHasThreeDaysOnEitherSideATrailingOneSixBefore() {
        final List<Observed> observations = new ArrayList<>();
        for (int day = -8; day <= 8; day++) observations.add(at(day, 30, 110, 400 + day));
        final int today = 8;
        assertThat(five(new WindowBackgrounds(Rule.CENTRED, observations), today)[0])
                .isEqualTo(400);
        assertThat(five(new WindowBackgrounds(Rule.TRAILING, observations), today)[0])
                .isEqualTo(397);
        assertThat(Rule.CENTRED.daysAfter()).isEqualTo(3);
        assertThat(Rule.TRAILING.daysAfter()).isZero();
    }

    @Test
    void aWindowWithoutOthersIsEmpty() {
        assertThat(first(Rule.CENTRED, at(0, 30, 110, 400), at(4, 30, 110, 401), at(0, 40, 110, 402)))
                .containsOnly(Double.NaN);
        final double[] onlyBand = first(Rule.CENTRED, at(0, 30, 110, 400), at(0, 30, 120, 402));
        assertThat(onlyBand[0]).isNaN();
        assertThat(onlyBand[1]).isNaN();
        assertThat(onlyBand[3]).isCloseTo(401.2, within(1e-9));
    }

    @Test
    void aWithheldObservationIsInNobodysWindowButHasItsOwn() {
        final Observed withheld = new Observed(Scene.hour(Scene.START, 5), 30, 110, 500, true);
        assertThat(first(Rule.CENTRED, at(0, 30, 110, 400), withheld)).containsOnly(Double.NaN);
        assertThat(first(Rule.CENTRED, withheld, at(0, 30, 110, 400))).containsOnly(400);
    }

    @Test
    void placesAcrossTheDateLineAreNeighbours() {
        final double[] ppm = first(Rule.CENTRED, at(0, 1, 179.5, 400), at(0, 1, -179.5, 402), at(0, 1, -175, 450));
        assertThat(ppm[0]).isCloseTo(401, within(EXACT));
    }

    @Test
    void bandsMeetAtTheirSouthernEdgeAndCrossTheEquator() {
        final double[] north = first(Rule.CENTRED, at(0, 0, 10, 400), at(0, 4.9, 50, 402), at(0, -0.1, 90, 410));
        assertThat(north[3]).isCloseTo(401.2, within(1e-9));
        final double[] south = first(Rule.CENTRED, at(0, -0.1, 10, 400), at(0, -5, 50, 402), at(0, 0, 90, 410));
        assertThat(south[3]).isCloseTo(401.2, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void sortingByDayAndLatitudeFindsWhatALookAtAllFinds(Rule rule) {
        final SplittableRandom random = new SplittableRandom(1);
        final List<Observed> observations = new ArrayList<>();
        for (int n = 0; n < 1500; n++)
            observations.add(new Observed(
                    Scene.hour(Scene.START, random.nextDouble(24 * 25)),
                    random.nextDouble(20, 50),
                    random.nextDouble(100, 125),
                    random.nextDouble(395, 415),
                    random.nextInt(10) == 0));
        final WindowBackgrounds windows = new WindowBackgrounds(rule, observations);
        for (int n = 0; n < observations.size(); n += 7) {
            final Observed one = observations.get(n);
            final double[] around = observations.stream()
                    .filter(other -> !other.withheld()
                            && inWindow(rule, one, other)
                            && Sphere.distanceKm(one.latitude(), one.longitude(), other.latitude(), other.longitude())
                                    <= 222.39)
                    .mapToDouble(Observed::ppm)
                    .sorted()
                    .toArray();
            if (around.length > (one.withheld() ? 0 : 1))
                assertThat(five(windows, n)[1]).isEqualTo(WindowBackgrounds.percentile(around, 60));
            else assertThat(five(windows, n)[1]).isNaN();
            final double[] band = observations.stream()
                    .filter(other -> !other.withheld()
                            && inWindow(rule, one, other)
                            && Math.floor(other.latitude() / 5) == Math.floor(one.latitude() / 5))
                    .mapToDouble(Observed::ppm)
                    .sorted()
                    .toArray();
            assertThat(five(windows, n)[4]).isEqualTo(WindowBackgrounds.percentile(band, 80));
        }
    }

    private static boolean inWindow(Rule rule, Observed one, Observed other) {
        final long days = Math.floorDiv(other.time().getEpochSecond(), 86_400L)
                - Math.floorDiv(one.time().getEpochSecond(), 86_400L);
        return switch (rule) {
            case CENTRED -> Math.abs(days) <= 3;
            case TRAILING -> days <= 0 && days >= -6;
        };
    }

    @Test
    void aYearTakesSecondsAtMost() {
        final SplittableRandom random = new SplittableRandom(1);
        final List<Observed> observations = new ArrayList<>();
        for (int n = 0; n < 20_000; n++)
            observations.add(at(
                    random.nextInt(365),
                    random.nextDouble(18, 53),
                    random.nextDouble(75, 135),
                    random.nextDouble(395, 415)));
        final long t0 = System.nanoTime();
        final WindowBackgrounds windows = new WindowBackgrounds(Rule.CENTRED, observations);
        double sum = 0;
        for (int n = 0; n < observations.size(); n++)
            sum += Arrays.stream(five(windows, n)).filter(Double::isFinite).sum();
        assertThat(sum).isPositive();
        assertThat(System.nanoTime() - t0).isLessThan(10_000_000_000L);
    }
}
