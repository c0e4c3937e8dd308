package org.fluxwatch.assimilate.stream;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.DomainFilled;
import org.fluxwatch.contract.record.DomainImport;
import org.fluxwatch.contract.record.DomainRestart;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.settings.AssimilateSettings.LateDataSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the records of `observations` change in a domain's stores. Nothing of it depends on how far the analysis has
/// come.
final class DomainIntake {
    private static final Logger LOG = LoggerFactory.getLogger(DomainIntake.class);

    private final Map<String, DomainSettings> domains;
    private final LateDataSettings lateData;
    private final DomainStores stores;
    private final LineQuota lines = new LineQuota(InstantSource.system());
    private final AssimilateMetrics metrics;
    private final Changes changes;

    /// Hears of what the analysis may already have used.
    interface Changes {
        /// The observations of a closed day have changed.
        void dayChanged(String domain, LocalDate day);

        /// The domain has nothing to do with what was before.
        ///
        /// @param before the clock it had
        void begunAnew(String domain, DomainClock before);
    }

    DomainIntake(
            Map<String, DomainSettings> domains,
            LateDataSettings lateData,
            DomainStores stores,
            AssimilateMetrics metrics,
            Changes changes) {
        this.domains = domains;
        this.lateData = lateData;
        this.stores = stores;
        this.metrics = metrics;
        this.changes = changes;
    }

    /// @param key of the record, for the message where there is no record
    /// @throws UnusableRecordException when it cannot be used; nothing is changed then
    void take(String key, ObservationRecord record, Place place) {
        if (record == null || !domains.containsKey(record.domain())) {
            reject(record == null ? "unknown" : record.domain(), "unknown-domain", String.valueOf(key));
            return;
        }
        final DomainClock clock = stores.clock(record.domain(), settings(record.domain()));
        if (stores.taken().covers(place)) {
            if (!(record instanceof Superobservation)) again(record, place);
            return;
        }
        if (record instanceof GranuleRecord granule && Foresight.isBeforeItsDay(granule, place)) {
            if (!(record instanceof Superobservation)) throw beforeItsDay(granule, place);
            return;
        }
        take(record, clock);
        if (!(record instanceof Superobservation)) stores.taken().advanceTo(place);
    }

    private DomainSettings settings(String domain) {
        return Objects.requireNonNull(domains.get(domain), () -> "no settings of domain " + domain);
    }

    private void again(ObservationRecord record, Place place) {
        reject(
                record.domain(),
                "duplicate-granule",
                (record instanceof GranuleRecord granule ? granule.granule() : "an order") + ", read again at offset "
                        + place.offset());
    }

    private static UnusableRecordException beforeItsDay(GranuleRecord granule, Place place) {
        return new UnusableRecordException(
                UnusableRecordException.Reason.TOO_FAR_AHEAD,
                granule.granule() + " of domain " + granule.domain() + " is of " + granule.day()
                        + ", its record was written on " + place.written());
    }

    private void take(ObservationRecord record, DomainClock clock) {
        switch (record) {
            case DomainRestart restart -> restart(restart, clock);
            case DomainImport brought -> bring(brought, clock);
            case DomainFilled filled -> filled(filled.domain(), clock);
            case GranuleRecord granule -> {
                if (isReachable(granule, clock)) take(granule, clock);
                else if (!(granule instanceof Superobservation)) tooLate(granule, clock);
            }
        }
    }

    private boolean isReachable(GranuleRecord record, DomainClock clock) {
        return !record.day().isBefore(clock.reachableFrom(lateData.goBackDays()));
    }

    private void tooLate(GranuleRecord granule, DomainClock clock) {
        if (granule.day().isBefore(settings(granule.domain()).start()))
            reject(granule.domain(), "before-start", granule.granule());
        else
            reject(
                    granule.domain(),
                    "older-than-checkpoints",
                    granule.granule() + ": days before " + clock.reachableFrom(lateData.goBackDays())
                            + " cannot be gone back to");
    }

    private void take(GranuleRecord record, DomainClock clock) {
        switch (record) {
            case Superobservation observation ->
                stores.observations().add(observation).ifPresent(waiting -> complete(waiting, clock));
            case DayComplete granule -> complete(granule, clock);
            case Retraction retraction -> {
                if (stores.observations().retract(retraction)) {
                    LOG.info("domain {}: {} is taken back", retraction.domain(), retraction.granule());
                    changed(retraction, clock);
                } else reject(retraction.domain(), "nothing-to-retract", retraction.granule());
            }
        }
    }

    private void complete(DayComplete granule, DomainClock clock) {
        final String domain = granule.domain();
        if (!granule.day().isAfter(clock.newestDay().plusDays(Foresight.GREATEST_LEAP_DAYS)))
            metrics.newestDay(domain, granule.sensor(), granule.day());
        switch (stores.observations().complete(granule)) {
            case ObservationSets.Outcome.Accepted() -> changed(granule, clock);
            case ObservationSets.Outcome.Replaces(var older) -> {
                reject(domain, "superseded-granule", older.granule() + " by version " + granule.version());
                changed(granule, clock);
            }
            case ObservationSets.Outcome.Duplicate() -> reject(domain, "duplicate-granule", granule.granule());
            case ObservationSets.Outcome.Superseded(var by) ->
                reject(domain, "superseded-granule", granule.granule() + " by version " + by);
            case ObservationSets.Outcome.Incomplete(int found) ->
                reject(domain, "incomplete-granule", counts(granule, found) + "; it waits for the others");
            case ObservationSets.Outcome.Overfull(int found, boolean counted) -> {
                reject(domain, "incomplete-granule", counts(granule, found));
                if (counted) changed(granule, clock);
            }
        }
    }

    private static String counts(DayComplete granule, int found) {
        return granule.granule() + ": " + found + " of " + granule.superobservations() + " superobservations came";
    }

    /// The observations of a sensor's day are others now.
    private void changed(GranuleRecord record, DomainClock clock) {
        final String domain = record.domain();
        final DomainSettings settings = settings(domain);
        if (clock.closed(record.day())) {
            LOG.info("domain {}: {} changes the closed day {}", domain, record.granule(), record.day());
            metrics.late(domain, record.sensor());
            put(domain, clock.changed(record.day()));
            changes.dayChanged(domain, record.day());
        } else if (record instanceof DayComplete granule)
            Foresight.leadsTo(granule, clock.newestDay(), day -> stores.observations()
                            .granules(domain, day)
                            .keySet())
                    .ifPresentOrElse(
                            day -> put(
                                    domain,
                                    clock.granuleOf(
                                            day, settings.sensors(), settings.patienceDays(), arrivals(domain))),
                            () -> alone(granule, clock));
    }

    private void alone(DayComplete granule, DomainClock clock) {
        put(granule.domain(), clock); // from its first granule on the domain is there
        reject(
                granule.domain(),
                "too-far-ahead",
                granule.granule() + ", " + clock.newestDay().until(granule.day(), ChronoUnit.DAYS)
                        + " days after the newest before it; it is kept, and leads on once another granule lies within "
                        + Foresight.GREATEST_LEAP_DAYS + " days of it");
    }

    private DomainClock.Arrivals arrivals(String domain) {
        return (day, sensor) -> stores.observations().isComplete(domain, day, sensor);
    }

    private void filled(String domain, DomainClock clock) {
        final DomainSettings settings = settings(domain);
        if (clock.filling()) put(domain, clock.filled(settings.sensors(), settings.patienceDays(), arrivals(domain)));
        else reject(domain, "nothing-to-fill", "an order that ends a restart");
    }

    private void put(String domain, DomainClock clock) {
        stores.clocks().put(domain, clock);
        metrics.clock(domain, clock);
    }

    private void restart(DomainRestart order, DomainClock clock) {
        LOG.warn("domain {} starts anew, by order", order.domain());
        beginAnew(
                order.domain(),
                clock,
                Checkpoint.beginning(settings(order.domain()).start()),
                clock.late().all() + 1);
    }

    private void bring(DomainImport order, DomainClock clock) {
        LOG.warn("domain {} goes on at {} from what was brought, by order", order.domain(), order.day());
        final boolean fresh = clock.late().all() == 0
                && clock.nextDay().equals(settings(order.domain()).start());
        beginAnew(
                order.domain(),
                clock,
                new Checkpoint(order.day(), order.writtenMs(), order.parts()),
                fresh
                        ? order.revisions()
                        : Math.max(order.revisions(), clock.late().all() + 1));
    }

    private void beginAnew(String domain, DomainClock before, Checkpoint checkpoint, int revisions) {
        stores.forget(domain);
        put(domain, DomainClock.startingFrom(checkpoint, new LateGranules(revisions, Map.of()), true));
        changes.begunAnew(domain, before);
    }

    private void reject(String domain, String reason, String what) {
        lines.next(reason).ifPresent(note -> LOG.warn("domain {}: not used, {}: {}{}", domain, reason, what, note));
        metrics.rejected(domain, reason);
    }
}
