package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.DomainStep.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps domains from going on, other than that nothing is ready: for how long yet, told to log, health and
/// metrics.
final class Hindrances {
    private static final Logger LOG = LoggerFactory.getLogger(Hindrances.class);

    /// Enough to know what to look for; a product that is not there at all lacks every hour.
    private static final int LINES = 6;

    private final StageContext stage;
    private final Duration quiet;
    private final Map<String, String> stopped = new TreeMap<>();
    private final Map<String, QuietPeriod> unquiet = new TreeMap<>();
    private final Map<String, Wait> waits = new TreeMap<>();
    private final Map<String, FetchAttempts> fetches = new TreeMap<>();
    private final Set<String> failing = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();

    /// @param againNanos when to look again
    private record Wait(List<String> missing, long againNanos) {}

    /// @param quiet how long no late granule must have come before a domain goes back
    Hindrances(StageContext stage, Duration quiet) {
        this.stage = stage;
        this.quiet = quiet;
    }

    private long now() {
        return stage.nanoTime().getAsLong();
    }

    /// What keeps a domain from going on now, the first in the order of [Reason].
    Optional<Reason> of(String domain) {
        if (stopped.containsKey(domain)) return Optional.of(Reason.STOPPED);
        if (isUnquiet(domain)) return Optional.of(Reason.UNQUIET);
        if (stage.failures().mustWait(domain, now())) return Optional.of(Reason.FAILING);
        final Wait wait = waits.get(domain);
        if (wait != null && now() < wait.againNanos()) return Optional.of(Reason.INPUTS_MISSING);
        final FetchAttempts fetch = fetches.get(domain);
        if (fetch != null && fetch.mustWait(now())) return Optional.of(Reason.FETCH_FAILED);
        return Optional.empty();
    }

    private boolean isUnquiet(String domain) {
        final QuietPeriod period = unquiet.get(domain);
        if (period != null && period.isOver(now())) unquiet.remove(domain);
        return unquiet.containsKey(domain);
    }

    /// A late granule has come.
    void disturbed(String domain) {
        unquiet.computeIfAbsent(domain, name -> new QuietPeriod(quiet)).disturbed(now());
    }

    /// The day waits. Health has the last state; the log only what is new, not how far a download has come.
    ///
    /// @param missing a line each
    void awaitInputs(String domain, LocalDate day, List<String> missing) {
        final Wait before =
                waits.put(domain, new Wait(missing, now() + stage.lookAgain().toNanos()));
        if (before != null && before.missing().equals(missing)) return;
        final String why =
                day + " waits for inputs: " + String.join("; ", missing.subList(0, Math.min(LINES, missing.size())))
                        + (missing.size() > LINES ? "; and " + (missing.size() - LINES) + " more" : "");
        if (before == null || !withoutNumbers(before.missing()).equals(withoutNumbers(missing)))
            LOG.warn("domain {}: {} (looked for every {})", domain, why, stage.lookAgain());
        stage.metrics().waitingForInputs(domain, true);
        stage.stopped().stopped(domain, why);
    }

    private static List<String> withoutNumbers(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("\\d+", "#")).toList();
    }

    /// It failed, on this thread or on one before it, and waits.
    void tellFailing(String domain) {
        if (noteFailing(domain))
            stage.stopped().stopped(domain, stage.failures().of(domain));
    }

    /// @return whether it was not known to fail
    private boolean noteFailing(String domain) {
        stage.metrics().failing(domain, true);
        return failing.add(domain);
    }

    /// It could not be run in a way that nobody foresaw.
    void failed(String domain, String what, Throwable why) {
        final String line = what + " fails: " + oneLine(why);
        final boolean isNew = !stage.failures().of(domain).equals(line);
        final Duration pause = stage.failures().domainFailed(domain, line, now());
        if (isNew)
            LOG.error("domain {}: {} (tried again after {}, then with growing pauses)", domain, line, pause, why);
        noteFailing(domain);
        stage.stopped().stopped(domain, line);
    }

    private static String oneLine(Throwable why) {
        return why.toString().replaceAll("\\s*\\R\\s*", " ");
    }

    void fetchFailed(String domain, RuntimeException why) {
        final FetchAttempts attempts = fetches.computeIfAbsent(domain, name -> new FetchAttempts());
        attempts.failed(now());
        LOG.warn("domain {}: {} to fetch a checkpoint: {}", domain, attempts, why.getMessage());
        if (attempts.areEnough())
            stop(
                    domain,
                    "cannot go back: " + why.getMessage()
                            + "; mend the topic and restart the service, or `fluxwatch reset --domain " + domain + "`");
    }

    void fetched(String domain) {
        fetches.remove(domain);
    }

    /// A day is done.
    void gotOn(String domain) {
        stage.metrics().waitingForInputs(domain, false);
        stage.metrics().failing(domain, false);
        failing.remove(domain);
        final boolean waited = waits.remove(domain) != null;
        if (waited) LOG.info("domain {}: the inputs are there", domain);
        final boolean failed = stage.failures().overcome(domain);
        if (failed) LOG.info("domain {}: what failed goes on", domain);
        if (waited || failed) stage.stopped().stopped(domain, "");
    }

    void stop(String domain, String why) {
        LOG.error("domain {} {}", domain, why);
        stopped.put(domain, why);
        stage.metrics().domainStopped(domain, true);
        stage.stopped().stopped(domain, why);
    }

    /// What is stored of a domain cannot be read; it is as if it had stopped.
    void unreadable(String domain, String why) {
        if (!unreadable.add(domain)) return;
        LOG.error("domain {} stops: {}", domain, why);
        stage.metrics().domainStopped(domain, true);
        stage.stopped().stopped(domain, why);
    }

    /// Another day is next.
    void lookAgainAtOnce(String domain) {
        stage.failures().tryAtOnce(domain);
        waits.computeIfPresent(domain, (name, wait) -> new Wait(wait.missing(), Long.MIN_VALUE));
    }

    /// Its data are others: what made it stop or fail may have gone.
    void dataChanged(String domain) {
        lookAgainAtOnce(domain);
        if (stopped.remove(domain) == null) return;
        stage.metrics().domainStopped(domain, false);
        stage.stopped().stopped(domain, "");
    }

    /// It starts anew.
    void begunAnew(String domain) {
        unquiet.remove(domain);
        fetches.remove(domain);
        dataChanged(domain);
    }

    void forget() {
        stopped.clear();
        unquiet.clear();
        waits.clear();
        fetches.clear();
        failing.clear();
        unreadable.clear();
    }
}
