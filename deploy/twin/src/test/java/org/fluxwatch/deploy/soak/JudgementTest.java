package org.fluxwatch.deploy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.fluxwatch.deploy.soak.Judgement.Verdict;
import org.fluxwatch.deploy.soak.Series.Point;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final int DAYS = 365;
    private static final double MEGABYTE = 1e6;

    private static Judgement judge(Growth growth, int daysOfALife, DoubleUnaryOperator value) {
        final List<Point> points = new ArrayList<>();
        for (int day = 0; day <= DAYS; day += 5)
            points.add(new Point(day, daysOfALife == 0 ? 0 : 1 + day / daysOfALife, value.applyAsDouble(day)));
        return Judgement.of(new Series("test", Unit.BYTES, growth, points), DAYS);
    }

    @Test
    void aFolderThatFillsUpAndStaysIsBounded() {
        assertThat(judge(Growth.NONE, 0, day -> Math.min(day, 100) * MEGABYTE).verdict())
                .isEqualTo(Verdict.BOUNDED);
    }

    @Test
    void aFolderThatGetsAFileADayIsGrowing() {
        assertThat(judge(Growth.NONE, 0, day -> 0.1 * day * MEGABYTE).verdict()).isEqualTo(Verdict.GROWING);
    }

    @Test
    void whatIsToldToGrowByTheDayMayAndIsToldByTheYear() {
        final Judgement judgement = judge(Growth.BY_DAY, 0, day -> 0.1 * day * MEGABYTE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.BY_DAY);
        assertThat(judgement.perYear() / MEGABYTE).isBetween(36.49, 36.51);
    }

    @Test
    void whatIsToldToGrowByTheDayMayNotGrowFasterAndFaster() {
        assertThat(judge(Growth.BY_DAY, 0, day -> 0.01 * day * day * MEGABYTE).verdict())
                .isEqualTo(Verdict.FASTER);
    }

    @Test
    void aLeakOfAProcessShowsAcrossItsRestarts() {
        final Random random = new Random(1);
        assertThat(judge(
                                Growth.NONE,
                                120,
                                day -> 100 * MEGABYTE + 0.2 * MEGABYTE * (day % 120) + MEGABYTE * random.nextGaussian())
                        .verdict())
                .isEqualTo(Verdict.GROWING);
    }

    @Test
    void aProcessThatWarmsUpAndStaysIsBounded() {
        final Random random = new Random(1);
        assertThat(judge(
                                Growth.NONE,
                                120,
                                day -> (100 + 50 * Math.min(1, day % 120 / 15) + random.nextGaussian()) * MEGABYTE)
                        .verdict())
                .isEqualTo(Verdict.BOUNDED);
    }

    @Test
    void aTopicThatIsCleanedNowAndThenIsBounded() {
        assertThat(judge(Growth.NONE, 0, day -> (60 + day * 7 % 64) * MEGABYTE).verdict())
                .isEqualTo(Verdict.BOUNDED);
    }

    @Test
    void aThreadMoreInAFewWeeksIsNoGrowth() {
        final List<Point> points = new ArrayList<>();
        for (int day = 0; day <= 60; day += 2) points.add(new Point(day, 1, day < 40 ? 30 : 31));
        assertThat(Judgement.of(new Series("test", Unit.COUNT, Growth.NONE, points), 60)
                        .verdict())
                .isEqualTo(Verdict.BOUNDED);
    }

    @Test
    void whatFillsUpToABoundIsHeldAgainstIt() {
        final Growth bound = new Growth.UpTo(50 * MEGABYTE);
        assertThat(judge(bound, 0, day -> 0.1 * day * MEGABYTE).verdict()).isEqualTo(Verdict.BELOW_ITS_BOUND);
        assertThat(judge(bound, 0, day -> 0.2 * day * MEGABYTE).verdict()).isEqualTo(Verdict.GROWING);
    }

    @Test
    void aFewDaysAreTooShortToSay() {
        final List<Point> points = new ArrayList<>();
        for (int day = 0; day <= 4; day++) points.add(new Point(day, 0, day * 100 * MEGABYTE));
        assertThat(Judgement.of(new Series("test", Unit.BYTES, Growth.NONE, points), 4)
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }
}
