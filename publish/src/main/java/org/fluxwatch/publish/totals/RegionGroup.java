package org.fluxwatch.publish.totals;

import java.util.HashSet;
import java.util.List;

/// Regions whose totals are added up.
///
/// @param name what the sum is called
/// @param regions at least one, each once; an area that two of them have counts twice
public record RegionGroup(String name, List<String> regions) {
    public RegionGroup {
        regions = List.copyOf(regions);
        if (regions.isEmpty()
                || regions.stream().anyMatch(String::isBlank)
                || new HashSet<>(regions).size() < regions.size())
            throw new IllegalArgumentException(
                    "region group " + name + " is of " + regions + ", expected names of regions, each once");
    }

    /// One region alone.
    public static RegionGroup of(String region) {
        return new RegionGroup(region, List.of(region));
    }

    /// Such as `north`, `north+central` or `wet=central+south`.
    public static RegionGroup parse(String text) {
        final int equals = text.indexOf('=');
        final String regions = text.substring(equals + 1);
        return new RegionGroup(equals < 0 ? text : text.substring(0, equals), List.of(regions.split("\\+", -1)));
    }
}
