package org.fluxwatch.publish.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.Heartbeat;

/// The services as their heartbeats tell of them. Not for several threads.
///
/// An instance that is silent or has failed and ended is shown for a day, one that was stopped for an hour, then it is
/// forgotten: it may have gone with its machine. The last instance of a service stays as long as the topic has its
/// heartbeat, a week. One that is silent and has been replaced, as a container is that comes back under another
/// name, is not shown.
final class HeardServices {
    /// Without a heartbeat for so long, four of its intervals, a service is silent.
    static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    /// Also of one that has failed and ended.
    private static final Duration SILENT_KEPT = Duration.ofDays(1);
    private static final Duration STOPPED_KEPT = Duration.ofHours(1);

    /// What is known of an instance.
    ///
    /// @param since when it began to be as it is, by its own word
    /// @param heard when its last heartbeat came
    record Heard(Heartbeat last, ServiceState told, Instant since, Instant heard) {
        ServiceState state(Instant now) {
            return !last.stopped() && age(now).compareTo(SILENT_AFTER) > 0 ? ServiceState.SILENT : told;
        }

        /// Whether it works, or will when what it waits for is there.
        boolean runs(Instant now) {
            return switch (state(now)) {
                case UP, WAITING -> true;
                case FAILED, SILENT, STOPPED -> false;
            };
        }

        Instant since(Instant now) {
            return state(now) == ServiceState.SILENT ? heard.plus(SILENT_AFTER) : since;
        }

        Duration age(Instant now) {
            final Duration age = Duration.between(heard, now);
            return age.isNegative() ? Duration.ZERO : age;
        }
    }

    private final Map<String, Heard> instances = new TreeMap<>();

    /// @param heard when it came: for what was there before, when it was sent
    void accept(Heartbeat heartbeat, Instant heard) {
        final ServiceState told = ServiceState.of(heartbeat);
        instances.merge(
                heartbeat.key(),
                new Heard(heartbeat, told, heartbeat.sent(), heard),
                (before, now) ->
                        before.told() == told && before.last().started().equals(heartbeat.started())
                                ? new Heard(heartbeat, told, before.since(), heard)
                                : now);
    }

    void forget(String key) {
        instances.remove(key);
    }

    /// Those that are to be shown, by service and instance.
    List<Heard> shown(Instant now) {
        final Map<String, Instant> newest = new TreeMap<>();
        for (Heard one : instances.values())
            newest.merge(one.last().service(), one.heard(), (a, b) -> a.isAfter(b) ? a : b);
        final List<Heard> shown = new ArrayList<>();
        for (Heard one : instances.values())
            if (!(one.state(now) == ServiceState.SILENT && isReplaced(one, now))
                    && (!isOld(one, now)
                            || one.heard().equals(newest.get(one.last().service())))) shown.add(one);
        return shown;
    }

    /// Whether another of its service has started since it was last heard, and runs. Each that has started stands for
    /// one that has gone, the first for the first.
    boolean isReplaced(Heard gone, Instant now) {
        final List<Heard> left = new ArrayList<>();
        final List<Heard> run = new ArrayList<>();
        for (Heard one : instances.values())
            if (one.last().service().equals(gone.last().service())) {
                if (one.runs(now)) run.add(one);
                else if (one.equals(gone) || !isOld(one, now)) left.add(one);
            }
        left.sort(Comparator.comparing(Heard::heard));
        run.sort(Comparator.comparing(one -> one.last().started()));
        for (Heard one : run)
            for (Heard before : left)
                if (before.heard().isBefore(one.last().started())) {
                    if (before.equals(gone)) return true;
                    left.remove(before);
                    break;
                }
        return false;
    }

    private static boolean isOld(Heard one, Instant now) {
        return switch (one.state(now)) {
            case SILENT, FAILED -> one.age(now).compareTo(SILENT_KEPT) > 0;
            case STOPPED -> one.age(now).compareTo(STOPPED_KEPT) > 0;
            case UP, WAITING -> false;
        };
    }
}
