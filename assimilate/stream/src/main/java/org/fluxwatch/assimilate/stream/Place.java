package org.fluxwatch.assimilate.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Where a record lies in its partition.
///
/// @param timestampMs when it was written, by whoever wrote it
record Place(String topic, int partition, long offset, long timestampMs) {
    /// As the origin of a dead letter is written.
    String origin() {
        return topic + "/" + partition + "/" + offset;
    }

    LocalDate written() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(timestampMs), ZoneOffset.UTC);
    }
}
