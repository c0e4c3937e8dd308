package org.fluxwatch.deploy.fuzz;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a campaign has found.
public record FuzzReport(Campaign campaign, List<Line> lines) {
    private static final int MOST_OUTCOMES = 12;

    /// @param seconds used
    /// @param processes that it took
    public record Line(Part part, Tally tally, double seconds, int processes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-14s %,11d inputs in %4.0f s, %,7.0f/s, %,7.0f a second of CPU, %3d processes; %5d outcomes, %d finds of %d kinds; slowest"
                            + " %.2f s, most allocated by one %,d MB, peak heap %,d MB",
                    part.label(),
                    tally.inputs(),
                    seconds,
                    tally.inputs() / seconds,
                    tally.inputs() / Math.max(1e-3, tally.cpuSeconds()),
                    processes,
                    tally.outcomes().size(),
                    tally.finds().values().stream().mapToLong(Long::longValue).sum(),
                    tally.finds().size(),
                    tally.slowestSeconds(),
                    tally.mostAllocatedBytes() >> 20,
                    tally.peakHeapBytes() >> 20);
        }
    }

    /// Whether there was no find.
    public boolean isClean() {
        return lines.stream().allMatch(line -> line.tally().finds().isEmpty());
    }

    /// Outcomes and finds with their counts.
    public String table() {
        final StringBuilder table = new StringBuilder();
        for (Line line : lines) {
            table.append(String.format(Locale.ROOT, "%n%s%n", line.part().label()));
            append(table, "", line.tally().outcomes(), MOST_OUTCOMES);
            append(table, "FIND ", line.tally().finds(), Integer.MAX_VALUE);
        }
        table.append(String.format(
                Locale.ROOT,
                "%nseed %d, engine %s, heap %s a process; %s, %d processors, Java %s%n",
                campaign.seed(),
                campaign.engine().name().toLowerCase(Locale.ROOT),
                campaign.engine().heap(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version")));
        return table.toString();
    }

    private static void append(StringBuilder table, String before, Map<String, Long> counts, int most) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(entry -> table.append(
                        String.format(Locale.ROOT, "  %,11d  %s%s%n", entry.getValue(), before, entry.getKey())));
        if (counts.size() > most)
            table.append(String.format(Locale.ROOT, "               and %d more kinds%n", counts.size() - most));
    }
}
