package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.text.Printable;

/// Which of several granules of one sensor and day is the newest. Written as `B11210Ar/240820000231/1`.
/// ```
/// 1. stream      a retrospective one (its build ends in r) replaces a forward one, however late that was made
/// 2. version     of the product, as its build begins: B11210Ar is of 11.2, B9213A of 9.2
/// 3. produced    production time of the file name
/// 4. build, then revision number of the catalogue
/// ```
/// A build of any other form is older than all of this one.
///
/// @param revision 0 to [#GREATEST_REVISION]
public record GranuleVersion(String build, String produced, int revision) implements Comparable<GranuleVersion> {
    public static final int GREATEST_REVISION = 999_999_999;

    private static final Pattern WORD = Pattern.compile("[\\w.-]{1,40}");

    /// Groups: version of the product, without the patch that two more digits count.
    private static final Pattern BUILD = Pattern.compile("B(\\d{2,8})\\d{2}[A-Za-z]*");

    private static final Comparator<GranuleVersion> ORDER = Comparator.comparing(GranuleVersion::isRetrospective)
            .thenComparingInt(GranuleVersion::product)
            .thenComparing(GranuleVersion::produced)
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

    private boolean isRetrospective() {
        return BUILD.matcher(build).matches() && build.endsWith("r");
    }

    /// Ten times the major cycle and the scheduled build: 112 of 11.2.
    private int product() {
        final Matcher digits = BUILD.matcher(build);
        return digits.matches() ? Integer.parseInt(digits.group(1)) : -1;
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
