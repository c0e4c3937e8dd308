package org.fluxwatch.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.ProductFiles;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.FolderCatalog;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.publish.PublishService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is killed, stopped or replaced, `analyses` and `innovations` hold what one instance on one broker writes
/// when nothing happens: the same records of each domain in the same order, byte for byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterSuite {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern READ =
            Pattern.compile("store (\\w+) of partition (\\d+) is ready, its last (\\d+) of (\\d+) records read");

    private Path folder;
    private Cluster cluster;
    private Undisturbed undisturbed;

    abstract Cluster startCluster(Path own) throws Exception;

    @BeforeAll
    void start(@TempDir Path own) throws Exception {
        folder = own;
        cluster = startCluster(folder.resolve("cluster"));
        undisturbed = Undisturbed.run();
        assertThat(undisturbed.records()).hasSize(2 * Workload.DOMAINS.size());
        assertThat(undisturbed.products().keySet())
                .filteredOn(name -> name.matches(".*/\\d{4}/fluxwatch_[^_]+_filter_\\d{8}\\.nc"))
                .hasSize(Workload.DAYS * Workload.DOMAINS.size());
    }

    @AfterAll
    void stop() {
        if (cluster != null) cluster.close();
    }

    private KafkaSettings kafka() {
        return SettingsLoader.defaults().kafka().withBootstrapServers(cluster.bootstrapServers());
    }

    private Scene scene(String name) throws Exception {
        return new Scene(folder.resolve(name), cluster.bootstrapServers(), name);
    }

    private void say(String what) {
        System.out.println(getClass().getSimpleName() + ": " + what);
    }

    private void deliver(Scene scene, int firstDay, int beforeDay) throws Exception {
        undisturbed.workload().deliver(scene.archive(), firstDay, beforeDay);
    }

    private void assertUndisturbed(Results results) {
        results.awaitAll(undisturbed.records(), PATIENCE);
        assertThat(results.records()).isEqualTo(undisturbed.records());
    }

    @Test
    void anInstanceKilledIsReplacedFromTheStandby() throws Exception {
        try (Scene scene = scene("killed-instance");
                Results results = new Results(kafka())) {
            scene.startIngest();
            final ChildProcess victim = scene.start("first");
            final ChildProcess survivor = scene.start("second");
            scene.awaitDomains("first", 2);
            scene.awaitDomains("second", 2);
            deliver(scene, 0, Workload.DAYS);
            final List<String> lost = scene.domainsOf("first");
            results.awaitDays(lost, 2, PATIENCE);
            assertThat(scene.tasksKeptBy("second")).isEqualTo(Workload.PARTITIONS); // its own two and two copies
            final long killed = System.nanoTime();
            victim.kill();
            final int before = survivor.output().length();
            for (int n = 0; n < 10; n++) results.poll(); // what it had finished
            final int known = results.days().size();
            assertThat(lost).anyMatch(domain -> results.daysOf(domain) < Workload.DAYS);
            assertUndisturbed(results);
            final long next = results.days().stream()
                    .skip(known)
                    .filter(day -> lost.contains(day.domain()))
                    .findFirst()
                    .orElseThrow()
                    .nanoTime();
            say("%s go on %.1f s after the kill, %s"
                    .formatted(
                            lost,
                            (next - killed) / 1e9,
                            readBy(survivor.output().substring(before))));
        }
    }

    /// What a survivor read to take over: less than half of each store, for it had a copy.
    private static String readBy(String log) {
        final Matcher matcher = READ.matcher(log);
        final List<String> lines = new ArrayList<>();
        while (matcher.find()) {
            lines.add(matcher.group());
            assertThat(2 * Long.parseLong(matcher.group(3)))
                    .as(matcher.group())
                    .isLessThanOrEqualTo(Long.parseLong(matcher.group(4)));
        }
        return lines.isEmpty() ? "nothing had to be read" : String.join("; ", lines);
    }

    @Test
    void aRollingRestartLosesAndDoublesNothing() throws Exception {
        try (Scene scene = scene("rolling-restart")) {
            rollingRestart(scene, scene::start);
        }
    }

    /// One that was stopped leaves the group although it is a static member, which Kafka would wait for by itself.
    @Test
    void aRollingRestartOfStaticMembersLosesAndDoublesNothing() throws Exception {
        try (Scene scene = scene("static-members")) {
            rollingRestart(scene, scene::startStatic);
            assertThat(scene.staticMembers()).containsExactly("first-1", "second-1");
        }
    }

    @FunctionalInterface
    private interface Start {
        ChildProcess instance(String name) throws Exception;
    }

    private void rollingRestart(Scene scene, Start start) throws Exception {
        try (Results results = new Results(kafka())) {
            scene.startIngest();
            final ChildProcess first = start.instance("first");
            final ChildProcess second = start.instance("second");
            scene.awaitDomains("first", 2);
            scene.awaitDomains("second", 2);
            deliver(scene, 0, 2);
            results.awaitDays(Workload.DOMAINS, 1, PATIENCE);
            handOver(scene, first, "second");
            deliver(scene, 2, 4);
            start.instance("first");
            results.awaitDays(Workload.DOMAINS, 3, PATIENCE);
            handOver(scene, second, "first");
            deliver(scene, 4, Workload.DAYS);
            start.instance("second");
            assertUndisturbed(results);
        }
    }

    private void handOver(Scene scene, ChildProcess leaving, String other) throws Exception {
        leaving.stop();
        final long stopped = System.nanoTime();
        scene.awaitDomains(other, Workload.PARTITIONS);
        say("the other has all domains %.1f s after the end of one that was stopped"
                .formatted((System.nanoTime() - stopped) / 1e9));
    }

    @Test
    void aSecondInstanceTakesItsShare() throws Exception {
        try (Scene scene = scene("scale-out");
                Results results = new Results(kafka())) {
            scene.startIngest();
            scene.startStatic("first");
            scene.awaitDomains("first", Workload.PARTITIONS);
            deliver(scene, 0, 2);
            results.awaitDays(Workload.DOMAINS, 2, PATIENCE);
            final long added = System.nanoTime();
            scene.startStatic("second");
            deliver(scene, 2, 4);
            scene.awaitDomains("second", 2);
            say("a second instance has its half %.1f s after its start".formatted((System.nanoTime() - added) / 1e9));
            deliver(scene, 4, Workload.DAYS);
            assertUndisturbed(results);
            assertThat(scene.tasksKeptBy("second")).isEqualTo(Workload.PARTITIONS); // its own two and two copies
        }
    }

    @Test
    void aBrokerKilledStopsNeitherStageNorDay() throws Exception {
        try (Scene scene = scene("killed-broker");
                Results results = new Results(kafka())) {
            final Settings publishing = scene.settings("publish");
            try (PublishService publish = new PublishService(publishing)) {
                publish.start();
                scene.startIngest();
                final ChildProcess first = scene.start("first");
                final ChildProcess second = scene.start("second");
                scene.awaitDomains("first", 2);
                scene.awaitDomains("second", 2);
                deliver(scene, 0, 3);
                results.awaitDays(Workload.DOMAINS.subList(0, 1), 1, PATIENCE);
                final int node = scene.group().coordinator().id();
                final long killed = System.nanoTime();
                cluster.kill(node);
                deliver(scene, 3, Workload.DAYS);
                final long[] last = {killed, 0};
                results.awaitAll(undisturbed.records(), PATIENCE);
                results.days().stream()
                        .map(Results.Day::nanoTime)
                        .filter(time -> time > killed)
                        .forEach(time -> {
                            last[1] = Math.max(last[1], time - last[0]);
                            last[0] = time;
                        });
                assertThat(results.records()).isEqualTo(undisturbed.records());
                Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                                ProductFiles.digests(publishing.productsFolder()))
                        .isEqualTo(undisturbed.products()));
                assertThat(first.runs()).isTrue();
                assertThat(second.runs()).isTrue();
                cluster.restart(node);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(scene::topicsAreWhole);
                say("without broker %d, which led the group, no day came for %.1f s at most"
                        .formatted(node, last[1] / 1e9));
            }
        }
    }

    @Test
    void recordsOfSeveralSchemasLieOnOneTopic() throws Exception {
        try (Scene scene = scene("two-schemas");
                Results results = new Results(kafka())) {
            deliver(scene, 0, Workload.DAYS);
            final Settings settings = scene.settings("before");
            final List<Granule> granules = new FolderCatalog(settings.archive(), settings.sensors()).granules();
            try (AssimilateService before = new AssimilateService(settings)) {
                before.start();
                send(settings, granules.subList(0, Workload.DAYS / 2));
                results.awaitDays(Workload.DOMAINS.subList(0, 2), 1, PATIENCE);
            }
            try (AssimilateService after = new AssimilateService(scene.settings("after"))) {
                after.start();
                send(settings, granules.subList(Workload.DAYS / 2, Workload.DAYS));
                assertUndisturbed(results);
                assertThat(after.health().live()).isTrue();
            }
        }
    }

    /// Every other granule as programs wrote it that knew no header; and with each one a retraction, of schema 2, of a
    /// version of it that never came.
    private void send(Settings settings, List<Granule> granules) throws Exception {
        final Properties properties = settings.kafka().producer();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties)) {
            for (Granule granule : granules) {
                final PreparedGranule prepared = PreparedGranule.read(
                        granule, settings.archive().folder().resolve(granule.name()), settings);
                for (ObservationRecord observation : prepared.observations()) {
                    final String schema = observation instanceof Superobservation ? "6" : "1";
                    producer.send(record(observation, granule.day().getDayOfMonth() % 2 == 0 ? schema : null));
                }
                for (String domain : settings.domains().keySet())
                    producer.send(record(
                            new Retraction(
                                    domain,
                                    granule.sensor(),
                                    granule.day(),
                                    granule.name().replace("_B", "_A"),
                                    GranuleVersion.parse("A00001Ar/000101000000/1")),
                            "2"));
            }
        }
    }

    /// @param schema what the header is expected to say, or null for none
    private static ProducerRecord<String, byte[]> record(ObservationRecord value, String schema) {
        final RecordHeaders headers = new RecordHeaders();
        final byte[] bytes =
                Topics.OBSERVATIONS.values().serializer().serialize(Topics.OBSERVATIONS.name(), headers, value);
        if (schema == null) headers.remove(RecordSerde.SCHEMA_HEADER);
        else
            assertThat(headers.lastHeader(RecordSerde.SCHEMA_HEADER).value())
                    .isEqualTo(schema.getBytes(StandardCharsets.US_ASCII));
        return new ProducerRecord<>(Topics.OBSERVATIONS.name(), null, null, value.domain(), bytes, headers);
    }
}
