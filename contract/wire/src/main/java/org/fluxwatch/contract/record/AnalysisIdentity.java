package org.fluxwatch.contract.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// One analysis of one day of one domain: what its fields, its innovations and the record that closes it have in
/// common.
///
/// @param revision 0 for the day's first analysis
public record AnalysisIdentity(String domain, AssimilationSystem system, LocalDate day, int revision) {
    public AnalysisIdentity {
        if (revision < 0) throw new IllegalArgumentException("revision is " + revision + ", expected 0 or more");
    }

    public AnalysisIdentity withRevision(int other) {
        return new AnalysisIdentity(domain, system, day, other);
    }

    /// What the day is one of.
    public AnalysedDomain analysed() {
        return new AnalysedDomain(domain, system);
    }

    /// Midnight at which the day begins, UTC.
    public Instant begin() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Refuses diagnostics of another system than this analysis is of.
    void requireSystem(AssimilationSystem ofDiagnostics) {
        if (ofDiagnostics != system)
            throw new IllegalArgumentException(this + " has diagnostics of system " + ofDiagnostics.label());
    }

    /// Such as `east-asia/filter 2019-05-03 revision 2`.
    @Override
    public String toString() {
        return analysed() + " " + day + " revision " + revision;
    }
}
