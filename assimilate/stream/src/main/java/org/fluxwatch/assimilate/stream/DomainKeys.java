package org.fluxwatch.assimilate.stream;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.fluxwatch.contract.record.ObservationRecord;

/// Lets pass only what has its domain as key: under another key it may lie on another partition, whose task would begin
/// the domain a second time.
final class DomainKeys implements Processor<String, ObservationRecord, String, ObservationRecord> {
    private ProcessorContext<String, ObservationRecord> context;

    @Override
    public void init(ProcessorContext<String, ObservationRecord> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<String, ObservationRecord> record) {
        final ObservationRecord value = record.value();
        if (value != null && !value.domain().equals(record.key()))
            throw new UnusableRecordException(
                    UnusableRecordException.Reason.IMPOSSIBLE_VALUE,
                    "key is '" + record.key() + "', expected '" + value.domain() + "', the record's domain");
        context.forward(record);
    }
}
