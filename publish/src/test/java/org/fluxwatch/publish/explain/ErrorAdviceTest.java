package org.fluxwatch.publish.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fluxwatch.publish.explain.ErrorAdvice.Departure;
import org.junit.jupiter.api.Test;

class ErrorAdviceTest {
    private static final double TRUE_PPM = 1.2;
    private static final double BACKGROUND_PPM = 0.8;

    /// Departures of a filter that takes the errors for `statedPpm`.
    private static List<List<Departure>> days(int days, double statedPpm, double biasPpm, long seed) {
        final Random random = new Random(seed);
        final double gain = BACKGROUND_PPM * BACKGROUND_PPM / (BACKGROUND_PPM * BACKGROUND_PPM + statedPpm * statedPpm);
        final List<List<Departure>> all = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            final List<Departure> own = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                final double departure =
                        biasPpm + TRUE_PPM * random.nextGaussian() - BACKGROUND_PPM * random.nextGaussian();
                own.add(new Departure(departure, (1 - gain) * departure, statedPpm));
            }
            all.add(own);
        }
        return all;
    }

    private static ErrorAdvice advice(double statedPpm, double biasPpm) {
        return ErrorAdvice.of(days(400, statedPpm, biasPpm, 7)).orElseThrow();
    }

    @Test
    void findsTheErrorThatTheFilterKnows() {
        final ErrorAdvice advice = advice(TRUE_PPM, 0);
        assertThat(advice.desroziersPpm()).isCloseTo(TRUE_PPM, within(3 * advice.standardErrorPpm()));
        assertThat(advice.standardErrorPpm()).isBetween(0.001, 0.01);
        assertThat(advice.ratio()).isCloseTo(1, within(0.02));
        assertThat(advice.days()).isEqualTo(400);
        assertThat(advice.observations()).isEqualTo(40_000);
    }

    @Test
    void pointsTheRightWayWhereTheStatedErrorIsWrong() {
        // r = (1 - K)(s² + σ²) with K of the stated error
        final ErrorAdvice small = advice(0.6, 0);
        assertThat(small.ratio()).isBetween(1.2, TRUE_PPM / 0.6);
        final ErrorAdvice large = advice(2.4, 0);
        assertThat(large.ratio()).isBetween(TRUE_PPM / 2.4, 0.8);
    }

    @Test
    void aBiasIsNotTakenForAnError() {
        assertThat(advice(TRUE_PPM, 3).desroziersPpm())
                .isCloseTo(advice(TRUE_PPM, 0).desroziersPpm(), within(1e-9));
    }

    @Test
    void itsStandardErrorIsThatOfManyPeriods() {
        final List<ErrorAdvice> many = new ArrayList<>();
        for (int n = 0; n < 200; n++)
            many.add(ErrorAdvice.of(days(20, TRUE_PPM, 0, 1000 + n)).orElseThrow());
        final double mean =
                many.stream().mapToDouble(ErrorAdvice::desroziersPpm).average().orElseThrow();
        final double spread = Math.sqrt(many.stream()
                .mapToDouble(advice -> Math.pow(advice.desroziersPpm() - mean, 2))
                .average()
                .orElseThrow());
        assertThat(many.stream()
                        .mapToDouble(ErrorAdvice::standardErrorPpm)
                        .average()
                        .orElseThrow())
                .isCloseTo(spread, within(0.15 * spread));
    }

    @Test
    void ofTooFewNothingIsSaid() {
        assertThat(ErrorAdvice.of(List.of())).isEmpty();
        assertThat(ErrorAdvice.of(days(2, TRUE_PPM, 0, 7))).as("two days").isEmpty();
        final List<List<Departure>> few =
                days(5, TRUE_PPM, 0, 7).stream().map(day -> day.subList(0, 5)).toList();
        assertThat(ErrorAdvice.of(few)).as("25 observations").isEmpty();
    }

    @Test
    void whereTheAnalysisGoesBeyondTheObservationThereIsNoError() {
        final List<List<Departure>> beyond = days(5, TRUE_PPM, 0, 7).stream()
                .map(day -> day.stream()
                        .map(one -> new Departure(one.background(), -0.2 * one.background(), one.error()))
                        .toList())
                .toList();
        final ErrorAdvice negative = ErrorAdvice.of(beyond).orElseThrow();
        assertThat(negative.desroziersPpm()).isNaN();
        assertThat(negative.standardErrorPpm()).isNaN();
    }
}
