package org.fluxwatch.assimilate.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/// The time stamps that records came with. One without would stop Kafka's own extractor, and with it all records
/// behind; here it counts as written in 1970.
public final class RecordTimes implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
