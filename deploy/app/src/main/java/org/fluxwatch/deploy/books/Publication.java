package org.fluxwatch.deploy.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.jspecify.annotations.Nullable;

/// A version of a granule in a domain, as it lies on the topic `observations`; perhaps several times, for a transaction
/// whose outcome was unsure is sent again, and so is all of a domain that is reset.
final class Publication {
    /// Whether it counts.
    enum Standing {
        /// The closing record has not come.
        OPEN,
        /// It is what its sensor and day have.
        COUNTS,
        /// Another version or granule of its sensor and day is newer.
        REPLACED,
        /// The archive or an operator has taken it back.
        TAKEN_BACK
    }

    private final Key key;
    private final Sensor sensor;
    private final LocalDate day;
    private final List<RecordPlace> lost = new ArrayList<>();
    private Standing standing = Standing.OPEN;
    private @Nullable DayComplete closing;
    private @Nullable RecordPlace closingPlace;
    private int superobservations;
    private int soundings;
    private int openSuperobservations;
    private int openSoundings;

    /// What a publication is one of.
    record Key(String domain, String granule, GranuleVersion version) {
        static Key of(GranuleRecord record) {
            return new Key(record.domain(), record.granule(), record.version());
        }
    }

    Publication(GranuleRecord first) {
        key = Key.of(first);
        sensor = first.sensor();
        day = first.day();
    }

    void add(Superobservation observation) {
        openSuperobservations++;
        openSoundings += observation.soundings();
    }

    /// A whole copy stands for itself; what comes otherwise, such as from the dead letters, is what had lacked.
    ///
    /// @param unread records before it that are none
    void close(DayComplete granule, RecordPlace place, List<RecordPlace> unread) {
        if (closing == null || openSuperobservations == granule.superobservations()) {
            superobservations = openSuperobservations;
            soundings = openSoundings;
            lost.clear();
            lost.addAll(unread);
        } else if (superobservations < granule.superobservations()) complement();
        openSuperobservations = 0;
        openSoundings = 0;
        closing = granule;
        closingPlace = place;
    }

    /// To be called when all records have been seen.
    void end() {
        if (closing == null || superobservations < closing.superobservations()) complement();
    }

    private void complement() {
        superobservations += openSuperobservations;
        soundings += openSoundings;
        openSuperobservations = 0;
        openSoundings = 0;
    }

    void stands(Standing now) {
        standing = now;
    }

    Key key() {
        return key;
    }

    Sensor sensor() {
        return sensor;
    }

    LocalDate day() {
        return day;
    }

    Standing standing() {
        return standing;
    }

    Optional<DayComplete> closing() {
        return Optional.ofNullable(closing);
    }

    Optional<RecordPlace> closingPlace() {
        return Optional.ofNullable(closingPlace);
    }

    /// Places of records of its transaction that cannot be read.
    List<RecordPlace> lost() {
        return lost;
    }

    /// On the topic.
    int superobservations() {
        return superobservations;
    }

    /// In the superobservations on the topic.
    int soundings() {
        return soundings;
    }
}
