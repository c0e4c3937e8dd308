package org.fluxwatch.publish.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.publish.revision.RevisionChange.GranuleChange;
import org.fluxwatch.publish.revision.RevisionChange.Kind;

/// Two lists of granules held against each other. A granule takes the place of another when it is of the same
/// sensor and its name has the same day.
final class GranuleChanges {
    private static final Pattern DAY = Pattern.compile("_(\\d{6})_");

    private GranuleChanges() {}

    static List<GranuleChange> of(List<Granule> before, List<Granule> after) {
        final Map<String, Granule> earlier = byDay(before);
        final Map<String, Granule> later = byDay(after);
        final TreeSet<String> all = new TreeSet<>(earlier.keySet());
        all.addAll(later.keySet());
        final List<GranuleChange> changes = new ArrayList<>();
        for (String key : all) {
            final Granule was = earlier.get(key);
            final Granule is = later.get(key);
            if (was == null && is != null)
                changes.add(new GranuleChange(Kind.ADDED, is.sensor().label(), "", text(is)));
            else if (was != null && is == null)
                changes.add(new GranuleChange(Kind.REMOVED, was.sensor().label(), text(was), ""));
            else if (was != null && is != null && !was.equals(is))
                changes.add(new GranuleChange(Kind.REPLACED, is.sensor().label(), text(was), text(is)));
        }
        return changes;
    }

    private static Map<String, Granule> byDay(List<Granule> granules) {
        final Map<String, Granule> byDay = new TreeMap<>();
        for (Granule granule : granules) byDay.put(granule.sensor().label() + " " + day(granule), granule);
        return byDay;
    }

    private static String day(Granule granule) {
        final Matcher day = DAY.matcher(granule.name());
        return day.find() ? day.group(1) : granule.name();
    }

    private static String text(Granule granule) {
        return granule.name() + " " + granule.version() + ", " + granule.superobservations() + " superobservations";
    }
}
