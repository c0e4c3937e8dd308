package org.fluxwatch.ingest.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.LogFields;

/// One Lite file of the archive: all soundings of a sensor and UTC day.
///
/// @param name file name, the granule's key everywhere
/// @param version tells it from other granules of its sensor and day
public record Granule(String name, Sensor sensor, LocalDate day, GranuleVersion version, GranuleSource source) {
    /// The order of processing.
    public static final Comparator<Granule> ORDER = Comparator.comparing(Granule::day)
            .thenComparing(granule -> granule.sensor().label())
            .thenComparing(Granule::version)
            .thenComparing(Granule::name);

    /// Why there can be no such granule, or empty; see [LiteName#impossible].
    public Optional<String> impossible() {
        return LiteName.impossible(day, version.produced());
    }

    /// What of it is still to come, or empty; see [LiteName#toCome].
    public Optional<String> toCome(Instant now) {
        return LiteName.toCome(day, version.produced(), now);
    }

    /// What is logged while it is worked on says so.
    public LogFields logFields() {
        return LogFields.of(name, sensor, day);
    }

    static Granule of(LiteName lite, int revision, GranuleSource source) {
        return new Granule(lite.name(), lite.sensor(), lite.day(), lite.version(revision), source);
    }
}
