package org.fluxwatch.publish.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutboxTest {
    /// As Kafka's does where there is no topic: each send has blocked when it fails.
    private static final class Topicless extends MockProducer<byte[], byte[]> {
        private int sends;

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            sends++;
            return CompletableFuture.failedFuture(new TimeoutException("topic alarms not present in metadata"));
        }
    }

    @Test
    void afterOneThatFailsAtOnceNoOtherIsTried() {
        final Topicless producer = new Topicless();
        final List<String> refused = new ArrayList<>();
        try (Outbox<String> outbox = new Outbox<>(
                "days' alarms",
                text -> new ProducerRecord<>("alarms", text.getBytes(StandardCharsets.UTF_8)),
                (text, why) -> refused.add(text),
                () -> producer,
                InstantSource.system())) {
            for (int n = 0; n < 50; n++) outbox.put("day " + n, "alarm " + n);
            assertThat(outbox.deliver()).isFalse();
            assertThat(producer.sends).isEqualTo(1);
            assertThat(outbox.size()).isEqualTo(50);
            assertThat(outbox.trouble()).contains("50 days' alarms cannot be sent", "not present in metadata");
            assertThat(refused).isEmpty();
        }
    }
}
