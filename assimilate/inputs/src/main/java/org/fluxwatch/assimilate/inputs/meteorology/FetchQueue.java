package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is wanted and how far it is. Shared by those who want and the one who fetches.
final class FetchQueue {
    /// What nobody has asked for so long is not wanted any more.
    private static final Duration WANTED_FOR = Duration.ofHours(12);

    /// @param needed a day cannot be run without it; false for one that is fetched ahead
    private record Entry(boolean needed, Instant asked, FetchState state) {}

    private final InstantSource clock;
    private final Map<WantedFile, Entry> entries = new TreeMap<>();
    private final Map<LocalDate, Instant> firstDays = new HashMap<>(); // least of them only

    FetchQueue(InstantSource clock) {
        this.clock = clock;
    }

    /// Somebody is at a day. Who was at the day before has gone on.
    synchronized void standsAt(LocalDate day) {
        firstDays.remove(day.minusDays(1));
        firstDays.put(day, clock.instant());
    }

    /// The oldest day that somebody has been at of late.
    synchronized Optional<LocalDate> oldestDay() {
        firstDays.values().removeIf(this::isLongAgo);
        return firstDays.keySet().stream().min(Comparator.naturalOrder());
    }

    private boolean isLongAgo(Instant asked) {
        return asked.isBefore(clock.instant().minus(WANTED_FOR));
    }

    synchronized void want(WantedFile file, boolean needed) {
        final Entry known = entries.get(file);
        final FetchState state = known == null ? new FetchState.Queued() : known.state();
        entries.put(file, new Entry(needed || known != null && known.needed(), clock.instant(), state));
        notifyAll();
    }

    synchronized void isThere(WantedFile file) {
        final Entry entry = entries.get(file);
        if (entry != null && !(entry.state() instanceof FetchState.UnderWay)) entries.remove(file);
    }

    synchronized List<String> words(List<WantedFile> files) {
        return files.stream()
                .flatMap(file -> Stream.ofNullable(entries.get(file))
                        .map(entry -> file + " " + entry.state().words()))
                .toList();
    }

    /// Waits for a file that is due: those needed first, then by day.
    synchronized WantedFile next() throws InterruptedException {
        while (true) {
            final Instant now = clock.instant();
            entries.values().removeIf(entry -> isLongAgo(entry.asked()));
            final Optional<WantedFile> due = due(now, true).or(() -> due(now, false));
            if (due.isPresent()) return due.get();
            final Optional<Instant> again = entries.values().stream()
                    .map(entry -> entry.state().again())
                    .min(Comparator.naturalOrder());
            if (again.isEmpty()) wait();
            else wait(Math.max(1, Duration.between(now, again.get()).toMillis()));
        }
    }

    private Optional<WantedFile> due(Instant now, boolean needed) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().needed() == needed
                        && entry.getValue().state().isDue(now))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized void now(WantedFile file, FetchState state) {
        entries.computeIfPresent(file, (key, entry) -> new Entry(entry.needed(), entry.asked(), state));
    }

    synchronized void finished(WantedFile file) {
        entries.remove(file);
    }
}
