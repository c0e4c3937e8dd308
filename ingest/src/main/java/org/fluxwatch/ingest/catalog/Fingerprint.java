package org.fluxwatch.ingest.catalog;

import java.util.Locale;
import org.fluxwatch.contract.archive.GranuleSource;

/// What a catalogue says of a granule's bytes, so that a new revision of the same file can be told from one of its
/// metadata alone. The strongest of these that both sides know decides; where they share none, the name does. Written
/// as `md5:f354|27984421|26.688 MB`.
///
/// @param checksum algorithm and value, empty where not given
/// @param bytes exact length, empty where not given
/// @param size as the catalogue rounds it, with its unit, empty where not given
public record Fingerprint(String checksum, String bytes, String size) {
    /// Nothing is known but the name.
    public static final Fingerprint NONE = new Fingerprint("", "", "");

    private static final String SEPARATOR = "|";

    public static Fingerprint of(GranuleSource source) {
        return switch (source) {
            case GranuleSource.LocalFile local -> NONE;
            case GranuleSource.Remote remote ->
                new Fingerprint(
                        remote.checksum()
                                .map(sum -> (sum.algorithm() + ":" + sum.value()).toLowerCase(Locale.ROOT))
                                .orElse(""),
                        remote.sizeBytes().isPresent()
                                ? Long.toString(remote.sizeBytes().getAsLong())
                                : "",
                        remote.approximateSize()
                                .map(GranuleSource.CatalogueSize::toString)
                                .orElse(""));
        };
    }

    /// What is not written as above is [#NONE].
    public static Fingerprint parse(String text) {
        final String[] parts = text.split("\\" + SEPARATOR, -1);
        return parts.length == 3 ? new Fingerprint(parts[0], parts[1], parts[2]) : NONE;
    }

    /// True when the two are of different bytes.
    public boolean differsFrom(Fingerprint other) {
        if (algorithm().equals(other.algorithm()) && !checksum.isEmpty()) return !checksum.equals(other.checksum);
        if (!bytes.isEmpty() && !other.bytes.isEmpty()) return !bytes.equals(other.bytes);
        return !size.isEmpty() && !other.size.isEmpty() && !size.equals(other.size);
    }

    private String algorithm() {
        return checksum.substring(0, Math.max(0, checksum.indexOf(':')));
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, checksum, bytes, size);
    }
}
