package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;

/// The observations of the days to come and of those that can still be gone back to, by domain, day and sensor, in a
/// state store.
/// ```
/// DOMAIN/DAY/SENSOR/complete       the DayComplete of the granule that counts
/// DOMAIN/DAY/SENSOR/waiting        the DayComplete of a granule that lacks superobservations
/// DOMAIN/DAY/SENSOR/VERSION/ID     its superobservations, and those of a granule not complete yet
/// ```
final class ObservationSets {
    private static final String COMPLETE = "complete";
    private static final String WAITING = "waiting";

    /// The next letter: what begins so comes behind all keys below.
    private static final char AFTER_SLASH = '/' + 1;

    private final KeyValueStore<String, ObservationRecord> store;

    ObservationSets(KeyValueStore<String, ObservationRecord> store) {
        this.store = store;
    }

    /// What became of a granule.
    sealed interface Outcome {
        /// It counts now.
        record Accepted() implements Outcome {}

        /// It counts now in place of an older granule of that sensor and day.
        record Replaces(DayComplete older) implements Outcome {}

        /// It counted already, in this version.
        record Duplicate() implements Outcome {}

        /// A newer granule of that sensor and day is here already.
        record Superseded(GranuleVersion by) implements Outcome {}

        /// Not all superobservations that it says it has are here. It waits for the others, which may come again from
        /// the dead letters.
        record Incomplete(int found) implements Outcome {}

        /// The stream holds more superobservations of this version than it says it has. All of them are dropped.
        ///
        /// @param counted whether it was the version that stood for the sensor's day, which is awaited again
        /// now
        record Overfull(int found, boolean counted) implements Outcome {}
    }

    private static String prefix(String domain, LocalDate day) {
        return domain + "/" + day + "/";
    }

    private static String prefix(GranuleRecord record) {
        return prefix(record.domain(), record.day()) + record.sensor().label() + "/";
    }

    private static String versionPrefix(GranuleRecord record) {
        return prefix(record) + record.version().toString().replace('/', '-') + "/";
    }

    /// Takes a superobservation in.
    ///
    /// @return the granule that has waited for it
    Optional<DayComplete> add(Superobservation observation) {
        store.put(versionPrefix(observation) + observation.id(), observation);
        return Optional.ofNullable((DayComplete) store.get(prefix(observation) + WAITING))
                .filter(granule -> granule.version().equals(observation.version()))
                .filter(granule -> count(granule) == granule.superobservations());
    }

    private int count(GranuleRecord granule) {
        return PrefixScan.keys(store, versionPrefix(granule)).size();
    }

    Outcome complete(DayComplete granule) {
        final DayComplete present = present(granule);
        final int order = present == null ? -1 : present.version().compareTo(granule.version());
        if (order > 0) {
            drop(granule);
            return new Outcome.Superseded(present.version());
        }
        final int found = count(granule);
        if (found < granule.superobservations()) {
            store.put(prefix(granule) + WAITING, granule);
            return new Outcome.Incomplete(found);
        }
        if (found > granule.superobservations()) {
            drop(granule);
            if (order == 0) store.delete(prefix(granule) + COMPLETE);
            return new Outcome.Overfull(found, order == 0);
        }
        if (order == 0) return new Outcome.Duplicate();
        store.delete(prefix(granule) + WAITING);
        store.put(prefix(granule) + COMPLETE, granule);
        if (present == null) return new Outcome.Accepted();
        drop(present);
        return new Outcome.Replaces(present);
    }

    private DayComplete present(GranuleRecord record) {
        return (DayComplete) store.get(prefix(record) + COMPLETE);
    }

    /// Takes a granule back.
    ///
    /// @return whether it was the one that counted
    boolean retract(Retraction retraction) {
        if (store.get(prefix(retraction) + WAITING) instanceof DayComplete waiting && isOf(retraction, waiting)) {
            drop(waiting);
            store.delete(prefix(retraction) + WAITING);
        }
        final DayComplete present = present(retraction);
        if (present == null || !isOf(retraction, present)) return false;
        drop(present);
        store.delete(prefix(retraction) + COMPLETE);
        return true;
    }

    private static boolean isOf(Retraction retraction, DayComplete granule) {
        return granule.granule().equals(retraction.granule())
                && granule.version().compareTo(retraction.version()) <= 0;
    }

    /// Forgets the superobservations of a granule.
    void drop(GranuleRecord granule) {
        PrefixScan.deleteAll(store, versionPrefix(granule));
    }

    boolean isComplete(String domain, LocalDate day, Sensor sensor) {
        return store.get(prefix(domain, day) + sensor.label() + "/" + COMPLETE) != null;
    }

    /// Sensors of which anything is here of a day, whatever satellites there are: one look in the store for each.
    private List<Sensor> sensors(String domain, LocalDate day) {
        final String prefix = prefix(domain, day);
        final String end = prefix.substring(0, prefix.length() - 1) + AFTER_SLASH;
        final List<Sensor> sensors = new ArrayList<>();
        String from = prefix;
        while (true) {
            final Optional<String> label = firstLabel(prefix, from, end);
            if (label.isEmpty()) return sensors;
            sensors.add(Sensor.of(label.get()));
            from = prefix + label.get() + AFTER_SLASH;
        }
    }

    private Optional<String> firstLabel(String prefix, String from, String end) {
        try (KeyValueIterator<String, ObservationRecord> entries = store.range(from, end)) {
            if (!entries.hasNext()) return Optional.empty();
            final String key = entries.peekNextKey();
            return key.startsWith(prefix)
                    ? Optional.of(key.substring(prefix.length(), key.indexOf('/', prefix.length())))
                    : Optional.empty();
        }
    }

    /// The granules that count for a day, by sensor.
    Map<Sensor, DayComplete> granules(String domain, LocalDate day) {
        final Map<Sensor, DayComplete> granules = new TreeMap<>();
        for (Sensor sensor : sensors(domain, day))
            if (store.get(prefix(domain, day) + sensor.label() + "/" + COMPLETE) instanceof DayComplete granule)
                granules.put(sensor, granule);
        return granules;
    }

    /// The superobservations of the granules that count for a day.
    List<Superobservation> observations(String domain, LocalDate day) {
        final List<Superobservation> observations = new ArrayList<>();
        for (DayComplete granule : granules(domain, day).values())
            for (ObservationRecord record : PrefixScan.values(store, versionPrefix(granule)))
                if (record instanceof Superobservation observation) observations.add(observation);
        return observations;
    }

    void forget(String domain, LocalDate day) {
        PrefixScan.deleteAll(store, prefix(domain, day));
    }

    void forgetAll(String domain) {
        PrefixScan.deleteAll(store, domain + "/");
    }
}
