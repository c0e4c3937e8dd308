package org.fluxwatch.contract.archive;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A collection of the catalogue: all granules of one version of a product.
///
/// @param version such as 11.2r
/// @param conceptId such as C2912085112-GES_DISC
public record CmrCollection(String shortName, String version, String conceptId) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

    /// The oldest version first: by its numbers, 9r before 10r.
    public static final Comparator<CmrCollection> BY_VERSION = Comparator.<CmrCollection>comparingInt(
                    one -> number(one.version, 1))
            .thenComparingInt(one -> number(one.version, 2))
            .thenComparing(CmrCollection::version);

    private static int number(String version, int group) {
        final Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches() && numbers.group(group) != null ? Integer.parseInt(numbers.group(group)) : 0;
    }

    /// Short name and version joined by a dot, as in settings.
    public String product() {
        return shortName + "." + version;
    }
}
