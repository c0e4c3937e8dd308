package org.fluxwatch.publish.inbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.health.Backlog;

/// Tells what days, dead letters and alarms wait for.
final class Waiting {
    private static final int NAMED = 20;

    private Waiting() {}

    /// @param alarms why those of days wait, empty when none does
    static Backlog of(DayAssembly assembly, DeadLetters letters, String alarms) {
        final List<PendingDay> begun = assembly.begun();
        final Map<AnalysedDomain, Instant> since = new TreeMap<>();
        for (PendingDay day : begun) since.merge(day.key().analysed(), day.since(), (a, b) -> a.isBefore(b) ? a : b);
        return new Backlog(
                counts(begun),
                counts(assembly.waiting()),
                since,
                lacks(begun),
                disk(assembly),
                Stream.of(letters.trouble(), alarms)
                        .filter(trouble -> !trouble.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    private static Map<AnalysedDomain, Integer> counts(List<PendingDay> days) {
        final Map<AnalysedDomain, Integer> counts = new TreeMap<>();
        for (PendingDay day : days) counts.merge(day.key().analysed(), 1, Integer::sum);
        return counts;
    }

    private static List<String> lacks(List<PendingDay> begun) {
        final List<String> lacks = new ArrayList<>();
        begun.stream().limit(NAMED).map(PendingDay::lack).forEach(lacks::add);
        if (begun.size() > NAMED) lacks.add("and " + (begun.size() - NAMED) + " more days");
        return lacks;
    }

    private static String disk(DayAssembly assembly) {
        if (assembly.troubles().isEmpty()) return "";
        final List<String> days = assembly.waiting().stream()
                .limit(NAMED)
                .map(day -> day.key().toString())
                .toList();
        return "the products folder cannot be used, tried again: " + assembly.troubles() + "; waiting for it: "
                + assembly.waiting().size() + " days " + days;
    }
}
