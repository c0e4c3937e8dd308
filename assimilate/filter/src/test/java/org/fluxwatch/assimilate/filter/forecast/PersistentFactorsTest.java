package org.fluxwatch.assimilate.filter.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class PersistentFactorsTest {
    private static final double SD = 0.5;
    private static final double MEMORY_DAYS = 30;
    /// Cells wide apart, so that nearly all of them are draws of their own.
    private static final Grid WIDE = new LatLonGrid(0, -60, 4, 40, 30);

    private static final Grid SMALL = new LatLonGrid(106, 26, 2, 8, 7);

    private static PersistentFactors factors(Grid grid) {
        return new PersistentFactors(grid, SD, 250, FactorProcess.steps(MEMORY_DAYS), 0, 7, NumericsPool.CALLER);
    }

    private static EnsembleState initialised(PersistentFactors factors, Grid grid, int members) {
        final EnsembleState state = Tiny.state(members, grid.cells(), 1, factors);
        factors.initialise(state, Tiny.START);
        return state;
    }

    /// Mean over elements of the variance over members, with N - 1.
    private static double variance(EnsembleState state) {
        final Lanes lanes = state.lanes();
        final int elements = state.fluxRows().length / lanes.stride();
        double sum = 0;
        for (int e = 0; e < elements; e++) {
            final double mean = lanes.mean(state.fluxRows(), e * lanes.stride());
            for (int n = 0; n < lanes.members(); n++)
                sum += Math.pow(state.fluxRows()[e * lanes.stride() + n] - mean, 2);
        }
        return sum / elements / (lanes.members() - 1);
    }

    @Test
    void spreadOfNewFactorsIsTheStandardDeviationAskedFor() {
        final EnsembleState state = initialised(factors(WIDE), WIDE, 8);
        assertThat(variance(state)).isCloseTo(SD * SD, Percentage.withPercentage(5));
    }

    @Test
    void meanOfNewFactorsIsOneInEveryCell() {
        final EnsembleState state = initialised(factors(SMALL), SMALL, 8);
        for (int e = 0; e < 2 * SMALL.cells(); e++)
            assertThat(state.lanes().mean(state.fluxRows(), e * state.lanes().stride()))
                    .isCloseTo(1, within(1e-6));
    }

    @Test
    void varianceIsTheSameAfterSixtyDays() {
        final PersistentFactors factors = factors(WIDE);
        final EnsembleState state = initialised(factors, WIDE, 8);
        for (int d = 0; d < 60; d++) {
            factors.beginDay(state, Tiny.START.plusDays(d));
            if (d % 15 == 14) assertThat(variance(state)).isCloseTo(SD * SD, Percentage.withPercentage(6));
        }
    }

    @Test
    void smoothFactorsKeepTheirVarianceAndTheCorrelationOfTheirProcess() {
        final PersistentFactors factors =
                new PersistentFactors(WIDE, SD, 250, FactorProcess.smooth(MEMORY_DAYS), 3, 7, NumericsPool.CALLER);
        final EnsembleState state = initialised(factors, WIDE, 8);
        final double rate = 2 / MEMORY_DAYS;
        for (int d = 0; d < 90; d++) {
            factors.beginDay(state, Tiny.START.plusDays(d));
            if (d % 15 != 14) continue;
            assertThat(variance(state)).isCloseTo(SD * SD, Percentage.withPercentage(8));
            for (int age = 1; age <= 3; age++)
                assertThat(correlation(state, factors.rows(), age))
                        .isCloseTo((1 + age * rate) * Math.exp(-age * rate), within(0.005));
        }
    }

    @Test
    void smoothFactorsGoTheSameWayWithoutASmoother() {
        final PersistentFactors alone =
                new PersistentFactors(SMALL, SD, 250, FactorProcess.smooth(MEMORY_DAYS), 0, 7, NumericsPool.CALLER);
        final PersistentFactors lagged =
                new PersistentFactors(SMALL, SD, 250, FactorProcess.smooth(MEMORY_DAYS), 3, 7, NumericsPool.CALLER);
        final EnsembleState a = initialised(alone, SMALL, 8);
        final EnsembleState b = initialised(lagged, SMALL, 8);
        for (int d = 0; d < 5; d++) {
            alone.beginDay(a, Tiny.START.plusDays(d));
            lagged.beginDay(b, Tiny.START.plusDays(d));
        }
        assertThat(alone.lagDays()).isZero();
        final int stride = a.lanes().stride();
        for (int c = 0; c < SMALL.cells(); c++)
            assertThat(Arrays.copyOfRange(a.fluxRows(), c * alone.rows() * stride, (c * alone.rows() + 2) * stride))
                    .containsExactly(Arrays.copyOfRange(
                            b.fluxRows(), c * lagged.rows() * stride, (c * lagged.rows() + 2) * stride));
    }

    /// Of today's rows with those some days older.
    private static double correlation(EnsembleState state, int rows, int age) {
        final int stride = state.lanes().stride();
        double products = 0;
        double today = 0;
        double then = 0;
        for (int c = 0; c < WIDE.cells(); c++)
            for (int row = 0; row < 2; row++)
                for (int n = 0; n < 8; n++) {
                    final double a = state.fluxRows()[(c * rows + row) * stride + n] - 1;
                    final double b = state.fluxRows()[(c * rows + 2 * age + row) * stride + n] - 1;
                    products += a * b;
                    today += a * a;
                    then += b * b;
                }
        return products / Math.sqrt(today * then);
    }

    @Test
    void meanRelaxesToOneWithTheMemory() {
        final PersistentFactors factors = factors(SMALL);
        final EnsembleState state = initialised(factors, SMALL, 8);
        for (int i = 0; i < state.fluxRows().length; i++) state.fluxRows()[i] += 0.4f;
        for (int d = 0; d < MEMORY_DAYS; d++) factors.beginDay(state, Tiny.START.plusDays(d));
        for (int e = 0; e < 2 * SMALL.cells(); e++)
            assertThat(state.lanes().mean(state.fluxRows(), e * state.lanes().stride()))
                    .isCloseTo(1 + 0.4 * Math.exp(-1), within(1e-5));
    }

    @Test
    void aMemberRemembersItsFactorFromDayToDay() {
        final PersistentFactors factors = factors(WIDE);
        final EnsembleState state = initialised(factors, WIDE, 8);
        final float[] before = state.fluxRows().clone();
        factors.beginDay(state, Tiny.START);
        double products = 0;
        double squares = 0;
        for (int e = 0; e < 2 * WIDE.cells(); e++)
            for (int n = 0; n < 8; n++) {
                final int i = e * state.lanes().stride() + n;
                products += (before[i] - 1) * (state.fluxRows()[i] - 1);
                squares += (before[i] - 1) * (before[i] - 1);
            }
        assertThat(products / squares).isCloseTo(Math.exp(-1 / MEMORY_DAYS), within(0.01));
    }

    @Test
    void factorsOfReleaseAndUptakeAreDrawnApart() {
        final EnsembleState state = initialised(factors(WIDE), WIDE, 8);
        final int stride = state.lanes().stride();
        double products = 0;
        for (int c = 0; c < WIDE.cells(); c++)
            for (int n = 0; n < 8; n++)
                products +=
                        (state.fluxRows()[2 * c * stride + n] - 1) * (state.fluxRows()[(2 * c + 1) * stride + n] - 1);
        assertThat(products / (WIDE.cells() * 8) / (SD * SD)).isCloseTo(0, within(0.05));
    }

    @Test
    void sameSeedAndDayGiveTheSameBitsAndAnotherDayOthers() {
        final PersistentFactors factors = factors(SMALL);
        final EnsembleState first = initialised(factors, SMALL, 8);
        final EnsembleState second = first.copy();
        final EnsembleState third = first.copy();
        factors.beginDay(first, Tiny.START);
        factors(SMALL).beginDay(second, Tiny.START);
        factors.beginDay(third, Tiny.START.plusDays(1));
        assertThat(second.fluxRows()).isEqualTo(first.fluxRows());
        assertThat(third.fluxRows()).isNotEqualTo(first.fluxRows());
    }

    private static PriorFlux.Fields prior(float release, float uptake, float fossil, float fire) {
        final float[][] fields = new float[4][SMALL.cells()];
        Arrays.fill(fields[0], release);
        Arrays.fill(fields[1], uptake);
        Arrays.fill(fields[2], fossil);
        Arrays.fill(fields[3], fire);
        return new PriorFlux.Fields(fields[0], fields[1], fields[2], fields[3]);
    }

    @Law(tries = 50)
    void everyLaneHasItsOwnFlux(
            @Range(min = 0, max = 10) float release,
            @Range(min = -20, max = 0) float uptake,
            @Range(min = 0, max = 9) float fossil,
            @Range(min = 0, max = 2) float fire) {
        final PersistentFactors factors = factors(SMALL);
        final EnsembleState state = initialised(factors, SMALL, 4);
        final Lanes lanes = state.lanes();
        final float[] flux = new float[SMALL.cells() * lanes.stride()];
        Arrays.fill(flux, Float.NaN);
        final FluxForecast.Day day = factors.beginDay(state, Tiny.START);
        day.fluxes(5, prior(release, uptake, fossil, fire), flux);
        final int c = 11;
        double mean = 0;
        for (int n = 0; n < lanes.members(); n++) {
            final double expected = state.fluxRows()[2 * c * lanes.stride() + n] * release
                    + state.fluxRows()[(2 * c + 1) * lanes.stride() + n] * uptake
                    + fossil
                    + fire;
            assertThat(flux[c * lanes.stride() + n]).isCloseTo((float) expected, within(1e-4f));
            mean += flux[c * lanes.stride() + n] / lanes.members();
        }
        assertThat(flux[c * lanes.stride() + lanes.control()])
                .isCloseTo(release + uptake + fossil + fire, within(1e-4f));
        assertThat(flux[c * lanes.stride() + lanes.forecast()]).isCloseTo((float) mean, within(1e-4f));
        for (int n = lanes.used(); n < lanes.stride(); n++)
            assertThat(flux[c * lanes.stride() + n]).isZero();
    }

    @Test
    void dayMeansTellBackgroundFromAnalysis() {
        final PersistentFactors factors = factors(SMALL);
        final EnsembleState state = initialised(factors, SMALL, 4);
        final FluxForecast.Day day = factors.beginDay(state, Tiny.START);
        final float[] before = state.fluxRows().clone();
        for (int h = 0; h < 24; h++) {
            if (h == 10) for (int i = 0; i < state.fluxRows().length; i++) state.fluxRows()[i] += 0.25f;
            day.hourAnalysed(h, prior(h, -2 * h, 5, 1));
        }
        final float[] background = day.background();
        final float[] analysis = day.analysis();
        final Lanes lanes = state.lanes();
        final double release = 11.5; // mean of 0 to 23
        final double uptake = -23;
        for (int n = 0; n < lanes.members(); n++) {
            final double expected = before[n] * release + before[lanes.stride() + n] * uptake;
            assertThat(background[n]).isCloseTo((float) expected, within(1e-4f));
            // fossil and fire are not part of it
            assertThat(analysis[n]).isCloseTo((float) (expected + 0.25 * (release + uptake)), within(1e-4f));
        }
        assertThat(background[lanes.control()]).isCloseTo((float) (release + uptake), within(1e-4f));
        assertThat(analysis[lanes.control()]).isEqualTo(background[lanes.control()]);
    }

    @Test
    void pastDaysKeepTheirFactorsAndTheirOwnPrior() {
        final PersistentFactors factors =
                new PersistentFactors(SMALL, SD, 250, FactorProcess.steps(MEMORY_DAYS), 2, 7, NumericsPool.CALLER);
        final EnsembleState state = initialised(factors, SMALL, 8);
        final float[] flux = new float[SMALL.cells() * state.lanes().stride()];
        float[] first = flux;
        for (int d = 0; d < 3; d++) {
            final FluxForecast.Day day = factors.beginDay(state, Tiny.START.plusDays(d));
            for (int hour = 0; hour < 24; hour++) {
                final PriorFlux.Fields prior = prior(1 + d + 0.1f * hour, -3 - d);
                day.fluxes(hour, prior, flux);
                day.hourAnalysed(hour, prior);
            }
            if (d == 0) first = day.analysis();
        }
        final float[] smoothed = factors.smoothedDay(state);
        assertThat(smoothed).hasSameSizeAs(first);
        for (int i = 0; i < first.length; i++) assertThat(smoothed[i]).isCloseTo(first[i], within(1e-5f));
    }

    @Test
    void whatIsLearntOfAPastDayChangesItAlone() {
        final PersistentFactors factors =
                new PersistentFactors(SMALL, SD, 250, FactorProcess.steps(MEMORY_DAYS), 1, 7, NumericsPool.CALLER);
        final EnsembleState state = initialised(factors, SMALL, 8);
        factors.beginDay(state, Tiny.START).hourAnalysed(0, prior(2, -4));
        final FluxForecast.Day day = factors.beginDay(state, Tiny.START.plusDays(1));
        day.hourAnalysed(0, prior(2, -4));
        final float[] today = day.analysis();
        final float[] before = factors.smoothedDay(state);
        final int stride = state.lanes().stride();
        for (int c = 0; c < SMALL.cells(); c++)
            for (int n = 0; n < 8; n++) state.fluxRows()[(c * factors.rows() + 2) * stride + n] += 0.5f;
        assertThat(day.analysis()).isEqualTo(today);
        assertThat(factors.smoothedDay(state)[0]).isCloseTo(before[0] + 0.5f * 2, within(1e-5f));
    }

    private static PriorFlux.Fields prior(float release, float uptake) {
        final PriorFlux.Fields prior = new PriorFlux.Fields(
                new float[SMALL.cells()], new float[SMALL.cells()], new float[SMALL.cells()], new float[SMALL.cells()]);
        Arrays.fill(prior.release(), release);
        Arrays.fill(prior.uptake(), uptake);
        return prior;
    }
}
