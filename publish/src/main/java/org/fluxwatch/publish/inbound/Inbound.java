package org.fluxwatch.publish.inbound;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;

/// What one Kafka record turned out to be.
sealed interface Inbound {
    record Field(AnalysisField field) implements Inbound {}

    record Detail(FluxDetail detail) implements Inbound {}

    record Closing(DailyAnalysis analysis) implements Inbound {}

    record Departure(Innovation innovation) implements Inbound {}

    /// @param detail what was found and what was expected
    record Rejected(Rejection reason, String detail) implements Inbound {}

    /// Where a record stands, and what stands there.
    record Place(ConsumerRecord<byte[], byte[]> message) {
        TopicPartition partition() {
            return new TopicPartition(message.topic(), message.partition());
        }

        long offset() {
            return message.offset();
        }

        @Override
        public String toString() {
            return "topic " + message.topic() + " partition " + message.partition() + " offset " + offset();
        }
    }
}
