package org.fluxwatch.deploy.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// The demo's progress line: one line a day, and on a terminal one that moves between them.
final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final int days;
    private final long beginNanos;
    private int done;
    private int doneBefore;
    private int granules;
    private int observations;

    /// @param days to be analysed in all
    /// @param terminal whether lines may be overwritten
    Progress(PrintStream out, boolean terminal, int days, long nowNanos) {
        this.out = out;
        this.terminal = terminal;
        this.days = days;
        this.beginNanos = nowNanos;
    }

    int daysDone() {
        return done;
    }

    /// Days that an earlier run had done, which tell nothing of this one's speed.
    void found(int earlier) {
        doneBefore = earlier;
    }

    void day(DailyAnalysis day, long nowNanos) {
        done++;
        granules += day.sources().granules().size();
        final Map<String, Integer> counts = day.counts().byStatus();
        final int used = counts.getOrDefault("assimilated", 0);
        observations += used;
        final DailyAnalysis.Filter filter = day.ofFilter();
        final Scores background = Objects.requireNonNull(
                filter.statistics().get("assimilated/background"), "the day has no scores of the background");
        clear();
        out.printf(
                Locale.ROOT,
                "%s  day %2d/%d  granules %3d  assimilated %4d (all %5d)  withheld %3d  gated %2d  o-b %+5.2f +- %4.2f ppm  chi2 %4.2f  %s%n",
                day.identity().day(),
                done,
                days,
                granules,
                used,
                observations,
                counts.get("withheld"),
                counts.get("gated"),
                background.biasPpm(),
                background.rmsePpm(),
                filter.chiSquare(),
                left(nowNanos));
    }

    /// Between two days, on a terminal.
    void waiting(String state, long nowNanos) {
        if (!terminal) return;
        clear();
        out.printf(Locale.ROOT, "%d/%d days, %s, %s", done, days, left(nowNanos), state);
        out.flush();
    }

    private void clear() {
        if (terminal) out.print("\r\033[K");
    }

    private String left(long nowNanos) {
        final Duration elapsed = Duration.ofNanos(nowNanos - beginNanos);
        if (done <= doneBefore) return clock(elapsed) + " elapsed";
        final Duration rest = elapsed.multipliedBy(Math.max(0, days - done)).dividedBy(Math.max(1, done - doneBefore));
        return clock(elapsed) + " elapsed, " + clock(rest) + " left";
    }

    private static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
