package org.fluxwatch.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.PublishOutcome;

/// Takes a Lite file from the disk to a committed transaction, again and again. Says in seconds and megabytes, a word
/// and figures a line, what each time took.
final class IngestProcess {
    private IngestProcess() {}

    /// @param arguments settings, Lite file, its day, times
    public static void main(String[] arguments) throws Exception {
        final Settings settings = SettingsLoader.load(Path.of(arguments[0]), Map.of());
        final Path file = Path.of(arguments[1]);
        final Granule granule = new Granule(
                file.getFileName().toString(),
                Sensor.OCO2,
                LocalDate.parse(arguments[2]),
                GranuleVersion.of("B11210Ar", "240101000000", 1),
                new GranuleSource.LocalFile(file));
        try (GranulePublisher publisher = GranulePublisher.to(settings.kafka(), GranulePublisher.TRANSACTIONAL_ID)) {
            publisher.connect();
            for (int n = 0; n < Integer.parseInt(arguments[3]); n++) take(granule, file, settings, publisher);
        }
        System.exit(0); // readers of files are let go of
    }

    private static void take(Granule granule, Path file, Settings settings, GranulePublisher publisher)
            throws Exception {
        final long begin = System.nanoTime();
        final double cpu = cpuSeconds();
        final PreparedGranule prepared = PreparedGranule.read(granule, file, settings);
        final long read = System.nanoTime();
        final PublishOutcome outcome = publisher.publish(
                prepared.observations(), List.of(new LedgerEntry(prepared.state(), Fingerprint.NONE)));
        if (!(outcome instanceof PublishOutcome.Committed))
            throw new IllegalStateException(granule.name() + " could not be published: " + outcome);
        System.out.printf(
                Locale.ROOT,
                "took %.3f %.3f %.3f %.1f%n",
                (System.nanoTime() - begin) / 1e9,
                (read - begin) / 1e9,
                cpuSeconds() - cpu,
                peakMegabytes(ProcessHandle.current().pid()));
    }

    /// Of this process and its readers.
    private static double cpuSeconds() {
        final long readers = ProcessHandle.current()
                .children()
                .mapToLong(child -> child.info()
                        .totalCpuDuration()
                        .map(java.time.Duration::toNanos)
                        .orElse(0L))
                .sum();
        return (((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() + readers)
                / 1e9;
    }

    private static double peakMegabytes(long pid) throws IOException {
        return ProcessMemory.peakMegabytes(pid)
                + ProcessHandle.current()
                        .children()
                        .mapToLong(child -> ProcessMemory.peakMegabytes(child.pid()))
                        .sum();
    }
}
