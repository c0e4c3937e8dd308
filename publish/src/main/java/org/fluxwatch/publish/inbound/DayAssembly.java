package org.fluxwatch.publish.inbound;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.service.Retry;
import org.fluxwatch.publish.daily.DayProduct;

/// Collects records into days, in whatever order the two topics come, and hands whole days to the writer.
/// ```
/// field, innovation, closing record --> pending day --complete--> due --> written
///                                        |                        ^ |\--kept as it is----> unchanged
///                                        |                        | |\--an older one------> superseded
///                                        |                        | |\--no file can hold it-> unwritable
///                                        |                        \-/ the disk fails: again, after a pause
///                                        \--can't be completed--> due --> lost
/// ```
/// A system's days of a domain are written by one producer, one transaction after the other. So once a day's
/// closing record is here all its fields must be, and once a later day with innovations is whole, so must every day
/// before it. A lost day that is kept already is no loss: after a restart the tail of a written day can be read
/// again.
///
/// A disk that fails holds up the domain and system whose day it is; those whose files can be written go on.
final class DayAssembly {
    /// Told of what becomes of days; each call is counted by a metric.
    interface Outcomes {
        void published(DayProduct product);

        void unchanged(DayProduct product);

        void superseded(DayProduct product, String by);

        void lost(PendingDay day);

        void unwritable(PendingDay day, Throwable failure);

        /// The disk failed; it is tried again.
        ///
        /// @param what could not be done
        void heldUp(String what, Retry retry);

        void goesOn(AnalysedDomain analysed);
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Set<AnalysedDomain> analysed;
    private final DayWriter writer;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final Map<AnalysisIdentity, PendingDay> pending = new LinkedHashMap<>();
    /// Those of `pending` of which it is known what is to become of them.
    private final Set<PendingDay> due = new LinkedHashSet<>();

    private final Set<AnalysedDomain> opened = new HashSet<>();
    private final Map<AnalysedDomain, Retry> heldUp = new TreeMap<>();

    DayAssembly(Set<AnalysedDomain> analysed, DayWriter writer, Outcomes outcomes, InstantSource clock) {
        this.analysed = analysed;
        this.writer = writer;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    void add(Inbound.Place place, Inbound record) {
        switch (record) {
            case Inbound.Field field -> day(field.field().identity()).add(place, field);
            case Inbound.Detail detail -> day(detail.detail().identity()).add(place, detail);
            case Inbound.Departure departure ->
                addAndFinish(place, departure.innovation().identity(), departure);
            case Inbound.Closing closing ->
                addAndFinish(place, closing.analysis().identity(), closing);
            case Inbound.Rejected _ -> {} // counted where it was read
        }
    }

    private PendingDay day(AnalysisIdentity key) {
        return pending.computeIfAbsent(key, begun -> new PendingDay(begun, clock.instant()));
    }

    private void addAndFinish(Inbound.Place place, AnalysisIdentity key, Inbound record) {
        final PendingDay day = day(key);
        day.add(place, record);
        if (day.isComplete()) finish(day);
        else if (day.isClosed() && day.lacksFields()) due.add(day);
        settle(key.analysed());
    }

    private void finish(PendingDay day) {
        for (PendingDay earlier : pending.values())
            if (isBefore(earlier, day) && (!earlier.isClosed() || day.hasInnovations())) due.add(earlier);
        addComplete();
    }

    private void addComplete() {
        for (PendingDay day : pending.values()) if (day.isComplete() && !waitsForEarlier(day)) due.add(day);
    }

    /// A day without innovations may be whole before one that went out before it, and is written after it all the same:
    /// its file says what the days before were made of. Not for ever: what the day before lacks may be lost.
    private boolean waitsForEarlier(PendingDay day) {
        return !day.hasInnovations()
                && clock.instant().isBefore(day.since().plus(PATIENCE))
                && pending.values().stream()
                        .anyMatch(earlier -> isBefore(earlier, day) && !due.contains(earlier) && !isKept(earlier));
    }

    private static boolean isBefore(PendingDay earlier, PendingDay day) {
        return earlier.key().analysed().equals(day.key().analysed()) && earlier.isEarlierThan(day);
    }

    /// Tries again what the disk has failed at, where it is time to.
    void retry() {
        addComplete();
        analysed.forEach(this::settle);
    }

    /// Does what is due of one system's days of a domain, in the order in which it became so.
    private void settle(AnalysedDomain analysed) {
        final Retry retry = heldUp.get(analysed);
        if (retry != null && !retry.isDue()) return;
        try (var _ = LogFields.of(analysed.domain())) {
            settleDue(analysed);
        }
    }

    private void settleDue(AnalysedDomain analysed) {
        String what = analysed + " cannot be opened";
        try {
            if (!opened.contains(analysed)) writer.open(analysed);
            opened.add(analysed);
            for (PendingDay day : due(analysed)) {
                what = day.key() + (day.isComplete() ? " cannot be written" : " cannot be looked up");
                try (var _ = LogFields.of(day.key().domain(), day.key().day())) {
                    settle(day);
                }
                due.remove(day);
                pending.remove(day.key());
            }
            if (heldUp.remove(analysed) != null) outcomes.goesOn(analysed);
        } catch (IOException e) {
            final Retry held = heldUp.computeIfAbsent(analysed, _ -> new Retry(clock));
            held.failed(e.toString());
            outcomes.heldUp(what, held);
        }
    }

    private List<PendingDay> due(AnalysedDomain analysed) {
        return due.stream().filter(day -> day.key().analysed().equals(analysed)).toList();
    }

    private void settle(PendingDay day) throws IOException {
        if (!day.isComplete()) {
            if (!writer.isKept(day.key())) outcomes.lost(day);
            return;
        }
        try {
            keep(day.product());
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) { // errors too: a day that overflows the stack must not come again and again
            outcomes.unwritable(day, e);
        }
    }

    private void keep(DayProduct product) throws IOException {
        switch (writer.keep(product)) {
            case DayWriter.Kept.Written _ -> outcomes.published(product);
            case DayWriter.Kept.Unchanged _ -> outcomes.unchanged(product);
            case DayWriter.Kept.Superseded(var by) -> outcomes.superseded(product, by);
        }
    }

    private boolean isKept(PendingDay day) {
        try {
            return writer.isKept(day.key());
        } catch (IOException e) {
            return false; // who cannot know commits nothing of it
        }
    }

    /// Up to where each partition need not be read again.
    ///
    /// @param positions the next offset to be read, by partition
    Map<TopicPartition, Long> done(Map<TopicPartition, Long> positions) {
        final Map<TopicPartition, Long> done = new LinkedHashMap<>(positions);
        for (PendingDay day : pending.values())
            if (due.contains(day) || !isKept(day))
                day.begin()
                        .forEach((partition, offset) ->
                                done.computeIfPresent(partition, (_, position) -> Math.min(position, offset)));
        return done;
    }

    /// Days begun and neither due nor kept.
    List<PendingDay> begun() {
        return pending.values().stream()
                .filter(day -> !due.contains(day) && !isKept(day))
                .toList();
    }

    /// Days that only wait for the disk.
    List<PendingDay> waiting() {
        return List.copyOf(due);
    }

    /// Why the disk is waited for.
    Map<AnalysedDomain, String> troubles() {
        final Map<AnalysedDomain, String> troubles = new TreeMap<>();
        heldUp.forEach((analysed, retry) -> troubles.put(analysed, retry.why()));
        return troubles;
    }

    /// Whether no day is begun or waits.
    boolean isIdle() {
        return pending.isEmpty();
    }

    /// Forgets what was read and not written; it will be read again.
    void forget() {
        pending.clear();
        due.clear();
    }
}
