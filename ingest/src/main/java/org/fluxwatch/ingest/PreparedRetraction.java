package org.fluxwatch.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.LedgerEntry;

/// What goes out to take a granule back, in one transaction.
///
/// @param observations one a domain
/// @param entries the granule as RETRACTED; then, as SUPERSEDED, those of its sensor and day that it had replaced: one
///     that the archive still has is thereby new
record PreparedRetraction(List<Retraction> observations, List<LedgerEntry> entries) {
    /// @param why one line
    static PreparedRetraction of(GranuleState published, GranuleLedger ledger, Collection<String> domains, String why) {
        final List<LedgerEntry> entries = new ArrayList<>();
        entries.add(entry(published, Outcome.RETRACTED, why));
        for (GranuleState replaced : ledger.publishedBeside(published))
            entries.add(
                    entry(replaced, Outcome.SUPERSEDED, "was replaced by " + published.granule() + ", now retracted"));
        return new PreparedRetraction(
                domains.stream()
                        .map(domain -> new Retraction(
                                domain, published.sensor(), published.day(), published.granule(), published.version()))
                        .toList(),
                List.copyOf(entries));
    }

    private static LedgerEntry entry(GranuleState state, Outcome outcome, String detail) {
        return new LedgerEntry(
                new GranuleState(
                        state.granule(),
                        state.sensor(),
                        state.day(),
                        state.version(),
                        outcome,
                        detail,
                        0,
                        Map.of(),
                        Map.of(),
                        state.co2Scale()),
                Fingerprint.NONE);
    }
}
