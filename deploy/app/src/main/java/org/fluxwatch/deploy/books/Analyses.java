package org.fluxwatch.deploy.books;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;

/// What analyses have done with superobservations: the topics `innovations` and `analyses`, or the products' files. Of
/// several analyses the one that was written last counts.
final class Analyses {
    private final Map<Used, Tally> tallies = new HashMap<>(); // for look-up only
    private final Map<AnalysisIdentity, Map<String, GranuleVersion>> versions = new HashMap<>(); // for look-up only
    private final Map<AnalysedDomain, TreeMap<LocalDate, DailyAnalysis.Sources>> days = new TreeMap<>();

    private record Used(AnalysedDomain analysed, String granule) {}

    /// Superobservations of a granule in an analysis, by what was done with them.
    record Tally(AnalysisIdentity identity, Map<Innovation.Status, Integer> byStatus) {
        int superobservations() {
            return byStatus.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    void add(Innovation innovation) {
        if (!innovation.observation().sensor().isSatellite()) return;
        final Used used = new Used(
                innovation.identity().analysed(), innovation.observation().source());
        final Tally before = tallies.get(used);
        final Tally now = before != null && before.identity().equals(innovation.identity())
                ? before
                : new Tally(innovation.identity(), new EnumMap<>(Innovation.Status.class));
        now.byStatus().merge(innovation.status(), 1, Integer::sum);
        tallies.put(used, now);
    }

    void add(DailyAnalysis day) {
        final AnalysisIdentity identity = day.identity();
        final Map<String, GranuleVersion> from = new HashMap<>();
        if (day.diagnostics() instanceof DailyAnalysis.Inversion inversion)
            for (DailyAnalysis.MonthEstimate month : inversion.months())
                for (DailyAnalysis.Granule granule : month.granules()) from.put(granule.name(), granule.version());
        for (DailyAnalysis.Granule granule : day.sources().granules()) from.put(granule.name(), granule.version());
        versions.put(identity, from);
        days.computeIfAbsent(identity.analysed(), _ -> new TreeMap<>()).put(identity.day(), day.sources());
    }

    /// What was done with the superobservations of a version of a granule.
    Optional<Tally> of(AnalysedDomain analysed, String granule, GranuleVersion version) {
        return Optional.ofNullable(tallies.get(new Used(analysed, granule)))
                .filter(tally -> version.equals(
                        versions.getOrDefault(tally.identity(), Map.of()).getOrDefault(granule, version)));
    }

    /// Whether the day's last analysis says that it was made from a version of a granule.
    boolean isSource(AnalysedDomain analysed, LocalDate day, String granule, GranuleVersion version) {
        final DailyAnalysis.Sources sources =
                days.getOrDefault(analysed, new TreeMap<>()).get(day);
        return sources != null
                && sources.granules().stream()
                        .anyMatch(one ->
                                one.name().equals(granule) && one.version().equals(version));
    }

    /// Whether there is an analysis of the day.
    boolean hasDay(AnalysedDomain analysed, LocalDate day) {
        return days.getOrDefault(analysed, new TreeMap<>()).containsKey(day);
    }

    /// The newest day that was analysed.
    Optional<LocalDate> newestDay(AnalysedDomain analysed) {
        return Optional.ofNullable(days.get(analysed)).map(TreeMap::lastKey);
    }

    /// Of which there are analyses.
    Set<AnalysedDomain> analysed() {
        final Set<AnalysedDomain> all = new TreeSet<>(days.keySet());
        tallies.keySet().forEach(used -> all.add(used.analysed()));
        return all;
    }
}
