package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;

/// The observations of the days to come, by domain, day and sensor, in a state store.
/// ```
/// DOMAIN/DAY/SENSOR/complete                    the DayComplete of the granule that counts
/// DOMAIN/DAY/SENSOR/VERSION/ID                  its superobservations, and those of a granule not complete yet
/// ```
final class ObservationSets {
    private static final String COMPLETE = "complete";

    private final KeyValueStore<String, ObservationRecord> store;

    ObservationSets(KeyValueStore<String, ObservationRecord> store) {
        this.store = store;
    }

    /// What became of a granule that is complete.
    sealed interface Outcome {
        record Accepted() implements Outcome {}

        /// It counts now in place of an older granule of that sensor and day.
        record Replaces(DayComplete older) implements Outcome {}

        /// A newer granule of that sensor and day is here already.
        record Superseded(GranuleVersion by) implements Outcome {}

        /// The stream does not hold as many superobservations as the granule says it has. What there is of it is
        /// dropped; the sensor's day is awaited again if it was this version that stood for it.
        record Incomplete(int found) implements Outcome {}
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

    void add(Superobservation observation) {
        store.put(versionPrefix(observation) + observation.id(), observation);
    }

    Outcome complete(DayComplete granule) {
        final String key = prefix(granule) + COMPLETE;
        final DayComplete present = (DayComplete) store.get(key);
        if (present != null && present.version().compareTo(granule.version()) > 0) {
            PrefixScan.deleteAll(store, versionPrefix(granule));
            return new Outcome.Superseded(present.version());
        }
        final int found = PrefixScan.keys(store, versionPrefix(granule)).size();
        if (found != granule.superobservations()) {
            PrefixScan.deleteAll(store, versionPrefix(granule));
            if (present != null && present.version().equals(granule.version())) store.delete(key);
            return new Outcome.Incomplete(found);
        }
        store.put(key, granule);
        if (present == null || present.version().equals(granule.version())) return new Outcome.Accepted();
        PrefixScan.deleteAll(store, versionPrefix(present));
        return new Outcome.Replaces(present);
    }

    boolean isComplete(String domain, LocalDate day, Sensor sensor) {
        return store.get(prefix(domain, day) + sensor.label() + "/" + COMPLETE) != null;
    }

    /// The granules that count for a day, by sensor.
    Map<Sensor, DayComplete> granules(String domain, LocalDate day) {
        final Map<Sensor, DayComplete> granules = new TreeMap<>();
        for (ObservationRecord record : PrefixScan.values(store, prefix(domain, day)))
            if (record instanceof DayComplete granule) granules.put(granule.sensor(), granule);
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
}
