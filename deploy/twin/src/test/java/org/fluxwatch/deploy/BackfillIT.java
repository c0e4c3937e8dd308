package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.fluxwatch.deploy.twin.archive.Hostility;
import org.fluxwatch.ingest.Backfill;
import org.fluxwatch.ingest.IntakeProgress;
import org.fluxwatch.ingest.catalog.Granule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A period of an archive is taken in, goes on where it was broken off, and says what it found.
class BackfillIT {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);

    @TempDir
    private Path folder;

    private String yaml(ArchiveServer archive, EmbeddedBroker broker) {
        return """
                data-folder: '%s'
                kafka: {bootstrap-servers: '%s'}
                archive: {kind: http, cmr-url: '%s', products: [OCO2_L2_Lite_FP], attempts: 1}
                domains:
                  one: {start: %s, sensors: [oco2], grid: {columns: 20, rows: 20, cell-km: 128.0}}
                """.formatted(folder.resolve("data"), broker.bootstrapServers(), archive.url(), DAY);
    }

    @Test
    void aPeriodIsTakenInAndGoesOnWhereItWasBrokenOff() throws Exception {
        final Path lite = folder.resolve("archive");
        try (ArchiveServer archive = new ArchiveServer(lite, 0, new Access.Open(), InstantSource.system());
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("data/broker"))) {
            for (int day : new int[] {0, 1, 2, 4, 5}) {
                final Path file = UniformDays.write(DAY.plusDays(day), lite);
                if (day == 2) Files.write(file, new byte[1000]);
                archive.publish(file, Instant.now().minusSeconds(100 - day));
            }
            final String yaml = yaml(archive, broker);
            final Path file = Files.writeString(folder.resolve("f.yaml"), yaml);

            final CommandLineRun first = CommandLineRun.of(
                    "backfill", "--from", "2019-05-01", "--to", "2019-05-02", "--settings", file.toString());
            assertThat(first.out()).contains("2 granules published", "all that the archive lists is taken in");
            assertThat(first.exitCode()).isZero();

            archive.faults().misbehave(Hostility.UNAVAILABLE);
            final var settings = SettingsLoader.parse(yaml, "test", Map.of()).withArchivePeriod(DAY, DAY.plusDays(4));
            final Backfill.Summary broken = new Backfill(settings, millis -> {}, IntakeProgress.NONE).run();
            assertThat(broken.trouble()).contains("503");
            assertThat(broken.isWhole()).isFalse();
            archive.faults().behave();

            final List<LocalDate> done = new ArrayList<>();
            final Backfill.Summary all = new Backfill(settings, millis -> {}, new IntakeProgress() {
                        @Override
                        public void isDone(Granule granule) {
                            done.add(granule.day());
                        }
                    })
                    .run();
            assertThat(done).containsExactly(DAY.plusDays(2), DAY.plusDays(4));
            assertThat(all.trouble()).isEmpty();
            assertThat(all.outcomes()).isEqualTo(Map.of(Outcome.PUBLISHED, 3, Outcome.QUARANTINED, 1));
            assertThat(all.putAside()).singleElement().asString().contains("190503");
            assertThat(all.without().values()).containsExactly(List.of(DAY.plusDays(3)));
        }
    }
}
