package org.fluxwatch.assimilate.filter.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.ensemble.MemberNoise;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two cells of two layers, four members, M = 3 days: small enough to write Eq. 1 out by hand.
class JdasForecastTest {
    private static final int CELLS = 2;
    private static final int NZ = 2;
    private static final int M = 3;
    private static final double BETA = 80;
    private static final double[] DEPARTURES_PPM = {-2, -1, 1, 2};
    private static final Lanes LANES = new Lanes(4);
    private static final JdasForecast.FirstHour AS_ANY_OTHER = new JdasForecast.FirstHour.AsAnyOther();

    private static JdasForecast printed(double guard) {
        return new JdasForecast(CELLS, NZ, M, new JdasForecast.Perturbation.Proportional(BETA, guard), AS_ANY_OTHER);
    }

    private static JdasForecast normalised(double relativeSpread) {
        return new JdasForecast(CELLS, NZ, M, new JdasForecast.Perturbation.Normalised(relativeSpread), AS_ANY_OTHER);
    }

    /// The lowest layer has 400 ppm and the departures times a scale; the layer above must not matter.
    private static EnsembleState state(JdasForecast forecast, double scale) {
        final EnsembleState state = Tiny.state(4, CELLS, NZ, forecast);
        Arrays.fill(state.co2(), 333f);
        for (int c = 0; c < CELLS; c++)
            for (int n = 0; n < 4; n++)
                state.co2()[c * NZ * LANES.stride() + n] = (float) (400 + scale * DEPARTURES_PPM[n]);
        forecast.initialise(state, Tiny.START);
        return state;
    }

    /// Natural prior: a sink by day, a source by night; different in the two cells.
    private static double natural(int hour, int cell) {
        return (1 + cell) * (3 - 8 * Math.max(0, Math.sin(Math.PI * (hour - 6) / 12.0)));
    }

    private static PriorFlux.Fields prior(int hour) {
        final float[] release = new float[CELLS];
        final float[] uptake = new float[CELLS];
        for (int c = 0; c < CELLS; c++) {
            release[c] = 3 * (1 + c);
            uptake[c] = (float) (natural(hour, c) - release[c]);
        }
        return new PriorFlux.Fields(release, uptake, new float[] {5, 6}, new float[] {0.5f, 0});
    }

    /// What the filter is said to have made of the hour's mean flux.
    private static double analysed(int day, int hour, int cell) {
        return natural(hour, cell) + 10 * (day + 1) + 0.1 * hour - cell;
    }

    /// Runs a day whose analysed mean is given; calls the check after each hour's forecast.
    private static FluxForecast.Day runDay(JdasForecast forecast, EnsembleState state, int day, HourCheck check) {
        final FluxForecast.Day today = forecast.beginDay(state, Tiny.START.plusDays(day));
        final float[] flux = new float[CELLS * LANES.stride()];
        for (int h = 0; h < 24; h++) {
            today.fluxes(h, prior(h), flux);
            check.check(h, flux);
            for (int c = 0; c < CELLS; c++)
                for (int n = 0; n < 4; n++)
                    state.fluxRows()[c * LANES.stride() + n] = (float) (analysed(day, h, c) + DEPARTURES_PPM[n]);
            today.hourAnalysed(h, prior(h));
        }
        return today;
    }

    private interface HourCheck {
        void check(int hour, float[] flux);
    }

    @Test
    void followsTheConcentrationAndTheSameHourOfTheDaysBefore() {
        final JdasForecast forecast = printed(1000);
        final EnsembleState state = state(forecast, 1);
        for (int d = 0; d < 5; d++) {
            final int day = d;
            runDay(forecast, state, day, (hour, flux) -> {
                for (int c = 0; c < CELLS; c++) {
                    double sum = natural(hour, c);
                    for (int j = 1; j < M; j++) sum += day - j >= 0 ? analysed(day - j, hour, c) : natural(hour, c);
                    final double other = c == 0 ? 5.5 : 6;
                    for (int n = 0; n < 4; n++)
                        assertThat((double) flux[c * LANES.stride() + n])
                                .as("day %d hour %d cell %d member %d", day, hour, c, n)
                                .isCloseTo(
                                        BETA * DEPARTURES_PPM[n] / 400 * natural(hour, c) + sum / M + other,
                                        within(1e-4));
                    assertThat((double) flux[c * LANES.stride() + LANES.control()])
                            .isCloseTo(natural(hour, c) + other, within(1e-5));
                    assertThat((double) flux[c * LANES.stride() + LANES.forecast()])
                            .isCloseTo(sum / M + other, within(1e-4));
                }
            });
        }
    }

    @Test
    void moreCarbonInTheAirMeansMoreReleaseByNightAndMoreUptakeByDay() {
        final JdasForecast forecast = printed(1000);
        final EnsembleState state = state(forecast, 1);
        final FluxForecast.Day today = forecast.beginDay(state, Tiny.START);
        final float[] flux = new float[CELLS * LANES.stride()];
        today.fluxes(0, prior(0), flux);
        assertThat(flux[3]).isGreaterThan(flux[0]);
        today.fluxes(12, prior(12), flux);
        assertThat(flux[3]).isLessThan(flux[0]);
    }

    @Test
    void memorySurvivesACopyOfTheState() {
        final JdasForecast forecast = printed(1000);
        final EnsembleState state = state(forecast, 1);
        runDay(forecast, state, 0, (hour, flux) -> {});
        final EnsembleState restored = state.copy();
        final float[][] expected = new float[24][];
        runDay(forecast, state, 1, (hour, flux) -> expected[hour] = flux.clone());
        runDay(printed(1000), restored, 1, (hour, flux) -> assertThat(flux).isEqualTo(expected[hour]));
    }

    @Test
    void aDayOnlyBackToTheDaysThatAreRemembered() {
        final JdasForecast forecast =
                new JdasForecast(CELLS, NZ, 1, new JdasForecast.Perturbation.Normalised(0.5), AS_ANY_OTHER);
        final EnsembleState state = state(forecast, 0);
        for (int day = 0; day < 3; day++)
            runDay(forecast, state, day, (hour, flux) -> assertThat((double) flux[LANES.forecast()])
                    .isCloseTo(natural(hour, 0) + 5.5, within(1e-5)));
    }

    /// M = 1 remembers nothing of use, and still knows its first hour.
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noiseOnThePriorMakesTheFluxesOfTheFirstHourOfAllAndOfNoOther(int days) {
        final var proportional = new JdasForecast.Perturbation.Proportional(BETA, 1000);
        final JdasForecast plain = new JdasForecast(CELLS, NZ, days, proportional, AS_ANY_OTHER);
        final JdasForecast noisy =
                new JdasForecast(CELLS, NZ, days, proportional, new JdasForecast.FirstHour.Noise(0.1, 7));
        final EnsembleState plainState = state(plain, 1);
        final EnsembleState noisyState = state(noisy, 1);
        final float[][] noise = MemberNoise.independent(4, CELLS, 7, 0x6a64_6173L);
        for (int day = 0; day < 3; day++) {
            final boolean first = day == 0;
            final float[][] expected = new float[24][];
            runDay(plain, plainState, day, (hour, flux) -> expected[hour] = flux.clone());
            runDay(noisy, noisyState, day, (hour, flux) -> {
                if (!first || hour > 0) assertThat(flux).isEqualTo(expected[hour]);
                else
                    for (int c = 0; c < CELLS; c++)
                        for (int n = 0; n < 4; n++)
                            assertThat((double) flux[c * LANES.stride() + n])
                                    .isCloseTo(
                                            natural(0, c) * (1 + 0.1 * noise[n][c]) + (c == 0 ? 5.5 : 6), within(1e-5));
            });
        }
    }

    @Test
    void guardNamesMemberCellHourAndNumbers() {
        final JdasForecast forecast = printed(2.5);
        final EnsembleState state = state(forecast, 2);
        final FluxForecast.Day today = forecast.beginDay(state, Tiny.START);
        // cell 0: 80 x 4/400 x 3 = 2.4 passes; cell 1: 4.8 does not
        assertThatThrownBy(() -> today.fluxes(3, prior(3), new float[CELLS * LANES.stride()]))
                .isInstanceOf(FilterDivergedException.class)
                .hasMessageContainingAll("member 0", "-4.80", "cell 1", "hour 3", "2.5", "80");
    }

    @Test
    void guardStopsConcentrationsThatAreNoNumbers() {
        final JdasForecast forecast = printed(1000);
        final EnsembleState state = state(forecast, 1);
        state.co2()[1] = Float.NaN;
        final FluxForecast.Day today = forecast.beginDay(state, Tiny.START);
        assertThatThrownBy(() -> today.fluxes(0, prior(0), new float[CELLS * LANES.stride()]))
                .isInstanceOf(FilterDivergedException.class);
    }

    @Law(tries = 100)
    void normalisedSpreadIsAShareOfThePriorWhateverTheConcentrationsSpread(
            @Range(min = 0.05, max = 20) double scale, @Range(min = 0.1, max = 1) double relativeSpread) {
        final JdasForecast forecast = normalised(relativeSpread);
        final EnsembleState state = state(forecast, scale);
        final FluxForecast.Day today = forecast.beginDay(state, Tiny.START);
        final float[] flux = new float[CELLS * LANES.stride()];
        today.fluxes(12, prior(12), flux);
        for (int c = 0; c < CELLS; c++) {
            final double mean = LANES.mean(flux, c * LANES.stride());
            double squares = 0;
            for (int n = 0; n < 4; n++) squares += Math.pow(flux[c * LANES.stride() + n] - mean, 2);
            final double expected = relativeSpread * Math.abs(natural(12, c));
            assertThat(Math.sqrt(squares / 3)).isCloseTo(expected, within(1e-3 * expected));
        }
    }

    @Test
    void normalisedWithoutSpreadHasNone() {
        final JdasForecast forecast = normalised(0.5);
        final EnsembleState state = state(forecast, 0);
        final FluxForecast.Day today = forecast.beginDay(state, Tiny.START);
        final float[] flux = new float[CELLS * LANES.stride()];
        today.fluxes(12, prior(12), flux);
        assertThat(flux[0]).isEqualTo(flux[3]).isEqualTo(flux[LANES.forecast()]);
    }

    @Test
    void dayMeansTellBackgroundFromAnalysis() {
        final JdasForecast forecast = printed(1000);
        final EnsembleState state = state(forecast, 1);
        final FluxForecast.Day today = runDay(forecast, state, 0, (hour, flux) -> {});
        double prior = 0;
        double analysed = 0;
        for (int h = 0; h < 24; h++) {
            prior += natural(h, 1) / 24;
            analysed += analysed(0, h, 1) / 24;
        }
        final int row = LANES.stride();
        final float[] background = today.background();
        final float[] analysis = today.analysis();
        assertThat((double) background[row + LANES.control()]).isCloseTo(prior, within(1e-5));
        assertThat((double) background[row + LANES.forecast()]).isCloseTo(prior, within(1e-5));
        assertThat((double) background[row + 3]).isCloseTo(prior * (1 + BETA * 2 / 400), within(1e-4));
        assertThat((double) analysis[row + LANES.control()]).isCloseTo(prior, within(1e-5));
        assertThat((double) analysis[row + LANES.forecast()]).isCloseTo(analysed, within(1e-5));
        assertThat((double) analysis[row + 3]).isCloseTo(analysed + 2, within(1e-5));
    }
}
