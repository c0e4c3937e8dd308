package org.fluxwatch.deploy.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was done to the system and how it stood it.
///
/// @param reference what the undisturbed run brought forth
public record ChaosReport(long seed, int days, String reference, List<ModeReport> modes) {
    /// A kill and what came after it.
    ///
    /// @param run from 1 on
    /// @param part that was killed
    /// @param ageSeconds how long it had lived
    /// @param wasReady whether it had come to be ready, else the kill hit its start
    /// @param files daily files there were
    /// @param wiped whether its local folders were deleted
    /// @param deadSeconds how long it was left dead
    /// @param readySeconds from the next start until it was ready; null when something was killed before
    /// @param newDaySeconds from the next start to the next new or revised daily file; null when something was
    ///     killed before or the run was over
    public record Kill(
            int run,
            String part,
            double ageSeconds,
            boolean wasReady,
            int files,
            boolean wiped,
            double deadSeconds,
            @Nullable Double readySeconds,
            @Nullable Double newDaySeconds) {}

    /// A trouble that lasted for a while, kills going on.
    public record Lasting(int run, String what, double seconds) {}

    /// A run to its last day.
    ///
    /// @param differences from the undisturbed run; none when all is the same to the byte
    public record Comparison(int run, int kills, double seconds, List<String> differences) {}

    /// @param endings processes that ended by themselves while a disk took nothing, and were started again
    /// @param failure that ended it; null when there was none
    public record ModeReport(
            String mode,
            List<Kill> kills,
            List<Lasting> others,
            List<Run.Ending> endings,
            List<Comparison> runs,
            @Nullable String failure) {
        boolean isEqual() {
            return failure == null
                    && runs.stream().allMatch(run -> run.differences().isEmpty());
        }
    }

    /// Whether every run ended with the same bytes.
    public boolean isEqual() {
        return modes.stream().allMatch(ModeReport::isEqual);
    }

    /// As a table for a person.
    public String table() {
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-11s %-11s %5s %8s %5s %5s  %-20s %-20s %s%n",
                "mode",
                "killed",
                "kills",
                "at start",
                "wipes",
                "runs",
                "to ready, s",
                "to a new day, s",
                "equal"));
        for (ModeReport mode : modes) {
            final TreeMap<String, List<Kill>> byPart = new TreeMap<>();
            for (Kill kill : mode.kills)
                byPart.computeIfAbsent(kill.part, part -> new ArrayList<>()).add(kill);
            byPart.forEach((part, kills) -> text.append(row(mode, part, kills)));
            if (byPart.size() > 1) text.append(row(mode, "all", mode.kills));
            final TreeMap<String, List<Lasting>> byKind = new TreeMap<>();
            for (Lasting other : mode.others)
                byKind.computeIfAbsent(other.what, kind -> new ArrayList<>()).add(other);
            byKind.forEach((kind, others) -> text.append(String.format(
                    Locale.ROOT,
                    "%-11s %-28s %3d times, %.0f s in all%n",
                    mode.mode,
                    kind,
                    others.size(),
                    others.stream().mapToDouble(Lasting::seconds).sum())));
            if (!mode.endings.isEmpty())
                text.append(String.format(
                        Locale.ROOT,
                        "%-11s %d processes ended in order for want of a disk and were started again%n",
                        mode.mode,
                        mode.endings.size()));
        }
        return text.toString();
    }

    private static String row(ModeReport mode, String part, List<Kill> kills) {
        return String.format(
                Locale.ROOT,
                "%-11s %-11s %5d %8d %5d %5d  %-20s %-20s %s%n",
                mode.mode,
                part,
                kills.size(),
                kills.stream().filter(kill -> !kill.wasReady()).count(),
                kills.stream().filter(Kill::wiped).count(),
                mode.runs.size(),
                medianAndWorst(kills, Kill::readySeconds),
                medianAndWorst(kills, Kill::newDaySeconds),
                mode.isEqual() ? "yes" : "NO");
    }

    private static String medianAndWorst(List<Kill> kills, Function<Kill, @Nullable Double> seconds) {
        final double[] sorted = kills.stream()
                .map(seconds)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f, worst %.1f (%d)",
                        sorted[sorted.length / 2],
                        sorted[sorted.length - 1],
                        sorted.length);
    }
}
