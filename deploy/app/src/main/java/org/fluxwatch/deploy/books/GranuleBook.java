package org.fluxwatch.deploy.books;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.jspecify.annotations.Nullable;

/// What became of a granule's soundings.
///
/// @param version the ledger's
/// @param detail empty, or why it was not published
/// @param soundings in the file; 0 where it could not be read
/// @param rejected by reason
/// @param accepted soundings that went into superobservations, or lie outside all domains
/// @param domains what of it lies on Kafka
/// @param problems what does not add up, a line each
public record GranuleBook(
        LocalDate day,
        Sensor sensor,
        String granule,
        GranuleVersion version,
        GranuleState.Outcome outcome,
        String detail,
        int soundings,
        Map<String, Integer> rejected,
        int accepted,
        List<DomainBook> domains,
        List<String> problems) {
    /// A version of the granule in a domain.
    ///
    /// @param standing `counts`, `replaced`, `taken-back`, `open`, or `no-longer-in-kafka`
    /// @param soundings in its superobservations
    /// @param outside accepted soundings outside the domain
    /// @param analyses of each system that works on the domain
    public record DomainBook(
            String domain,
            GranuleVersion version,
            String standing,
            int superobservations,
            int soundings,
            int outside,
            List<AnalysisBook> analyses) {}

    /// What an analysis has done with the superobservations that count.
    ///
    /// @param superobservations by what became of them: the statuses of innovations, or a label of [Fate]
    /// @param from `kafka`, `products`, or `nowhere`
    /// @param by the analysis; null where there is none
    public record AnalysisBook(
            AssimilationSystem system,
            Map<String, Integer> superobservations,
            String from,
            @Nullable AnalysisIdentity by) {}
}
