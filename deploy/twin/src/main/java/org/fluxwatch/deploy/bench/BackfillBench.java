package org.fluxwatch.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.demo.StreamReader;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.twin.YamlText;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;

/// Full-size days from the twin's archive through the service ingest, as when a month is filled back: how fast, and
/// whether the processors or the link hold it up. The archive and the broker are in this process, on the same
/// processors; the link is loopback, so that what is found is the link that the processors could fill.
public final class BackfillBench {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);

    /// From this share of all processors on they are what holds it up.
    private static final double BUSY = 0.8;

    private final Path folder;
    private final int days;
    private final PrintWriter out;

    /// @param folder of the files, which are kept, and of the broker
    public BackfillBench(Path folder, int days, PrintWriter out) {
        this.folder = folder;
        this.days = days;
        this.out = out;
    }

    public void run() throws IOException, InterruptedException {
        final Path archive = Files.createDirectories(folder.resolve("archive"));
        final Path own = Files.createTempDirectory(folder, "backfill");
        out.println(Machine.name());
        final List<Path> files = OcoDay.write(archive, FIRST, days);
        long bytes = 0;
        for (Path file : files) bytes += Files.size(file);
        try (ArchiveServer server = new ArchiveServer(archive, 0, new Access.Open(), InstantSource.system());
                EmbeddedBroker broker = EmbeddedBroker.start(own.resolve("broker"))) {
            for (Path file : files) server.publish(file, Instant.parse("2019-07-01T00:00:00Z"));
            BrokerWatch.makeTopics(broker.settings());
            final Path settings =
                    Files.writeString(own.resolve("settings.yaml"), settings(server, broker.settings(), own));
            final Process ingest = new ProcessBuilder(IngestBench.command(
                            List.of("org.fluxwatch.deploy.cli.Main", "ingest", "--settings", settings.toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(own.resolve("ingest.txt").toFile())
                    .start();
            try {
                watch(ingest, broker.settings(), bytes, own);
            } finally {
                ingest.destroy();
                ingest.waitFor();
            }
        }
    }

    private String settings(ArchiveServer server, KafkaSettings kafka, Path own) {
        return String.format(
                Locale.ROOT,
                """
                data-folder: %s
                archive: {kind: http, cmr-url: '%s', products: [OCO2_L2_Lite_FP.11.2r], poll-interval: PT5S}
                kafka: {bootstrap-servers: '%s', login-file: %s}
                ingest: {http-port: 0}
                """,
                YamlText.quoted(own.resolve("data")),
                server.url(),
                kafka.bootstrapServers(),
                YamlText.quoted(kafka.loginFile()));
    }

    /// Rates are those between the first granule and the last: a start is none of a month.
    private void watch(Process ingest, KafkaSettings kafka, long bytes, Path own) throws IOException {
        int published = 0;
        long begin = 0;
        double servers = 0;
        double own0 = 0;
        long last = System.nanoTime();
        try (StreamReader<GranuleState> granules = new StreamReader<>(kafka, Topics.GRANULES)) {
            while (published < days) {
                for (GranuleState granule : granules.poll(POLL)) {
                    if (granule.outcome() != GranuleState.Outcome.PUBLISHED)
                        throw new IllegalStateException(
                                granule.granule() + " is " + granule.outcome() + ": " + granule.detail());
                    last = System.nanoTime();
                    if (published++ > 0) continue;
                    begin = last;
                    servers = cpuSeconds();
                    own0 = cpuSeconds(ingest);
                }
                if (!ingest.isAlive() || System.nanoTime() - last > PATIENCE.toNanos())
                    throw new IllegalStateException(published + " of " + days + " granules, see " + own);
            }
        }
        final double seconds = (last - begin) / 1e9;
        final double here = cpuSeconds() - servers;
        final double there = cpuSeconds(ingest) - own0;
        final int processors = Runtime.getRuntime().availableProcessors();
        final double share = (here + there) / (seconds * processors);
        final double rate = bytes / 1e6 / days * (days - 1) / seconds;
        out.printf(
                Locale.ROOT,
                "%d days of %.1f MB: %.2f s a day, %.1f MB/s; CPU a day: ingest and its readers %.2f s, broker and archive"
                        + " %.2f s; %.0f %% of %d processors; at most %d MB resident in ingest, %d MB in its readers%n",
                days,
                bytes / 1e6 / days,
                seconds / (days - 1),
                rate,
                there / (days - 1),
                here / (days - 1),
                100 * share,
                processors,
                ProcessMemory.peakMegabytes(ingest.pid()),
                ingest.children()
                        .mapToLong(reader -> ProcessMemory.peakMegabytes(reader.pid()))
                        .sum());
        out.printf(
                Locale.ROOT,
                "%s; by their CPU %d processors without other work take in %.0f Mbit/s, a month in %.0f s: a link of less is"
                        + " what is saturated first%n",
                share >= BUSY ? "the processors are saturated" : "nothing is saturated here: other work, or waiting",
                processors,
                8 * bytes / 1e6 / days * (days - 1) * processors / (here + there),
                30 * (here + there) / (days - 1) / processors);
        out.flush();
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static double cpuSeconds(Process process) {
        return (nanos(process.toHandle())
                        + process.children().mapToLong(BackfillBench::nanos).sum())
                / 1e9;
    }

    private static long nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
}
