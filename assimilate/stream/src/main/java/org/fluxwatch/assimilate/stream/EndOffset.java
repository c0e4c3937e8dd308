package org.fluxwatch.assimilate.stream;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Where a partition ends at present.
final class EndOffset {
    private EndOffset() {}

    /// @return the offset after the last record that the consumer may see
    static long of(Consumer<?, ?> consumer, TopicPartition partition) {
        return Objects.requireNonNull(
                consumer.endOffsets(List.of(partition)).get(partition), () -> "Kafka tells no end of " + partition);
    }
}
