package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.UniformDays;
import org.fluxwatch.deploy.twin.World;

/// What all runs get: four small domains over East Asia, one on each partition, and Lite files of some days.
final class Workload {
    static final int PARTITIONS = 4;
    static final int DAYS = 6;
    private static final int LAG_DAYS = 2;
    static final LocalDate START = LocalDate.of(2019, 5, 1);
    static final List<String> DOMAINS = domains();

    /// Records that close a day: each day has one, and a second one when the smoother is done with it.
    static final int CLOSINGS = PARTITIONS * (DAYS + DAYS - LAG_DAYS);

    private final List<Path> files = new ArrayList<>();

    /// @param folder where the files are written
    Workload(Path folder) throws IOException {
        for (int day = 0; day < DAYS; day++) files.add(UniformDays.write(START.plusDays(day), folder));
    }

    private static List<String> domains() {
        final List<String> names = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int n = 0;
            while (Topics.partitionOf("domain-" + n, PARTITIONS) != partition) n++;
            names.add("domain-" + n);
        }
        return names;
    }

    /// Puts the files of some days, counted from 0, into an archive's folder.
    void deliver(Path archive, int firstDay, int beforeDay) throws IOException {
        Files.createDirectories(archive);
        for (Path file : files.subList(firstDay, beforeDay)) {
            final Path part = archive.resolve(file.getFileName() + ".part");
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, archive.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// @param folder a service's own
    /// @param name of the service's clients
    static String settingsText(
            Path folder, Path archive, String bootstrapServers, int replication, String applicationId, String name) {
        final StringBuilder text = new StringBuilder("""
                data-folder: '%s'
                kafka:
                  bootstrap-servers: '%s'
                  partitions: %d
                  replication: %d
                  client: {client.id: %s}
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  threads: 1
                  application-id: %s
                  ensemble: {members: 10}
                  flux-forecast: {lag-days: %d}
                domains:
                """.formatted(
                        folder, bootstrapServers, PARTITIONS, replication, name, archive, applicationId, LAG_DAYS));
        for (int n = 0; n < DOMAINS.size(); n++)
            text.append("""
                      %s:
                        start: %s
                        sensors: [oco2]
                        grid: {columns: 18, rows: 15, cell-km: 160.0, centre-latitude: %d, centre-longitude: %d}
                        sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
                        %s
                    """.formatted(DOMAINS.get(n), START, 33 + n, 112 + n, World.INPUTS));
        return text.toString();
    }

    static Settings settings(
            Path folder, Path archive, String bootstrapServers, int replication, String applicationId, String name) {
        return SettingsLoader.parse(
                settingsText(folder, archive, bootstrapServers, replication, applicationId, name), name, Map.of());
    }
}
