package org.fluxwatch.deploy.twin.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.zip.CRC32;

/// A granule as the catalogue knows it.
///
/// @param file where it lies
/// @param revision counted from 1, one more for each time it was published anew
/// @param revisionDate when the catalogue took it up, millisecond precision
/// @param bytes length of the file
record ArchivedGranule(Path file, Collection collection, int revision, Instant revisionDate, long bytes) {
    String name() {
        return file.getFileName().toString();
    }

    String granuleUr() {
        return collection.shortName() + "." + collection.version() + ":" + name();
    }

    /// The number in the concept id: of the name alone, so that a restart does not change it.
    long conceptNumber() {
        final CRC32 crc = new CRC32();
        crc.update(granuleUr().getBytes(StandardCharsets.UTF_8));
        return 1_000_000_000L + crc.getValue();
    }

    String conceptId() {
        return "G" + conceptNumber() + "-GES_DISC";
    }

    LocalDate day() {
        return collection.day(name());
    }

    Instant begin() {
        return day().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The end reaches the next day's first instant: a search for the next day finds the granule too, as it does
    /// with the real ones (docs/formats.md 3.3).
    Instant end() {
        return day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    String dataPath() {
        return collection.dataPath(name());
    }
}
