package org.fluxwatch.assimilate.stream;

import java.io.IOException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.contract.topic.RecordSerde;
import org.jspecify.annotations.Nullable;

/// How far a task's partition of `observations` has been taken in, kept in the transaction of the stores, so that what
/// comes a second time is known for it. Kafka forgets a group's offsets seven days after the group's last member has
/// gone, and begins at the beginning then. Written for records that close a granule, take one back or give an order;
/// superobservations come before them, and again change nothing.
final class TakenUpTo {
    /// Among keys that begin with a domain and a slash.
    private static final String KEY = "taken-up-to";

    private final KeyValueStore<String, byte[]> store;
    private @Nullable Position position;

    /// @param offset of the last record
    /// @param newestMs greatest time stamp of any record so far: a topic that was made anew has newer ones
    record Position(long offset, long newestMs) {}

    TakenUpTo(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    private Position position() {
        if (position != null) return position;
        final byte[] bytes = store.get(KEY);
        try {
            position = bytes == null
                    ? new Position(-1, -1)
                    : RecordSerde.jsonMapper().readValue(bytes, Position.class);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the entry " + KEY + " of the store " + store.name() + " cannot be read", e);
        }
        return position;
    }

    /// Whether a record has been taken in before.
    boolean covers(Place place) {
        return place.offset() <= position().offset()
                && place.timestampMs() <= position().newestMs();
    }

    void advanceTo(Place place) {
        final Position next = new Position(place.offset(), Math.max(position().newestMs(), place.timestampMs()));
        try {
            store.put(KEY, RecordSerde.jsonMapper().writeValueAsBytes(next));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        position = next;
    }
}
