package org.fluxwatch.deploy.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// The demo's progress: a line a day, and on a terminal one that moves between them. On a terminal no line is longer
/// than it is wide; what matters least is left out first.
final class Progress {
    /// A day's figure, and how early it is left out.
    private record Part(int leaving, String text) {}

    private final PrintStream out;
    private final Optional<Integer> width;
    private final int days;
    private final long beginNanos;
    private int done;
    private int granules;
    private int observations;

    /// When the first day of this run was there, and the newest; the time to the first says nothing of a day's, as all
    /// has to start.
    private long firstNanos;

    private long lastNanos;
    private int sinceFirst = -1;

    /// @param days to be analysed in all
    /// @param width of the terminal, characters; empty where lines go to a file
    Progress(PrintStream out, Optional<Integer> width, int days, long nowNanos) {
        this.out = out;
        this.width = width;
        this.days = days;
        this.beginNanos = nowNanos;
    }

    int daysDone() {
        return done;
    }

    /// Of days that an earlier run had done.
    void found(DailyAnalysis day) {
        add(day);
        print(day, "done before");
    }

    void day(DailyAnalysis day, long nowNanos) {
        add(day);
        if (++sinceFirst == 0) firstNanos = nowNanos;
        lastNanos = nowNanos;
        print(day, times(nowNanos));
    }

    private void add(DailyAnalysis day) {
        done++;
        granules += day.sources().granules().size();
        observations += used(day);
    }

    private static int used(DailyAnalysis day) {
        return day.counts().byStatus().getOrDefault("assimilated", 0);
    }

    private void print(DailyAnalysis day, String times) {
        final Map<String, Integer> counts = day.counts().byStatus();
        final DailyAnalysis.Filter filter = day.ofFilter();
        final Scores background = Objects.requireNonNull(
                filter.statistics().get("assimilated/background"), "the day has no scores of the background");
        clear();
        out.println(fitting(List.of(
                new Part(0, day.identity().day().toString()),
                new Part(0, String.format(Locale.ROOT, "day %2d/%d", done, days)),
                new Part(8, String.format(Locale.ROOT, "granules %3d", granules)),
                new Part(2, String.format(Locale.ROOT, "assimilated %4d", used(day))),
                new Part(9, String.format(Locale.ROOT, "(all %5d)", observations)),
                new Part(6, String.format(Locale.ROOT, "withheld %3d", counts.get("withheld"))),
                new Part(7, String.format(Locale.ROOT, "gated %2d", counts.get("gated"))),
                new Part(
                        3,
                        String.format(
                                Locale.ROOT, "o-b %+5.2f +- %4.2f ppm", background.biasPpm(), background.rmsePpm())),
                new Part(4, String.format(Locale.ROOT, "chi2 %4.2f", filter.chiSquare())),
                new Part(1, times))));
    }

    private String fitting(List<Part> all) {
        int most = all.stream().mapToInt(Part::leaving).max().orElse(0);
        String line = joined(all, most);
        while (width.isPresent() && line.length() >= width.get() && most > 0) line = joined(all, --most);
        return cut(line);
    }

    private static String joined(List<Part> parts, int most) {
        return parts.stream()
                .filter(part -> part.leaving() <= most)
                .map(Part::text)
                .collect(Collectors.joining("  "));
    }

    private String cut(String line) {
        return width.isPresent() && line.length() >= width.get()
                ? line.substring(0, Math.max(0, width.get() - 1))
                : line;
    }

    /// Between two days, on a terminal.
    void waiting(String state, long nowNanos) {
        if (width.isEmpty()) return;
        clear();
        out.print(cut(String.format(Locale.ROOT, "%d/%d days, %s, %s", done, days, times(nowNanos), state)));
        out.flush();
    }

    private void clear() {
        if (width.isPresent()) out.print("\r\033[K");
    }

    /// What is left is what it was when the newest day came, less the time since: it counts down, and what is late
    /// shows as nothing left.
    private String times(long nowNanos) {
        final String elapsed = clock(nowNanos - beginNanos) + " elapsed";
        if (sinceFirst < 1 || done >= days) return elapsed;
        final long aDay = (lastNanos - firstNanos) / sinceFirst;
        return elapsed + ", " + clock(Math.max(0, aDay * (days - done) - (nowNanos - lastNanos))) + " left";
    }

    private static String clock(long nanos) {
        final Duration duration = Duration.ofNanos(nanos);
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
