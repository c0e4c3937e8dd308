package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.YamlText;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.gridding.GranuleSoundings;
import org.fluxwatch.ingest.gridding.Gridding;
import org.fluxwatch.ingest.lite.LiteFile;
import org.fluxwatch.ingest.lite.QualityScreen;
import org.fluxwatch.ingest.lite.Screened;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.PublishOutcome;

/// What a day with all of OCO-2's good soundings, land and glint, costs on its way: in gridding, on the topic, and in
/// the observation sets of an assimilate that waits for GOSAT's day and so has nothing else to do.
public final class DensityBench {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final int WARM_TIMES = 6;
    private static final int REGIONS = 16;
    private static final double MEGABYTE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration REST = Duration.ofSeconds(5);

    private final Path folder;
    private final PrintWriter out;

    /// @param folder of files and brokers
    public DensityBench(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    public void run() throws Exception {
        Files.createDirectories(folder);
        out.println(Machine.name());
        final Path file = OcoDay.write(folder, DAY);
        for (boolean thin : new boolean[] {false, true}) {
            measure("global", thin, global(), file);
            measure("regional", thin, regional(), file);
        }
    }

    private static String domain(String name, String grid) {
        return "  " + name + ":\n    sensors: [oco2, gosat]\n    patience-days: 30\n    start: " + DAY + "\n    grid: "
                + grid + "\n    " + World.INPUTS + "\n";
    }

    private static String global() {
        return domain(
                "global", "{kind: lat-lon, columns: 180, rows: 90, west: -180.0, south: -90.0, cell-degrees: 2.0}");
    }

    /// JDAS's grid in sixteen places.
    private static String regional() {
        final StringBuilder text = new StringBuilder();
        for (int n = 0; n < REGIONS; n++)
            text.append(domain(
                    String.format(Locale.ROOT, "region-%02d", n),
                    String.format(
                            Locale.ROOT,
                            "{columns: 105, rows: 86, cell-km: 64.0, centre-latitude: %d, centre-longitude: %d}",
                            -30 + 30 * (n / 4),
                            -120 + 80 * (n % 4))));
        return text.toString();
    }

    private Settings settings(KafkaSettings kafka, boolean thin, String domains, Path own) throws IOException {
        return SettingsLoader.load(text(kafka, thin, domains, own), Map.of());
    }

    private static Path text(KafkaSettings kafka, boolean thin, String domains, Path own) throws IOException {
        return Files.writeString(
                own.resolve("settings.yaml"),
                String.format(
                        Locale.ROOT,
                        """
                        data-folder: %s
                        kafka: {bootstrap-servers: '%s', login-file: %s, partitions: 4}
                        ingest: {http-port: 0, ocean-glint: true, gridding: %s}
                        assimilate: {http-port: 0}
                        domains:
                        %s""",
                        YamlText.quoted(own.resolve("data")),
                        kafka.bootstrapServers(),
                        YamlText.quoted(kafka.loginFile()),
                        thin ? "thin" : "mean",
                        domains));
    }

    private void measure(String name, boolean thin, String domains, Path file) throws Exception {
        final Path own = Files.createDirectories(folder.resolve(name + (thin ? "-thin" : "-mean")));
        try (EmbeddedBroker broker = EmbeddedBroker.start(own.resolve("broker"))) {
            final Settings settings = settings(broker.settings(), thin, domains, own);
            out.printf(Locale.ROOT, "%n%s, gridding %s%n", name, thin ? "thin" : "mean");
            gridding(settings, file);
            BrokerWatch.makeTopics(settings.kafka());
            sets(settings, file, own);
        }
        out.flush();
    }

    private void gridding(Settings settings, Path file) throws IOException {
        final LiteFile lite = lite(file, settings);
        if (!(new QualityScreen(settings.ingest(), settings.sensors()).screen(lite, DAY)
                instanceof Screened.Usable usable)) throw new IllegalStateException(file + " is not used");
        final GranuleSoundings soundings = new GranuleSoundings(
                "g.nc4",
                Sensor.OCO2,
                DAY,
                GranuleVersion.of("B11210Ar", "240101000000", 1),
                usable.standIns(),
                settings.ingest().co2Scale(),
                usable.accepted());
        final SortedMap<String, Grid> grids = new TreeMap<>();
        settings.domains().forEach((domain, of) -> grids.put(domain, of.modelGrid()));
        final Gridding gridding = Gridding.of(settings.ingest());
        Map<String, Gridding.Gridded> gridded = Map.of();
        double seconds = 0;
        long before = 0;
        for (int n = 0; n < WARM_TIMES; n++) {
            gridded = Map.of();
            before = retained();
            final double begin = threadSeconds();
            gridded = gridding.grid(soundings, grids);
            seconds = threadSeconds() - begin;
        }
        final long after = retained();
        long bytes = 0;
        long count = 0;
        for (Gridding.Gridded one : gridded.values())
            for (var superobservation : one.superobservations()) {
                count++;
                bytes += Topics.OBSERVATIONS
                        .values()
                        .serializer()
                        .serialize(Topics.OBSERVATIONS.name(), superobservation)
                        .length;
            }
        out.printf(
                Locale.ROOT,
                "%d soundings accepted; gridded to %d domains in %.3f s of CPU: %d superobservations, %.1f MB of heap,"
                        + " %.1f MB of JSON%n",
                usable.accepted().size(),
                grids.size(),
                seconds,
                count,
                (after - before) / MEGABYTE,
                bytes / MEGABYTE);
        out.flush();
    }

    private static LiteFile lite(Path file, Settings settings) throws IOException {
        try {
            return LiteFile.read(
                    file,
                    settings.sensors().description(Sensor.OCO2).orElseThrow(),
                    settings.ingest().co2Scale());
        } catch (org.fluxwatch.ingest.lite.LiteException e) {
            throw new IOException(e);
        }
    }

    private static long retained() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double threadSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private void sets(Settings settings, Path file, Path own) throws Exception {
        final Process assimilate = new ProcessBuilder(IngestBench.command(List.of(
                        "org.fluxwatch.deploy.cli.Main",
                        "assimilate",
                        "--settings",
                        own.resolve("settings.yaml").toString())))
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("assimilate.txt").toFile())
                .start();
        try (Admin admin = Admin.create(settings.kafka().properties())) {
            final String group = settings.assimilate().applicationId();
            await(assimilate, own, () -> isStable(admin, group));
            Thread.sleep(REST);
            final double cpu = seconds(assimilate);
            final double heap = heapMegabytes(assimilate, own);
            final long begin = System.nanoTime();
            final PreparedGranule prepared = publish(settings, file);
            final double published = (System.nanoTime() - begin) / 1e9;
            await(assimilate, own, () -> isAtTheEnd(admin, group));
            final double taken = (System.nanoTime() - begin) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "from file to committed transaction %.1f s; taken in by assimilate (-Xmx%s) %.1f s after, its CPU %.1f s;"
                            + " heap after a collection %.1f MB before, %.1f MB then; %d MB resident at most;"
                            + " %.1f MB of state on its disk, on the broker's: observations %.1f MB, changelogs %.1f MB;"
                            + " %d records%n",
                    published,
                    IngestBench.HEAP,
                    taken - published,
                    seconds(assimilate) - cpu,
                    heap,
                    heapMegabytes(assimilate, own),
                    ProcessMemory.peakMegabytes(assimilate.pid()),
                    megabytes(own.resolve("data"), ""),
                    megabytes(own.resolve("broker"), "observations-"),
                    megabytes(own.resolve("broker"), group),
                    prepared.observations().size());
        } finally {
            assimilate.destroy();
            assimilate.waitFor();
        }
    }

    private static PreparedGranule publish(Settings settings, Path file) throws Exception {
        final Granule granule = new Granule(
                file.getFileName().toString(),
                Sensor.OCO2,
                DAY,
                GranuleVersion.of("B11210Ar", "240101000000", 1),
                new GranuleSource.LocalFile(file));
        final PreparedGranule prepared = PreparedGranule.read(granule, file, settings);
        try (GranulePublisher publisher = GranulePublisher.to(settings.kafka(), GranulePublisher.TRANSACTIONAL_ID)) {
            if (!(publisher.publish(prepared.observations(), List.of()) instanceof PublishOutcome.Committed))
                throw new IllegalStateException(file + " could not be published");
        }
        return prepared;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws ExecutionException, InterruptedException;
    }

    private static void await(Process process, Path own, Condition condition) throws Exception {
        final long begin = System.nanoTime();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos())
                throw new IllegalStateException("assimilate does not come on, see " + own.resolve("assimilate.txt"));
            Thread.sleep(100);
        }
    }

    private static boolean isStable(Admin admin, String group) throws InterruptedException {
        try {
            return Objects.requireNonNull(admin.describeConsumerGroups(Set.of(group))
                                    .describedGroups()
                                    .get(group))
                            .get()
                            .groupState()
                    == GroupState.STABLE;
        } catch (ExecutionException e) {
            return false; // not there yet
        }
    }

    private static boolean isAtTheEnd(Admin admin, String group) throws ExecutionException, InterruptedException {
        final Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int p = 0; p < 4; p++) latest.put(new TopicPartition(Topics.OBSERVATIONS.name(), p), OffsetSpec.latest());
        final var ends = admin.listOffsets(latest).all().get();
        final var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        for (var end : ends.entrySet())
            if (end.getValue().offset() > 0) {
                final var own = committed.get(end.getKey());
                if (own == null || own.offset() < end.getValue().offset() - 1) return false; // the last one is a marker
            }
        return true;
    }

    private static double seconds(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /// What a collection leaves; the JDK's own jcmd asks for it.
    private static double heapMegabytes(Process process, Path own) throws IOException, InterruptedException {
        final String jcmd =
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        final Path histogram = own.resolve("heap.txt");
        final int code = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .redirectOutput(histogram.toFile())
                .start()
                .waitFor();
        if (code != 0) return Double.NaN;
        final List<String> lines = new ArrayList<>(Files.readAllLines(histogram));
        return Double.parseDouble(lines.getLast().strip().split("\\s+", -1)[2]) / MEGABYTE;
    }

    private static double megabytes(Path of, String prefix) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(of)) {
            for (Path file : (Iterable<Path>) files::iterator)
                if (Files.isRegularFile(file)
                        && !file.toString().endsWith("index")
                        && of.relativize(file).toString().startsWith(prefix)) bytes += Files.size(file);
        }
        return bytes / MEGABYTE;
    }
}
