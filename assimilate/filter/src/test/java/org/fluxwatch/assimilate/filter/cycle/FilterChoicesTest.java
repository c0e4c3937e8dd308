package org.fluxwatch.assimilate.filter.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.DEFAULTS;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.assertSameBits;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.background;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.many;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.run;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.spread;
import static org.fluxwatch.assimilate.filter.cycle.DayCycleTest.withheld;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.forecast.FilterDivergedException;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.HourAir;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Superobservation;
import org.junit.jupiter.api.Test;

/// What the settings of the filter do to a day: update, localization, inflation, radii, gate, and the bounds at which
/// it stops.
class FilterChoicesTest {
    /// With what message hour 5 ends.
    private static String stopped(Map<String, String> overrides, Superobservation observation) {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(overrides), pool);
            final DayCycle cycle =
                    new DayCycle(model, model.initialState(Tiny.START), 0, List.of(observation), DayStations.NONE);
            for (int h = 0; h < 5; h++) cycle.runHour();
            final String[] message = new String[1];
            assertThatThrownBy(cycle::runHour)
                    .isInstanceOfSatisfying(FilterDivergedException.class, e -> message[0] = e.getMessage());
            assertThatThrownBy(cycle::result).hasMessageContaining("5 of 24 hours");
            return message[0];
        }
    }

    private static Innovation.Filter filter(Innovation innovation) {
        return (Innovation.Filter) innovation.diagnostics();
    }

    @Test
    void aSpreadBeyondItsBoundStopsTheDay() {
        final Map<String, String> tight = Map.of("FLUXWATCH_ASSIMILATE_FILTER_STOP_SPREAD_PPM", "0.001");
        assertThat(stopped(tight, withheld("wide", 5.2, 409)))
                .matches("on 2019-06-01 in hour 5 UTC the simulated XCO2 of wide has a spread of [01]\\.\\d+ ppm, "
                        + "expected at most assimilate\\.filter\\.stop-spread-ppm 0\\.001");
    }

    @Test
    void aSpreadOfTheLowestLayerBeyondItsBoundStopsTheDay() {
        final double column = filter(
                        run(List.of(withheld("probe", 5.2, 409))).innovations().getFirst())
                .spreadPpm();
        // the lowest layer varies more than the column
        final Map<String, String> between =
                Map.of("FLUXWATCH_ASSIMILATE_FILTER_STOP_SPREAD_PPM", Double.toString(1.01 * column));
        assertThat(stopped(between, Tiny.observation("wide", 5.2, background(5.2))))
                .matches("on 2019-06-01 in hour 5 UTC the column at \\d+\\.\\d\\d N \\d+\\.\\d\\d E, lowest layer, "
                        + "has a spread of \\d+\\.\\d+ ppm, expected at most .*");
    }

    @Test
    void anIncrementBeyondItsBoundStopsTheDay() {
        final Map<String, String> tight = Map.of("FLUXWATCH_ASSIMILATE_FILTER_STOP_INCREMENT_PPM", "0.001");
        assertThat(stopped(tight, Tiny.observation("far", 5.2, background(5.2) - 4)))
                .matches("on 2019-06-01 in hour 5 UTC the column at .*, lowest layer, has an increment of "
                        + "-?\\d+\\.[\\dE-]+ ppm, expected at most assimilate\\.filter\\.stop-increment-ppm 0\\.001");
    }

    @Test
    void aFluxRowThatIsNoNumberStopsTheHoursUpdate() {
        try (NumericsPool pool = new NumericsPool(2)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final EnsembleState state = model.initialState(Tiny.START);
            final HourAir air = new HourAir(model.levels, model.meteorology.at(Tiny.hour(Tiny.START, 8)));
            final CycleObservation good = CycleObservation.of(Tiny.observation("good", 7.5, 409), model.filter);
            final int column = model.grid().cellAt(36, 110);
            state.fluxRows()[
                    (model.fluxForecast().rows() * column + 1) * state.lanes().stride() + 3] = Float.NaN;
            final HourAnalysis analysis = new HourAnalysis(
                    model,
                    new AnalysisIdentity(Tiny.DOMAIN, AssimilationSystem.FILTER, Tiny.START, 0),
                    new DivergenceGuard(Tiny.START, 50, 50),
                    new DayShares(
                            model.fluxForecast, model.fluxForecast.beginDay(state, Tiny.START), model.cellRegions));
            assertThatThrownBy(() -> analysis.analyse(7, List.of(good), air, state))
                    .isInstanceOf(FilterDivergedException.class)
                    .hasMessageContainingAll("2019-06-01", "hour 7", "37.00 N 111.00 E", "NaN");
        }
    }

    @Test
    void aDayWhoseMapsHoldWhatIsNoNumberHasNoResult() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final EnsembleState state = model.initialState(Tiny.START);
            state.co2()[state.lanes().forecast()] = Float.NaN;
            final DayCycle cycle = new DayCycle(model, state, 0, List.of(), DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            assertThatThrownBy(cycle::result)
                    .isInstanceOf(FilterDivergedException.class)
                    .hasMessageContainingAll("2019-06-01", "xco2_forecast", "NaN");
        }
    }

    private static Map<String, String> inflation(String kind, String key, double value) {
        return Map.of(
                "FLUXWATCH_ASSIMILATE_FILTER_INFLATION_KIND",
                kind,
                "FLUXWATCH_ASSIMILATE_FILTER_INFLATION_" + key,
                Double.toString(value));
    }

    @Test
    void inflationIsASettingAndItsNeutralValuesChangeNoBit() {
        final DayResult none = run(many());
        for (String kind : List.of("multiplicative", "rtps", "rtpp")) {
            final String key = kind.equals("multiplicative") ? "FACTOR" : "ALPHA";
            final double neutral = key.equals("FACTOR") ? 1 : 0;
            final DayResult same = run(inflation(kind, key, neutral), 1, many());
            assertSameBits(same.state(), none.state());
            assertThat(same.innovations()).isEqualTo(none.innovations());
            final DayResult one = run(inflation(kind, key, neutral + 0.1), 1, many());
            final DayResult two = run(inflation(kind, key, neutral + 0.1), 2, many());
            assertSameBits(two.state(), one.state());
            assertThat(one.state().co2()).isNotEqualTo(none.state().co2());
            final int column = Tiny.settings(DEFAULTS)
                    .domains()
                    .get(Tiny.DOMAIN)
                    .modelGrid()
                    .cellAt(33.2, 113.7);
            assertThat(spread(one.state(), 4 * column)).isGreaterThan(spread(none.state(), 4 * column));
            // control and forecast lanes are no members
            for (int e = 0;
                    e < one.state().co2().length;
                    e += one.state().lanes().stride())
                assertThat(one.state().co2()[e + one.state().lanes().control()])
                        .isEqualTo(none.state().co2()[e + none.state().lanes().control()]);
        }
    }

    @Test
    void multiplicativeInflationShowsInTheReportedSpread() {
        final Superobservation probe = Tiny.observation("probe", 5.2, background(5.2) + 1);
        final Innovation none = run(List.of(probe)).innovations().getFirst();
        final Innovation wider = run(inflation("multiplicative", "FACTOR", 1.5), 1, List.of(probe))
                .innovations()
                .getFirst();
        assertThat(filter(wider).spreadPpm()).isCloseTo(1.5 * filter(none).spreadPpm(), within(1e-12));
        assertThat(wider.simulated().backgroundPpm()).isEqualTo(none.simulated().backgroundPpm());
        assertThat(wider.simulated().analysisPpm())
                .isGreaterThan(none.simulated().analysisPpm());
    }

    @Test
    void fluxRowsLearnWithinARadiusOfTheirOwn() {
        final List<Superobservation> late = List.of(Tiny.observation("late", 23.5, background(23.5) + 2));
        final DayResult same = run(late);
        final DayResult narrow = run(Map.of("FLUXWATCH_ASSIMILATE_FILTER_FLUX_LOCALIZATION_KM", "300.0"), 1, late);
        final Lanes lanes = same.state().lanes();
        for (int lane = 0; lane <= lanes.control(); lane++) // FC has the fluxes of the day
        assertThat(lanes.lane(narrow.state().co2(), lane))
                    .isEqualTo(lanes.lane(same.state().co2(), lane));
        final int near =
                Tiny.settings(DEFAULTS).domains().get(Tiny.DOMAIN).modelGrid().cellAt(33.2, 113.7);
        final int far =
                Tiny.settings(DEFAULTS).domains().get(Tiny.DOMAIN).modelGrid().cellAt(27, 119);
        final float[] unseen = run(List.of()).state().fluxRows();
        final int column = unseen.length / (8 * 7);
        assertThat(narrow.state().fluxRows()[near * column]).isNotEqualTo(unseen[near * column]);
        assertThat(narrow.state().fluxRows()[far * column]).isEqualTo(unseen[far * column]);
        assertThat(same.state().fluxRows()[far * column]).isNotEqualTo(unseen[far * column]);
        assertSameBits(
                run(Map.of("FLUXWATCH_ASSIMILATE_FILTER_FLUX_LOCALIZATION_KM", "2000.0"), 1, late)
                        .state(),
                same.state());
    }

    @Test
    void withoutLocalizationTheWholeDomainLearnsAndNoRadiusMatters() {
        final List<Superobservation> late = List.of(Tiny.observation("late", 23.5, background(23.5) + 2));
        final Map<String, String> near = Map.of("FLUXWATCH_ASSIMILATE_FILTER_LOCALIZATION_KM", "300.0");
        final Map<String, String> everywhere = new HashMap<>(near);
        everywhere.put("FLUXWATCH_ASSIMILATE_FILTER_LOCALIZATION", "none");
        final DayResult localized = run(near, 1, late);
        final DayResult unlocalized = run(everywhere, 2, late);
        final float[] unseen = run(List.of()).state().co2();
        final int far =
                Tiny.settings(DEFAULTS).domains().get(Tiny.DOMAIN).modelGrid().cellAt(27, 119);
        final int element = 4 * far * localized.state().lanes().stride();
        assertThat(localized.state().co2()[element]).isEqualTo(unseen[element]);
        assertThat(unlocalized.state().co2()[element]).isNotEqualTo(unseen[element]);
        everywhere.put("FLUXWATCH_ASSIMILATE_FILTER_FLUX_LOCALIZATION_KM", "10.0");
        assertSameBits(run(everywhere, 1, late).state(), unlocalized.state());
    }

    @Test
    void perturbedObservationsAreASettingAndAReplayDrawsTheSame() {
        final Map<String, String> perturbed = Map.of("FLUXWATCH_ASSIMILATE_FILTER_UPDATE", "perturbed-observations");
        final DayResult once = run(perturbed, 1, many());
        assertSameBits(run(perturbed, 2, many()).state(), once.state());
        final DayResult squareRoot = run(many());
        assertThat(once.state().co2()).isNotEqualTo(squareRoot.state().co2());
        final Map<String, String> otherSeed = new HashMap<>(perturbed);
        otherSeed.put("FLUXWATCH_ASSIMILATE_ENSEMBLE_SEED", "77");
        assertThat(run(otherSeed, 1, many()).state().co2())
                .isNotEqualTo(once.state().co2());
        // one observation moves the mean alike, whatever was drawn
        final List<Superobservation> probe = List.of(Tiny.observation("probe", 23.5, background(23.5) + 2));
        assertThat(run(perturbed, 1, probe).innovations().getFirst().simulated().analysisPpm())
                .isCloseTo(run(probe).innovations().getFirst().simulated().analysisPpm(), within(1e-4));
    }

    @Test
    void theGateCountsInStandardDeviationsToo() {
        final Superobservation probe = Tiny.observation("probe", 5.2, background(5.2) + 3);
        final Innovation without = run(List.of(probe)).innovations().getFirst();
        final double sigmas = 3
                / Math.hypot(filter(without).spreadPpm(), without.observation().errorPpm());
        for (double factor : new double[] {0.99, 1.01})
            assertThat(run(
                                    Map.of("FLUXWATCH_ASSIMILATE_FILTER_GATE_SIGMAS", Double.toString(factor * sigmas)),
                                    1,
                                    List.of(probe))
                            .innovations()
                            .getFirst()
                            .status())
                    .isEqualTo(factor < 1 ? Status.GATED : Status.ASSIMILATED);
    }
}
