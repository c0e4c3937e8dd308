package org.fluxwatch.assimilate.filter.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.DEFAULTS;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.many;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Superobservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shares of single observations in the increments of regions' fluxes.
class DaySharesTest {
    private static final String KIND = "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_KIND";
    private static final String LAG = "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_LAG_DAYS";
    private static final String FILTER = "FLUXWATCH_ASSIMILATE_FILTER_";
    private static final Map<String, String> PERTURBED = Map.of(FILTER + "UPDATE", "perturbed-observations");
    private static final Map<String, String> PRINTED =
            Map.of(KIND, "jdas", "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_JDAS_BETA", "5");

    /// Shares are floats, and so are the members' factors after each hour and the fluxes that totals
    /// are summed of: each is off by up to 6e-8 of itself. Measured, of the region's flux: 2e-8 of a
    /// day, 7e-8 of a smoothed one.
    private static final double ROUNDING = 1e-7;

    static Stream<Map<String, String>> choices() {
        return Stream.of(
                DEFAULTS,
                PERTURBED,
                Map.of(LAG, "0"),
                PRINTED,
                Map.of(KIND, "jdas-normalised"),
                both(Map.of(KIND, "jdas-normalised"), PERTURBED),
                Map.of(FILTER + "LOCALIZATION", "none"),
                Map.of(FILTER + "FLUX_LOCALIZATION_KM", "300.0"),
                Map.of(FILTER + "INFLATION_KIND", "rtps", FILTER + "INFLATION_ALPHA", "0.4"),
                Map.of(FILTER + "INFLATION_KIND", "multiplicative", FILTER + "INFLATION_FACTOR", "1.1"));
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        final Map<String, String> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static double mean(List<Double> members) {
        return members.stream().mapToDouble(n -> n).average().orElseThrow();
    }

    private static double background(RegionFlux region) {
        return mean(region.members().background());
    }

    /// What all of a day's observations have added to a region's flux, TgC per day.
    private static double sum(DayResult day, int daysBack, int region) {
        double sum = 0;
        for (Innovation innovation : day.innovations()) {
            final float[] values = innovation.ofFilter().shares().values();
            if (values.length > 0) sum += values[daysBack * day.regions().size() + region];
        }
        return sum;
    }

    private static double scale(RegionFlux region) {
        return Math.max(
                1,
                Math.abs(region.priorTgCPerDay())
                        + region.priorSpreadTgCPerDay()
                        + Math.abs(region.analysisTgCPerDay()));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void sumToTheIncrementOfEveryRegion(Map<String, String> choice) {
        final DayResult day = run(choice, 1, many());
        assertThat(day.regions()).hasSizeGreaterThan(1);
        for (int r = 0; r < day.regions().size(); r++) {
            final RegionFlux region = day.regions().get(r);
            final double increment = region.analysisTgCPerDay() - background(region);
            assertThat(Math.abs(increment)).isGreaterThan(1e-5);
            assertThat(sum(day, 0, r)).as(region.region()).isCloseTo(increment, within(ROUNDING * scale(region)));
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void areTheSameBitsWhateverTheThreads(Map<String, String> choice) {
        assertThat(run(choice, 2, many()).innovations())
                .isEqualTo(run(choice, 1, many()).innovations());
    }

    @Test
    void onlyTheAssimilatedHaveAny() {
        final List<Superobservation> observations = new ArrayList<>(many());
        observations.add(Tiny.observation("gated", 6.25, 500));
        observations.add(Tiny.observation("outside", Tiny.START, 6.25, 10, 10, 409, false));
        final DayResult day = run(observations);
        assertThat(day.innovations()).extracting(Innovation::status).contains(Status.GATED, Status.WITHHELD);
        for (Innovation innovation : day.innovations())
            assertThat(innovation.ofFilter().shares().values())
                    .as(innovation.observation().id() + " " + innovation.status())
                    .hasSize(
                            innovation.status() == Status.ASSIMILATED
                                    ? 8 * day.regions().size()
                                    : 0);
    }

    /// Where errors are not shared, an observation that comes last changes nothing but what it adds itself: the
    /// analysis with it less the one without it is its share. Those that share one with it would weigh more
    /// without it.
    @ParameterizedTest
    @MethodSource("choices")
    void areWhatTheAnalysisGainsByOneMoreObservation(Map<String, String> updateAndForecast) {
        final Map<String, String> choice = both(updateAndForecast, Map.of(FILTER + "REPRESENTATION_LENGTH_KM", "0"));
        final List<Superobservation> inOrder = many().stream()
                .sorted(Comparator.comparing(Superobservation::time).thenComparing(Superobservation::id))
                .limit(12)
                .toList();
        DayResult before = run(choice, 1, List.of());
        for (int k = 1; k <= inOrder.size(); k++) {
            final DayResult after = run(choice, 1, inOrder.subList(0, k));
            final Innovation last = after.innovations().getLast();
            assertThat(last.observation().id()).isEqualTo(inOrder.get(k - 1).id());
            for (int r = 0; r < after.regions().size(); r++) {
                final RegionFlux region = after.regions().get(r);
                final double gained =
                        region.analysisTgCPerDay() - before.regions().get(r).analysisTgCPerDay();
                final float[] share = last.ofFilter().shares().values();
                assertThat(share.length == 0 ? 0.0 : share[r]).isCloseTo(gained, within(ROUNDING * scale(region)));
            }
            before = after;
        }
    }

    private static List<Superobservation> of(LocalDate day) {
        final Random random = new Random(day.toEpochDay());
        final List<Superobservation> observations = new ArrayList<>();
        for (int n = 0; n < 20; n++)
            observations.add(Tiny.observation(
                    "id-" + n,
                    day,
                    random.nextDouble(24),
                    random.nextDouble(28, 38),
                    random.nextDouble(108, 120),
                    random.nextDouble(407, 411),
                    n % 7 == 0));
        return observations;
    }

    @ParameterizedTest
    @MethodSource("updates")
    void ofADayAndThoseAfterItSumToTheSmoothedIncrement(Map<String, String> update) {
        final int lag = 2;
        try (NumericsPool pool = new NumericsPool(2)) {
            final DomainModel model = Tiny.model(Tiny.settings(both(update, Map.of(LAG, "" + lag))), pool);
            EnsembleState state = model.initialState(Tiny.START);
            final List<DayResult> days = new ArrayList<>();
            for (int d = 0; d < 5; d++) {
                final DayCycle cycle = new DayCycle(model, state, 0, of(Tiny.START.plusDays(d)), DayStations.NONE);
                while (!cycle.finished()) cycle.runHour();
                days.add(cycle.result());
                state = days.getLast().state();
            }
            for (int d = 0; d + lag < days.size(); d++)
                for (int r = 0; r < days.get(d).regions().size(); r++) {
                    final RegionFlux first = days.get(d).regions().get(r);
                    final RegionFlux smoothed =
                            days.get(d + lag).smoothed().orElseThrow().regions().get(r);
                    double sum = 0;
                    for (int b = 0; b <= lag; b++) sum += sum(days.get(d + b), b, r);
                    assertThat(Math.abs(sum - sum(days.get(d), 0, r))).isGreaterThan(1e-4);
                    assertThat(sum)
                            .as(first.region() + " " + d)
                            .isCloseTo(
                                    smoothed.analysisTgCPerDay() - background(first), within(ROUNDING * scale(first)));
                }
        }
    }

    static Stream<Map<String, String>> updates() {
        return Stream.of(DEFAULTS, PERTURBED);
    }

    @Test
    void ofDaysBeforeTheFirstAreNothing() {
        final DayResult day = run(many());
        for (int b = 1; b <= 7; b++)
            for (int r = 0; r < day.regions().size(); r++)
                assertThat(sum(day, b, r)).isZero();
    }
}
