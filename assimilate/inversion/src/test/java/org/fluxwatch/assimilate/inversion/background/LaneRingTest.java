package org.fluxwatch.assimilate.inversion.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inputs.SyntheticPriorFlux;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StateOperator;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.HourAir;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.record.Superobservation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneRingTest {
    private static final Grid GRID = new StereographicGrid(35, 116, 128, 14, 12);
    private static final SigmaLevels LEVELS = Scene.EIGHT;
    private static final Meteorology WINDS = new SyntheticMeteorology(GRID, LEVELS, 1);
    private static final GlobalCo2 GLOBAL = new SyntheticCo2(1);
    private static final PriorFlux FLUXES = new SyntheticPriorFlux(GRID, 1);

    private final NumericsPool pool = new NumericsPool(2);

    @AfterEach
    void close() {
        pool.close();
    }

    private static LaneRing ring(int horizonDays, NumericsPool pool) {
        return new LaneRing(
                GRID,
                LEVELS,
                WINDS,
                List.of(
                        Scene.background("Reference", GLOBAL, true, FLUXES, Scene.aroundTheMiddle(GRID)),
                        Scene.background("other", new SyntheticCo2(2), false, FLUXES, Scene.aroundTheMiddle(GRID)),
                        Scene.background("all", GLOBAL, true, FLUXES, Scene.all(GRID))),
                horizonDays,
                pool);
    }

    private static List<Superobservation> observations(LocalDate day) {
        return Scene.spread(GRID, day, 40, 3, 6, 405);
    }

    @Test
    void aUniformFieldWithoutFluxesIsItsOwnBackground() {
        final LaneRing ring = new LaneRing(
                GRID,
                LEVELS,
                WINDS,
                List.of(Scene.background(
                        "uniform", Scene.uniform(400), false, Scene.none(GRID), Scene.aroundTheMiddle(GRID))),
                20,
                pool);
        LaneState state = ring.first(Scene.START);
        double worst = 0;
        for (int day = 0; day <= 21; day++) {
            final LaneRing.Run run = Scene.run(ring, state, observations(state.nextDay()));
            for (double[] ppm : run.ppm()) worst = Math.max(worst, Math.abs(ppm[0] - 400));
            state = run.state();
        }
        assertThat(worst).isLessThan(1e-4);
    }

    @Test
    void threadsChangeNoBit() {
        final LaneState two = days(ring(2, pool), ring(2, pool).first(Scene.START), 4);
        try (NumericsPool one = new NumericsPool(1)) {
            same(days(ring(2, one), ring(2, one).first(Scene.START), 4), two);
        }
    }

    @Test
    void aRestartIsNoRestart() {
        final LaneState through = days(ring(2, pool), ring(2, pool).first(Scene.START), 5);
        final LaneState middle = days(ring(2, pool), ring(2, pool).first(Scene.START), 2);
        final LaneState restored = new LaneState(
                middle.nextDay(),
                middle.co2().clone(),
                middle.opened().clone(),
                middle.factors().clone(),
                middle.sums().clone());
        same(days(ring(2, pool), restored, 3), through);
    }

    @Test
    void aRunLeavesTheStateItBeganFromAlone() {
        final LaneRing ring = ring(2, pool);
        final LaneState state = days(ring, ring.first(Scene.START), 2);
        final LaneState before = state.copy();
        Scene.run(ring, state, observations(state.nextDay()));
        same(state, before);
    }

    @Test
    void theOrderOfObservationsChangesNoBit() {
        final LaneRing ring = ring(2, pool);
        final List<Superobservation> observations = new ArrayList<>(observations(Scene.START));
        final LaneRing.Run one = Scene.run(ring, ring.first(Scene.START), observations);
        Collections.reverse(observations);
        final LaneRing.Run other = Scene.run(ring, ring.first(Scene.START), observations);
        same(other.state(), one.state());
        assertThat(other.ppm()[0]).isEqualTo(one.ppm()[observations.size() - 1]);
    }

    private static LaneState days(LaneRing ring, LaneState from, int count) {
        LaneState state = from;
        for (int day = 0; day < count; day++)
            state = Scene.run(ring, state, observations(state.nextDay())).state();
        return state;
    }

    private static void same(LaneState one, LaneState other) {
        assertThat(one).usingRecursiveComparison().isEqualTo(other);
    }

    @Test
    void observationsAreSeenInTheLaneOfTheirHorizonOrTheOldestThereIs() {
        final LaneRing ring = ring(2, pool);
        LaneState state = ring.first(Scene.START);
        for (int day = 0; day < 7; day++) {
            final LaneRing.Run run = Scene.run(ring, state, observations(state.nextDay()));
            assertThat(run.opened()).isEqualTo(Scene.START.plusDays(Math.max(0, day - 2)));
            state = run.state();
        }
    }

    /// What a later lane of the ring gives is what a ring gives that began on the day the lane was opened.
    @Test
    void aReusedLaneRemembersNothing() {
        final LaneRing ring = ring(2, pool);
        final LaneState later = days(ring, ring.first(Scene.START), 5);
        final LaneRing fresh = new LaneRing(GRID, LEVELS, WINDS, ring.backgrounds, 2, pool);
        LaneState state = fresh.first(Scene.START.plusDays(3));
        state = days(fresh, state, 2);
        final double[][] expected =
                Scene.run(fresh, state, observations(state.nextDay())).ppm();
        final double[][] ppm =
                Scene.run(ring, later, observations(later.nextDay())).ppm();
        for (int o = 0; o < ppm.length; o++) assertThat(ppm[o]).isEqualTo(expected[o]);
    }

    @Test
    void aScaledFieldHasTheMeanOfTheDaysObservations() {
        final LaneRing ring = ring(2, pool);
        final List<Superobservation> observations = new ArrayList<>();
        for (Superobservation one : observations(Scene.START))
            observations.add(Scene.observation(
                    one.id(), one.time(), one.latitude(), one.longitude(), one.xco2Ppm(), 0.9, false));
        observations.add(withheld(observations.getFirst()));
        final LaneRing.Factor factor =
                Scene.run(ring, ring.first(Scene.START), observations).opening().getFirst();
        assertThat(factor.observations()).isEqualTo(40);
        assertThat(factor.days()).isEqualTo(1);
        double observed = 0;
        double scaled = 0;
        for (Superobservation one : observations.subList(0, 40)) {
            observed += one.xco2Ppm() / 40;
            scaled += simulated(one, factor.value()) / 40;
        }
        assertThat(scaled).isCloseTo(observed, within(1e-9));
        assertThat(factor.value()).isNotCloseTo(1, within(1e-4));
    }

    /// Mole fractions near the ground are no XCO2.
    @Test
    void stationsAreSimulatedAndTeachTheFieldNothing() {
        final LaneRing ring = ring(2, pool);
        final List<Superobservation> satellites = observations(Scene.START);
        final List<LaneObservation> both = new ArrayList<>(Scene.lanes(satellites));
        both.addAll(Scene.stations(satellites, 20));
        final LaneRing.Run with = Scene.finished(ring.begin(ring.first(Scene.START), both));
        final LaneRing.Run without = Scene.run(ring, ring.first(Scene.START), satellites);
        same(with.state(), without.state());
        assertThat(Arrays.copyOf(with.ppm(), satellites.size())).isDeepEqualTo(without.ppm());
        for (int o = 0; o < satellites.size(); o++)
            assertThat(with.ppm()[satellites.size() + o])
                    .doesNotContain(Double.NaN)
                    .isNotEqualTo(with.ppm()[o]);
    }

    private static Superobservation withheld(Superobservation one) {
        return Scene.observation("withheld", one.time(), one.latitude(), one.longitude(), 500, 1, true);
    }

    /// In the global field times a factor.
    private static double simulated(Superobservation one, double factor) {
        final Instant end = Scene.hour(one.day(), one.time().getEpochSecond() % 86_400 / 3600 + 1);
        final HourAir air = new HourAir(LEVELS, WINDS.at(end));
        final StateWeights weights = new StateOperator(GRID, LEVELS)
                .at(new ObservationOperator.Column(one.column()), one.latitude(), one.longitude(), air);
        final float[] co2 = new float[GRID.cells() * LEVELS.nz()];
        final double[] ppm = new double[LEVELS.nz()];
        double sum = weights.constantPpm();
        for (int c = 0; c < weights.columns().length; c++) {
            final int cell = weights.columns()[c];
            GLOBAL.profile(end, GRID.latitude(cell), GRID.longitude(cell), LEVELS, air.surfacePressurePa(cell), ppm);
            for (int k = 0; k < ppm.length; k++) sum += weights.weights()[c * ppm.length + k] * factor * ppm[k];
        }
        return sum;
    }

    @Test
    void aDayOfFewObservationsTakesThoseOfSevenDays() {
        final LaneRing ring = ring(2, pool);
        LaneState state = ring.first(Scene.START);
        final List<Integer> counts = List.of(29, 3, 0, 0, 0, 0, 0, 0, 0, 30);
        final List<LaneRing.Factor> factors = new ArrayList<>();
        for (int count : counts) {
            final LaneRing.Run run =
                    Scene.run(ring, state, observations(state.nextDay()).subList(0, count));
            factors.add(run.opening().getFirst());
            state = run.state();
        }
        assertThat(factors.stream().map(LaneRing.Factor::observations))
                .containsExactly(29, 32, 32, 32, 32, 32, 32, 3, 0, 30);
        assertThat(factors.get(8)).isEqualTo(new LaneRing.Factor(1, 0, 7));
        assertThat(factors.get(9).days()).isEqualTo(1);
    }

    @Test
    void aFieldThatIsNotScaledKeepsItsLevel() {
        final LaneRing ring = ring(2, pool);
        final LaneRing.Run run = Scene.run(ring, ring.first(Scene.START), observations(Scene.START));
        assertThat(run.factors()[1]).isEqualTo(1);
        assertThat(run.factors()[0]).isEqualTo(run.opening().getFirst().value()).isNotEqualTo(1);
    }

    @Test
    void whatIsOutsideTheDayOrTheDomainHasNoBackground() {
        final LaneRing ring = ring(2, pool);
        final List<Superobservation> observations = List.of(
                Scene.observation("in", Scene.hour(Scene.START, 23.9), 35, 116, 405, 1, false),
                Scene.observation("early", Scene.hour(Scene.START, -0.1), 35, 116, 405, 1, false),
                Scene.observation("late", Scene.hour(Scene.START, 24), 35, 116, 405, 1, false),
                Scene.observation("far", Scene.hour(Scene.START, 3), -35, 116, 405, 1, false));
        final double[][] ppm =
                Scene.run(ring, ring.first(Scene.START), observations).ppm();
        assertThat(ppm[0]).doesNotContain(Double.NaN);
        for (int o = 1; o < 4; o++) assertThat(ppm[o]).containsOnly(Double.NaN);
    }

    @Test
    void aSharedInputIsAskedOnceForWhatIsMissing() {
        final PriorFlux absent = new PriorFlux() {
            @Override
            public Fields at(Instant hour) {
                throw new IllegalStateException();
            }

            @Override
            public List<String> missing(Instant from, Instant to) {
                return List.of("no fluxes from " + from + " to " + to);
            }

            @Override
            public String description(LocalDate day) {
                return "absent";
            }
        };
        final LaneRing ring = new LaneRing(
                GRID,
                LEVELS,
                WINDS,
                List.of(
                        Scene.background("one", GLOBAL, true, absent, Scene.all(GRID)),
                        Scene.background("other", GLOBAL, false, absent, Scene.all(GRID))),
                2,
                pool);
        assertThat(ring.missing(Scene.START))
                .containsExactly("no fluxes from 2016-07-01T00:00:00Z to 2016-07-02T00:00:00Z");
        assertThat(ring(2, pool).missing(Scene.START)).isEmpty();
    }

    @Test
    void aMaskThatDoesNotFitIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> masked(new float[7]))
                .withMessage("mask of background masked has 7 cells, the model 168");
        final float[] beyond = Scene.all(GRID);
        beyond[3] = 1.5f;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> masked(beyond))
                .withMessage("mask of background masked has 1.5 in cell 3, expected 0 to 1");
    }

    private LaneRing masked(float[] outside) {
        return new LaneRing(
                GRID, LEVELS, WINDS, List.of(Scene.background("masked", GLOBAL, true, FLUXES, outside)), 2, pool);
    }

    @Test
    void aStateOfOtherLanesIsRefused() {
        final LaneState other = ring(3, pool).first(Scene.START);
        assertThatIllegalArgumentException().isThrownBy(() -> ring(2, pool).begin(other, List.of()));
    }

    @Test
    void aDayThatHasNotEndedHasNoState() {
        final LaneRing.Run run = ring(2, pool).begin(ring(2, pool).first(Scene.START), List.of());
        run.step();
        assertThatIllegalStateException().isThrownBy(run::state).withMessage("2016-07-01 has run 1 of 24 hours");
    }
}
