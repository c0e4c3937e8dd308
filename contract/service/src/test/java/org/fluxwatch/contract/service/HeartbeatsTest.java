package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatsTest {
    private static final Instant NOW = Instant.parse("2019-05-12T07:30:00Z");

    @TempDir
    private Path folder;

    private final Health health = new Health();
    private final MockProducer<String, Heartbeat> producer = new MockProducer<>(
            true, null, new StringSerializer(), Topics.HEARTBEATS.values().serializer());

    private Heartbeats heartbeats(Heartbeats.TopicCreation topics) {
        return new Heartbeats(
                "publish",
                "host-1",
                health,
                new Disks(Map.of("products", folder.resolve("not/there/yet"))),
                () -> Map.of("answer", 42.0),
                topics,
                () -> producer,
                () -> NOW);
    }

    @Test
    @Timeout(20)
    void sayHowTheServiceIsAndAtLastThatItHasStopped() throws InterruptedException {
        health.set("kafka", Health.State.WAITING, "no broker");
        try (Heartbeats heartbeats = heartbeats(() -> {})) {
            heartbeats.start();
            while (producer.history().isEmpty()) Thread.sleep(10);
        }
        final List<ProducerRecord<String, Heartbeat>> sent = producer.history();
        assertThat(sent).hasSize(2).extracting(ProducerRecord::key).containsOnly("publish/host-1");
        final Heartbeat first = sent.getFirst().value();
        assertThat(first.stopped()).isFalse();
        assertThat(first.sent()).isEqualTo(NOW);
        assertThat(first.parts()).containsExactly(new Heartbeat.Part("kafka", Heartbeat.State.WAITING, "no broker"));
        assertThat(first.numbers()).containsEntry("answer", 42.0);
        assertThat(first.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.folder()).isEqualTo("products");
            assertThat(disk.totalBytes()).isPositive();
        });
        assertThat(sent.getLast().value().stopped()).isTrue();
    }

    @Test
    @Timeout(20)
    void neitherFailNorHoldUpTheEndWhileKafkaIsAway() throws InterruptedException {
        final AtomicInteger asked = new AtomicInteger();
        try (Heartbeats heartbeats = heartbeats(() -> {
            asked.incrementAndGet();
            Thread.sleep(Duration.ofMinutes(10)); // as an admin client that waits for its broker
        })) {
            heartbeats.start();
            while (asked.get() == 0) Thread.sleep(10);
        }
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void canBeClosedWithoutHavingBegun() {
        heartbeats(() -> {}).close();
        assertThat(producer.history()).isEmpty();
    }
}
