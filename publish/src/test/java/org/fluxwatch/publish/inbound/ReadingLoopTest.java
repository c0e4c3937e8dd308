package org.fluxwatch.publish.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.health.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the loop does when Kafka's client fails. Pauses take no time; after the last one the loop is closed.
class ReadingLoopTest {
    private static final Settings SETTINGS = Days.settings(Path.of("unused"));

    private final Health health = new Health();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger clients = new AtomicInteger();
    private final List<String> topicsAskedFor = new ArrayList<>();
    private ReadingLoop loop;

    /// @param failures one for each client, which then fails with it at each poll; clients after them read
    private void run(int pausesAtMost, List<Throwable> failures) {
        loop = new ReadingLoop(
                () -> topicsAskedFor.add("all"),
                () -> consumer(failures),
                new Pipeline(
                        health,
                        new SimpleMeterRegistry(),
                        AnalysedDomain.all(SETTINGS.domains().keySet()),
                        Instant::now),
                Instant::now,
                millis -> {
                    pauses.add(Duration.ofMillis(millis));
                    if (pauses.size() >= pausesAtMost) loop.close();
                });
        loop.run();
    }

    private AnalysisConsumer consumer(List<Throwable> failures) {
        final int client = clients.getAndIncrement();
        final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
        for (String topic : List.of("granules", "observations", "analyses", "innovations")) {
            final TopicPartition partition = new TopicPartition(topic, 0);
            kafka.updatePartitions(
                    topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), new Node[0], new Node[0])));
            kafka.updateBeginningOffsets(Map.of(partition, 0L));
            kafka.updateEndOffsets(Map.of(partition, 0L));
        }
        kafka.schedulePollTask(() -> {
            kafka.rebalance(List.of(new TopicPartition("analyses", 0), new TopicPartition("innovations", 0)));
            if (client < failures.size()) throw AnalysisConsumerTest.<RuntimeException>unchecked(failures.get(client));
        });
        if (client >= failures.size()) kafka.schedulePollTask(() -> loop.close());
        return new AnalysisConsumer(kafka, MockProducer::new, SETTINGS, new Nowhere(), new NoEvents(), Instant::now);
    }

    @Test
    void showsSinceWhenItHasNotGotOn() throws Exception {
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        final CountDownLatch hangs = new CountDownLatch(1);
        loop = new ReadingLoop(
                () -> {},
                () -> {
                    try {
                        hangs.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return consumer(List.of());
                },
                new Pipeline(
                        health, registry, AnalysedDomain.all(SETTINGS.domains().keySet()), Instant::now),
                Instant::now,
                _ -> {});
        final Gauge busy = registry.get("fluxwatch_loop_busy_seconds")
                .tag("service", "publish")
                .gauge();
        assertThat(busy.value()).isZero();
        final Thread thread = Thread.ofVirtual().start(loop);
        while (busy.value() < 0.2) Thread.sleep(10);
        hangs.countDown();
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        assertThat(busy.value()).as("it has ended").isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {KafkaException.class, IllegalStateException.class, OutOfMemoryError.class})
    void takesAnotherClientWhateverTheFirstFailsWith(Class<? extends Throwable> failure) throws Exception {
        run(
                100,
                List.of(
                        failure.getConstructor().newInstance(),
                        failure.getConstructor().newInstance()));
        assertThat(clients).hasValue(3);
        assertThat(topicsAskedFor).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.UP);
    }

    @Test
    void goesOnTryingForAsLongAsItTakes() {
        final List<Throwable> failures = new ArrayList<>();
        for (int n = 0; n < 500; n++) failures.add(new KafkaException("the broker is not itself"));
        run(1000, failures);
        assertThat(clients).hasValue(501);
        assertThat(pauses).hasSize(500).last().isEqualTo(Duration.ofSeconds(60));
        assertThat(health.live()).isTrue();
    }

    @Test
    void saysWhileItWaitsWhatItWaitsFor() {
        run(1, List.of(new KafkaException("the broker is not itself")));
        assertThat(health.parts().get("kafka"))
                .isEqualTo(new Health.Part(Health.State.WAITING, "the broker is not itself"));
    }

    @Test
    void waitsForAccessForMinutesAndThenFails() {
        final List<Throwable> failures = new ArrayList<>();
        for (int n = 0; n < 20; n++) failures.add(new GroupAuthorizationException("fluxwatch-publish"));
        run(100, failures);
        assertThat(clients).hasValue(10);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(243));
        assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.FAILED);
    }

    @Test
    void countsNoOtherFailureAsADenialOfAccess() {
        final List<Throwable> failures = new ArrayList<>();
        for (int n = 0; n < 20; n++) failures.add(new KafkaException("the broker is not itself"));
        for (int n = 0; n < 9; n++) failures.add(new GroupAuthorizationException("fluxwatch-publish"));
        run(100, failures);
        assertThat(clients).hasValue(30);
        assertThat(health.live()).isTrue();
    }

    @Test
    void goesOnWhenAccessIsGivenMeanwhile() {
        run(100, List.of(new GroupAuthorizationException("fluxwatch-publish")));
        assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.UP);
    }

    @Test
    void failsAtOnceWithABrokerThatIsTooOld() {
        run(100, List.of(new UnsupportedVersionException("too old")));
        assertThat(clients).hasValue(1);
        assertThat(health.parts().get("kafka").state()).isEqualTo(Health.State.FAILED);
    }

    private static final class Nowhere implements DayWriter {
        @Override
        public void open(AnalysedDomain analysed) {}

        @Override
        public boolean isKept(AnalysisIdentity analysis) {
            return false;
        }

        @Override
        public Kept keep(DayProduct product) {
            return new Kept.Written();
        }
    }

    private static final class NoEvents implements InboundEvents {
        @Override
        public void read(String topic) {}

        @Override
        public void rejected(String topic, Rejection reason) {}

        @Override
        public void day(AnalysedDomain analysed, DayOutcome outcome) {}
    }
}
