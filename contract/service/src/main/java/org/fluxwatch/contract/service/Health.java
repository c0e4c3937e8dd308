package org.fluxwatch.contract.service;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

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
        FAILED
    }

    /// @param detail one line for the operator, may be empty
    public record Part(State state, String detail) {}

    private final Map<String, Part> parts = new ConcurrentSkipListMap<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();

    public void set(String part, State state, String detail) {
        parts.put(part, new Part(state, detail));
        if (state == State.FAILED) failure.complete(part + ": " + detail);
    }

    /// Done once a part has failed beyond repair, with the part and its detail in one line.
    public CompletableFuture<String> failure() {
        return failure.copy();
    }

    /// The parts by name, as they are now.
    public Map<String, Part> parts() {
        return Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    public boolean live() {
        return parts.values().stream().noneMatch(part -> part.state() == State.FAILED);
    }

    public boolean ready() {
        return !parts.isEmpty() && parts.values().stream().allMatch(part -> part.state() == State.UP);
    }
}
