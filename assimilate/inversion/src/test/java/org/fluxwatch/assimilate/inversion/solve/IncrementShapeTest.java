package org.fluxwatch.assimilate.inversion.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncrementShapeTest {
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final int BINS = 240;
    private static final double[] LATITUDE = {30, 30, 75, 50};
    private static final double[] LONGITUDE = {110, 110, 90, 0};

    /// A cell that breathes, one that only releases, one of the polar summer that breathes, and one without flux.
    private static float[] prior() {
        final float[] prior = new float[BINS * 4];
        for (int bin = 0; bin < BINS; bin++) {
            prior[bin * 4] = bin % 8 < 4 ? -6 : 2;
            prior[bin * 4 + 1] = 1 + bin % 3;
            prior[bin * 4 + 2] = bin % 8 < 4 ? -3 : 1;
        }
        return prior;
    }

    private static MonthShape shape(IncrementShape shape) {
        return shape.in(JUNE, prior(), LATITUDE, LONGITUDE);
    }

    @ParameterizedTest
    @EnumSource(IncrementShape.class)
    void weightsHaveAMeanOfOneOrAreZero(IncrementShape shape) {
        final MonthShape month = shape(shape);
        assertThat(month.bins()).isEqualTo(BINS);
        assertThat(month.withoutPrior()).isEqualTo(1);
        for (int part = 0; part < shape.parts(); part++)
            for (int cell = 0; cell < 4; cell++) {
                double sum = 0;
                for (int bin = 0; bin < BINS; bin++) sum += month.weight(part, month.firstBin() + bin, cell);
                assertThat(sum / BINS).isCloseTo(month.shaped(part, cell) ? 1 : 0, within(1e-5));
            }
    }

    /// So that all parts scaled alike scale the prior.
    @ParameterizedTest
    @EnumSource(IncrementShape.class)
    void partsOfThePriorAddUpToItsMean(IncrementShape shape) {
        final MonthShape month = shape(shape);
        final double[] means = {-2, 2, -1, 0};
        for (int cell = 0; cell < 4; cell++) {
            double sum = 0;
            for (int part = 0; part < shape.parts(); part++) sum += month.priorFlux()[part * 4 + cell];
            assertThat(sum).isCloseTo(means[cell], within(1e-4));
        }
    }

    @Test
    void uptakeAndReleaseGoWithThePriorsParts() {
        final MonthShape month = shape(IncrementShape.UPTAKE_RELEASE);
        assertThat(month.weight(0, month.firstBin(), 0)).isEqualTo(2);
        assertThat(month.weight(0, month.firstBin() + 5, 0)).isZero();
        assertThat(month.weight(1, month.firstBin() + 5, 0)).isEqualTo(2);
        assertThat(month.shaped(0, 1)).isFalse();
        assertThat(month.shaped(1, 1)).isTrue();
    }

    @Test
    void aCellWithoutFluxIsFlatAndLearntOnce() {
        final MonthShape month = shape(IncrementShape.UPTAKE_RELEASE);
        assertThat(month.weight(0, month.firstBin() + 7, 3)).isEqualTo(1);
        assertThat(month.shaped(1, 3)).isFalse();
    }

    @Test
    void theDayIsWhenTheSunIsUp() {
        final MonthShape month = shape(IncrementShape.DAY_NIGHT);
        final long noonIn110East = month.firstBin() + 1; // 03 to 06 UTC
        final long midnight = month.firstBin() + 5; // 15 to 18 UTC
        assertThat(month.weight(0, noonIn110East, 0)).isGreaterThan(1.5f);
        assertThat(month.weight(1, noonIn110East, 0)).isZero();
        assertThat(month.weight(0, midnight, 0)).isZero();
        assertThat(month.weight(1, midnight, 0)).isGreaterThan(2);
        assertThat(month.shaped(1, 2)).as("no night in polar summer").isFalse();
    }

    @Test
    void aPartWithoutShapeMayNotErr() {
        final StateLayout layout = new StateLayout(4, 2, 1);
        final double[] deviations =
                new PriorError(0.5, 0.1, 0.3).deviations(layout, shape(IncrementShape.UPTAKE_RELEASE), 1);
        assertThat(deviations)
                .usingComparatorWithPrecision(1e-4)
                .containsExactly(1.5, 0, 0.75, 0.1, 0.5, 1, 0.25, 0, 0.3);
        assertThat(new PriorError(0.5, 0.1, 0.3).deviations(layout, shape(IncrementShape.UPTAKE_RELEASE), 2)[0])
                .isCloseTo(3, within(1e-4));
    }

    @Test
    void refusesAPriorThatIsNoNumberAndOneOfAnotherMonth() {
        final float[] prior = prior();
        prior[9] = Float.NaN;
        assertThatThrownBy(() -> IncrementShape.FLAT.in(JUNE, prior, LATITUDE, LONGITUDE))
                .hasMessageContaining("cell 1")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> IncrementShape.FLAT.in(JUNE.plusMonths(1), prior(), LATITUDE, LONGITUDE))
                .hasMessageContaining("expected 248 bins of 4 cells");
        assertThatThrownBy(() -> new PriorError(Double.NaN, 0, 0)).hasMessageContaining("share is NaN");
    }
}
