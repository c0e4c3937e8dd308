package org.fluxwatch.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.FolderCatalog;
import org.fluxwatch.ingest.catalog.Granule;
import org.junit.jupiter.api.Test;

/// The suite on three brokers that are processes, and what does not hang on the kind of brokers: rolling restarts,
/// records of several schemas.
class ProcessClusterIT extends ClusterSuite {
    @Override
    Cluster startCluster(Path own) throws Exception {
        return new ProcessCluster(own);
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
