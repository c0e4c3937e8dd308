package org.fluxwatch.assimilate.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.topic.RecordSerde;

/// The state of a domain's system in a state store, in chunks below Kafka's default limit of 1 MB a message.
/// ```
/// DOMAIN/header          JSON: the system, the shape, the next day, names and bytes of what is kept
/// DOMAIN/ARRAY/00000     floats, little-endian: some runs of the array's last dimension; padding is not stored
/// DOMAIN/kept/NAME/00000 bytes; written when they differ from what is there
/// ```
final class StateStore {
    private static final int CHUNK_BYTES = 600_000;
    private static final int VERSION = 1;
    private static final List<String> HEADER = List.of("version", "system", "nextDay", "shape", "kept");

    private final Function<String, byte[]> get;
    private final BiConsumer<String, byte[]> put;
    private final Consumer<String> forget;

    StateStore(KeyValueStore<String, byte[]> store) {
        this(store::get, store::put, store::delete);
    }

    /// On entries kept in memory.
    StateStore(Map<String, byte[]> entries) {
        this(entries::get, entries::put, entries::remove);
    }

    private StateStore(Function<String, byte[]> get, BiConsumer<String, byte[]> put, Consumer<String> forget) {
        this.get = get;
        this.put = put;
        this.forget = forget;
    }

    private record Header(
            int version,
            AssimilationSystem system,
            LocalDate nextDay,
            Map<String, Object> shape,
            SortedMap<String, Integer> kept) {}

    /// The stored state; empty when there is none.
    ///
    /// @throws UnusableStateException when it was made with other settings or by a newer program
    <S extends SystemState> Optional<S> load(String domain, StateFormat<S> format) {
        return header(domain).map(header -> load(domain, format, header));
    }

    private <S extends SystemState> S load(String domain, StateFormat<S> format, Header header) {
        if (header.version() != VERSION)
            throw new UnusableStateException("stored state of domain " + domain + " has version " + header.version()
                    + ", this program reads version " + VERSION + ": update it");
        ShapeDifference.between(header.system(), header.shape(), format).ifPresent(difference -> {
            throw new UnusableStateException("stored state of domain " + domain + " is of " + difference
                    + ": set them back, or start the domain anew with `fluxwatch reset --domain " + domain + "`");
        });
        return format.read(header.nextDay(), new StateFormat.Reader() {
            @Override
            public void fill(StateArray array) {
                read(domain, array);
            }

            @Override
            public SortedMap<String, byte[]> kept() {
                final SortedMap<String, byte[]> kept = new TreeMap<>();
                header.kept().forEach((name, length) -> kept.put(name, readKept(domain, name, length)));
                return kept;
            }
        });
    }

    /// The day that the stored state is to run next; empty when there is none.
    Optional<LocalDate> nextDay(String domain) {
        return header(domain).map(Header::nextDay);
    }

    <S extends SystemState> void save(String domain, StateFormat<S> format, S state) {
        final SortedMap<String, Integer> kept = new TreeMap<>();
        format.write(state, new StateFormat.Writer() {
            @Override
            public void array(StateArray array) {
                write(domain, array);
            }

            @Override
            public void kept(String name, byte[] content) {
                writeKept(domain, name, content);
                kept.put(name, content.length);
            }
        });
        header(domain).ifPresent(before -> forgetKept(domain, before.kept(), kept));
        try {
            put.accept(
                    domain + "/header",
                    RecordSerde.jsonMapper()
                            .writeValueAsBytes(
                                    new Header(VERSION, format.system(), state.nextDay(), format.shape(), kept)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the header of the state of domain " + domain, e);
        }
    }

    private Optional<Header> header(String domain) {
        final byte[] bytes = get.apply(domain + "/header");
        try {
            if (bytes == null) return Optional.empty();
            final ObjectNode header = (ObjectNode) RecordSerde.jsonMapper().readTree(bytes);
            header.retain(HEADER); // a later version may say more
            // as an earlier version has written it
            if (!header.has("system")) header.put("system", AssimilationSystem.FILTER.label());
            if (!header.has("kept")) header.putObject("kept");
            return Optional.of(RecordSerde.jsonMapper().treeToValue(header, Header.class));
        } catch (IOException e) {
            throw new IllegalStateException("the header of the state of domain " + domain + " cannot be read", e);
        }
    }

    private static String key(String domain, StateArray array, int chunk) {
        return String.format(Locale.ROOT, "%s/%s/%05d", domain, array.name(), chunk);
    }

    private static String keptKey(String domain, String name, int chunk) {
        return String.format(Locale.ROOT, "%s/kept/%s/%05d", domain, name, chunk);
    }

    private static int chunks(int bytes) {
        return Math.ceilDiv(bytes, CHUNK_BYTES);
    }

    private void writeKept(String domain, String name, byte[] content) {
        for (int chunk = 0; chunk < chunks(content.length); chunk++) {
            final byte[] part = Arrays.copyOfRange(
                    content, chunk * CHUNK_BYTES, Math.min(content.length, (chunk + 1) * CHUNK_BYTES));
            final String key = keptKey(domain, name, chunk);
            if (!Arrays.equals(get.apply(key), part)) put.accept(key, part);
        }
    }

    private byte[] readKept(String domain, String name, int length) {
        final ByteBuffer content = ByteBuffer.allocate(length);
        for (int chunk = 0; chunk < chunks(length); chunk++) {
            final byte[] part = get.apply(keptKey(domain, name, chunk));
            final int expected = Math.min(CHUNK_BYTES, length - chunk * CHUNK_BYTES);
            if (part == null || part.length != expected)
                throw new IllegalStateException("stored chunk " + keptKey(domain, name, chunk) + " has "
                        + (part == null ? 0 : part.length) + " bytes, expected " + expected);
            content.put(part);
        }
        return content.array();
    }

    private void forgetKept(String domain, SortedMap<String, Integer> before, SortedMap<String, Integer> now) {
        before.forEach((name, length) -> {
            for (int chunk = chunks(now.getOrDefault(name, 0)); chunk < chunks(length); chunk++)
                forget.accept(keptKey(domain, name, chunk));
        });
    }

    private static int runsPerChunk(StateArray array) {
        return Math.max(1, CHUNK_BYTES / (Float.BYTES * array.used()));
    }

    private void write(String domain, StateArray array) {
        final int perChunk = runsPerChunk(array);
        for (int first = 0, chunk = 0; first < array.runs(); first += perChunk, chunk++) {
            final int count = Math.min(perChunk, array.runs() - first);
            final ByteBuffer bytes =
                    ByteBuffer.allocate(count * array.used() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int run = first; run < first + count; run++)
                bytes.asFloatBuffer()
                        .put((run - first) * array.used(), array.values(), run * array.stride(), array.used());
            put.accept(key(domain, array, chunk), bytes.array());
        }
    }

    private void read(String domain, StateArray array) {
        final int perChunk = runsPerChunk(array);
        for (int first = 0, chunk = 0; first < array.runs(); first += perChunk, chunk++) {
            final int count = Math.min(perChunk, array.runs() - first);
            final byte[] bytes = get.apply(key(domain, array, chunk));
            if (bytes == null || bytes.length != count * array.used() * Float.BYTES)
                throw new IllegalStateException("stored chunk " + key(domain, array, chunk) + " has "
                        + (bytes == null ? 0 : bytes.length) + " bytes, expected "
                        + count * array.used() * Float.BYTES);
            final var floats =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            for (int run = first; run < first + count; run++)
                floats.get((run - first) * array.used(), array.values(), run * array.stride(), array.used());
        }
    }
}
