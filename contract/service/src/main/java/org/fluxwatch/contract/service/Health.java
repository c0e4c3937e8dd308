package org.fluxwatch.contract.service;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// What a service says of itself. Live: no part has failed beyond repair. Ready: all parts are up.
/// ```
/// STARTING --> UP <--> WAITING      WAITING: for something outside, such as the archive; still live
///     \         \-----> FAILED      FAILED: needs an operator; not live
/// ```
public final class Health {
    public enum State {
        STARTING,
        UP,
        WAITING,
        FAILED;

        /// The name in metric labels.
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param detail one line for the operator, may be empty
    public record Part(State state, String detail) {}

    private final Map<String, Part> parts = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<Part>> watched = new ConcurrentSkipListMap<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    public void set(String part, State state, String detail) {
        parts.put(part, new Part(state, detail));
        if (state == State.FAILED) failure.complete(part + ": " + detail);
    }

    /// Adds a part that is asked how it is, for what cannot say that it hangs. It never fails beyond repair.
    public void watch(String part, Supplier<Part> now) {
        watched.put(part, now);
    }

    /// Done once a part has failed beyond repair, with the part and its detail in one line.
    public CompletableFuture<String> failure() {
        return failure.copy();
    }

    /// The parts by name, as they are now.
    public Map<String, Part> parts() {
        final Map<String, Part> now = new TreeMap<>(parts);
        watched.forEach((part, is) -> now.put(part, is.get()));
        return Collections.unmodifiableMap(now);
    }

    public boolean live() {
        return parts.values().stream().noneMatch(part -> part.state() == State.FAILED);
    }

    public boolean ready() {
        return !parts.isEmpty() && parts().values().stream().allMatch(part -> part.state() == State.UP);
    }
}
