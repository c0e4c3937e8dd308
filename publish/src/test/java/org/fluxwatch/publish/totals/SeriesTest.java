package org.fluxwatch.publish.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.publish.totals.PeriodTotals.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesTest {
    private static final LocalDate FROM = LocalDate.of(2018, 11, 20);
    private static final LocalDate TO = LocalDate.of(2020, 3, 3);
    private static final List<DayTotals> DAYS = InventedTotals.days(FROM, TO, 7);
    private static final List<RegionGroup> GROUPS =
            List.of(RegionGroup.of("north"), RegionGroup.of("south"), RegionGroup.parse("all=north+central+south"));

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"DAY", "MONTH", "SEASON", "YEAR"})
    void everyPartitionAddsUpToTheWhole(Step step) {
        final PeriodTotals whole = Series.over(DAYS, new Span("all", FROM, TO.plusDays(1)), GROUPS);
        final List<PeriodTotals> parts = Series.of(DAYS, step, GROUPS);
        for (ToDoubleFunction<Group> value :
                List.<ToDoubleFunction<Group>>of(Group::prior, Group::analysis, Group::fossil, Group::fire))
            for (int g = 0; g < GROUPS.size(); g++) {
                double sum = 0;
                for (PeriodTotals part : parts)
                    sum += value.applyAsDouble(part.groups().get(g));
                assertClose(sum, value.applyAsDouble(whole.groups().get(g)));
            }
        assertThat(parts.stream().mapToInt(part -> part.days().size()).sum()).isEqualTo(DAYS.size());
        final PeriodTotals last = Series.of(DAYS, Step.CUMULATED, GROUPS).getLast();
        assertClose(
                last.groups().getFirst().analysis(), whole.groups().getFirst().analysis());
        assertClose(
                last.groups().getFirst().analysisSpread(),
                whole.groups().getFirst().analysisSpread());
    }

    @Test
    void theSpreadOfASumIsThatOfTheMembersSums() {
        final PeriodTotals may = Series.of(DAYS, Step.MONTH, GROUPS).stream()
                .filter(month -> month.span().name().equals("2019-05"))
                .findFirst()
                .orElseThrow();
        final double[] north = new double[7];
        final double[] south = new double[7];
        for (DayTotals day : DAYS)
            if (day.day().getYear() == 2019 && day.day().getMonthValue() == 5)
                for (int n = 0; n < 7; n++) {
                    north[n] += day.region("north").orElseThrow().analysisMembers()[n];
                    south[n] += day.region("south").orElseThrow().analysisMembers()[n];
                }
        double meanNorth = 0;
        double meanSouth = 0;
        for (int n = 0; n < 7; n++) {
            meanNorth += north[n] / 7;
            meanSouth += south[n] / 7;
        }
        double variance = 0;
        double covariance = 0;
        for (int n = 0; n < 7; n++) {
            variance += Math.pow(north[n] - meanNorth, 2) / 6;
            covariance += (north[n] - meanNorth) * (south[n] - meanSouth) / 6;
        }
        assertClose(may.groups().getFirst().analysisSpread(), Math.sqrt(variance));
        assertClose(may.analysisCovariance()[0][0], variance);
        assertClose(may.analysisCovariance()[0][1], covariance);
        assertThat(may.analysisCovariance()[1][0]).isEqualTo(may.analysisCovariance()[0][1]);
        assertThat(may.days()).hasSize(31);
        assertThat(may.spinUpDays()).isOne();
        assertThat(may.lacking()).isZero();
        // independent days would have a fraction of it
        assertThat(may.groups().getFirst().analysisSpread())
                .isGreaterThan(DAYS.getFirst().regions().getFirst().analysisSpread() * 3);
    }

    /// var(a + b + c) = sum of all covariances.
    @Test
    void theSpreadOfAGroupIsThatOfItsCovariance() {
        final List<RegionGroup> groups = new ArrayList<>(Series.regions(DAYS));
        groups.add(RegionGroup.parse("north+central+south"));
        final PeriodTotals year = Series.of(DAYS, Step.YEAR, groups).get(1);
        double sum = 0;
        for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) sum += year.analysisCovariance()[i][j];
        assertThat(year.groups().get(3).analysisSpread()).isCloseTo(Math.sqrt(sum), within(1e-9));
        assertThat(year.groups().get(3).name()).isEqualTo("north+central+south");
    }

    @Test
    void decemberIsInTheNextYearsWinter() {
        assertThat(Series.of(DAYS, Step.SEASON, GROUPS).stream()
                        .map(s -> s.span().name()))
                .containsExactly("2018-SON", "2019-DJF", "2019-MAM", "2019-JJA", "2019-SON", "2020-DJF", "2020-MAM");
        final Span winter = Step.SEASON.span(LocalDate.of(2019, 12, 31), FROM);
        assertThat(winter.begin()).isEqualTo("2019-12-01");
        assertThat(winter.end()).isEqualTo("2020-03-01");
        assertThat(winter.days()).isEqualTo(91);
    }

    @Test
    void thePeriodSaysHowManyDaysItLacks() {
        final List<DayTotals> some =
                DAYS.stream().filter(day -> day.day().getDayOfMonth() != 13).toList();
        final PeriodTotals may = Series.of(some, Step.MONTH, GROUPS).get(6);
        assertThat(may.span().name()).isEqualTo("2019-05");
        assertThat(may.lacking()).isPositive();
        assertThat(may.lacking()).isOne();
    }

    @Test
    void anyOrderOfDaysGivesTheSameBits() {
        final List<DayTotals> shuffled = new ArrayList<>(DAYS);
        Collections.shuffle(shuffled, new Random(5));
        for (Step step : Step.values()) {
            final List<PeriodTotals> one = Series.of(DAYS, step, GROUPS);
            final List<PeriodTotals> other = Series.of(shuffled, step, GROUPS);
            for (int p = 0; p < one.size(); p++) {
                assertThat(other.get(p).days()).isEqualTo(one.get(p).days());
                assertThat(other.get(p).analysisCovariance())
                        .isDeepEqualTo(one.get(p).analysisCovariance());
                assertThat(other.get(p).groups().get(2).analysis())
                        .isEqualTo(one.get(p).groups().get(2).analysis());
            }
        }
    }

    @Test
    void aDayWithoutMembersLeavesAMeanAndSaysWhyThereIsNoSpread() {
        final List<DayTotals> mixed = new ArrayList<>(DAYS);
        mixed.set(200, InventedTotals.day(DAYS.get(200).day(), 0));
        final PeriodTotals month = Series.of(mixed, Step.MONTH, GROUPS).stream()
                .filter(m -> m.span().has(DAYS.get(200).day()))
                .findFirst()
                .orElseThrow();
        final Group north = month.groups().getFirst();
        assertThat(north.analysis()).isFinite();
        assertThat(north.analysisSpread()).isNaN();
        assertThat(month.analysisCovariance()[0][1]).isNaN();
        assertThat(north.note()).isEqualTo(DAYS.get(200).day() + " has no totals of members");
    }

    @Test
    void anotherNumberOfMembersIsSaid() {
        final List<DayTotals> mixed = List.of(InventedTotals.day(FROM, 7), InventedTotals.day(FROM.plusDays(1), 5));
        final Group north = Series.over(mixed, new Span("two", FROM, FROM.plusDays(2)), GROUPS)
                .groups()
                .getFirst();
        assertThat(north.note()).isEqualTo("2018-11-21 has 5 members, a day before it 7");
        assertThat(north.analysisSpread()).isNaN();
    }

    @Test
    void regionsThatAreNoneAreNamed() {
        assertThatThrownBy(() -> Series.require(List.of(RegionGroup.parse("north+east")), DAYS))
                .hasMessage("region is 'east', expected one of central, north, south");
        assertThatThrownBy(() -> RegionGroup.parse("north+north")).hasMessageContaining("each once");
        assertThatThrownBy(() -> Step.of("week"))
                .hasMessage("step is 'week', expected one of day, month, season, year, cumulated");
    }
}
