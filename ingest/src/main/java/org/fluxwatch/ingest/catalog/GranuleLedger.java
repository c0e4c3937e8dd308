package org.fluxwatch.ingest.catalog;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;

/// What is done: the compacted topic `granules` as a map. Used by one thread.
public final class GranuleLedger {
    /// What is to be done with a granule.
    public enum Verdict {
        /// Fetch and publish it.
        NEW,
        /// It is in the ledger with this version.
        DONE,
        /// A newer granule of its sensor and day was published.
        SUPERSEDED
    }

    private record SensorDay(Sensor sensor, LocalDate day) {}

    private final Map<String, GranuleVersion> versions = new HashMap<>();
    private final Map<SensorDay, GranuleVersion> published = new HashMap<>();

    /// Adds an entry, or replaces the one of the same granule.
    public void put(GranuleState state) {
        versions.put(state.granule(), state.version());
        if (state.outcome() == GranuleState.Outcome.PUBLISHED)
            published.merge(
                    new SensorDay(state.sensor(), state.day()),
                    state.version(),
                    (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    public Verdict verdict(Granule granule) {
        if (holds(granule.name(), granule.version())) return Verdict.DONE;
        final GranuleVersion newest = published.get(new SensorDay(granule.sensor(), granule.day()));
        return newest != null && granule.version().compareTo(newest) < 0 ? Verdict.SUPERSEDED : Verdict.NEW;
    }

    /// True when a granule is entered with this very version.
    public boolean holds(String granule, GranuleVersion version) {
        return version.equals(versions.get(granule));
    }
}
