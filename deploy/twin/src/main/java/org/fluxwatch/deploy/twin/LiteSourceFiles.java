package org.fluxwatch.deploy.twin;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeSet;

/// The level 2 files that a granule's soundings would have come from: one an orbit, their names invented.
///
/// @param orbits rising
/// @param names of the same order; the one name `Missing` where there is no orbit
record LiteSourceFiles(int[] orbits, String[] names) {
    static LiteSourceFiles of(LiteGranule granule) {
        final TreeSet<Integer> orbits = new TreeSet<>();
        for (LiteSounding sounding : granule.soundings())
            orbits.add(sounding.pixel().orbit());
        if (orbits.isEmpty()) return new LiteSourceFiles(new int[0], new String[] {"Missing"});
        final String day = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).format(granule.day());
        final String[] names = orbits.stream()
                .map(orbit -> String.format(
                        Locale.ROOT,
                        "%s_L2Simulated_%05da_%s_%s.h5",
                        granule.sensor().label(),
                        orbit,
                        day,
                        granule.build()))
                .toArray(String[]::new);
        return new LiteSourceFiles(orbits.stream().mapToInt(Integer::intValue).toArray(), names);
    }

    /// 1-based index of a sounding's file.
    int indexOf(LiteSounding sounding) {
        return 1 + java.util.Arrays.binarySearch(orbits, sounding.pixel().orbit());
    }
}
