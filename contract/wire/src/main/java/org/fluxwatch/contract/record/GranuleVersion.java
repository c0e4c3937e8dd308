package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.text.Printable;

/// Which of several granules of one sensor and day is the newest. Written as `B11210Ar/240820000231/1`, and with
/// its stream behind (`B11210Ar/240820000231/1/forward`) where that is another than the build tells.
/// ```
/// 1. stream      a retrospective one replaces a forward one, however late that was made
/// 2. version     of the product, as its build begins: B11210Ar is of 11.2, B9213A of 9.2
/// 3. produced    production time of the file name
/// 4. build, then revision number of the catalogue
/// ```
/// A build tells of the retrospective stream by a final `r`. One of any other form tells of the forward stream,
/// and of a version older than all.
///
/// @param revision 0 to [#GREATEST_REVISION]
public record GranuleVersion(String build, String produced, int revision, ProcessingStream stream)
        implements Comparable<GranuleVersion> {
    public static final int GREATEST_REVISION = 999_999_999;

    private static final Pattern WORD = Pattern.compile("[\\w.-]{1,40}");

    private static final Pattern TEXT =
            Pattern.compile("([^/]*)/([^/]*)/(\\d{1,9})(?:/(forward|retrospective))?", Pattern.DOTALL);

    /// Groups: version of the product, without the patch that two more digits count.
    private static final Pattern BUILD = Pattern.compile("B(\\d{2,8})\\d{2}[A-Za-z]*");

    private static final Comparator<GranuleVersion> ORDER = Comparator.comparing(GranuleVersion::stream)
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

    /// Of the stream that the build tells.
    public static GranuleVersion of(String build, String produced, int revision) {
        return new GranuleVersion(build, produced, revision, told(build));
    }

    @JsonCreator
    public static GranuleVersion parse(String text) {
        final Matcher parts = TEXT.matcher(text);
        if (!parts.matches())
            throw new IllegalArgumentException("granule version is '" + Printable.line(text)
                    + "', expected build/production time/revision number, and /forward or /retrospective where the"
                    + " build does not tell");
        final GranuleVersion told = of(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)));
        for (ProcessingStream stream : ProcessingStream.values())
            if (stream.label().equals(parts.group(4)))
                return new GranuleVersion(told.build, told.produced, told.revision, stream);
        return told;
    }

    private static ProcessingStream told(String build) {
        return BUILD.matcher(build).matches() && build.endsWith("r")
                ? ProcessingStream.RETROSPECTIVE
                : ProcessingStream.FORWARD;
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
        final String text = build + "/" + produced + "/" + revision;
        return stream == told(build) ? text : text + "/" + stream.label();
    }
}
