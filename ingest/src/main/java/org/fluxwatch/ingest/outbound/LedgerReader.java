package org.fluxwatch.ingest.outbound;

import java.util.List;
import java.util.function.Consumer;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.ingest.catalog.LedgerEntry;

/// Where the ledger is read.
@FunctionalInterface
public interface LedgerReader {
    /// Reads what is new since it was last asked; the first time and after a failure all of it.
    ///
    /// @param entries takes each entry in order; a later one of the same granule replaces an earlier one
    /// @return records that cannot be used and that no later one of the same key has replaced; they come again at
    /// the
    ///     next call unless one has by then
    /// @throws org.apache.kafka.common.KafkaException when the broker cannot be reached
    List<DeadLetter> catchUp(Consumer<LedgerEntry> entries);
}
