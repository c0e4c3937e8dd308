package org.fluxwatch.publish.inbound;

import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;

/// What one Kafka record turned out to be.
sealed interface Inbound {
    record Field(DayKey key, AnalysisField field) implements Inbound {}

    record Closing(DayKey key, DailyAnalysis analysis) implements Inbound {}

    record Departure(DayKey key, Innovation innovation) implements Inbound {}

    /// @param detail what was found and what was expected
    record Rejected(Rejection reason, String detail) implements Inbound {}

    /// Where a record stands.
    record Place(TopicPartition partition, long offset) {
        @Override
        public String toString() {
            return "topic " + partition.topic() + " partition " + partition.partition() + " offset " + offset;
        }
    }
}
