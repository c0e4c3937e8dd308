package org.fluxwatch.deploy.fuzz;

import java.util.Map;

/// What one process has done with a target so far.
///
/// @param inputs handed over
/// @param outcomes counts by kind
/// @param finds counts by kind
/// @param cpuSeconds of the thread that handed them over
/// @param slowestSeconds of CPU of an input
/// @param mostAllocatedBytes of an input
/// @param peakHeapBytes of the process
record Tally(
        long inputs,
        Map<String, Long> outcomes,
        Map<String, Long> finds,
        double cpuSeconds,
        double slowestSeconds,
        long mostAllocatedBytes,
        long peakHeapBytes) {
    static final Tally NOTHING = new Tally(0, Map.of(), Map.of(), 0, 0, 0, 0);

    /// Both together.
    Tally and(Tally other) {
        return new Tally(
                inputs + other.inputs,
                sum(outcomes, other.outcomes),
                sum(finds, other.finds),
                cpuSeconds + other.cpuSeconds,
                Math.max(slowestSeconds, other.slowestSeconds),
                Math.max(mostAllocatedBytes, other.mostAllocatedBytes),
                Math.max(peakHeapBytes, other.peakHeapBytes));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        final Map<String, Long> sum = new java.util.TreeMap<>(one);
        other.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return sum;
    }
}
