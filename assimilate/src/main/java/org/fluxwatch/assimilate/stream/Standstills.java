package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why domains do not go on, told to log, health and metrics.
/// ```
/// at work --inputs of the next day are not all there, or cannot be used--> waiting --look again, every so often--> at
/// work    └──it must not go on from here--> stopped --its data change--> at work
/// ```
final class Standstills {
    private static final Logger LOG = LoggerFactory.getLogger(Standstills.class);

    /// Enough to know what to look for; a product that is not there at all lacks every hour.
    private static final int LINES = 6;

    private final Surroundings surroundings;
    private final Map<String, Wait> waits = new TreeMap<>();

    /// @param againNanos when to look again
    private record Wait(List<String> missing, long againNanos) {}

    Standstills(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    boolean waitsForInputs(DomainRun run) {
        final Wait wait = waits.get(run.domain());
        return wait != null && surroundings.nanoTime().getAsLong() < wait.againNanos();
    }

    /// The day waits. Health has the last state; the log only what is new, not how far a download has come.
    ///
    /// @param missing a line each
    void awaitInputs(DomainRun run, LocalDate day, List<String> missing) {
        final Duration lookAgain = surroundings.lookAgain();
        final Wait before = waits.put(
                run.domain(), new Wait(missing, surroundings.nanoTime().getAsLong() + lookAgain.toNanos()));
        if (before != null && before.missing().equals(missing)) return;
        final String why =
                day + " waits for inputs: " + String.join("; ", missing.subList(0, Math.min(LINES, missing.size())))
                        + (missing.size() > LINES ? "; and " + (missing.size() - LINES) + " more" : "");
        if (before == null || !withoutNumbers(before.missing()).equals(withoutNumbers(missing)))
            LOG.warn("domain {}: {} (looked for every {})", run.domain(), why, lookAgain);
        surroundings.metrics().waitingForInputs(run.domain(), true);
        surroundings.stopped().stopped(run.domain(), why);
    }

    private static List<String> withoutNumbers(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\\d+", "#")).toList();
    }

    void inputsAreThere(DomainRun run) {
        surroundings.metrics().waitingForInputs(run.domain(), false);
        if (waits.remove(run.domain()) == null) return;
        LOG.info("domain {}: the inputs are there", run.domain());
        surroundings.stopped().stopped(run.domain(), "");
    }

    void stop(DomainRun run, String why) {
        LOG.error("domain {} {}", run.domain(), why);
        run.stop(why);
        surroundings.metrics().domainStopped(run.domain(), true);
        surroundings.stopped().stopped(run.domain(), why);
    }

    /// Another day is next.
    void lookAgainAtOnce(DomainRun run) {
        waits.computeIfPresent(run.domain(), (domain, wait) -> new Wait(wait.missing(), Long.MIN_VALUE));
    }

    /// What made it stop may have changed.
    void tryAgain(DomainRun run) {
        if (!run.isStopped()) return;
        run.tryAgain();
        surroundings.metrics().domainStopped(run.domain(), false);
        surroundings.stopped().stopped(run.domain(), "");
    }

    void forget() {
        waits.clear();
    }
}
