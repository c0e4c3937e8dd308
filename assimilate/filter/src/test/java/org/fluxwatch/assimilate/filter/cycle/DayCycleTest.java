package org.fluxwatch.assimilate.filter.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.forecast.FilterDivergedException;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.PriorFlux.Natural;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.MassBudget;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.FluxDetail.Kind;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.testing.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DayCycleTest {
    static final Map<String, String> DEFAULTS = Map.of();
    private static final Map<String, String> PRINTED = Map.of(
            "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_KIND", "jdas", "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_JDAS_BETA", "5");

    static DayResult run(List<Superobservation> observations) {
        return run(DEFAULTS, 1, observations);
    }

    static DayResult run(Map<String, String> overrides, int threads, List<Superobservation> observations) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            final DomainModel model = Tiny.model(Tiny.settings(overrides), pool);
            final DayCycle cycle =
                    new DayCycle(model, model.initialState(Tiny.START), 0, observations, DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            return cycle.result();
        }
    }

    /// The background at the place of [Tiny#observation], ppm.
    static double background(double hour) {
        return run(List.of(withheld("probe", hour, 409)))
                .innovations()
                .getFirst()
                .simulated()
                .backgroundPpm();
    }

    static Superobservation withheld(String id, double hour, double ppm) {
        return Tiny.observation(id, Tiny.START, hour, 33.2, 113.7, ppm, true);
    }

    static void assertSameBits(EnsembleState a, EnsembleState b) {
        assertThat(a.co2()).isEqualTo(b.co2());
        assertThat(a.fluxRows()).isEqualTo(b.fluxRows());
        assertThat(a.fluxMemory()).isEqualTo(b.fluxMemory());
        assertThat(a.nextDay()).isEqualTo(b.nextDay());
    }

    private static float[] field(DayResult day, String name) {
        return day.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static double memberMean(EnsembleState state, float[] values, int element) {
        double sum = 0;
        for (int n = 0; n < state.lanes().members(); n++)
            sum += values[element * state.lanes().stride() + n];
        return sum / state.lanes().members();
    }

    private static Innovation.Filter filter(Innovation innovation) {
        return (Innovation.Filter) innovation.diagnostics();
    }

    @Test
    void aDayWithoutObservationsChangesNoMeanAndHasNoIncrements() {
        final DayResult day = run(List.of());
        assertThat(day.innovations()).isEmpty();
        assertThat(day.state().nextDay()).isEqualTo(Tiny.START.plusDays(1));
        for (int e = 0; e < 2 * 56; e++)
            assertThat(memberMean(day.state(), day.state().fluxRows(), e)).isCloseTo(1, within(1e-6));
        assertThat(field(day, "flux_increment")).containsOnly(0);
        assertThat(field(day, "xco2_increment")).containsOnly(0);
        final float[] prior = field(day, "flux_prior");
        final float[] analysis = field(day, "flux_analysis");
        for (int c = 0; c < 56; c++) assertThat(analysis[c]).isCloseTo(prior[c], within(1e-5f));
    }

    @Test
    void theControlLanesMassBudgetClosesWhateverIsAssimilated() {
        final MassBudget without = run(List.of()).massBudget();
        final MassBudget with = run(many()).massBudget();
        assertThat(without.relativeResidual()).isLessThan(1e-6);
        assertThat(Math.abs(without.residualMoles())).isLessThan(1e-3 * Math.abs(without.emittedMoles()));
        assertThat(without.inflowMoles()).isNotZero();
        assertThat(with).isEqualTo(without);
    }

    @Test
    void withoutObservationsTheMembersMeanStaysNearTheForecastLane() {
        final DayResult day = run(List.of());
        final float[] analysis = field(day, "xco2_analysis");
        final float[] forecast = field(day, "xco2_forecast");
        final float[] control = field(day, "xco2_control");
        for (int c = 0; c < 56; c++) {
            assertThat(analysis[c]).isCloseTo(forecast[c], within(0.05f));
            assertThat(control[c]).isCloseTo(forecast[c], within(1e-3f));
        }
    }

    @Test
    void anObservationPullsItsSurroundingsAndReducesTheSpread() {
        final DayResult without = run(List.of());
        final double background = background(23.5);
        final DayResult with = run(List.of(Tiny.observation("high", 23.5, background + 2)));
        final Innovation innovation = with.innovations().getFirst();
        assertThat(innovation.status()).isEqualTo(Status.ASSIMILATED);
        assertThat(innovation.departurePpm()).isCloseTo(2, within(1e-6));
        assertThat(filter(innovation).spreadPpm()).isPositive();
        // s² / (s² + r) of the way, to rounding of the state
        final double s2 = Math.pow(filter(innovation).spreadPpm(), 2);
        final double gain = s2 / (s2 + Math.pow(innovation.observation().errorPpm(), 2));
        assertThat(innovation.simulated().analysisPpm())
                .isBetween(background + 0.8 * 2 * gain, background + 1.01 * 2 * gain);
        // three soundings whose errors are correlated with 0.25
        assertThat(innovation.observation().errorPpm())
                .isCloseTo(Math.hypot(0.6 * Math.sqrt(0.25 + 0.75 / 3), 0.35), within(1e-12));
        final int column =
                Tiny.settings(DEFAULTS).domains().get(Tiny.DOMAIN).modelGrid().cellAt(33.2, 113.7);
        assertThat(memberMean(with.state(), with.state().co2(), 4 * column))
                .isGreaterThan(memberMean(without.state(), without.state().co2(), 4 * column));
        assertThat(spread(with.state(), 4 * column)).isLessThan(spread(without.state(), 4 * column));
        assertThat(field(with, "xco2_increment")[column]).isPositive();
    }

    static double spread(EnsembleState state, int element) {
        final double mean = memberMean(state, state.co2(), element);
        double sum = 0;
        for (int n = 0; n < state.lanes().members(); n++)
            sum += Math.pow(state.co2()[element * state.lanes().stride() + n] - mean, 2);
        return Math.sqrt(sum / (state.lanes().members() - 1));
    }

    @Test
    void observationsThatAreNotAssimilatedLeaveNoTraceAndAreAllReported() {
        final Superobservation good = Tiny.observation("good", 5.2, background(5.2) + 1);
        final List<Superobservation> others = List.of(
                withheld("withheld", 5.3, 409),
                Tiny.observation("gated", 5.4, 440),
                Tiny.observation("edge", Tiny.START, 5.5, 27, 107, 409, false),
                Tiny.observation("edge-withheld", Tiny.START, 5.5, 27, 113, 409, true),
                Tiny.observation("outside", Tiny.START, 5.6, 10, 107, 409, false),
                Tiny.observation("yesterday", Tiny.START, -0.001, 33, 113, 409, false),
                Tiny.observation("tomorrow", Tiny.START, 24, 33, 113, 409, false));
        final DayResult alone = run(List.of(good));
        final DayResult all =
                run(Stream.concat(Stream.of(good), others.stream()).toList());
        assertSameBits(all.state(), alone.state());
        assertThat(all.innovations())
                .extracting(one -> one.observation().id(), Innovation::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("yesterday", Status.OUTSIDE_DAY),
                        org.assertj.core.groups.Tuple.tuple("good", Status.ASSIMILATED),
                        org.assertj.core.groups.Tuple.tuple("withheld", Status.WITHHELD),
                        org.assertj.core.groups.Tuple.tuple("gated", Status.GATED),
                        org.assertj.core.groups.Tuple.tuple("edge", Status.NEAR_BOUNDARY),
                        org.assertj.core.groups.Tuple.tuple("edge-withheld", Status.NEAR_BOUNDARY),
                        org.assertj.core.groups.Tuple.tuple("outside", Status.OUTSIDE_DOMAIN),
                        org.assertj.core.groups.Tuple.tuple("tomorrow", Status.OUTSIDE_DAY));
        assertThat(all.verdict().counts().values().stream().mapToInt(n -> n).sum())
                .isEqualTo(8);
        for (AnalysisField field : all.fields())
            if (!field.name().startsWith("observations_"))
                assertThat(field.values()).as(field.name()).isEqualTo(field(alone, field.name()));
    }

    @Test
    void aWithheldObservationSeesWhatTheOthersTaught() {
        final double background = background(5.2);
        final DayResult day =
                run(List.of(Tiny.observation("good", 5.2, background + 2), withheld("judge", 5.3, background + 2)));
        final Innovation judge = day.innovations().getLast();
        assertThat(judge.simulated().backgroundPpm()).isCloseTo(background, within(1e-9));
        assertThat(judge.simulated().analysisPpm()).isGreaterThan(background + 0.1);
        assertThat(day.verdict().scores().get("withheld/AN").rmsePpm())
                .isLessThan(day.verdict().scores().get("withheld/background").rmsePpm());
    }

    static List<Superobservation> many() {
        final Random random = new Random(4);
        final List<Superobservation> many = new ArrayList<>();
        for (int n = 0; n < 30; n++)
            many.add(Tiny.observation(
                    "id-" + n,
                    Tiny.START,
                    n % 5 == 0 ? 6.25 : random.nextDouble(24),
                    random.nextDouble(28, 38),
                    random.nextDouble(108, 120),
                    random.nextDouble(407, 411),
                    n % 7 == 0));
        return many;
    }

    @Law(tries = 8)
    void orderOfTheListChangesNoBit(long seed) {
        final List<Superobservation> shuffled = new ArrayList<>(many());
        Collections.shuffle(shuffled, new Random(seed));
        final DayResult expected = run(many());
        final DayResult actual = run(shuffled);
        assertSameBits(actual.state(), expected.state());
        assertThat(actual.innovations()).isEqualTo(expected.innovations());
        assertThat(actual.fields()).isEqualTo(expected.fields());
        assertThat(actual.verdict()).isEqualTo(expected.verdict());
    }

    @Test
    void threadsChangeNoBit() {
        final DayResult one = run(DEFAULTS, 1, many());
        final DayResult two = run(DEFAULTS, 2, many());
        assertSameBits(two.state(), one.state());
        assertThat(two.innovations()).isEqualTo(one.innovations());
        assertThat(two.fields()).isEqualTo(one.fields());
        assertThat(two.regions()).isEqualTo(one.regions());
    }

    @Test
    void controlLaneNeverSeesAnObservationAndTheForecastLaneOnlyThroughTheFlux() {
        for (Map<String, String> settings : List.of(DEFAULTS, PRINTED)) {
            final DayResult without = run(settings, 1, List.of());
            final DayResult with = run(settings, 1, many());
            assertThat(with.verdict().counts().get("assimilated")).isPositive();
            assertThat(field(with, "xco2_control")).isEqualTo(field(without, "xco2_control"));
            assertThat(field(with, "flux_prior")).isEqualTo(field(without, "flux_prior"));
            assertThat(field(with, "xco2_analysis")).isNotEqualTo(field(without, "xco2_analysis"));
            final Lanes lanes = with.state().lanes();
            for (int e = 0; e < with.state().co2().length; e += lanes.stride())
                assertThat(with.state().co2()[e + lanes.control()])
                        .isEqualTo(without.state().co2()[e + lanes.control()]);
        }
    }

    @ParameterizedTest
    @MethodSource("forecasts")
    void theForecastLaneIsTheRunWithTheFluxesThatTheDayPublishes(Map<String, String> forecast) {
        try (NumericsPool pool = new NumericsPool(1)) {
            final Settings settings = Tiny.settings(forecast);
            final DomainModel model = Tiny.model(settings, pool);
            final EnsembleState state = model.initialState(Tiny.START);
            final List<Superobservation> observations = new ArrayList<>(many());
            observations.add(Tiny.observation("late", 23.5, background(23.5) + 2));
            final DayCycle cycle = new DayCycle(model, state, 0, observations, DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            final DayResult day = cycle.result();

            // a run that knows nothing of the filter: the first state, winds, inflow, and fluxes of the product
            final int nz = model.levels().nz();
            final int lane = state.lanes().forecast();
            final int stride = state.lanes().stride();
            final float[] co2 = state.co2().clone();
            final float[] flux = new float[56 * stride];
            final TransportModel transport = new TransportModel(model.grid(), model.levels(), stride, pool);
            final float[] inflow = model.inflow.allocate();
            final double[] column = new double[56];
            for (int h = 0; h < 24; h++) {
                final Instant now =
                        Tiny.START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(h));
                final float[] natural = detail(day, Kind.HOUR_ANALYSIS, h);
                final PriorFlux.Fields prior = model.prior.at(now);
                for (int c = 0; c < 56; c++) flux[c * stride + lane] = natural[c] + prior.fossil()[c] + prior.fire()[c];
                final Meteorology.Fields end = model.meteorology.at(now.plus(Duration.ofHours(1)));
                model.inflow.at(now.plus(Duration.ofMinutes(30)), end.surfacePressurePa(), inflow);
                transport.advanceHour(model.meteorology.at(now), end, co2, flux, inflow);
                for (int c = 0; c < 56; c++)
                    for (int k = 0; k < nz; k++)
                        column[c] += model.levels().thickness(k) * co2[(c * nz + k) * stride + lane] / 24;
            }
            final float[] published = field(day, "xco2_forecast");
            for (int c = 0; c < 56; c++) assertThat(published[c]).isCloseTo((float) column[c], within(1e-4f));
            for (int e = 0; e < 56 * nz; e++)
                assertThat(day.state().co2()[e * stride + lane]).isEqualTo(co2[e * stride + lane]);
            assertThat(day.innovations())
                    .allSatisfy(innovation ->
                            assertThat(filter(innovation).forecastPpm()).isBetween(380.0, 440.0));
            assertThat(published).isNotEqualTo(field(day, "xco2_control"));
        }
    }

    @Test
    void aResultThatIsAskedForAgainIsTheSame() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final DayCycle cycle = new DayCycle(model, model.initialState(Tiny.START), 0, many(), DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            final DayResult first = cycle.result();
            final DayResult second = cycle.result();
            assertSameBits(second.state(), first.state());
            assertThat(second.fields()).isEqualTo(first.fields());
            assertThat(second.innovations()).isEqualTo(first.innovations());
        }
    }

    @Test
    void theStateGivenIsNotChanged() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final EnsembleState state = model.initialState(Tiny.START);
            final DayCycle cycle = new DayCycle(model, state, 0, many(), DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            assertSameBits(state, model.initialState(Tiny.START));
        }
    }

    @Test
    void aDayThatIsAbandonedAndTriedAgainGivesTheSameBits() {
        for (Map<String, String> settings : List.of(DEFAULTS, PRINTED))
            try (NumericsPool pool = new NumericsPool(1)) {
                final DomainModel model = Tiny.model(Tiny.settings(settings), pool);
                final EnsembleState state = model.initialState(Tiny.START);
                final DayCycle abandoned = new DayCycle(model, state, 0, many(), DayStations.NONE);
                for (int h = 0; h < 13; h++) abandoned.runHour();
                final DayCycle cycle = new DayCycle(model, state, 0, many(), DayStations.NONE);
                while (!cycle.finished()) cycle.runHour();
                final DayResult expected = run(settings, 1, many());
                assertSameBits(cycle.result().state(), expected.state());
                assertThat(cycle.result().innovations()).isEqualTo(expected.innovations());
            }
    }

    @Test
    void aDayNotFinishedHasNoResult() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final DayCycle cycle = new DayCycle(model, model.initialState(Tiny.START), 0, List.of(), DayStations.NONE);
            cycle.runHour();
            assertThat(cycle.hour()).isEqualTo(1);
            assertThatThrownBy(cycle::result)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2019-06-01 has run 1 of 24 hours");
        }
    }

    @Test
    void fieldsHaveNamesOfTheirOwnAndAFiniteValueInEveryCell() {
        final DayResult day = run(many());
        assertThat(day.fields()).extracting(AnalysisField::name).doesNotHaveDuplicates();
        for (AnalysisField field : day.fields()) {
            assertThat(field.values()).as(field.name()).hasSize(56);
            for (float value : field.values())
                assertThat(value).as(field.name()).isFinite();
        }
        double counted = 0;
        for (float count : field(day, "observations_assimilated")) counted += count;
        assertThat(counted).isEqualTo(day.verdict().counts().get("assimilated").doubleValue());
        assertThat(day.inputs()).containsOnlyKeys("meteorology", "prior", "boundary", "flux-forecast");
    }

    @Test
    void regionsAgreeWithTheFluxField() {
        final DayResult day = run(many());
        final var grid = Tiny.settings(DEFAULTS).domains().get(Tiny.DOMAIN).modelGrid();
        double total = 0;
        for (int c = 0; c < 56; c++) total += field(day, "flux_analysis")[c] * grid.areaM2(c) * 1.0377504e-12;
        final var domain = day.regions().stream()
                .filter(region -> region.region().equals("domain"))
                .findFirst()
                .orElseThrow();
        assertThat(domain.analysisTgCPerDay()).isCloseTo(total, within(1e-4 * Math.abs(total)));
        assertThat(domain.analysisSpreadTgCPerDay()).isPositive().isLessThan(domain.priorSpreadTgCPerDay());
    }

    static Stream<Map<String, String>> forecasts() {
        return Stream.of(DEFAULTS, PRINTED);
    }

    @ParameterizedTest
    @MethodSource("forecasts")
    void hoursAndMembersAddUpToTheDay(Map<String, String> forecast) {
        final DayResult day = run(forecast, 1, many());
        assertThat(mean(day.details(), Kind.HOUR_PRIOR, 24))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(field(day, "flux_prior"));
        assertThat(mean(day.details(), Kind.HOUR_ANALYSIS, 24))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(field(day, "flux_analysis"));
        assertThat(mean(day.details(), Kind.MEMBER, 10))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(field(day, "flux_analysis"));
    }

    private static float[] detail(DayResult day, Kind kind, int index) {
        return day.details().stream()
                .filter(detail -> detail.kind() == kind && detail.index() == index)
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static float[] mean(List<FluxDetail> details, Kind kind, int count) {
        final List<FluxDetail> of =
                details.stream().filter(detail -> detail.kind() == kind).toList();
        assertThat(of)
                .extracting(FluxDetail::index)
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        final float[] mean = new float[of.getFirst().values().length];
        for (int c = 0; c < mean.length; c++) {
            double sum = 0;
            for (FluxDetail detail : of) sum += detail.values()[c];
            mean[c] = (float) (sum / count);
        }
        return mean;
    }

    @Test
    void hoursHaveTheSpreadOfTheMembers() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final DayResult day = run(model, model.initialState(Tiny.START), many());
            final EnsembleState state = day.state();
            final int rows = model.fluxForecast.rows();
            final Natural prior = model.prior(Tiny.START).hours().get(5);
            final float[] spread = detail(day, Kind.HOUR_SPREAD, 5);
            for (int c = 0; c < spread.length; c++) {
                final double[] members = new double[state.lanes().members()];
                for (int n = 0; n < members.length; n++) {
                    final int release = c * rows * state.lanes().stride() + n;
                    members[n] = state.fluxRows()[release] * prior.release()[c]
                            + state.fluxRows()[release + state.lanes().stride()] * prior.uptake()[c];
                }
                assertThat((double) spread[c]).isCloseTo(state.lanes().spread(members, 0), within(1e-5));
            }
        }
    }

    private static DayResult run(DomainModel model, EnsembleState state, List<Superobservation> observations) {
        final DayCycle cycle = new DayCycle(model, state, 0, observations, DayStations.NONE);
        while (!cycle.finished()) cycle.runHour();
        return cycle.result();
    }

    /// Also where the model has not read the past day's prior itself, as after a restart.
    @Test
    void aCorrectedDayHasDetailsThatAddUpToIt() {
        final Map<String, String> lag = Map.of("FLUXWATCH_ASSIMILATE_FLUX_FORECAST_LAG_DAYS", "1");
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(lag), pool);
            final DayResult first = run(model, model.initialState(Tiny.START), List.of());
            final Superobservation next =
                    Tiny.observation("a", Tiny.START.plusDays(1), 6, 33.2, 113.7, background(6) + 4, false);
            final SmoothedDay corrected =
                    run(model, first.state(), List.of(next)).smoothed().orElseThrow();
            final SmoothedDay again = run(Tiny.model(Tiny.settings(lag), pool), first.state(), List.of(next))
                    .smoothed()
                    .orElseThrow();
            assertThat(again.details()).isEqualTo(corrected.details());
            assertThat(corrected.flux()).isNotEqualTo(field(first, "flux_analysis"));
            assertThat(mean(corrected.details(), Kind.HOUR_ANALYSIS, 24))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(corrected.flux());
            assertThat(mean(corrected.details(), Kind.MEMBER, 10))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(corrected.flux());
            assertThat(corrected.details(3)).allSatisfy(detail -> {
                assertThat(detail.identity().day()).isEqualTo(Tiny.START);
                assertThat(detail.identity().revision()).isEqualTo(3);
            });
            final float[] biosphere = corrected.corrected(first.fields(), 1).stream()
                    .filter(field -> field.name().equals("flux_biosphere_analysis"))
                    .findFirst()
                    .orElseThrow()
                    .values();
            for (int c = 0; c < biosphere.length; c++)
                assertThat(biosphere[c] + corrected.ocean().orElseThrow()[c])
                        .isCloseTo(corrected.flux()[c], within(1e-5f));
        }
    }

    @Test
    void biosphereAndOceanAddUpToTheNaturalFlux() {
        final DayResult day = run(many());
        for (String which : List.of("prior", "analysis")) {
            final float[] natural = field(day, "flux_" + which);
            final float[] biosphere = field(day, "flux_biosphere_" + which);
            final float[] ocean = field(day, "flux_ocean_" + which);
            for (int c = 0; c < natural.length; c++)
                assertThat(biosphere[c] + ocean[c]).isCloseTo(natural[c], within(1e-5f));
            assertThat(ocean).isNotEqualTo(natural);
        }
        assertThat(run(PRINTED, 1, many()).fields())
                .extracting(AnalysisField::name)
                .contains("flux_ocean_prior")
                .doesNotContain("flux_ocean_analysis");
    }

    @Test
    void regionsAreTheSumOfTheirMembers() {
        for (RegionFlux region : run(many()).regions()) {
            final double[] members =
                    region.members().analysis().stream().mapToDouble(v -> v).toArray();
            assertThat(new Lanes(members.length).mean(members, 0)).isCloseTo(region.analysisTgCPerDay(), within(1e-12));
            assertThat(new Lanes(members.length).spread(members, 0))
                    .isCloseTo(region.analysisSpreadTgCPerDay(), within(1e-12));
        }
    }

    @Test
    void concentrationsThatAreNoNumbersStopTheDayAndNameTheObservation() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final EnsembleState state = model.initialState(Tiny.START);
            java.util.Arrays.fill(state.co2(), Float.NaN);
            final DayCycle cycle =
                    new DayCycle(model, state, 0, List.of(Tiny.observation("probe", 0.5, 409)), DayStations.NONE);
            assertThatThrownBy(cycle::runHour)
                    .isInstanceOf(FilterDivergedException.class)
                    .hasMessageContainingAll("probe", "2019-06-01", "NaN");
        }
    }

    @Test
    void paddingLanesReachNothing() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final DomainModel model = Tiny.model(Tiny.settings(DEFAULTS), pool);
            final EnsembleState state = model.initialState(Tiny.START);
            final Lanes lanes = state.lanes();
            for (float[] array : List.of(state.co2(), state.fluxRows()))
                for (int e = 0; e < array.length; e += lanes.stride())
                    for (int n = lanes.used(); n < lanes.stride(); n++) array[e + n] = -7;
            final DayCycle cycle = new DayCycle(model, state, 0, many(), DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            final DayResult expected = run(many());
            final DayResult actual = cycle.result();
            assertThat(actual.fields()).isEqualTo(expected.fields());
            assertThat(actual.innovations()).isEqualTo(expected.innovations());
            for (int e = 0; e < state.co2().length; e += lanes.stride())
                for (int n = 0; n < lanes.used(); n++)
                    assertThat(actual.state().co2()[e + n])
                            .isEqualTo(expected.state().co2()[e + n]);
        }
    }
}
