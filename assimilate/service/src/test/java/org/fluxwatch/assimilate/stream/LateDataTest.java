package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Granules that come late, in a new version, or are taken back: the analysis ends at the numbers of the run in which
/// all was on time.
class LateDataTest {
    private static final String OLD = "190701000000";
    private static final String NEW = "190801000000";
    private static final double[] USUAL = {410, 411.5};
    private static final double[] OTHER = {412, 409, 411};

    @TempDir
    private Path folder;

    private int stages;

    private static Settings settings(int lagDays, int goBackDays, int everyDays) {
        final Map<String, String> environment = new TreeMap<>();
        environment.put("FLUXWATCH_ASSIMILATE_FLUX_FORECAST_LAG_DAYS", Integer.toString(lagDays));
        environment.put("FLUXWATCH_ASSIMILATE_LATE_DATA_GO_BACK_DAYS", Integer.toString(goBackDays));
        environment.put("FLUXWATCH_ASSIMILATE_LATE_DATA_CHECKPOINT_EVERY_DAYS", Integer.toString(everyDays));
        environment.put("FLUXWATCH_ASSIMILATE_LATE_DATA_SETTLE", "PT0S");
        return Tiny.settings(environment);
    }

    private DrivenStage stage(Settings settings) {
        return FilterStage.of(folder.resolve(Integer.toString(stages++)), settings);
    }

    private static LocalDate day(int n) {
        return Tiny.START.plusDays(n);
    }

    private static void days(DrivenStage stage, int from, int to) {
        for (int n = from; n < to; n++) stage.day(Tiny.DOMAIN, day(n), USUAL);
    }

    private static Retraction retraction(Sensor sensor, LocalDate day, String produced) {
        return new Retraction(
                Tiny.DOMAIN, sensor, day, DrivenStage.granule(sensor, day, produced), Tiny.version(produced));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aLateGranuleSendsTheDomainBackAndItEndsAtTheNumbersOfTheRunInWhichItWasOnTime(int lagDays) {
        final Settings settings = settings(lagDays, 30, 2);
        final Map<LocalDate, List<Object>> onTime;
        try (DrivenStage stage = stage(settings)) {
            days(stage, 0, 5);
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(5), NEW, OTHER);
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(5), OLD);
            days(stage, 6, 9);
            stage.work(12);
            onTime = new Products().read(stage).numbers();
            assertThat(stage.wentBack(Tiny.DOMAIN)).isZero();
        }
        try (DrivenStage stage = stage(settings)) {
            days(stage, 0, 9);
            stage.work(12);
            final Products products = new Products().read(stage);
            assertThat(products.numbers()).isNotEqualTo(onTime);
            final int before = products.order.size();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(5), NEW, OTHER);
            stage.work(12);
            products.read(stage);
            assertThat(products.numbers()).isEqualTo(onTime);
            assertThat(stage.wentBack(Tiny.DOMAIN)).isEqualTo(1);
            assertThat(products.order.subList(before, products.order.size()))
                    .as("day 4 is run again in silence")
                    .containsExactlyElementsOf(
                            lagDays == 0
                                    ? List.of(day(5) + " r1", day(6) + " r1", day(7) + " r1", day(8) + " r1")
                                    : List.of(
                                            day(5) + " r2",
                                            day(3) + " r3",
                                            day(6) + " r2",
                                            day(4) + " r3",
                                            day(7) + " r2",
                                            day(5) + " r3",
                                            day(8) + " r2",
                                            day(6) + " r3"));
        }
    }

    @Test
    void aGranuleTakenBackLeavesTheNumbersOfTheRunThatNeverHadIt() {
        final Settings settings = settings(2, 30, 3);
        final Map<LocalDate, List<Object>> without;
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < 8; n++) {
                if (n != 3) stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(n), OLD, USUAL);
                stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(n), OLD);
            }
            stage.work(12);
            without = new Products().read(stage).numbers();
        }
        try (DrivenStage stage = stage(settings)) {
            days(stage, 0, 8);
            stage.work(12);
            final Products products = new Products().read(stage);
            stage.send(retraction(Sensor.OCO2, day(3), OLD));
            stage.send(retraction(Sensor.OCO2, day(3), OLD));
            stage.work(12);
            assertThat(products.read(stage).numbers()).isEqualTo(without);
            assertThat(stage.rejected(Tiny.DOMAIN, "nothing-to-retract")).isEqualTo(1);
        }
    }

    @Test
    void aDayNotClosedIsAwaitedAgainWhenItsGranuleIsTakenBack() {
        try (DrivenStage stage = stage(settings(0, 30, 2))) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(0), OLD, USUAL);
            stage.send(retraction(Sensor.OCO2, day(0), OLD));
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(0), OLD);
            stage.work(3);
            assertThat(stage.days()).isEmpty();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(0), NEW, OTHER);
            stage.work(3);
            assertThat(stage.days()).singleElement().satisfies(day -> {
                assertThat(day.identity().revision()).isZero();
                assertThat(day.counts().innovations()).isEqualTo(OTHER.length);
            });
        }
    }

    @Test
    void theSameGranuleAgainChangesNothing() {
        try (DrivenStage stage = stage(settings(2, 30, 2))) {
            days(stage, 0, 5);
            stage.work(8);
            final Products products = new Products().read(stage);
            final int before = products.order.size();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(2), OLD, USUAL);
            stage.work(8);
            assertThat(products.read(stage).order).hasSize(before);
            assertThat(stage.rejected(Tiny.DOMAIN, "duplicate-granule")).isEqualTo(1);
            assertThat(stage.wentBack(Tiny.DOMAIN)).isZero();
        }
    }

    @Test
    void aBurstOfTwoThousandReprocessedGranulesIsWorkedOffInOnePassBackAndForward() {
        final int days = 250;
        final AtomicLong nanos = new AtomicLong();
        final Settings settings = Tiny.settings(Map.of(
                "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_LAG_DAYS", "0",
                "FLUXWATCH_ASSIMILATE_LATE_DATA_GO_BACK_DAYS", "2000",
                "FLUXWATCH_ASSIMILATE_LATE_DATA_CHECKPOINT_EVERY_DAYS", "100",
                "FLUXWATCH_ASSIMILATE_ENSEMBLE_MEMBERS", "2"));
        try (DrivenStage stage = FilterStage.of(folder.resolve("burst"), settings, nanos::get)) {
            for (int n = 0; n < days; n++) stage.day(Tiny.DOMAIN, day(n));
            stage.work(days + 2);
            assertThat(stage.days()).hasSize(days);
            for (int n = 0; n < days; n++) {
                for (String produced : List.of("190801", "190802", "190803", "190804"))
                    for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT))
                        stage.granule(Tiny.DOMAIN, sensor, day(n), produced);
                nanos.addAndGet(1_000_000_000L);
                stage.work(1); // the stage would begin here if it did not wait
            }
            assertThat(stage.days()).isEmpty();
            nanos.addAndGet(5_000_000_000L);
            stage.work(days + 2);
            assertThat(stage.wentBack(Tiny.DOMAIN)).isEqualTo(1);
            final List<DailyAnalysis> again = stage.days();
            assertThat(again).hasSize(days);
            assertThat(again.getLast().identity().revision()).isEqualTo(8 * days);
            assertThat(again).allMatch(day -> day.sources().granules().stream()
                    .allMatch(granule -> granule.version().equals(Tiny.version("190804"))));
        }
    }

    @Test
    void whatIsOlderThanTheCheckpointsIsCountedAndNothingElseIsLost() {
        try (DrivenStage stage = stage(settings(0, 4, 2))) {
            days(stage, 0, 12);
            stage.work(14);
            stage.days();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(7), NEW, OTHER);
            stage.send(retraction(Sensor.OCO2, day(2), OLD));
            assertThat(stage.rejected(Tiny.DOMAIN, "older-than-checkpoints")).isEqualTo(2);
            stage.work(14);
            assertThat(stage.wentBack(Tiny.DOMAIN)).isZero();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(8), NEW, OTHER);
            stage.work(14);
            assertThat(stage.days())
                    .extracting(day -> day.identity().day())
                    .containsExactly(day(8), day(9), day(10), day(11));
            assertThat(stage.held()).noneMatch(key -> key.contains("/" + day(7) + "/"));
        }
    }

    /// As after a week without the service: Kafka has forgotten how far it had come.
    @Test
    void whatIsReadAgainFromTheBeginningOfTheTopicIsKnownAndChangesNothing() {
        final Settings settings = settings(0, 4, 2);
        try (DrivenStage stage = stage(settings);
                DrivenStage again = stage(settings)) {
            for (DrivenStage one : List.of(stage, again)) one.writtenAt(Instant.parse("2019-08-02T00:00:00Z"));
            days(stage, 0, 12);
            stage.send(retraction(Sensor.OCO2, day(11), OLD));
            stage.work(20);
            again.restore(stage);
            days(again, 0, 12);
            again.send(retraction(Sensor.OCO2, day(11), OLD));
            again.work(20);
            assertThat(again.days()).isEmpty();
            assertThat(again.wentBack(Tiny.DOMAIN)).isZero();
            assertThat(again.rejected(Tiny.DOMAIN, "duplicate-granule")).isEqualTo(25);
            assertThat(again.allRejected()).isEqualTo(25);
            days(again, 12, 13);
            again.work(20);
            assertThat(again.days()).extracting(day -> day.identity().day()).containsExactly(day(12));
        }
    }

    @Test
    void checkpointsAreBoundedByTheSettings() {
        try (DrivenStage stage = stage(settings(0, 6, 2))) {
            for (int n = 0; n < 20; n++) {
                stage.day(Tiny.DOMAIN, day(n), USUAL);
                stage.work(2);
                assertThat(stage.checkpointDays().size()).isLessThanOrEqualTo(5);
            }
            assertThat(stage.checkpointDays())
                    .containsExactly(
                            Tiny.DOMAIN + "/" + day(14),
                            Tiny.DOMAIN + "/" + day(16),
                            Tiny.DOMAIN + "/" + day(18),
                            Tiny.DOMAIN + "/" + day(20));
            assertThat(stage.held()).noneMatch(key -> key.contains("/" + day(13) + "/"));
        }
    }

    @Test
    void withoutGoingBackNothingIsKept() {
        try (DrivenStage stage = stage(settings(0, 0, 1))) {
            days(stage, 0, 4);
            stage.work(6);
            assertThat(stage.checkpointDays()).isEmpty();
            assertThat(stage.held()).isEmpty();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(3), NEW, OTHER);
            assertThat(stage.rejected(Tiny.DOMAIN, "older-than-checkpoints")).isEqualTo(1);
        }
    }

    @Test
    void sensorsMayHaveDifferentDelays() {
        final Map<LocalDate, List<Object>> together;
        try (DrivenStage stage = stage(settings(2, 30, 2))) {
            days(stage, 0, 6);
            stage.work(8);
            together = new Products().read(stage).numbers();
        }
        try (DrivenStage stage = stage(settings(2, 30, 2))) {
            final Products products = new Products();
            for (int n = 0; n < 8; n++) {
                if (n < 6) stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(n), OLD, USUAL);
                if (n >= 1 && n <= 6) stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(n - 1), OLD);
                stage.work(2);
            }
            assertThat(products.read(stage).numbers()).isEqualTo(together);
            assertThat(stage.wentBack(Tiny.DOMAIN)).isZero();
        }
    }

    @Test
    void aSensorThatStopsIsOutwaitedAndNamedAndWhatItBringsInTheEndIsUsed() {
        final Settings settings = settings(0, 30, 2);
        final Map<LocalDate, List<Object>> allThere;
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < 8; n++) {
                stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(n), OLD, USUAL);
                stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(n), OLD, 413);
            }
            stage.work(10);
            allThere = new Products().read(stage).numbers();
        }
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < 8; n++) {
                stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(n), OLD, USUAL);
                if (n < 2) stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(n), OLD, 413);
            }
            stage.work(10);
            final Products products = new Products().read(stage);
            assertThat(products.last().keySet()).containsExactly(day(0), day(1), day(2), day(3), day(4), day(5));
            assertThat(products.last().get(day(4)).numbers().toString()).contains("\"missingSensors\":[\"gosat\"]");
            for (int n = 7; n >= 2; n--) stage.granule(Tiny.DOMAIN, Sensor.GOSAT, day(n), OLD, 413);
            stage.work(20);
            assertThat(products.read(stage).numbers()).isEqualTo(allThere);
        }
    }

    @Test
    void daysWithoutAnyDataAreAnalysedTooOnceOthersAreThatFarAhead() {
        try (DrivenStage stage = stage(settings(0, 30, 2))) {
            days(stage, 0, 2);
            days(stage, 5, 6);
            stage.work(8);
            final List<DailyAnalysis> days = stage.days();
            assertThat(days).extracting(day -> day.identity().day()).containsExactly(day(0), day(1), day(2), day(3));
            assertThat(days.getLast().counts().innovations()).isZero();
            assertThat(days.getLast().sources().missingSensors()).containsExactly(Sensor.OCO2, Sensor.GOSAT);
        }
    }

    @Test
    void withoutItsCheckpointTheDomainStopsAndSaysWhatToDo() {
        final AtomicLong nanos = new AtomicLong();
        try (DrivenStage stage = FilterStage.of(folder.resolve("lost"), settings(0, 30, 2), nanos::get)) {
            days(stage, 0, 6);
            stage.work(8);
            stage.days();
            stage.loseCheckpoints();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, day(4), NEW, OTHER);
            for (int n = 0; n < 40; n++) {
                nanos.addAndGet(1_000_000_000L);
                stage.work(1);
            }
            assertThat(stage.stopped)
                    .singleElement()
                    .asString()
                    .contains("tiny cannot go back", "fluxwatch reset --domain tiny");
        }
    }

    @Test
    void aDomainThatStoppedTriesAgainWhenTheGranuleThatDidItIsTakenBack() {
        final Settings settings = Tiny.settings(Map.of(
                "FLUXWATCH_ASSIMILATE_LATE_DATA_SETTLE", "PT0S",
                "FLUXWATCH_ASSIMILATE_FILTER_STOP_INCREMENT_PPM", "0.8",
                "FLUXWATCH_ASSIMILATE_FILTER_GATE_PPM", "1000"));
        try (DrivenStage stage = stage(settings)) {
            stage.day(Tiny.DOMAIN, day(0));
            stage.day(Tiny.DOMAIN, day(1), 600, 601);
            stage.work(6);
            assertThat(stage.days()).hasSize(1);
            assertThat(stage.stopped).singleElement().asString().contains("stopped before " + day(1));
            stage.send(retraction(Sensor.OCO2, day(1), "190701000000"));
            stage.work(6);
            assertThat(stage.stopped).last().asString().isEqualTo("tiny ");
            assertThat(stage.days())
                    .extracting(day -> day.identity().revision())
                    .containsExactly(2);
        }
    }

    /// Granules in any order, some of them twice, in two versions or taken back, read in one go or between days, with
    /// restarts: the end is always the same, revisions too where the order of the records is the same.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderEndsAtTheSameNumbersAndAnyPaceAtTheSameRevisions(long seed) {
        final int days = 9;
        final Settings settings = settings(seed % 2 == 0 ? 2 : 0, 30, 1 + (int) (seed % 3));
        final List<List<GranuleRecord>> granules = new ArrayList<>();
        final Random random = new Random(seed);
        final Map<LocalDate, List<Object>> onTime;
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < days; n++)
                for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT)) {
                    final double[] ppm = IntStream.range(0, random.nextInt(1, 4))
                            .mapToDouble(k -> 409 + 4 * random.nextDouble())
                            .toArray();
                    final List<GranuleRecord> counts = granule(sensor, n, NEW, ppm);
                    counts.forEach(stage::send);
                    granules.add(counts);
                    if (random.nextInt(3) == 0) granules.add(granule(sensor, n, OLD, 411));
                    if (random.nextInt(4) == 0) granules.add(counts);
                    if (random.nextInt(4) == 0) granules.add(List.of(retraction(sensor, day(n), OLD)));
                }
            stage.work(days + 2);
            onTime = new Products().read(stage).numbers();
        }
        Collections.shuffle(granules, random);
        assertThat(onTime).hasSize(days);
        final Products inOneGo = new Products();
        try (DrivenStage stage = stage(settings)) {
            granules.forEach(granule -> granule.forEach(stage::send));
            stage.work(3 * days);
            inOneGo.read(stage);
        }
        assertThat(inOneGo.numbers()).isEqualTo(onTime);
        final Products atRandom = new Products();
        DrivenStage stage = stage(settings);
        try {
            for (List<GranuleRecord> granule : granules) {
                for (GranuleRecord record : granule) {
                    stage.send(record);
                    if (random.nextInt(3) == 0) stage.work(1);
                }
                if (random.nextInt(5) == 0) {
                    atRandom.read(stage);
                    final DrivenStage restarted = stage(settings);
                    restarted.restore(stage);
                    stage.close();
                    stage = restarted;
                }
            }
            stage.work(3 * days);
            atRandom.read(stage);
        } finally {
            stage.close();
        }
        assertThat(atRandom.numbers()).isEqualTo(onTime);
        assertThat(atRandom.revisions()).isEqualTo(inOneGo.revisions());
    }

    private static List<GranuleRecord> granule(Sensor sensor, int n, String produced, double... ppm) {
        return DrivenStage.records(Tiny.DOMAIN, sensor, day(n), produced, ppm);
    }
}
