package org.fluxwatch.ingest.catalog;

import java.util.Optional;
import org.fluxwatch.contract.record.GranuleState;

/// What became of a granule, and which bytes that was said of.
///
/// @param again when it is to be tried again although nothing has changed in the archive
public record LedgerEntry(GranuleState state, Fingerprint content, Optional<Again> again) {
    public LedgerEntry(GranuleState state, Fingerprint content) {
        this(state, content, Optional.empty());
    }
}
