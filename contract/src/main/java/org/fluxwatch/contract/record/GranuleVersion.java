package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/// Which of several granules of one sensor and day is the newest: by production time, then build (both from the file
/// name), then the catalogue's revision number. Written as `B11210Ar/240820000231/1`.
public record GranuleVersion(String build, String produced, int revision) implements Comparable<GranuleVersion> {
    /// Nine digits; a catalogue that counts further is damaged.
    public static final int GREATEST_REVISION = 999_999_999;

    private static final Comparator<GranuleVersion> ORDER = Comparator.comparing(GranuleVersion::produced)
            .thenComparing(GranuleVersion::build)
            .thenComparingInt(GranuleVersion::revision);

    public GranuleVersion {
        if (build.isEmpty() || build.contains("/") || produced.isEmpty() || produced.contains("/"))
            throw new IllegalArgumentException("granule version has the build '" + build + "' and the production time '"
                    + produced + "', expected neither to be empty or to hold a slash");
        if (revision < 0 || revision > GREATEST_REVISION)
            throw new IllegalArgumentException(
                    "granule version has the revision number " + revision + ", expected 0 to " + GREATEST_REVISION);
    }

    @JsonCreator
    public static GranuleVersion parse(String text) {
        final String[] parts = text.split("/");
        if (parts.length != 3 || !parts[2].matches("\\d{1,9}"))
            throw new IllegalArgumentException(
                    "granule version is '" + text + "', expected build/production time/revision number");
        return new GranuleVersion(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(GranuleVersion other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return build + "/" + produced + "/" + revision;
    }
}
