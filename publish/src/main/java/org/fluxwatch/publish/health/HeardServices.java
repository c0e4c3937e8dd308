package org.fluxwatch.publish.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.Heartbeat;

/// The services as their heartbeats tell of them. Not for several threads.
///
/// An instance that is silent is shown for a day, one that was stopped for an hour, then it is forgotten: it may have
/// gone with its machine. The last instance of a service stays as long as the topic has its heartbeat, a week.
final class HeardServices {
    /// Without a heartbeat for so long, four of its intervals, a service is silent.
    static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    private static final Duration SILENT_KEPT = Duration.ofDays(1);
    private static final Duration STOPPED_KEPT = Duration.ofHours(1);

    /// What is known of an instance.
    ///
    /// @param since when it began to be as it is, by its own word
    /// @param heard when its last heartbeat came
    record Heard(Heartbeat last, ServiceState told, Instant since, Instant heard) {
        ServiceState state(Instant now) {
            return told != ServiceState.STOPPED && age(now).compareTo(SILENT_AFTER) > 0 ? ServiceState.SILENT : told;
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
            if (!isOld(one, now) || one.heard().equals(newest.get(one.last().service()))) shown.add(one);
        return shown;
    }

    private static boolean isOld(Heard one, Instant now) {
        return switch (one.state(now)) {
            case SILENT -> one.age(now).compareTo(SILENT_KEPT) > 0;
            case STOPPED -> one.age(now).compareTo(STOPPED_KEPT) > 0;
            case UP, WAITING, FAILED -> false;
        };
    }
}
