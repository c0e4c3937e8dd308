package org.fluxwatch.assimilate.filter.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.junit.jupiter.api.Test;

class SharedErrorsTest {
    private static final double KM_PER_DEGREE = 111.195;
    private static final ObservationOperator COLUMN = new ObservationOperator.Column(new ColumnRetrieval(
            400,
            new Profile(new float[] {100, 1000}),
            new Profile(new float[] {0.5f, 0.5f}),
            new Profile(new float[] {1, 1}),
            new Profile(new float[] {400, 400})));

    private static CycleObservation at(double latitude, double errorPpm) {
        return at(latitude, errorPpm, COLUMN);
    }

    private static CycleObservation at(double latitude, double errorPpm, ObservationOperator operator) {
        return new CycleObservation(
                Sensor.OCO2,
                "granule",
                "id",
                ViewMode.NADIR,
                Instant.EPOCH,
                latitude,
                110,
                400,
                errorPpm,
                errorPpm,
                operator,
                1,
                Status.ASSIMILATED,
                Set.of());
    }

    @Test
    void manyInOnePlaceWeighAsOneThatHasTheSharedErrorAlone() {
        final List<CycleObservation> many = Collections.nCopies(1000, at(30, 0.5));
        double information = 0;
        for (double variance : new SharedErrors(0.3, 200).variances(many)) information += 1 / variance;
        assertThat(1 / information).isCloseTo(0.09, within(3e-4)); // 0.25 - 0.09 of 1000 averages out
    }

    @Test
    void whatIsFarSharesNothing() {
        final double[] variances = new SharedErrors(0.3, 200).variances(List.of(at(30, 0.5), at(50, 0.7)));
        assertThat(variances).containsExactly(new double[] {0.25, 0.49}, within(1e-9));
    }

    @Test
    void neighboursShareByTheirDistance() {
        final double[] variances =
                new SharedErrors(0.3, 200).variances(List.of(at(30, 0.5), at(30 + 200 / KM_PER_DEGREE, 0.5)));
        assertThat(variances[0]).isCloseTo(0.25 + 0.09 * Math.exp(-0.5), within(1e-4));
        assertThat(variances[1]).isEqualTo(variances[0]);
    }

    @Test
    void aStationSharesNothingWithRetrievals() {
        final CycleObservation station = at(30, 0.5, new ObservationOperator.Point(100));
        assertThat(new SharedErrors(0.3, 200).variances(List.of(station, at(30, 0.5), at(30, 0.5), station)))
                .containsExactly(new double[] {0.25, 0.34, 0.34, 0.25}, within(1e-9));
    }

    @Test
    void withoutALengthNothingIsShared() {
        assertThat(new SharedErrors(0.3, 0).variances(Collections.nCopies(3, at(30, 0.5))))
                .containsOnly(0.25);
    }
}
