package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why domains do not go on, told to log, health and metrics.
/// ```
/// at work ──the next day's inputs are not there, or cannot be used──> waiting ──look again, every so often──> at work
///    │──it fails in a way nobody foresaw──> failing ──growing pauses, or its data change──> at work
///    └──it must not go on from here──> stopped ──its data change──> at work
/// ```
final class Standstills {
    private static final Logger LOG = LoggerFactory.getLogger(Standstills.class);

    /// Enough to know what to look for; a product that is not there at all lacks every hour.
    private static final int LINES = 6;

    private final Surroundings surroundings;
    private final Map<String, Wait> waits = new TreeMap<>();
    private final Set<String> failing = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();

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

    /// Whether it is too soon to try again what has failed, on this thread or on one before it.
    boolean isFailing(DomainRun run) {
        final boolean mustWait = surroundings
                .failures()
                .mustWait(run.domain(), surroundings.nanoTime().getAsLong());
        if (mustWait && noteFailing(run.domain()))
            surroundings.stopped().stopped(run.domain(), surroundings.failures().of(run.domain()));
        return mustWait;
    }

    /// @return whether it was not known to fail
    private boolean noteFailing(String domain) {
        surroundings.metrics().failing(domain, true);
        return failing.add(domain);
    }

    /// It could not be run in a way that nobody foresaw.
    void failed(String domain, String what, Throwable why) {
        final String line = what + " fails: " + oneLine(why);
        final boolean isNew = !surroundings.failures().of(domain).equals(line);
        final Duration pause = surroundings
                .failures()
                .domainFailed(domain, line, surroundings.nanoTime().getAsLong());
        if (isNew)
            LOG.error("domain {}: {} (tried again after {}, then with growing pauses)", domain, line, pause, why);
        noteFailing(domain);
        surroundings.stopped().stopped(domain, line);
    }

    private static String oneLine(Throwable why) {
        return why.toString().replaceAll("\\s*\\R\\s*", " ");
    }

    /// A day is done.
    void gotOn(DomainRun run) {
        surroundings.metrics().waitingForInputs(run.domain(), false);
        surroundings.metrics().failing(run.domain(), false);
        failing.remove(run.domain());
        final boolean waited = waits.remove(run.domain()) != null;
        if (waited) LOG.info("domain {}: the inputs are there", run.domain());
        final boolean failed = surroundings.failures().overcome(run.domain());
        if (failed) LOG.info("domain {}: what failed goes on", run.domain());
        if (waited || failed) surroundings.stopped().stopped(run.domain(), "");
    }

    void stop(DomainRun run, String why) {
        LOG.error("domain {} {}", run.domain(), why);
        run.stop(why);
        surroundings.metrics().domainStopped(run.domain(), true);
        surroundings.stopped().stopped(run.domain(), why);
    }

    /// What is stored of a domain cannot be read; it is as if it had stopped.
    void unreadable(String domain, String why) {
        if (!unreadable.add(domain)) return;
        LOG.error("domain {} stops: {}", domain, why);
        surroundings.metrics().domainStopped(domain, true);
        surroundings.stopped().stopped(domain, why);
    }

    /// Another day is next, or its data are others.
    void lookAgainAtOnce(DomainRun run) {
        surroundings.failures().tryAtOnce(run.domain());
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
        failing.clear();
        unreadable.clear();
    }
}
