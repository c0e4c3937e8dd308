package org.fluxwatch.assimilate.inversion.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import org.fluxwatch.assimilate.inversion.solve.RowSums.Outcome;
import org.fluxwatch.assimilate.inversion.solve.RowSums.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSumsTest {
    private static final StateLayout LAYOUT = new StateLayout(2, 2, 1);
    private static final Instant TIME = Instant.parse("2026-07-10T05:00:00Z");
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final int JULY_BIN = (int) IncrementShape.firstBin(JUNE.plusMonths(1));
    private static final int[] MASK = {-1, 0, 1};

    private static float[] prior(int bins) {
        final float[] prior = new float[bins * 2];
        for (int at = 0; at < prior.length; at++) prior[at] = at / 2 % 2 == 0 ? -1 : 3;
        return prior;
    }

    private static MonthShape shape(YearMonth month, int bins) {
        return IncrementShape.UPTAKE_RELEASE.in(month, prior(bins), new double[] {30, 31}, new double[] {110, 111});
    }

    private static RowSums sums() {
        return new RowSums(LAYOUT, shape(JUNE, 240), shape(JUNE.plusMonths(1), 248), MASK);
    }

    private static Outcome of(int bin, int cell, float value, double innovation, double variance) {
        return sums().of(
                        "one",
                        TIME,
                        new int[] {bin},
                        new int[] {cell},
                        new float[] {value},
                        new double[] {1},
                        innovation,
                        variance);
    }

    @Test
    void sumsBinsToTheirMonthPartAndCell() {
        final Outcome outcome = sums().of(
                        "one",
                        TIME,
                        new int[] {JULY_BIN - 2, JULY_BIN - 1, JULY_BIN, JULY_BIN, JULY_BIN + 2},
                        new int[] {1, 2, 0, 2, 2},
                        new float[] {0.5f, 0.25f, 9, 1, 2},
                        new double[] {1},
                        0.7,
                        0.4);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Usable.class, usable -> {
            final MonthRow row = usable.row();
            // June: uptake of cell 0, release of cell 1; July: uptake of cell 1, twice; the offset.
            assertThat(row.columns()).containsExactly(0, 3, 6, 9);
            assertThat(row.values()).usingComparatorWithPrecision(1e-12).containsExactly(1, 0.5, 6, 1);
            assertThat(row.innovation()).isEqualTo(0.7);
            assertThat(row.errorVariance()).isEqualTo(0.4);
        });
    }

    /// A flat shape's column is the sum over bins.
    @Test
    void aFlatIncrementSeesTheWholeOfARow() {
        final StateLayout layout = new StateLayout(1, 1, 0);
        final RowSums flat = new RowSums(
                layout,
                IncrementShape.FLAT.in(JUNE, new float[240], new double[1], new double[1]),
                IncrementShape.FLAT.in(JUNE.plusMonths(1), new float[248], new double[1], new double[1]),
                new int[] {0});
        final int[] bins = {JULY_BIN, JULY_BIN + 1, JULY_BIN + 2};
        final Outcome outcome =
                flat.of("one", TIME, bins, new int[3], new float[] {0.1f, 0.2f, 0.3f}, new double[0], 0, 1);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Usable.class, usable -> assertThat(
                        usable.row().values()[0])
                .isCloseTo(0.6, within(1e-7)));
    }

    /// The parts of the prior, as an increment, add what the prior does.
    @Test
    void thePriorAsAnIncrementIsThePriorsSignal() {
        final int[] bins = {JULY_BIN - 2, JULY_BIN - 1, JULY_BIN, JULY_BIN, JULY_BIN + 3};
        final int[] cells = {1, 2, 0, 2, 1};
        final float[] values = {0.5f, 0.25f, 9, 1, 2};
        final MonthShape june = shape(JUNE, 240);
        final MonthShape july = shape(JUNE.plusMonths(1), 248);
        final RowSums sums = new RowSums(LAYOUT, june, july, MASK);
        final double expected = 0.5 * -1 + 0.25 * 3 + 1 * -1 + 2 * 3;
        assertThat(sums.simulated(bins, cells, values, prior(240), prior(248))).isCloseTo(expected, within(1e-12));
        if (!(sums.of("one", TIME, bins, cells, values, new double[1], 0, 1) instanceof Outcome.Usable(MonthRow row)))
            throw new AssertionError("row was rejected");
        double sum = 0;
        for (int e = 0; e < row.columns().length; e++) {
            final int column = row.columns()[e] % LAYOUT.columns();
            sum += row.values()[e] * (row.columns()[e] < LAYOUT.columns() ? june : july).priorFlux()[column];
        }
        assertThat(sum).isCloseTo(expected, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, NaN, 0, 1, NOT_FINITE",
        "0, 1, Infinity, 0, 1, NOT_FINITE",
        "0, 1, -0.001, 0, 1, NEGATIVE",
        "0, 3, 1, 0, 1, OTHER_GRID",
        "0, -1, 1, 0, 1, OTHER_GRID",
        "-241, 1, 1, 0, 1, OTHER_MONTH",
        "248, 1, 1, 0, 1, OTHER_MONTH",
        "0, 0, 1, 0, 1, NOTHING_SEEN",
        "0, 1, 1, NaN, 1, INNOVATION",
        "0, 1, 1, 0, 0, ERROR_VARIANCE",
        "0, 1, 1, 0, NaN, ERROR_VARIANCE"
    })
    void namesWhyARowCannotBeUsed(int bin, int cell, float value, double innovation, double variance, Reason reason) {
        assertThat(of(JULY_BIN + bin, cell, value, innovation, variance))
                .isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                    assertThat(rejected.reason()).isEqualTo(reason);
                    assertThat(rejected.what()).startsWith("one: ");
                });
    }

    @Test
    void refusesMonthsThatDoNotFollowEachOtherAndAMaskThatDoesNotFit() {
        assertThatThrownBy(() -> new RowSums(LAYOUT, shape(JUNE, 240), shape(JUNE, 240), MASK))
                .hasMessageContaining("does not follow");
        assertThatThrownBy(() ->
                        new RowSums(LAYOUT, shape(JUNE, 240), shape(JUNE.plusMonths(1), 248), new int[] {0, 1, 2}))
                .hasMessageContaining("place 2 of 2 cells");
    }
}
