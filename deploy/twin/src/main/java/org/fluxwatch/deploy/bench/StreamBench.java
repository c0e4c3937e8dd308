package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.demo.StreamReader;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.PublishOutcome;

/// A backlog of days, worked off through Kafka and without it.
/// ```
/// twin's files ──> observations of all domains ──> EmbeddedBroker ──> assimilate, one process an instance ──> analyses
///              └─> the same days in a loop, without Kafka
/// ```
/// The broker is in this process, the instances are processes of their own, as they would be.
public final class StreamBench {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long MEGABYTE = 1 << 20;

    private final BenchCase of;
    private final Path folder;
    private final PrintWriter out;
    private final List<Process> instances = new ArrayList<>();

    /// @param folder is made anew
    public StreamBench(BenchCase of, Path folder, PrintWriter out) {
        this.of = of;
        this.folder = folder;
        this.out = out;
    }

    public void run() throws IOException, InterruptedException {
        org.apache.kafka.common.utils.Utils.delete(folder.toFile());
        Files.createDirectories(folder);
        final List<PreparedGranule> granules = BenchDays.granules(of, folder.resolve("lite"));
        final double alone = withoutKafka(granules);
        out.printf(Locale.ROOT, "%s%nwithout Kafka   %.2f s a day, %.1f days a minute%n", of, alone, 60 / alone);
        out.flush();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            publish(granules, broker.settings());
            throughKafka(broker, alone);
        } finally {
            instances.forEach(Process::destroyForcibly);
        }
    }

    /// Mean seconds a day of one domain after the warm-up.
    private double withoutKafka(List<PreparedGranule> granules) {
        final Settings settings = of.settings(folder, SettingsLoader.defaults().kafka(), 0);
        final var domain = settings.domains().entrySet().iterator().next();
        try (NumericsPool pool =
                new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
            final DomainModel model = new DomainModel(
                    domain.getKey(),
                    domain.getValue(),
                    settings.assimilate(),
                    ModelInputs.of(domain.getValue(), pool),
                    pool);
            EnsembleState state = model.initialState(domain.getValue().start());
            long begin = 0;
            for (int d = 0; d < of.days(); d++) {
                if (d == of.warmUpDays()) begin = System.nanoTime();
                final EnsembleState now = state;
                final List<Superobservation> observations = granules.stream()
                        .flatMap(granule -> granule.observations().stream())
                        .filter(Superobservation.class::isInstance)
                        .map(Superobservation.class::cast)
                        .filter(one -> one.domain().equals(domain.getKey())
                                && one.day().equals(now.nextDay()))
                        .toList();
                final DayCycle cycle = new DayCycle(model, state, 0, observations, DayStations.NONE);
                while (!cycle.finished()) cycle.runHour();
                state = cycle.result().state();
            }
            return (System.nanoTime() - begin) / 1e9 / (of.days() - of.warmUpDays());
        }
    }

    private void publish(List<PreparedGranule> granules, KafkaSettings kafka) throws InterruptedException {
        final Settings settings = of.settings(folder, kafka, 0);
        BrokerWatch.makeTopics(settings.kafka());
        try (GranulePublisher publisher = GranulePublisher.to(settings.kafka(), GranulePublisher.TRANSACTIONAL_ID)) {
            for (PreparedGranule granule : granules)
                if (!(publisher.publish(granule.observations(), List.of()) instanceof PublishOutcome.Committed))
                    throw new IllegalStateException(granule.state().granule() + " could not be published");
        }
    }

    private void throughKafka(EmbeddedBroker broker, double alone) throws IOException, InterruptedException {
        final int all = of.domains() * of.days();
        final long brokerCpu = cpuNanos(ProcessHandle.current());
        final long start = System.nanoTime();
        for (int n = 0; n < of.instances(); n++) instances.add(start(n, broker.settings()));
        final List<Long> arrivals = new ArrayList<>();
        try (StreamReader<AnalysisRecord> analyses = new StreamReader<>(broker.settings(), Topics.ANALYSES)) {
            long last = start;
            while (arrivals.size() < all) {
                for (AnalysisRecord record : analyses.poll(POLL))
                    if (record instanceof DailyAnalysis day
                            && day.diagnostics() instanceof DailyAnalysis.Filter filter
                            && filter.smoothingDays() == 0) arrivals.add(System.nanoTime());
                if (!arrivals.isEmpty()) last = arrivals.getLast();
                if (System.nanoTime() - last > PATIENCE.toNanos())
                    throw new IllegalStateException(arrivals.size() + " of " + all + " days after " + PATIENCE);
                for (Process instance : instances)
                    if (!instance.isAlive()) throw new IllegalStateException("an instance has died, see " + folder);
            }
        }
        report(start, arrivals, alone, cpuNanos(ProcessHandle.current()) - brokerCpu);
    }

    private void report(long start, List<Long> arrivals, double alone, long brokerCpu) throws IOException {
        final long begin = arrivals.get(of.domains() * of.warmUpDays() - 1);
        final int all = arrivals.size();
        // days come some at a time: those that come with the one that is begun at were run before
        final long since = arrivals.stream()
                .filter(arrival -> arrival - begin > alone / 2 * 1e9)
                .count();
        final double perDay = (arrivals.getLast() - begin) / 1e9 / Math.max(1, since);
        out.printf(
                Locale.ROOT,
                "through Kafka   %.2f s a day, %.1f days a minute, %+.0f %% time; first day after %.1f s%n",
                perDay,
                60 / perDay,
                100 * (perDay / alone - 1),
                (arrivals.getFirst() - start) / 1e9);
        long cpu = 0;
        long memory = 0;
        for (Process instance : instances) {
            cpu += cpuNanos(instance.toHandle());
            memory = Math.max(memory, ProcessMemory.peakMegabytes(instance.pid()));
        }
        out.printf(
                Locale.ROOT,
                "CPU a day       instances %.2f s, broker %.2f s%nmemory          at most %d MB resident in an instance (heap %s)%n",
                cpu / 1e9 / all,
                brokerCpu / 1e9 / all,
                memory,
                of.heap());
        disk(all);
        out.flush();
    }

    private void disk(int days) throws IOException {
        final Map<String, Long> topics = new TreeMap<>();
        try (Stream<Path> partitions = Files.list(folder.resolve("broker"))) {
            for (Path partition : (Iterable<Path>) partitions.filter(Files::isDirectory)::iterator)
                topics.merge(partition.getFileName().toString().replaceAll("-\\d+$", ""), size(partition), Long::sum);
        }
        out.print("broker's disk  ");
        for (var topic : topics.entrySet())
            if (topic.getValue() > MEGABYTE)
                out.printf(
                        Locale.ROOT,
                        " %s %d MB",
                        topic.getKey().replace("fluxwatch-assimilate-", ""),
                        topic.getValue() / MEGABYTE);
        long state = 0;
        for (int n = 0; n < of.instances(); n++) state += size(folder.resolve("instance-" + n));
        out.printf(
                Locale.ROOT,
                "%nall             broker %.1f MB a domain, instances' state %.1f MB a domain, %d days%n",
                (double) size(folder.resolve("broker")) / MEGABYTE / of.domains(),
                (double) state / MEGABYTE / of.domains(),
                days);
    }

    private static long size(Path path) throws IOException {
        if (!Files.exists(path)) return 0;
        try (Stream<Path> files = Files.walk(path)) {
            long size = 0;
            for (Path file : (Iterable<Path>) files::iterator) if (Files.isRegularFile(file)) size += blocks(file);
            return size;
        }
    }

    /// Index files are longer than what they occupy.
    private static long blocks(Path file) throws IOException {
        return file.toString().endsWith("index") ? 0 : Files.size(file);
    }

    private static long cpuNanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private Process start(int n, KafkaSettings kafka) throws IOException {
        final Path own = folder.resolve("instance-" + n);
        Files.createDirectories(own);
        final Path settings = Files.writeString(own.resolve("settings.yaml"), of.text(own, kafka, n));
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx" + of.heap(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.fluxwatch.deploy.cli.Main",
                "assimilate",
                "--settings",
                settings.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("output.txt").toFile())
                .start();
    }
}
