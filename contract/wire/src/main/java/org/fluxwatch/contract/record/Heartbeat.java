package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.text.Printable;

/// What a running service says of itself every few seconds, on the compacted topic `heartbeats`. That it stops coming
/// is what it is for.
///
/// @param service ingest, assimilate or publish
/// @param instance which of those that run; the same before and after a restart
/// @param started when this process began
/// @param sent when it was written, by the clock of its machine
/// @param intervalSeconds until the next one, > 0
/// @param version of the program
/// @param stopped whether it is the last one, of a service that was stopped in order
/// @param parts of its health, by name
/// @param disks it writes to
/// @param numbers what else it knows, by name with the unit at the end, such as `token-days-left`; finite
@SinceSchema(6)
public record Heartbeat(
        String service,
        String instance,
        Instant started,
        Instant sent,
        double intervalSeconds,
        String version,
        boolean stopped,
        List<Part> parts,
        List<Disk> disks,
        Map<String, Double> numbers) {
    private static final int LONGEST_NAME = 200;

    public Heartbeat {
        service = named("service", service);
        instance = named("instance", instance);
        version = Printable.line(version, LONGEST_NAME);
        parts = List.copyOf(parts);
        disks = List.copyOf(disks);
        numbers = Ordered.map(numbers);
        if (!(intervalSeconds > 0 && intervalSeconds < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("interval is " + intervalSeconds + " s, expected > 0");
        numbers.forEach((name, value) -> {
            if (value == null || !Double.isFinite(value))
                throw new IllegalArgumentException("number " + name + " is " + value + ", expected a finite one");
        });
    }

    private static String named(String what, String name) {
        if (name.isBlank() || name.indexOf('/') >= 0)
            throw new IllegalArgumentException(
                    what + " is '" + Printable.line(name, LONGEST_NAME) + "', expected a name without /");
        return Printable.line(name, LONGEST_NAME);
    }

    /// How a part is.
    public enum State {
        STARTING,
        UP,
        WAITING,
        FAILED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static State of(String label) {
            for (State state : values()) if (state.label().equals(label)) return state;
            throw new IllegalArgumentException(
                    "state is '" + Printable.line(label) + "', expected starting, up, waiting or failed");
        }
    }

    /// Of a service's health.
    ///
    /// @param detail one line for the operator, may be empty
    public record Part(String name, State state, String detail) {
        private static final int LONGEST_DETAIL = 2000;

        public Part {
            name = Printable.line(name, LONGEST_NAME);
            detail = Printable.line(detail, LONGEST_DETAIL);
        }
    }

    /// A disk that a service writes to.
    ///
    /// @param folder what it is for, such as `products`
    /// @param freeBytes that the service may still write
    public record Disk(String folder, double freeBytes, double totalBytes) {
        public Disk {
            folder = Printable.line(folder, LONGEST_NAME);
            if (!(freeBytes >= 0 && totalBytes >= 0 && totalBytes < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("disk of " + folder + " has " + freeBytes + " of " + totalBytes
                        + " bytes free, expected 0 or more");
        }
    }

    /// The record's key, `SERVICE/INSTANCE`.
    public String key() {
        return service + "/" + instance;
    }
}
