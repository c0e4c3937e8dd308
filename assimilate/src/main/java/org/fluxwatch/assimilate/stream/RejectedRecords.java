package org.fluxwatch.assimilate.stream;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A record that cannot be read is named, counted and passed over; the stream goes on.
public final class RejectedRecords implements DeserializationExceptionHandler {
    /// Key of the [AssimilateMetrics] among the stream's properties.
    static final String METRICS = "fluxwatch.metrics";

    private static final Logger LOG = LoggerFactory.getLogger(RejectedRecords.class);

    private AssimilateMetrics metrics;

    @Override
    public void configure(Map<String, ?> properties) {
        metrics = (AssimilateMetrics) properties.get(METRICS);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception e) {
        LOG.error(
                "rejected the record at {} partition {} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                e.getMessage());
        if (metrics != null) metrics.rejected("unknown", "unreadable-record");
        return Response.resume();
    }
}
