package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class SumsTest {
    @Test
    void biasAndRmseOfThreeErrors() {
        final ErrorSums sums = new ErrorSums();
        for (double error : new double[] {1, -2, 4}) sums.add(error);
        assertThat(sums.errors().bias()).isEqualTo(1);
        assertThat(sums.errors().rmse()).isEqualTo(Math.sqrt(7));
    }

    @Test
    void aQuarterOfTheErrorIsACutOfThreeQuarters() {
        final var before = new ErrorSums.Errors(0, 2);
        assertThat(ErrorSums.cutPercent(before, new ErrorSums.Errors(0, 0.5))).isEqualTo(75);
        assertThat(ErrorSums.cutPercent(before, new ErrorSums.Errors(0, 3))).isEqualTo(-50);
    }

    @Test
    void whereThePriorIsRightToRoundingThereIsNoCut() {
        final var rounding = new ErrorSums.Errors(0, 1e-8);
        assertThat(ErrorSums.cutPercent(rounding, new ErrorSums.Errors(0, 0.3))).isNaN();
    }

    @Test
    void noErrorsHaveNoScore() {
        assertThat(new ErrorSums().errors().rmse()).isNaN();
        assertThat(new DepartureShares().percent()).hasSize(4).allMatch(share -> Double.isNaN(share));
    }

    @Test
    void intervalsReach1645SpreadsToEitherSide() {
        final SpreadSums sums = new SpreadSums();
        sums.add(1.64, 1);
        sums.add(-1.64, 1);
        sums.add(1.66, 1);
        sums.add(-3.30, 2); // 1.65 spreads
        assertThat(sums.coveragePercent()).isEqualTo(50);
    }

    @Test
    void ratioIsOfRootMeanSquares() {
        final SpreadSums sums = new SpreadSums();
        sums.add(3, 1);
        sums.add(-4, 2);
        assertThat(sums.ratio()).isCloseTo(Math.sqrt(5.0 / 25), within(1e-15));
        assertThat(sums.spread()).isCloseTo(Math.sqrt(2.5), within(1e-15));
    }

    @Test
    void sharesCountWhatIsNoFurtherThanTheBound() {
        final DepartureShares shares = new DepartureShares();
        for (double departure : new double[] {0.5, -1, 1.5, -3.5, 9}) shares.add(departure);
        assertThat(shares.percent()).isEqualTo(List.of(40.0, 60.0, 60.0, 80.0));
    }

    @Law
    void sharesNeverFallWithTheBound(long seed, @Range(min = 1, max = 50) int size) {
        final DepartureShares shares = new DepartureShares();
        new SplittableRandom(seed)
                .doubles(size, -9, 9)
                .map(departure -> seed % 2 == 0 ? Math.rint(departure) : departure) // the bounds are whole
                .forEach(shares::add);
        assertThat(shares.percent()).isSorted().allMatch(share -> share >= 0 && share <= 100);
    }
}
