package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.topic.DeadLetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Granules of days far ahead: a wrong date must not close years, a true gap must not stop the domain.
class ForesightTest {
    private static final String PRODUCED = "190701000000";
    private static final LocalDate FAR = Tiny.START.plusDays(400);

    private final DrivenStage stage;

    ForesightTest(@TempDir Path state) {
        stage = FilterStage.of(state, Tiny.settings(Map.of()), () -> 0);
    }

    private double nextDay() {
        return stage.gauge("fluxwatch_assimilate_days_waiting", Tiny.DOMAIN);
    }

    @Test
    void aDayThatHadNotBegunWhenItsRecordWasWrittenIsPutAside() {
        try (stage) {
            final LocalDate future = LocalDate.of(2098, 12, 31);
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, future, PRODUCED, 410, 411);
            stage.send(new Retraction(
                    Tiny.DOMAIN,
                    Sensor.OCO2,
                    future,
                    DrivenStage.granule(Sensor.OCO2, future, PRODUCED),
                    Tiny.version(PRODUCED)));
            assertThat(stage.deadLetters())
                    .extracting(DeadLetter::reason)
                    .containsExactly("too-far-ahead", "too-far-ahead");
            assertThat(stage.held()).isEmpty();
            stage.day(Tiny.DOMAIN, Tiny.START, 410);
            stage.work(20);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(Tiny.START);
        }
    }

    @Test
    void aGranuleAloneFarAheadClosesNothingAndIsKept() {
        try (stage) {
            stage.day(Tiny.DOMAIN, Tiny.START, 410);
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, FAR, PRODUCED, 410);
            stage.work(20);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(Tiny.START);
            assertThat(nextDay()).isZero();
            assertThat(stage.rejected(Tiny.DOMAIN, "too-far-ahead")).isEqualTo(1);
            assertThat(stage.held()).anyMatch(key -> key.contains(FAR.toString()));
            stage.day(Tiny.DOMAIN, Tiny.START.plusDays(1), 410);
            stage.work(20);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(Tiny.START.plusDays(1));
        }
    }

    @Test
    void afterALongGapTheSecondGranuleLeadsOn() {
        try (stage) {
            stage.day(Tiny.DOMAIN, Tiny.START, 410);
            stage.work(20);
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, FAR, PRODUCED, 410);
            assertThat(nextDay()).isZero();
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, FAR.minusDays(3), PRODUCED);
            assertThat(nextDay()).isGreaterThan(390);
        }
    }

    @Test
    void aDomainWhoseDataBeginLongAfterItsFirstDayStartsWithTheSecondGranule() {
        try (stage) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, FAR, PRODUCED, 410);
            assertThat(nextDay()).isZero();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, FAR.plusDays(1), PRODUCED, 410);
            assertThat(nextDay()).isGreaterThan(390);
        }
    }

    /// Assimilate has no list of satellites: what has come counts.
    @Test
    void aSensorThatNoOneKnewOfCountsAndLeadsOn() {
        final Sensor added = Sensor.of("skysat-2");
        try (stage) {
            stage.granule(Tiny.DOMAIN, added, Tiny.START, PRODUCED, 410, 411);
            stage.day(Tiny.DOMAIN, Tiny.START, 410);
            stage.work(20);
            assertThat(stage.days().getFirst().sources().granules())
                    .extracting(DailyAnalysis.Granule::sensor)
                    .containsExactly(Sensor.OCO2, Sensor.GOSAT, added);
            assertThat(stage.innovations())
                    .extracting(innovation -> innovation.observation().sensor())
                    .contains(Sensor.OCO2, added);
            assertThat(stage.deadLetters()).isEmpty();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, FAR, PRODUCED, 410);
            assertThat(nextDay()).isZero();
            stage.granule(Tiny.DOMAIN, added, FAR.minusDays(3), PRODUCED);
            assertThat(nextDay()).isGreaterThan(390);
        }
    }
}
