package org.fluxwatch.deploy.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.DomainOrder;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;

/// The topic `observations`, in the order of its records: what was published, and what of it counts, by the rules by
/// which assimilate takes it in.
final class Publications {
    private final Map<Publication.Key, Publication> all = new LinkedHashMap<>();
    private final Map<SensorDay, Publication> counting = new HashMap<>(); // for look-up only
    private final Map<String, List<RecordPlace>> unread = new HashMap<>(); // by domain, since the last closing record

    private record SensorDay(String domain, Sensor sensor, LocalDate day) {
        static SensorDay of(GranuleRecord record) {
            return new SensorDay(record.domain(), record.sensor(), record.day());
        }
    }

    void add(ObservationRecord record, RecordPlace place) {
        switch (record) {
            case Superobservation observation -> of(observation).add(observation);
            case DayComplete granule -> close(granule, place);
            case Retraction retraction -> takeBack(retraction);
            case DomainOrder _ -> {} // what it has sent anew follows it
        }
    }

    /// @param domain the record's key
    void addUnreadable(String domain, RecordPlace place) {
        unread.computeIfAbsent(domain, _ -> new ArrayList<>()).add(place);
    }

    private Publication of(GranuleRecord record) {
        return all.computeIfAbsent(Publication.Key.of(record), _ -> new Publication(record));
    }

    private void close(DayComplete granule, RecordPlace place) {
        final Publication publication = of(granule);
        final List<RecordPlace> before = unread.remove(granule.domain());
        publication.close(granule, place, before == null ? List.of() : before);
        final Publication present = counting.get(SensorDay.of(granule));
        if (present == publication) return;
        if (present != null && present.key().version().compareTo(granule.version()) > 0) {
            publication.stands(Publication.Standing.REPLACED);
            return;
        }
        if (present != null) present.stands(Publication.Standing.REPLACED);
        publication.stands(Publication.Standing.COUNTS);
        counting.put(SensorDay.of(granule), publication);
    }

    private void takeBack(Retraction retraction) {
        final Publication present = counting.get(SensorDay.of(retraction));
        if (present == null
                || !present.key().granule().equals(retraction.granule())
                || present.key().version().compareTo(retraction.version()) > 0) return;
        present.stands(Publication.Standing.TAKEN_BACK);
        counting.remove(SensorDay.of(retraction));
    }

    /// To be called when all records have been seen.
    void end() {
        all.values().forEach(Publication::end);
    }

    Optional<Publication> find(Publication.Key key) {
        return Optional.ofNullable(all.get(key));
    }

    Collection<Publication> all() {
        return all.values();
    }

    /// Records that cannot be read and are of no granule that was closed after them.
    List<RecordPlace> ownerless() {
        return unread.values().stream().flatMap(List::stream).toList();
    }
}
