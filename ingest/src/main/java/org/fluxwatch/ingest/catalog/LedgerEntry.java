package org.fluxwatch.ingest.catalog;

import org.fluxwatch.contract.record.GranuleState;

/// What became of a granule, and which bytes that was said of.
public record LedgerEntry(GranuleState state, Fingerprint content) {}
