package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day engine with a system that is none of the filter's kind ([RunningMean]): what the engine promises, it
/// promises to every tenant.
class SecondTenantTest {
    private static final LocalDate START = TinyDomain.START;

    /// No quiet is waited for, and going back is by checkpoints of every second day.
    private static final Settings SETTINGS = TinyDomain.settings(Map.of(
            "FLUXWATCH_ASSIMILATE_LATE_DATA_SETTLE", "PT0S",
            "FLUXWATCH_ASSIMILATE_LATE_DATA_CHECKPOINT_EVERY_DAYS", "2"));

    /// No checkpoint within these tests' days but the one at the beginning, so that days wait to be written together.
    private static final Settings FEW_CHECKPOINTS = TinyDomain.settings(Map.of(
            "FLUXWATCH_ASSIMILATE_LATE_DATA_SETTLE", "PT0S",
            "FLUXWATCH_ASSIMILATE_LATE_DATA_CHECKPOINT_EVERY_DAYS", "30"));

    @TempDir
    private Path folder;

    private final AtomicReference<List<String>> missing = new AtomicReference<>(List.of());
    private final AtomicLong nanos = new AtomicLong();

    private DrivenStage stage(String name) {
        return new DrivenStage(folder.resolve(name), SETTINGS, domain -> new RunningMean(domain, missing), nanos::get);
    }

    private DrivenStage catchingUp(String name) {
        return new DrivenStage(
                folder.resolve(name), FEW_CHECKPOINTS, domain -> new RunningMean(domain, missing), nanos::get);
    }

    /// Works until so many days are written, and two more have been run.
    ///
    /// @return what has come out
    private static List<AnalysisRecord> leaveSomeUnwritten(DrivenStage stage, int written) {
        final List<AnalysisRecord> out = new ArrayList<>();
        for (int look = 0; look < 100 && last(out).size() < written; look++) {
            stage.work(1);
            out.addAll(stage.analyses());
        }
        stage.work(2);
        assertThat(stage.analyses()).isEmpty();
        assertThat(last(out)).hasSize(written);
        return out;
    }

    private Map<LocalDate, String> undisturbed(int days) {
        try (DrivenStage stage = catchingUp("undisturbed")) {
            for (int d = 0; d < days; d++) {
                stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
                stage.work(5);
            }
            return last(stage.analyses());
        }
    }

    /// What a reader of the topic ends with: of each day the last revision's value and revision.
    private static Map<LocalDate, String> last(List<AnalysisRecord> records) {
        final Map<LocalDate, String> last = new java.util.TreeMap<>();
        for (AnalysisRecord record : records)
            if (record instanceof AnalysisField field)
                last.put(
                        field.identity().day(),
                        field.values()[0] + " in revision " + field.identity().revision());
        return last;
    }

    @Test
    void daysAreRunInTheirOrderEachFromTheStateBefore() {
        try (DrivenStage stage = stage("a")) {
            for (int d = 0; d < 4; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d, 402 + d);
            stage.work(20);
            assertThat(last(stage.analyses()))
                    .containsEntry(START, "401.0 in revision 0")
                    .containsEntry(START.plusDays(3), "402.5 in revision 0");
        }
    }

    @Test
    void afterALateGranuleTheEndIsThatOfARunInWhichItWasOnTime() {
        final List<AnalysisRecord> late = new ArrayList<>();
        try (DrivenStage stage = stage("late")) {
            for (int d = 0; d < 6; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            stage.work(20);
            stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(3), "190801000000", 500, 510);
            stage.work(20);
            assertThat(stage.wentBack(TinyDomain.DOMAIN)).isEqualTo(1);
            late.addAll(stage.analyses());
        }
        final List<AnalysisRecord> onTime = new ArrayList<>();
        try (DrivenStage stage = stage("on-time")) {
            for (int d = 0; d < 6; d++)
                if (d != 3) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
                else {
                    stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(3), "190801000000", 500, 510);
                    stage.granule(TinyDomain.DOMAIN, Sensor.GOSAT, START.plusDays(3), "190701000000");
                }
            stage.work(20);
            onTime.addAll(stage.analyses());
        }
        assertThat(withoutRevisions(last(late))).isEqualTo(withoutRevisions(last(onTime)));
        assertThat(last(late))
                .as("what the granule does not touch stays as it is")
                .containsEntry(START.plusDays(1), last(onTime).get(START.plusDays(1)));
        assertThat(last(late).get(START.plusDays(4))).endsWith("in revision 1");
    }

    private static List<String> withoutRevisions(Map<LocalDate, String> last) {
        return last.values().stream().map(text -> text.replaceAll(" in.*", "")).toList();
    }

    @Test
    void aRestartInTheMidstGoesOnFromTheStoredState() {
        final Map<LocalDate, String> undisturbed;
        try (DrivenStage stage = stage("undisturbed")) {
            for (int d = 0; d < 5; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            stage.work(20);
            undisturbed = last(stage.analyses());
        }
        final List<AnalysisRecord> both = new ArrayList<>();
        try (DrivenStage before = stage("before")) {
            for (int d = 0; d < 3; d++) before.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            before.work(20);
            both.addAll(before.analyses());
            try (DrivenStage after = stage("after")) {
                after.restore(before);
                for (int d = 3; d < 5; d++) after.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
                after.work(20);
                both.addAll(after.analyses());
            }
        }
        assertThat(last(both)).isEqualTo(undisturbed);
    }

    /// OCO-2 goes on for three weeks, GOSAT ends after the second day; then the process begins anew and nothing comes.
    @Test
    void afterARestartItShowsHowFarBehindASensorIsBeforeAnythingComes() {
        try (DrivenStage before = stage("before")) {
            for (int d = 0; d < 21; d++) {
                before.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(d), "190701000000", 400);
                if (d < 2) before.granule(TinyDomain.DOMAIN, Sensor.GOSAT, START.plusDays(d), "190701000000");
            }
            missing.set(List.of("the tide table of 2019"));
            try (DrivenStage after = stage("after")) {
                after.restore(before);
                after.work(1);
                assertThat(after.newestDay(TinyDomain.DOMAIN, Sensor.OCO2)).isEqualTo(START.plusDays(20));
                assertThat(after.newestDay(TinyDomain.DOMAIN, Sensor.GOSAT)).isEqualTo(START.plusDays(1));
                assertThat(after.gauge("fluxwatch_assimilate_days_waiting", TinyDomain.DOMAIN))
                        .isEqualTo(before.gauge("fluxwatch_assimilate_days_waiting", TinyDomain.DOMAIN))
                        .isPositive();
            }
        }
    }

    @Test
    void aDayThatLacksSomethingWaitsUnderItsNameAndGoesOnWhenItComes() {
        missing.set(List.of("the tide table of 2019"));
        try (DrivenStage stage = stage("waiting")) {
            stage.day(TinyDomain.DOMAIN, START, 400);
            stage.work(5);
            assertThat(stage.stopped).singleElement().asString().contains("2019-06-01", "the tide table of 2019");
            assertThat(stage.days()).isEmpty();
            missing.set(List.of());
            nanos.addAndGet(SETTINGS.assimilate().lookAgain().toNanos());
            stage.work(5);
            assertThat(stage.days()).hasSize(1);
        }
    }

    @Test
    void whatTurnsOutMissingInTheMidstOfADayIsWaitedForToo() {
        try (DrivenStage stage = new DrivenStage(
                folder.resolve("midst"),
                SETTINGS,
                domain -> new RunningMean(domain, missing) {
                    @Override
                    void slice() {
                        if (nanos.get() == 0) throw new InputsMissingException(List.of("noon"));
                    }
                },
                nanos::get)) {
            stage.day(TinyDomain.DOMAIN, START, 400);
            stage.work(5);
            assertThat(stage.stopped).singleElement().asString().contains("waits for inputs: noon");
            nanos.addAndGet(SETTINGS.assimilate().lookAgain().toNanos());
            stage.work(5);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(START);
        }
    }

    @Test
    void aBacklogIsWrittenSomeDaysAtATimeWithTheSameNumbers() {
        try (DrivenStage stage = catchingUp("backlog")) {
            for (int d = 0; d < 12; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            final List<AnalysisRecord> out = new ArrayList<>();
            final Set<Integer> written = new TreeSet<>();
            for (int look = 0; look < 40; look++) {
                stage.work(1);
                out.addAll(stage.analyses());
                written.add(last(out).size());
            }
            assertThat(written).containsExactly(0, 5, 10, 12);
            assertThat(last(out)).isEqualTo(undisturbed(12));
        }
    }

    @Test
    void unwrittenDaysAreRunAgainAfterARestart() {
        final List<AnalysisRecord> both = new ArrayList<>();
        try (DrivenStage before = catchingUp("before")) {
            for (int d = 0; d < 12; d++) before.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            both.addAll(leaveSomeUnwritten(before, 5));
            try (DrivenStage after = catchingUp("after")) {
                after.restore(before);
                after.work(20);
                both.addAll(after.analyses());
            }
        }
        assertThat(last(both)).isEqualTo(undisturbed(12));
    }

    @Test
    void aLateGranuleForAnUnwrittenDayIsInItAndInThoseAfterIt() {
        final Map<LocalDate, String> onTime;
        try (DrivenStage stage = catchingUp("on-time")) {
            for (int d = 0; d < 12; d++)
                if (d != 5) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
                else {
                    stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(d), "190801000000", 500, 510);
                    stage.granule(TinyDomain.DOMAIN, Sensor.GOSAT, START.plusDays(d), "190701000000");
                }
            stage.work(20);
            onTime = last(stage.analyses());
        }
        try (DrivenStage stage = catchingUp("late")) {
            for (int d = 0; d < 12; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            final List<AnalysisRecord> out = leaveSomeUnwritten(stage, 5);
            stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(5), "190801000000", 500, 510);
            stage.work(20);
            assertThat(stage.wentBack(TinyDomain.DOMAIN)).isZero();
            out.addAll(stage.analyses());
            final Map<LocalDate, String> late = last(out);
            assertThat(withoutRevisions(late)).isEqualTo(withoutRevisions(onTime));
            assertThat(late.get(START.plusDays(5))).endsWith("in revision 1");
            assertThat(late.get(START.plusDays(4))).isEqualTo(onTime.get(START.plusDays(4)));
        }
    }

    @Test
    void daysBeforeOneThatLacksSomethingAreWritten() {
        try (DrivenStage stage = catchingUp("lacking")) {
            for (int d = 0; d < 12; d++) stage.day(TinyDomain.DOMAIN, START.plusDays(d), 400 + d);
            final List<AnalysisRecord> out = leaveSomeUnwritten(stage, 5);
            missing.set(List.of("the tide table of 2019"));
            stage.work(5);
            out.addAll(stage.analyses());
            assertThat(last(out)).hasSizeBetween(7, 8);
            missing.set(List.of());
            nanos.addAndGet(SETTINGS.assimilate().lookAgain().toNanos());
            stage.work(20);
            out.addAll(stage.analyses());
            assertThat(last(out)).isEqualTo(undisturbed(12));
        }
    }
}
