package org.fluxwatch.publish.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.Innovation.Status;

/// A day's statistics by sensor, and by sensor and mode where the day has a sensor in a mode that is known. Each is of
/// the observations that it is about: what is of fewer than [Monitor#LEAST_COUNT] assimilated ones,
/// or of so few that were assimilated or gated, is not there to be judged or learnt from.
final class DayStatistics {
    private DayStatistics() {}

    static SortedMap<Subject, Statistics> of(List<Departure> departures) {
        final SortedMap<Subject, List<Departure>> bySubject = new TreeMap<>();
        for (Departure departure : departures)
            for (Subject subject : List.of(
                    Subject.all(departure.sensor()),
                    new Subject(departure.sensor(), departure.mode().label())))
                bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(departure);
        final SortedMap<Subject, Statistics> statistics = new TreeMap<>();
        bySubject.forEach((subject, of) -> statistics.put(subject, statistics(of)));
        return statistics;
    }

    private static Statistics statistics(List<Departure> all) {
        final List<Departure> assimilated = all.stream()
                .filter(departure -> departure.status() == Status.ASSIMILATED)
                .toList();
        final long gated = all.stream()
                .filter(departure -> departure.status() == Status.GATED)
                .count();
        final double[] omb = all.stream().mapToDouble(Departure::ombPpm).toArray();
        final double[] oma = assimilated.stream().mapToDouble(Departure::omaPpm).toArray();
        final double[] squares = assimilated.stream()
                .mapToDouble(departure -> departure.ombPpm() * departure.ombPpm() / departure.variancePpm2())
                .toArray();
        final boolean isEnough = assimilated.size() >= Monitor.LEAST_COUNT;
        final long offered = gated + assimilated.size();
        return new Statistics(
                all.size(),
                offered >= Monitor.LEAST_COUNT ? (double) gated / offered : Double.NaN,
                Moments.mean(omb),
                Moments.sd(omb),
                isEnough ? Moments.mean(oma) : Double.NaN,
                isEnough ? Moments.sd(oma) : Double.NaN,
                isEnough ? Moments.mean(squares) : Double.NaN);
    }
}
