package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.fluxwatch.deploy.demo.StreamReader;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.ingest.IngestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A domain is carried to another cluster as a file, and started anew, by the commands that an operator has.
class RescueIT {
    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /// What a reader of the topic ends with: fields of each day's last revision.
    private record Last(Map<LocalDate, Integer> revisions, Map<LocalDate, Map<String, float[]>> fields) {
        static Last of(KafkaSettings kafka) {
            final Last last = new Last(new TreeMap<>(), new TreeMap<>());
            try (StreamReader<AnalysisRecord> analyses = new StreamReader<>(kafka, Topics.ANALYSES)) {
                for (AnalysisRecord record : analyses.drain())
                    if (record.identity().revision()
                            >= last.revisions.getOrDefault(record.identity().day(), 0)) last.take(record);
            }
            return last;
        }

        private void take(AnalysisRecord record) {
            switch (record) {
                case AnalysisField field ->
                    fields.computeIfAbsent(field.identity().day(), day -> new TreeMap<>())
                            .put(field.name(), field.values());
                case FluxDetail detail ->
                    fields.computeIfAbsent(detail.identity().day(), day -> new TreeMap<>())
                            .put(detail.kind() + " " + detail.index(), detail.values());
                case DailyAnalysis day ->
                    revisions.put(day.identity().day(), day.identity().revision());
            }
        }
    }

    @Test
    void aDomainGoesOnElsewhereAndStartsAnewWithTheSameNumbers() throws Exception {
        for (int d = 0; d < 8; d++) UniformDays.write(START.plusDays(d), folder.resolve("archive"));
        final Path state = folder.resolve("state.nc");
        final Last there;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("there/broker"))) {
            final Path settings = settings("there", broker.bootstrapServers());
            try (AssimilateService assimilate = new AssimilateService(load(settings))) {
                assimilate.start();
                ingest(settings, broker.settings());
                await().atMost(PATIENCE)
                        .until(
                                () -> Last.of(broker.settings()).revisions(),
                                revisions -> revisions.size() == 8 && revisions.get(START.plusDays(5)) == 1);
                there = Last.of(broker.settings());
                assertThat(run("export-state", settings, "--out", state.toString(), "--day", "2019-05-05"))
                        .isZero();

                assertThat(run("reset", settings)).isZero();
                await().atMost(PATIENCE)
                        .until(
                                () -> Last.of(broker.settings()).revisions(),
                                revisions ->
                                        revisions.get(START.plusDays(7)) == 2 && revisions.get(START.plusDays(5)) == 3);
                final Last anew = Last.of(broker.settings());
                for (LocalDate day : there.revisions().keySet()) {
                    assertThat(anew.revisions().get(day))
                            .isEqualTo(there.revisions().get(day) + 2);
                    assertSame(anew, there, day);
                }
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("here/broker"))) {
            final Path settings = settings("here", broker.bootstrapServers());
            ingest(settings, broker.settings());
            assertThat(run("import-state", settings, "--from", state.toString()))
                    .isZero();
            try (AssimilateService assimilate = new AssimilateService(load(settings))) {
                assimilate.start();
                final LocalDate last = START.plusDays(7);
                await().atMost(PATIENCE)
                        .until(() -> Last.of(broker.settings()).revisions().containsKey(last));
                final Last here = Last.of(broker.settings());
                for (int d = 4; d < 8; d++) assertSame(here, there, START.plusDays(d));
            }
        }
    }

    private static void assertSame(Last one, Last other, LocalDate day) {
        assertThat(one.fields().get(day).keySet())
                .isEqualTo(other.fields().get(day).keySet());
        one.fields().get(day).forEach((name, values) -> assertThat(values)
                .as("%s %s", day, name)
                .isEqualTo(other.fields().get(day).get(name)));
    }

    /// Publishes the archive's eight granules.
    private static void ingest(Path settings, KafkaSettings kafka) {
        try (IngestService ingest = new IngestService(load(settings))) {
            ingest.start();
            await().atMost(PATIENCE).until(() -> ingest.health().ready());
            await().atMost(PATIENCE).until(() -> granules(kafka) == 8);
        }
    }

    private static long granules(KafkaSettings kafka) {
        try (StreamReader<ObservationRecord> observations = new StreamReader<>(kafka, Topics.OBSERVATIONS)) {
            return observations.drain().stream()
                    .filter(DayComplete.class::isInstance)
                    .count();
        }
    }

    private int run(String command, Path settings, String... more) {
        final List<String> arguments =
                new java.util.ArrayList<>(List.of(command, "--settings", settings.toString(), "--domain", "small"));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(
                        arguments.getFirst(),
                        arguments.get(1),
                        arguments.subList(2, arguments.size()).toArray(String[]::new))
                .exitCode();
    }

    private static Settings load(Path file) {
        return SettingsLoader.load(file, Map.of());
    }

    private Path settings(String name, String servers) throws IOException {
        final Path file = folder.resolve(name + ".yaml");
        Files.writeString(
                file,
                """
                data-folder: '%s'
                kafka: {bootstrap-servers: '%s'}
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 10}
                  flux-forecast: {lag-days: 2}
                  late-data: {settle: PT1S, checkpoint-every-days: 2}
                """.formatted(folder.resolve(name), servers, folder.resolve("archive"))
                        + SmallDomain.startingAt(START));
        return file;
    }
}
