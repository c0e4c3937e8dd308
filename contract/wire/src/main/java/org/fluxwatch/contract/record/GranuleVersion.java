package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.fluxwatch.contract.text.Printable;

/// Which of several granules of one sensor and day is the newest: by production time, then build (both from the file
/// name), then the catalogue's revision number. Written as `B11210Ar/240820000231/1`.
///
/// @param revision 0 to [#GREATEST_REVISION]
public record GranuleVersion(String build, String produced, int revision) implements Comparable<GranuleVersion> {
    public static final int GREATEST_REVISION = 999_999_999;

    private static final Pattern WORD = Pattern.compile("[\\w.-]{1,40}");

    private static final Comparator<GranuleVersion> ORDER = Comparator.comparing(GranuleVersion::produced)
            .thenComparing(GranuleVersion::build)
            .thenComparingInt(GranuleVersion::revision);

    public GranuleVersion {
        if (!WORD.matcher(build).matches()
                || !WORD.matcher(produced).matches()
                || revision < 0
                || revision > GREATEST_REVISION)
            throw new IllegalArgumentException("granule version is '" + Printable.line(build) + "/"
                    + Printable.line(produced) + "/" + revision
                    + "', expected build/production time/revision number, 0 to "
                    + GREATEST_REVISION);
    }

    @JsonCreator
    public static GranuleVersion parse(String text) {
        final String[] parts = text.split("/", -1);
        if (parts.length != 3 || !parts[2].matches("\\d{1,9}"))
            throw new IllegalArgumentException("granule version is '" + Printable.line(text)
                    + "', expected build/production time/revision number");
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
