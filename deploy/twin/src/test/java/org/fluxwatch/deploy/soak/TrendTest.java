package org.fluxwatch.deploy.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.fluxwatch.deploy.soak.Series.Point;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final int DAYS = 360;
    private static final int EVERY = 5;
    private static final double STEP_BETWEEN_LIVES = 500;

    private static Series series(DoubleUnaryOperator value, int daysOfALife) {
        final List<Point> points = new ArrayList<>();
        for (int day = 0; day < DAYS; day += EVERY)
            points.add(new Point(day, daysOfALife == 0 ? 0 : 1 + day / daysOfALife, value.applyAsDouble(day)));
        return new Series("test", Unit.BYTES, Growth.NONE, points);
    }

    @Test
    void findsTheSlopeOfALine() {
        final Trend trend = Trend.of(series(day -> 7 + 2 * day, 0));
        assertThat(trend.perDay()).isCloseTo(2, within(1e-12));
        assertThat(trend.standardError()).isCloseTo(0, within(1e-10));
        assertThat(trend.rises()).isTrue();
    }

    @Test
    void findsTheSlopeWithinLivesOfLevelsOfTheirOwn() {
        final Trend trend = Trend.of(series(day -> 3 * day - STEP_BETWEEN_LIVES * Math.floor(day / 120), 120));
        assertThat(trend.perDay()).isCloseTo(3, within(1e-10));
    }

    @Test
    void aStepFromOneLifeToTheNextIsNoSlope() {
        final Trend trend = Trend.of(series(day -> STEP_BETWEEN_LIVES * Math.floor(day / 120), 120));
        assertThat(trend.rises()).isFalse();
    }

    /// Standard errors of slopes as drawn: the textbook's for noise without memory, twice and more for what
    /// remembers.
    @Test
    void theStandardErrorIsThatOfRepeatedDraws() {
        final Random random = new Random(1);
        double slopes = 0;
        double errors = 0;
        final int draws = 400;
        for (int draw = 0; draw < draws; draw++) {
            final Trend trend = Trend.of(series(day -> random.nextGaussian(), 0));
            slopes += trend.perDay() * trend.perDay();
            errors += trend.standardError() * trend.standardError();
        }
        assertThat(Math.sqrt(errors / slopes)).isBetween(0.9, 1.25);
    }

    @Test
    void teethThatGoUpAndDownDoNotRise() {
        for (int period = 15; period < 100; period += 7) {
            final int tooth = period;
            assertThat(Trend.of(series(day -> 1e6 * (day % tooth), 0)).rises())
                    .as("teeth of %d days", tooth)
                    .isFalse();
        }
    }

    @Test
    void fewPointsSayNothing() {
        final Trend trend = Trend.of(series(day -> day, 0).within(0, 20));
        assertThat(trend.isKnown()).isFalse();
        assertThat(trend.rises()).isFalse();
    }
}
