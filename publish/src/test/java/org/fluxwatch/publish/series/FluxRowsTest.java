package org.fluxwatch.publish.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.fluxwatch.publish.series.FluxRows.MonthMembers;
import org.fluxwatch.publish.totals.Members;
import org.fluxwatch.publish.totals.Step;
import org.junit.jupiter.api.Test;

class FluxRowsTest {
    private static final int MEMBERS = 5;
    private static final LocalDate FROM = LocalDate.of(2019, 11, 15);
    private static final LocalDate TO = LocalDate.of(2020, 3, 10);

    private final NavigableMap<LocalDate, FluxStep> steps = new TreeMap<>();
    private final double[] sums = new double[MEMBERS];

    private void fill(LocalDate from, LocalDate to) {
        final Random random = new Random(3);
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            final double[] members = new double[MEMBERS];
            for (int n = 0; n < MEMBERS; n++) {
                members[n] = random.nextGaussian();
                sums[n] += members[n];
            }
            steps.put(day, new FluxStep(day, 1, new Flux(1, 2, 3, 4), 0.5, members));
        }
    }

    private List<FluxRow> rows(Step step) {
        return FluxRows.of(step, FROM, TO, steps, Map.of()).rows();
    }

    @Test
    void aDecemberIsInTheWinterOfTheNextYear() {
        fill(FROM, TO);
        final List<FluxRow> seasons = rows(Step.SEASON);
        assertThat(seasons).extracting(FluxRow::period).containsExactly("2019-SON", "2020-DJF", "2020-MAM");
        assertThat(seasons).extracting(FluxRow::days).containsExactly(16, 91, 10);
        assertThat(seasons.get(1).begin()).isEqualTo(LocalDate.of(2019, 12, 1));
        assertThat(seasons.get(1).end()).isEqualTo(LocalDate.of(2020, 2, 29));
        assertThat(seasons.get(0).begin()).isEqualTo(FROM);
        assertThat(seasons.get(2).end()).isEqualTo(TO);
    }

    @Test
    void rowsOfEveryLengthAddUpToTheSame() {
        fill(FROM, TO);
        for (Step step : List.of(Step.DAY, Step.MONTH, Step.SEASON, Step.YEAR)) {
            final double total =
                    rows(step).stream().mapToDouble(row -> row.flux().total()).sum();
            assertThat(total).as(step.label()).isCloseTo(9.0 * steps.size(), within(1e-9));
        }
        final FluxRow last = rows(Step.CUMULATED).getLast();
        assertThat(last.flux().total()).isEqualTo(9.0 * steps.size());
        assertThat(last.spread()).isCloseTo(Members.spread(sums), within(1e-12));
    }

    @Test
    void daysThatLackAreCountedAndAnEmptyRowHasNothing() {
        fill(FROM, TO);
        steps.subMap(LocalDate.of(2019, 12, 30), LocalDate.of(2020, 2, 1)).clear();
        final List<FluxRow> months = rows(Step.MONTH);
        assertThat(months).extracting(FluxRow::missing).containsExactly(0, 2, 31, 0, 0);
        assertThat(months.get(2).days()).isZero();
        assertThat(months.get(2).flux().total()).isNaN();
        assertThat(months.get(2).spread()).isNaN();
        assertThat(rows(Step.CUMULATED)).hasSize(117);
    }

    @Test
    void aDayHasItsOwnSpreadWithoutMembersAndASumOfSuchHasNone() {
        for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1))
            steps.put(day, new FluxStep(day, 1, new Flux(1, 2, 3, 4), 0.5, new double[0]));
        assertThat(rows(Step.DAY)).allMatch(row -> row.spread() == 0.5);
        final FluxRows months = FluxRows.of(Step.MONTH, FROM, TO, steps, Map.of());
        assertThat(months.withoutSpread()).isEqualTo(5);
        final Map<YearMonth, MonthMembers> means =
                Map.of(YearMonth.of(2020, 1), new MonthMembers(31, new double[] {1, 3}));
        final FluxRows with = FluxRows.of(Step.MONTH, FROM, TO, steps, means);
        assertThat(with.withoutSpread()).isEqualTo(4);
        assertThat(with.rows().get(2).spread()).isCloseTo(31 * Math.sqrt(2), within(1e-12));
        final Map<YearMonth, MonthMembers> ofOthers =
                Map.of(YearMonth.of(2020, 1), new MonthMembers(30, new double[] {1, 3}));
        assertThat(FluxRows.of(Step.MONTH, FROM, TO, steps, ofOthers).withoutSpread())
                .isEqualTo(5);
    }

    @Test
    void ensemblesOfTwoSizesHaveNoCommonSum() {
        fill(FROM, TO);
        final LocalDate day = LocalDate.of(2020, 1, 7);
        steps.put(day, new FluxStep(day, 1, new Flux(1, 2, 3, 4), 0.5, new double[MEMBERS + 1]));
        assertThat(rows(Step.MONTH).get(2).spread()).isNaN();
        assertThat(rows(Step.MONTH).get(3).spread()).isPositive();
    }
}
