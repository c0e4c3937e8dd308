package org.fluxwatch.assimilate.inversion.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However observations come, the information is that of the set, to the last bit.
class ObservationLedgerTest {
    private static final StateLayout LAYOUT = new StateLayout(75, 1, 1);
    private static final NumericsPool POOL = new NumericsPool(2);
    private static final List<MonthRow> ROWS = Twin.of(LAYOUT, 1, 150, 1).all();

    @AfterAll
    static void close() {
        POOL.close();
    }

    private static Information batch(List<MonthRow> rows) {
        final Information information = new Information(LAYOUT);
        for (MonthRow row : rows) information.add(row, POOL);
        return information;
    }

    private static void assertSame(Information information, Information expected) {
        assertThat(information.matrix(POOL).values())
                .containsExactly(expected.matrix(POOL).values());
        assertThat(information.vector()).containsExactly(expected.vector());
        assertThat(information.squares()).isEqualTo(expected.squares());
        assertThat(information.count()).isEqualTo(expected.count());
    }

    @Test
    void theSumsAreThoseOfTheFormula() {
        final DMatrixRMaj h = Twin.of(LAYOUT, 1, 150, 1).h();
        final DMatrixRMaj g = new DMatrixRMaj(h.numCols, h.numCols);
        CommonOps_DDRM.multTransA(1 / Twin.ERROR_VARIANCE, h, h, g);
        final Information information = batch(ROWS);
        for (int i = 0; i < h.numCols; i++)
            for (int j = 0; j < h.numCols; j++)
                assertThat(information.information(i, j, POOL)).isCloseTo(g.get(i, j), within(1e-12));
    }

    @Test
    void oneByOneWithAnswersBetweenIsTheSameAsAllAtOnce() {
        final ObservationLedger ledger = new ObservationLedger(LAYOUT);
        for (MonthRow row : ROWS) {
            ledger.put(row, POOL);
            ledger.information(POOL).flush(POOL);
        }
        assertSame(ledger.information(POOL), batch(ROWS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderIsTheSame(long seed) {
        final List<MonthRow> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(seed));
        final ObservationLedger ledger = new ObservationLedger(LAYOUT);
        for (MonthRow row : shuffled) {
            ledger.put(row, POOL);
            if (seed == 3) ledger.information(POOL).flush(POOL);
        }
        assertSame(ledger.information(POOL), batch(ROWS));
    }

    @Test
    void aRetractedRowLeavesNoTrace() {
        final ObservationLedger ledger = new ObservationLedger(LAYOUT);
        for (MonthRow row : ROWS) ledger.put(row, POOL);
        ledger.information(POOL).flush(POOL);
        assertThat(ledger.retract(ROWS.get(70).id())).isTrue();
        assertThat(ledger.retract("unknown")).isFalse();
        final List<MonthRow> rest = new ArrayList<>(ROWS);
        rest.remove(70);
        assertSame(ledger.information(POOL), batch(rest));
        ledger.put(ROWS.get(70), POOL);
        assertSame(ledger.information(POOL), batch(ROWS));
    }

    @Test
    void aReprocessedRowTakesThePlaceOfTheOld() {
        final MonthRow old = ROWS.get(20);
        final MonthRow revised = new MonthRow(
                old.id(), old.time().plusSeconds(90_000), old.columns(), old.values(), old.innovation() + 1, 2);
        final ObservationLedger ledger = new ObservationLedger(LAYOUT);
        for (MonthRow row : ROWS) ledger.put(row, POOL);
        assertThat(ledger.put(ROWS.get(20), POOL)).isFalse();
        assertThat(ledger.put(revised, POOL)).isTrue();
        final ObservationLedger onTime = new ObservationLedger(LAYOUT);
        for (MonthRow row : ROWS) onTime.put(row == old ? revised : row, POOL);
        assertThat(ledger.size()).isEqualTo(ROWS.size());
        assertSame(ledger.information(POOL), onTime.information(POOL));
    }

    @Test
    void givesTheInformationBeforeAnInstant() {
        final ObservationLedger ledger = new ObservationLedger(LAYOUT);
        for (MonthRow row : ROWS) ledger.put(row, POOL);
        assertSame(ledger.before(ROWS.get(90).time(), POOL), batch(ROWS.subList(0, 90)));
    }

    @Test
    void refusesARowOfAnotherGrid() {
        final MonthRow other = new MonthRow("other", Instant.EPOCH, new int[] {152}, new double[] {1}, 0, 1);
        final ObservationLedger ledger = new ObservationLedger(LAYOUT);
        assertThatThrownBy(() -> ledger.put(other, POOL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 152")
                .hasMessageContaining("another grid");
        assertThat(ledger.size()).isZero();
    }

    @Test
    void refusesARowThatIsNoNumber() {
        assertThatThrownBy(() -> row(new int[] {0, 1}, new double[] {1, Double.NaN}, 0, 1))
                .hasMessageContaining("row of one is NaN in column 1");
        assertThatThrownBy(() -> row(new int[] {1, 1}, new double[] {1, 1}, 0, 1))
                .hasMessageContaining("do not ascend");
        assertThatThrownBy(() -> row(new int[] {1}, new double[] {1}, Double.NaN, 1))
                .hasMessageContaining("innovation of one is NaN");
        assertThatThrownBy(() -> row(new int[] {1}, new double[] {1}, 0, 0))
                .hasMessageContaining("error variance of one is 0.0");
    }

    private static MonthRow row(int[] columns, double[] values, double innovation, double errorVariance) {
        return new MonthRow("one", Instant.EPOCH, columns, values, innovation, errorVariance);
    }
}
