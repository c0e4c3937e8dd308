package org.fluxwatch.ingest.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;

/// What is done: the compacted topic `granules` as a map. Only the last entry of each granule counts, so that entries
/// may be put again in the topic's order. Used by one thread.
/// ```
/// NEW --> PUBLISHED ---> RETRACTED    deleted, and no newer one published
///     |        |-> PUBLISHED         a revision that cannot be used changes the bytes it is said of, no more
///     |        +-> SUPERSEDED         was replaced by one that is now retracted: NEW, if the archive still has it
///     +-> QUARANTINED                 NEW again with a higher revision, as RETRACTED is, and when it is tried again
///     +-> SUPERSEDED                  for as long as a newer one is PUBLISHED
/// ```
public final class GranuleLedger {
    /// What is to be done with a granule.
    public enum Verdict {
        /// Fetch and publish it.
        NEW,
        /// It is in the ledger, and nothing has changed since.
        DONE,
        /// A newer granule of its sensor and day was published.
        SUPERSEDED
    }

    private record SensorDay(Sensor sensor, LocalDate day) {}

    private final Map<String, LedgerEntry> entries = new HashMap<>(); // for look-up only
    private final Map<SensorDay, Set<String>> granules = new HashMap<>(); // for look-up only

    /// Adds an entry, or replaces the one of the same granule.
    public void put(LedgerEntry entry) {
        final GranuleState state = entry.state();
        entries.put(state.granule(), entry);
        granules.computeIfAbsent(new SensorDay(state.sensor(), state.day()), day -> new TreeSet<>())
                .add(state.granule());
    }

    public Verdict verdict(Granule granule, Instant now) {
        final boolean overtaken = isOvertaken(granule.name(), granule.sensor(), granule.day(), granule.version());
        final LedgerEntry entry = entries.get(granule.name());
        if (entry != null && isDone(entry, granule, overtaken, now)) return Verdict.DONE;
        return overtaken ? Verdict.SUPERSEDED : Verdict.NEW;
    }

    private static boolean isDone(LedgerEntry entry, Granule granule, boolean overtaken, Instant now) {
        if (entry.again().isPresent() && entry.again().get().isDue(now) && !overtaken) return false;
        final boolean revised = granule.version().compareTo(entry.state().version()) > 0;
        return switch (entry.state().outcome()) {
            case PUBLISHED -> !revised || !Fingerprint.of(granule.source()).differsFrom(entry.content());
            case QUARANTINED, RETRACTED -> !revised;
            case SUPERSEDED -> overtaken;
        };
    }

    /// What became of a granule; empty when it was never seen.
    public Optional<GranuleState> state(String granule) {
        return Optional.ofNullable(entries.get(granule)).map(LedgerEntry::state);
    }

    /// The last entry of a granule; empty when it was never seen.
    public Optional<LedgerEntry> entry(String granule) {
        return Optional.ofNullable(entries.get(granule));
    }

    /// True when the last entry of its granule is this very one.
    public boolean holds(LedgerEntry entry) {
        return entry.equals(entries.get(entry.state().granule()));
    }

    /// True when a newer granule of the sensor and day is published.
    public boolean isOvertaken(GranuleState state) {
        return isOvertaken(state.granule(), state.sensor(), state.day(), state.version());
    }

    private boolean isOvertaken(String name, Sensor sensor, LocalDate day, GranuleVersion version) {
        return publishedBeside(name, sensor, day).stream()
                .anyMatch(other -> other.version().compareTo(version) > 0);
    }

    /// The other granules of the sensor and day that were published, by name.
    public List<GranuleState> publishedBeside(GranuleState state) {
        return publishedBeside(state.granule(), state.sensor(), state.day());
    }

    /// The granules of a sensor and day that were published, by name.
    public List<GranuleState> published(Sensor sensor, LocalDate day) {
        return publishedBeside("", sensor, day);
    }

    /// How many granules are published on another scale than this one.
    public int publishedOnOther(Co2Scale scale) {
        return (int) entries.values().stream()
                .map(LedgerEntry::state)
                .filter(state -> state.outcome() == Outcome.PUBLISHED && state.co2Scale() != scale)
                .count();
    }

    private List<GranuleState> publishedBeside(String name, Sensor sensor, LocalDate day) {
        return granules.getOrDefault(new SensorDay(sensor, day), Set.of()).stream()
                .filter(other -> !other.equals(name))
                .map(other -> Objects.requireNonNull(entries.get(other), other).state())
                .filter(state -> state.outcome() == Outcome.PUBLISHED)
                .toList();
    }
}
