package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssimilationTopologyTest {
    private static final LocalDate DAY = Tiny.START;
    private static final String OLD = "190701000000";
    private static final String NEW = "190801000000";
    private static final Settings SETTINGS = Tiny.settings(Map.of());

    @TempDir
    private Path folder;

    private DrivenStage stage() {
        return FilterStage.of(folder, SETTINGS);
    }

    @Test
    void aWholeDayComesOutInOrderAndIsClosedByItsDailyAnalysis() {
        try (DrivenStage stage = stage()) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 410, 411, 450);
            stage.work(3);
            assertThat(stage.analyses()).isEmpty(); // GOSAT is awaited
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, DAY, OLD, 410);
            stage.work(3);
            final List<Innovation> innovations = stage.innovations();
            assertThat(innovations)
                    .extracting(one -> one.observation().id())
                    .containsExactly("gosat-0", "oco2-0", "oco2-1", "oco2-2");
            final List<AnalysisRecord> analyses = stage.analyses();
            assertThat(analyses.getLast()).isInstanceOf(DailyAnalysis.class);
            final DailyAnalysis closing = (DailyAnalysis) analyses.getLast();
            final int fields = closing.fields().size();
            assertThat(analyses.subList(0, fields))
                    .allMatch(AnalysisField.class::isInstance)
                    .extracting(field -> ((AnalysisField) field).name())
                    .containsExactlyElementsOf(closing.fields());
            assertThat(analyses.subList(fields, analyses.size() - 1))
                    .allMatch(FluxDetail.class::isInstance)
                    .extracting(detail -> ((FluxDetail) detail).kind())
                    .hasSize(closing.counts().details().values().stream()
                            .mapToInt(n -> n)
                            .sum());
            assertThat(closing.counts().details()).containsEntry(FluxDetail.Kind.MEMBER, 10);
            assertThat(closing.sources().making().checkpoint()).isEqualTo(DAY.toString());
            assertThat(closing.sources().making().version()).isNotEmpty();
            assertThat(closing.identity().domain()).isEqualTo(Tiny.DOMAIN);
            assertThat(closing.identity().day()).isEqualTo(DAY);
            assertThat(closing.counts().innovations()).isEqualTo(4);
            assertThat(closing.counts().byStatus()).containsEntry("gated", 1).containsEntry("assimilated", 3);
            assertThat(closing.sources().missingSensors()).isEmpty();
            assertThat(((DailyAnalysis.Filter) closing.diagnostics()).members()).isEqualTo(10);
            assertThat(closing.sources().granules())
                    .extracting(DailyAnalysis.Granule::sensor, DailyAnalysis.Granule::superobservations)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Sensor.OCO2, 3),
                            org.assertj.core.groups.Tuple.tuple(Sensor.GOSAT, 1));
            assertThat(stage.allRejected()).isZero();
        }
    }

    @Test
    void aGranuleThatLacksASuperobservationIsCountedAndWaitsForIt() {
        try (DrivenStage stage = stage()) {
            stage.send(DrivenStage.observation(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, "oco2-0", 5, 410));
            stage.send(DrivenStage.complete(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 2));
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, DAY, OLD);
            stage.work(3);
            assertThat(stage.rejected(Tiny.DOMAIN, "incomplete-granule")).isEqualTo(1);
            assertThat(stage.analyses()).isEmpty();
            stage.send(DrivenStage.observation(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, "oco2-1", 6, 411));
            stage.work(3);
            assertThat(stage.days())
                    .singleElement()
                    .extracting(day -> day.counts().innovations())
                    .isEqualTo(2);
        }
    }

    @Test
    void aSetThatASecondSendingSpoilsIsNotAnalysedAsIfItWereWhole() {
        try (DrivenStage stage = stage()) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 410, 411);
            stage.send(DrivenStage.observation(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, "another", 5, 410));
            stage.send(DrivenStage.complete(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 1));
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, DAY, OLD);
            stage.work(3);
            assertThat(stage.rejected(Tiny.DOMAIN, "incomplete-granule")).isEqualTo(1);
            assertThat(stage.analyses()).isEmpty(); // OCO-2 is awaited again
        }
    }

    @Test
    void aGranuleSentTwiceCountsOnce() {
        try (DrivenStage stage = stage()) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 410, 411);
            stage.day(Tiny.DOMAIN, DAY, 410, 411);
            stage.work(3);
            assertThat(stage.days())
                    .singleElement()
                    .extracting(day -> day.counts().innovations())
                    .isEqualTo(2);
            assertThat(stage.rejected(Tiny.DOMAIN, "duplicate-granule")).isEqualTo(1);
        }
    }

    @Test
    void aGranuleOfADayBeforeTheStartIsRejected() {
        try (DrivenStage stage = stage()) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY.minusDays(1), OLD, 410);
            assertThat(stage.rejected(Tiny.DOMAIN, "before-start")).isEqualTo(1);
            assertThat(stage.held()).isEmpty();
        }
    }

    @Test
    void theNewerOfTwoGranulesCountsInWhateverOrderTheyCome() {
        for (List<String> order : List.of(List.of(OLD, NEW), List.of(NEW, OLD)))
            try (DrivenStage stage = stage()) {
                for (String produced : order)
                    if (produced.equals(NEW)) stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, NEW, 412);
                    else stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 408, 409);
                stage.granule(Tiny.DOMAIN, Sensor.GOSAT, DAY, OLD);
                stage.work(3);
                assertThat(stage.innovations())
                        .as("%s", order)
                        .extracting(one -> one.observation().ppm())
                        .containsExactly(412.0);
                assertThat(stage.days())
                        .singleElement()
                        .extracting(day -> day.sources().granules().getFirst().version())
                        .isEqualTo(Tiny.version(NEW));
                assertThat(stage.rejected(Tiny.DOMAIN, "superseded-granule"))
                        .as("%s", order)
                        .isEqualTo(1);
            }
    }

    @Test
    void aDomainThatSettingsDoNotKnowIsRejected() {
        try (DrivenStage stage = stage()) {
            stage.granule("atlantis", Sensor.OCO2, DAY, OLD);
            assertThat(stage.rejected("atlantis", "unknown-domain")).isEqualTo(1);
        }
    }

    @Test
    void bytesThatAreNoRecordArePassedOverAndCounted() {
        try (DrivenStage stage = stage()) {
            stage.sendBytes(Tiny.DOMAIN, "not JSON".getBytes(StandardCharsets.UTF_8));
            stage.sendBytes(Tiny.DOMAIN, "{\"type\":\"superobservation\"}".getBytes(StandardCharsets.UTF_8));
            stage.day(Tiny.DOMAIN, DAY, 410);
            stage.work(3);
            assertThat(stage.rejected("unknown", "unreadable-record")).isEqualTo(2);
            assertThat(stage.days()).hasSize(1);
        }
    }

    @Test
    void aSensorIsWaitedForUntilPatienceRunsOutAndIsNamedThen() {
        try (DrivenStage stage = stage()) {
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, OLD, 410);
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY.plusDays(1), OLD, 410);
            stage.work(4);
            assertThat(stage.days()).isEmpty();
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY.plusDays(2), OLD, 410); // patience is 2 days
            stage.work(4);
            final List<DailyAnalysis> days = stage.days();
            assertThat(days)
                    .singleElement()
                    .extracting(day -> day.identity().day())
                    .isEqualTo(DAY);
            assertThat(days.getFirst().sources().missingSensors()).containsExactly(Sensor.GOSAT);
        }
    }

    private static void threeDays(DrivenStage stage) {
        for (int d = 0; d < 3; d++) stage.day(Tiny.DOMAIN, DAY.plusDays(d), 409 + d, 411, 410.5);
    }

    @Test
    void restartChangesNoBit() {
        for (String kind : List.of("persistent-factors", "jdas-normalised")) {
            final Settings settings = Tiny.settings(Map.of("FLUXWATCH_ASSIMILATE_FLUX_FORECAST_KIND", kind));
            final List<AnalysisRecord> undisturbed = new ArrayList<>();
            final List<Innovation> innovations = new ArrayList<>();
            try (DrivenStage stage = FilterStage.of(folder.resolve("undisturbed"), settings)) {
                threeDays(stage);
                stage.work(8);
                undisturbed.addAll(stage.analyses());
                innovations.addAll(stage.innovations());
            }
            try (DrivenStage before = FilterStage.of(folder.resolve("before"), settings);
                    DrivenStage after = FilterStage.of(folder.resolve("after"), settings)) {
                threeDays(before);
                before.work(1);
                final List<AnalysisRecord> analyses = new ArrayList<>(before.analyses());
                assertThat(analyses.size()).isLessThan(undisturbed.size());
                after.restore(before);
                after.work(8);
                analyses.addAll(after.analyses());
                assertThat(analyses).as(kind).isEqualTo(undisturbed);
                final List<Innovation> both = new ArrayList<>(before.innovations());
                both.addAll(after.innovations());
                assertThat(both).isEqualTo(innovations);
            }
        }
    }

    @Test
    void aDayThatLeavesTheSmoothersWindowComesOutAgainWholeAndCorrected() {
        final Settings lagOfTwo = Tiny.settings(Map.of("FLUXWATCH_ASSIMILATE_FLUX_FORECAST_LAG_DAYS", "2"));
        final List<AnalysisRecord> first;
        final List<Innovation> firstInnovations;
        try (DrivenStage stage = FilterStage.of(folder, lagOfTwo)) {
            stage.day(Tiny.DOMAIN, DAY, 410, 411);
            stage.work(3);
            first = stage.analyses();
            firstInnovations = stage.innovations();
            stage.day(Tiny.DOMAIN, DAY.plusDays(1), 413, 413, 413);
            stage.work(3);
            assertThat(stage.days()).extracting(day -> day.identity().day()).containsExactly(DAY.plusDays(1));
            stage.innovations();
            stage.day(Tiny.DOMAIN, DAY.plusDays(2), 413);
            stage.work(3);
            final List<AnalysisRecord> records = stage.analyses();
            final int newDay = records.size() / 2;
            assertThat(records.get(newDay - 1).identity().day()).isEqualTo(DAY.plusDays(2));
            final DailyAnalysis closing = (DailyAnalysis) records.getLast();
            final DailyAnalysis before = (DailyAnalysis) first.getLast();
            assertThat(closing.identity().day()).isEqualTo(DAY);
            assertThat(closing.identity().revision()).isEqualTo(1);
            assertThat(((DailyAnalysis.Filter) closing.diagnostics()).smoothingDays())
                    .isEqualTo(2);
            assertThat(closing.counts()).isEqualTo(before.counts());
            assertThat(closing.regions().getLast().analysisTgCPerDay())
                    .isNotEqualTo(before.regions().getLast().analysisTgCPerDay());
            assertThat(closing.regions().getLast().analysisSpreadTgCPerDay())
                    .isLessThan(before.regions().getLast().analysisSpreadTgCPerDay());
            for (int n = 0; n < before.fields().size(); n++) {
                final AnalysisField was = (AnalysisField) first.get(n);
                final AnalysisField is = (AnalysisField) records.get(newDay + n);
                assertThat(is.identity().revision()).isEqualTo(1);
                if (List.of(
                                "flux_analysis",
                                "flux_analysis_spread",
                                "flux_increment",
                                "flux_biosphere_analysis",
                                "flux_ocean_analysis")
                        .contains(is.name()))
                    assertThat(is.values()).as(is.name()).isNotEqualTo(was.values());
                else assertThat(is).isEqualTo(was.withValues(1, was.values()));
            }
            assertThat(stage.innovations().stream()
                            .filter(innovation -> innovation.identity().day().equals(DAY)))
                    .containsExactlyElementsOf(firstInnovations.stream()
                            .map(innovation -> innovation.withRevision(1))
                            .toList());
        }
    }

    @Test
    void domainsRunSideBySideAndDoNotMix() {
        final List<AnalysisRecord> alone = new ArrayList<>();
        try (DrivenStage stage = stage()) {
            threeDays(stage);
            stage.work(8);
            alone.addAll(stage.analyses());
        }
        try (DrivenStage stage = stage()) {
            threeDays(stage);
            stage.day(Tiny.SECOND_DOMAIN, DAY, 415);
            stage.work(8);
            final List<AnalysisRecord> both = stage.analyses();
            assertThat(both.stream().filter(record -> record.identity().domain().equals(Tiny.DOMAIN)))
                    .isEqualTo(alone);
            assertThat(both.stream()
                            .filter(record -> record.identity().domain().equals(Tiny.SECOND_DOMAIN))
                            .toList())
                    .hasSize(alone.size() / 3);
        }
    }

    @Test
    void aBacklogOfOneDomainDoesNotHoldUpTheOtherAndTurnsChangeNoBit() {
        final int backlog = 12;
        final List<AnalysisRecord> alone = new ArrayList<>();
        try (DrivenStage stage = stage()) {
            for (int d = 0; d < backlog; d++) stage.day(Tiny.DOMAIN, DAY.plusDays(d), 410 + d % 3);
            stage.work(backlog + 2);
            alone.addAll(stage.analyses());
        }
        try (DrivenStage stage = stage()) {
            for (int d = 0; d < backlog; d++) stage.day(Tiny.DOMAIN, DAY.plusDays(d), 410 + d % 3);
            stage.day(Tiny.SECOND_DOMAIN, DAY, 415);
            stage.work(2 * backlog);
            final List<AnalysisRecord> both = stage.analyses();
            assertThat(both.stream()
                            .filter(record -> record instanceof DailyAnalysis day
                                    && ((DailyAnalysis.Filter) day.diagnostics()).smoothingDays() == 0)
                            .map(record -> record.identity().domain())
                            .toList())
                    .hasSize(backlog + 1)
                    .endsWith(Tiny.DOMAIN);
            assertThat(both.stream().filter(record -> record.identity().domain().equals(Tiny.DOMAIN)))
                    .isEqualTo(alone);
        }
    }

    @Test
    void anEnsembleOfOtherSettingsIsRefusedWithBothValues() {
        try (DrivenStage before = stage();
                DrivenStage after = FilterStage.of(
                        folder.resolve("after"),
                        Tiny.settings(Map.of("FLUXWATCH_ASSIMILATE_ENSEMBLE_MEMBERS", "12")))) {
            before.day(Tiny.DOMAIN, DAY, 410);
            before.work(1);
            before.day(Tiny.DOMAIN, DAY.plusDays(1), 410);
            after.restore(before);
            after.work(1);
            assertThat(after.days()).isEmpty();
            assertThat(after.stopped)
                    .singleElement()
                    .asString()
                    .contains(Tiny.DOMAIN, "members is 12, was 10", "fluxwatch reset --domain tiny");
        }
    }

    @Test
    void anEnsembleOfAnotherPlaceIsRefusedThoughItHasAsManyCells() {
        final Settings moved = Tiny.settings(Map.of("FLUXWATCH_DOMAINS_TINY_GRID_WEST", "-90.0"));
        try (DrivenStage before = stage();
                DrivenStage after = FilterStage.of(folder.resolve("after"), moved)) {
            before.day(Tiny.DOMAIN, DAY, 410);
            before.work(1);
            before.day(Tiny.DOMAIN, DAY.plusDays(1), 410);
            after.restore(before);
            after.work(1);
            assertThat(after.stopped).singleElement().asString().contains("grid.west is -90.0, was 106.0");
        }
    }

    @Test
    void aDomainThatDivergesStopsAloneAndSaysWhy() {
        final Settings settings = Tiny.settings(Map.of(
                "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_KIND", "jdas",
                "FLUXWATCH_ASSIMILATE_FLUX_FORECAST_JDAS_GUARD", "0.001"));
        try (DrivenStage stage = FilterStage.of(folder, settings)) {
            threeDays(stage);
            stage.work(4);
            assertThat(stage.days()).isEmpty();
            assertThat(stage.stopped).singleElement().asString().contains("tiny stopped before 2019-06-01", "guard");
            stage.day(Tiny.SECOND_DOMAIN, DAY, 410);
            stage.work(2);
            assertThat(stage.stopped).hasSize(2);
        }
    }

    @Test
    void aDomainBeyondItsBoundsStopsAndWritesNoProduct() {
        final Settings settings = Tiny.settings(Map.of("FLUXWATCH_ASSIMILATE_FILTER_STOP_SPREAD_PPM", "0.001"));
        try (DrivenStage stage = FilterStage.of(folder, settings)) {
            threeDays(stage);
            stage.work(4);
            assertThat(stage.days()).isEmpty();
            assertThat(stage.stopped)
                    .singleElement()
                    .asString()
                    .contains("tiny stopped before 2019-06-01", "in hour", "a spread of", "stop-spread-ppm 0.001");
        }
    }
}
