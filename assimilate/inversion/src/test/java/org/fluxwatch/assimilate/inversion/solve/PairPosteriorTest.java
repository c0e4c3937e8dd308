package org.fluxwatch.assimilate.inversion.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Sphere;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The information form against the exact answer in observation space, and in its limits.
class PairPosteriorTest {
    private static final StateLayout LAYOUT = new StateLayout(75, 1, 2);
    private static final NumericsPool POOL = new NumericsPool(2);

    @AfterAll
    static void close() {
        POOL.close();
    }

    private static double[] places(int cells, double start, double step, int columns) {
        final double[] places = new double[cells];
        for (int c = 0; c < cells; c++) places[c] = start + step * (columns > 0 ? c % columns : c / -columns);
        return places;
    }

    private static CellCorrelation correlation(StateLayout layout, double lengthKm) {
        if (lengthKm == 0) return CellCorrelation.none(layout);
        return CellCorrelation.exponential(
                layout, places(layout.cells(), 20, 1, -10), places(layout.cells(), 100, 1, 10), lengthKm, POOL);
    }

    private static DMatrixRMaj dense(StateLayout layout, double lengthKm) {
        final double[] latitude = places(layout.cells(), 20, 1, -10);
        final double[] longitude = places(layout.cells(), 100, 1, 10);
        final DMatrixRMaj c = CommonOps_DDRM.identity(layout.columns());
        for (int i = 0; i < layout.fluxes(); i++)
            for (int j = 0; j < layout.fluxes(); j++)
                if (lengthKm > 0 && i / layout.cells() == j / layout.cells())
                    c.set(
                            i,
                            j,
                            Math.exp(-Sphere.distanceKm(
                                            latitude[i % layout.cells()],
                                            longitude[i % layout.cells()],
                                            latitude[j % layout.cells()],
                                            longitude[j % layout.cells()])
                                    / lengthKm));
        return c;
    }

    private static Information information(StateLayout layout, List<MonthRow> rows) {
        final Information information = new Information(layout);
        for (MonthRow row : rows) information.add(row, POOL);
        return information;
    }

    private static RegionWeights regions(int cells, int count) {
        final Random random = new Random(9);
        final List<String> names = new ArrayList<>();
        final double[][] weights = new double[count][cells];
        for (int r = 0; r < count; r++) {
            names.add("r" + r);
            for (int c = 0; c < cells; c++) weights[r][c] = random.nextDouble();
        }
        return new RegionWeights(names, weights);
    }

    /// The pairs of a twin one after the other, each closed into the next.
    private static List<PairPosterior> chain(Twin twin, CellCorrelation correlation, double monthCorrelation) {
        final List<PairPosterior> pairs = new ArrayList<>();
        Optional<Carry> carry = Optional.empty();
        for (int m = 0; m < twin.rows().size(); m++) {
            final PairPosterior pair = PairPosterior.of(
                    information(twin.layout(), twin.rows().get(m)),
                    new PairPrior(
                            twin.layout(),
                            correlation,
                            twin.deviations()[m],
                            twin.deviations()[m + 1],
                            monthCorrelation,
                            carry),
                    POOL);
            carry = Optional.of(pair.close());
            pairs.add(pair);
        }
        return pairs;
    }

    /// Mean, variances, totals with their covariance, and the averaging kernel, for independent and correlated
    /// errors.
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 300", "2, 0", "2, 300"})
    void informationAndObservationSpaceGiveTheSame(int parts, double lengthKm) {
        final StateLayout layout = new StateLayout(75, parts, 2);
        final Twin twin = Twin.of(layout, 1, 60, 1);
        final Twin.Exact exact = twin.exact(twin.prior(dense(layout, lengthKm), 0));
        final PairPosterior pair = chain(twin, correlation(layout, lengthKm), 0).getFirst();
        final RegionWeights regions = regions(layout.cells(), 70);
        for (Month half : Month.values()) {
            final MonthPosterior month = pair.month(half, regions);
            final int first = half == Month.EARLIER ? 0 : layout.columns();
            for (int c = 0; c < layout.columns(); c++) {
                assertThat(month.increment()[c]).isCloseTo(exact.mean().get(first + c), within(1e-12));
                assertThat(month.deviation()[c] * month.deviation()[c])
                        .isCloseTo(exact.covariance().get(first + c, first + c), within(1e-12));
                assertThat(month.kernel()[c]).isCloseTo(exact.kernel().get(first + c, first + c), within(1e-12));
            }
            for (int cell = 0; cell < layout.cells(); cell++) {
                double variance = 0;
                for (int p = 0; p < parts; p++)
                    for (int q = 0; q < parts; q++)
                        variance +=
                                exact.covariance().get(first + layout.column(p, cell), first + layout.column(q, cell));
                assertThat(month.cellDeviation()[cell]).isCloseTo(Math.sqrt(variance), within(1e-12));
            }
            final DMatrixRMaj weights = new DMatrixRMaj(70, exact.mean().numRows);
            for (int r = 0; r < 70; r++)
                for (int c = 0; c < layout.fluxes(); c++)
                    weights.set(r, first + c, regions.weights()[r][c % layout.cells()]);
            assertThat(largest(month.covariance(), sandwich(weights, exact.covariance())))
                    .isLessThan(1e-11);
            assertThat(largest(month.priorCovariance(), sandwich(weights, twin.prior(dense(layout, lengthKm), 0))))
                    .isLessThan(1e-11);
        }
    }

    private static DMatrixRMaj sandwich(DMatrixRMaj weights, DMatrixRMaj covariance) {
        final DMatrixRMaj half = new DMatrixRMaj(weights.numRows, covariance.numCols);
        CommonOps_DDRM.mult(weights, covariance, half);
        final DMatrixRMaj whole = new DMatrixRMaj(weights.numRows, weights.numRows);
        CommonOps_DDRM.multTransB(half, weights, whole);
        return whole;
    }

    private static double largest(double[][] a, DMatrixRMaj b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < a.length; j++) largest = Math.max(largest, Math.abs(a[i][j] - b.get(i, j)));
        return largest;
    }

    /// Four pairs, three months marginalised, against all five months at once.
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 0.6", "300, 0", "300, 0.6"})
    void aClosedMonthLeavesWhatTheJointSystemOfAllMonthsHas(double lengthKm, double monthCorrelation) {
        final Twin twin = Twin.of(LAYOUT, 4, 40, 2);
        final Twin.Exact exact = twin.exact(twin.prior(dense(LAYOUT, lengthKm), monthCorrelation));
        final List<PairPosterior> pairs = chain(twin, correlation(LAYOUT, lengthKm), monthCorrelation);
        for (Month half : Month.values()) {
            final MonthPosterior month = pairs.getLast().month(half, regions(LAYOUT.cells(), 1));
            final int first = (half == Month.EARLIER ? 3 : 4) * LAYOUT.columns();
            for (int c = 0; c < LAYOUT.columns(); c++) {
                assertThat(month.increment()[c]).isCloseTo(exact.mean().get(first + c), within(1e-12));
                assertThat(month.deviation()[c])
                        .isCloseTo(Math.sqrt(exact.covariance().get(first + c, first + c)), within(1e-12));
            }
        }
        double sum = 0;
        for (PairPosterior pair : pairs)
            sum += switch (pair.fit()) {
                case Fit.OfObservations fit -> fit.chiSquare() * fit.observations();
                case Fit.NoObservations() -> 0;
            };
        assertThat(sum).isCloseTo(exact.chiSquare(), within(1e-12 * exact.chiSquare()));
    }

    /// Five months' totals, kept through four pairs, against the joint answer; 70 regions need two panels.
    @ParameterizedTest
    @CsvSource({"0, 0", "300, 0.6"})
    void totalsOfAYearHaveTheJointSystemsCovariance(double lengthKm, double monthCorrelation) {
        final Twin twin = Twin.of(LAYOUT, 4, 40, 2);
        final Twin.Exact exact = twin.exact(twin.prior(dense(LAYOUT, lengthKm), monthCorrelation));
        final RegionWeights regions = regions(LAYOUT.cells(), 70);
        RunningTotals running = RunningTotals.none(70, LAYOUT);
        final List<PairPosterior> pairs = chain(twin, correlation(LAYOUT, lengthKm), monthCorrelation);
        for (PairPosterior pair : pairs) running = pair.close(running, regions);
        final RunningTotals.Totals totals = pairs.getLast().totals(running, Month.LATER, regions);
        final DMatrixRMaj weights = new DMatrixRMaj(70, exact.mean().numRows);
        for (int r = 0; r < 70; r++)
            for (int m = 0; m < 5; m++)
                for (int c = 0; c < LAYOUT.fluxes(); c++)
                    weights.set(r, m * LAYOUT.columns() + c, regions.weights()[r][c]);
        final DMatrixRMaj mean = new DMatrixRMaj(70, 1);
        CommonOps_DDRM.mult(weights, exact.mean(), mean);
        for (int r = 0; r < 70; r++) assertThat(totals.mean()[r]).isCloseTo(mean.get(r), within(1e-11));
        assertThat(largest(totals.covariance(), sandwich(weights, exact.covariance())))
                .isLessThan(1e-10);
    }

    @Test
    void theTraceOfTheAveragingKernelIsTheDegreesOfFreedom() {
        final Twin twin = Twin.of(LAYOUT, 1, 60, 3);
        final Twin.Exact exact = twin.exact(twin.prior(dense(LAYOUT, 0), 0));
        final PairPosterior pair = chain(twin, correlation(LAYOUT, 0), 0).getFirst();
        final RegionWeights regions = regions(LAYOUT.cells(), 1);
        final double degrees = pair.month(Month.EARLIER, regions).degreesOfFreedom()
                + pair.month(Month.LATER, regions).degreesOfFreedom();
        assertThat(degrees).isCloseTo(CommonOps_DDRM.trace(exact.kernel()), within(1e-10));
        assertThat(degrees).isBetween(10.0, 60.0);
    }

    @Test
    void aTwinsChiSquareIsOne() {
        double sum = 0;
        final int seeds = 20;
        for (int seed = 0; seed < seeds; seed++)
            sum += switch (chain(Twin.of(LAYOUT, 1, 150, 100 + seed), correlation(LAYOUT, 0), 0)
                    .getFirst()
                    .fit()) {
                case Fit.OfObservations fit -> fit.chiSquare();
                case Fit.NoObservations() -> 0;
            };
        assertThat(sum / seeds).isBetween(0.9, 1.1);
    }

    /// r -> infinity.
    @Test
    void worthlessObservationsLeaveThePrior() {
        final Twin twin = Twin.of(LAYOUT, 1, 60, 4);
        final Information information = new Information(LAYOUT);
        for (MonthRow row : twin.all())
            information.add(
                    new MonthRow(row.id(), row.time(), row.columns(), row.values(), row.innovation(), 1e14), POOL);
        final MonthPosterior month = posterior(twin, information).month(Month.LATER, regions(LAYOUT.cells(), 1));
        for (int c = 0; c < LAYOUT.columns(); c++) {
            assertThat(month.increment()[c]).isCloseTo(0, within(1e-10));
            assertThat(month.deviation()[c]).isCloseTo(twin.deviations()[1][c], within(1e-10));
            assertThat(month.kernel()[c]).isCloseTo(0, within(1e-10));
        }
    }

    private static PairPosterior posterior(Twin twin, Information information) {
        return PairPosterior.of(
                information,
                new PairPrior(
                        twin.layout(),
                        CellCorrelation.none(twin.layout()),
                        twin.deviations()[0],
                        twin.deviations()[1],
                        0,
                        Optional.empty()),
                POOL);
    }

    /// S_a -> infinity, with more observations than variables.
    @Test
    void aPriorThatKnowsNothingGivesLeastSquares() {
        final StateLayout layout = new StateLayout(12, 1, 0);
        final Twin known = Twin.of(layout, 1, 200, 5);
        final double[][] wide = new double[2][12];
        for (double[] month : wide) java.util.Arrays.fill(month, 1e7);
        final Twin twin = new Twin(layout, wide, known.truth(), known.rows());
        final DMatrixRMaj leastSquares = new DMatrixRMaj(24, 1);
        CommonOps_DDRM.solve(twin.h(), twin.innovations(), leastSquares);
        final PairPosterior pair = posterior(twin, information(layout, twin.all()));
        for (int c = 0; c < 24; c++)
            assertThat(pair.increment(c < 12 ? Month.EARLIER : Month.LATER)[c % 12])
                    .isCloseTo(leastSquares.get(c), within(1e-10));
    }

    @Test
    void withoutObservationsThePosteriorIsThePriorAndSaysSo() {
        final Twin twin = Twin.of(LAYOUT, 1, 0, 6);
        final PairPosterior pair = posterior(twin, new Information(LAYOUT));
        assertThat(pair.fit()).isEqualTo(new Fit.NoObservations());
        final MonthPosterior month = pair.month(Month.LATER, regions(LAYOUT.cells(), 1));
        assertThat(month.increment()).containsOnly(0);
        assertThat(month.deviation()).isEqualTo(twin.deviations()[1]);
        assertThat(month.uncertaintyReduction()).containsOnly(0);
        assertThat(month.tooLittleData(0.01)).containsOnly(true);
    }

    @Test
    void aCellThatMayNotErrStaysAsItIs() {
        final Twin twin = Twin.of(LAYOUT, 1, 60, 7);
        twin.deviations()[1][3] = 0;
        final MonthPosterior month =
                posterior(twin, information(LAYOUT, twin.all())).month(Month.LATER, regions(LAYOUT.cells(), 1));
        assertThat(month.increment()[3]).isZero();
        assertThat(month.deviation()[3]).isZero();
        assertThat(month.uncertaintyReduction()[3]).isZero();
        assertThat(month.tooLittleData(0.01)[3]).isTrue();
        assertThat(month.tooLittleData(0.01)[4]).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threadsChangeNoBit(int threads) {
        final Twin twin = Twin.of(LAYOUT, 1, 130, 8);
        final List<MonthPosterior> months = new ArrayList<>();
        for (int t : new int[] {1, threads})
            try (NumericsPool pool = new NumericsPool(t)) {
                final Information information = new Information(LAYOUT);
                for (MonthRow row : twin.all()) information.add(row, pool);
                months.add(PairPosterior.of(
                                information,
                                new PairPrior(
                                        LAYOUT,
                                        correlation(LAYOUT, 300),
                                        twin.deviations()[0],
                                        twin.deviations()[1],
                                        0.5,
                                        Optional.empty()),
                                pool)
                        .month(Month.EARLIER, regions(LAYOUT.cells(), 3)));
            }
        assertThat(months.get(1)).usingRecursiveComparison().isEqualTo(months.get(0));
    }

    @Test
    void refusesAPriorThatCannotBe() {
        final double[] n = new double[LAYOUT.columns()];
        final double[] nan = n.clone();
        nan[5] = Double.NaN;
        final CellCorrelation none = CellCorrelation.none(LAYOUT);
        assertThatThrownBy(() -> new PairPrior(LAYOUT, none, n, nan, 0, Optional.empty()))
                .hasMessageContaining("column 5 is NaN");
        assertThatThrownBy(() -> new PairPrior(LAYOUT, none, n, n, 1, Optional.empty()))
                .hasMessageContaining("correlation of months is 1.0");
        assertThatThrownBy(() -> new PairPrior(LAYOUT, none, new double[3], n, 0, Optional.empty()))
                .hasMessageContaining("3 prior deviations");
        assertThatThrownBy(() -> CellCorrelation.exponential(LAYOUT, new double[3], new double[75], 300, POOL))
                .hasMessageContaining("3 latitudes");
        final Twin twin = Twin.of(LAYOUT, 1, 20, 1);
        final Carry carry = chain(twin, none, 0).getFirst().close();
        assertThatThrownBy(() -> new PairPrior(LAYOUT, none, n, n, 0, Optional.of(carry)))
                .hasMessageContaining("closed under other prior deviations");
        final StateLayout other = new StateLayout(75, 1, 1);
        final PairPrior prior = new PairPrior(LAYOUT, none, n, n, 0, Optional.empty());
        assertThatThrownBy(() -> PairPosterior.of(new Information(other), prior, POOL))
                .hasMessageContaining("offsets=1");
    }
}
