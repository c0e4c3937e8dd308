package org.fluxwatch.assimilate.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.contract.topic.RecordSerde;

/// A domain's ensemble in a state store, in chunks below Kafka's default limit of 1 MB a message.
/// ```
/// DOMAIN/header          JSON: the shape, the next day
/// DOMAIN/co2/00000       floats, little-endian: lanes in use of some columns; padding is not stored
/// DOMAIN/flux/00000      the same of the flux rows
/// DOMAIN/memory/00000    the flux forecast's memory as it stands
/// ```
final class EnsembleStore {
    private static final int CHUNK_BYTES = 600_000;
    private static final int VERSION = 1;

    private final Function<String, byte[]> get;
    private final BiConsumer<String, byte[]> put;

    EnsembleStore(KeyValueStore<String, byte[]> store) {
        this(store::get, store::put);
    }

    /// On entries kept anywhere.
    EnsembleStore(Function<String, byte[]> get, BiConsumer<String, byte[]> put) {
        this.get = get;
        this.put = put;
    }

    /// What the arrays' lengths and meaning follow from.
    ///
    /// @param grid the grid and the levels in words, so that an ensemble of another place is not taken for this one
    /// @param cells grid cells
    /// @param nz layers
    /// @param fluxRows rows a column of the flux forecast's state
    /// @param memory length of its memory
    record Shape(String grid, int members, int cells, int nz, int fluxRows, int memory) {}

    static Shape shape(DomainModel model) {
        return new Shape(
                model.grid() + ", " + model.levels(),
                model.lanes().members(),
                model.grid().cells(),
                model.levels().nz(),
                model.fluxForecast().rows(),
                model.fluxForecast().memoryLength());
    }

    record Header(int version, LocalDate nextDay, Shape shape) {}

    /// The stored state, or null when there is none.
    ///
    /// @throws UnusableStateException when it was made with other settings or by a newer program
    EnsembleState load(String domain, Shape shape) {
        final byte[] bytes = get.apply(domain + "/header");
        if (bytes == null) return null;
        final Header header = header(domain, bytes);
        if (header.version() != VERSION)
            throw new UnusableStateException("stored ensemble of domain " + domain + " has version " + header.version()
                    + ", this program reads version " + VERSION + ": update it");
        if (!header.shape().equals(shape))
            throw new UnusableStateException("stored ensemble of domain " + domain + " is " + header.shape()
                    + ", settings ask for " + shape
                    + ": set them back, or start the domain anew with `fluxwatch reset --domain " + domain + "`");
        final Lanes lanes = new Lanes(shape.members());
        final EnsembleState state = new EnsembleState(
                lanes,
                header.nextDay(),
                new float[shape.cells() * shape.nz() * lanes.stride()],
                new float[shape.cells() * shape.fluxRows() * lanes.stride()],
                new float[shape.memory()]);
        read(domain + "/co2/", state.co2(), lanes.used(), lanes.stride());
        read(domain + "/flux/", state.fluxRows(), lanes.used(), lanes.stride());
        read(domain + "/memory/", state.fluxMemory(), 1, 1);
        return state;
    }

    /// What the stored ensemble was made with, or null when there is none.
    Shape shape(String domain) {
        final byte[] bytes = get.apply(domain + "/header");
        return bytes == null ? null : header(domain, bytes).shape();
    }

    /// The day that the stored ensemble is to analyse next, or null when there is none.
    LocalDate nextDay(String domain) {
        final byte[] bytes = get.apply(domain + "/header");
        return bytes == null ? null : header(domain, bytes).nextDay();
    }

    void save(String domain, Shape shape, EnsembleState state) {
        final Lanes lanes = state.lanes();
        write(domain + "/co2/", state.co2(), lanes.used(), lanes.stride());
        write(domain + "/flux/", state.fluxRows(), lanes.used(), lanes.stride());
        write(domain + "/memory/", state.fluxMemory(), 1, 1);
        try {
            put.accept(
                    domain + "/header",
                    RecordSerde.jsonMapper().writeValueAsBytes(new Header(VERSION, state.nextDay(), shape)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the ensemble header of domain " + domain, e);
        }
    }

    private static Header header(String domain, byte[] bytes) {
        try {
            return RecordSerde.jsonMapper().readValue(bytes, Header.class);
        } catch (IOException e) {
            throw new IllegalStateException("stored ensemble header of domain " + domain + " cannot be read", e);
        }
    }

    private static String key(String prefix, int chunk) {
        return String.format(java.util.Locale.ROOT, "%s%05d", prefix, chunk);
    }

    private static int elementsPerChunk(int used) {
        return Math.max(1, CHUNK_BYTES / (Float.BYTES * used));
    }

    private void write(String prefix, float[] values, int used, int stride) {
        final int elements = values.length / stride;
        final int perChunk = elementsPerChunk(used);
        for (int first = 0, chunk = 0; first < elements; first += perChunk, chunk++) {
            final int count = Math.min(perChunk, elements - first);
            final ByteBuffer bytes =
                    ByteBuffer.allocate(count * used * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int e = first; e < first + count; e++)
                bytes.asFloatBuffer().put((e - first) * used, values, e * stride, used);
            put.accept(key(prefix, chunk), bytes.array());
        }
    }

    private void read(String prefix, float[] values, int used, int stride) {
        final int elements = values.length / stride;
        final int perChunk = elementsPerChunk(used);
        for (int first = 0, chunk = 0; first < elements; first += perChunk, chunk++) {
            final int count = Math.min(perChunk, elements - first);
            final byte[] bytes = get.apply(key(prefix, chunk));
            if (bytes == null || bytes.length != count * used * Float.BYTES)
                throw new IllegalStateException("stored ensemble chunk " + key(prefix, chunk) + " has "
                        + (bytes == null ? 0 : bytes.length) + " bytes, expected " + count * used * Float.BYTES);
            final var floats =
                    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            for (int e = first; e < first + count; e++) floats.get((e - first) * used, values, e * stride, used);
        }
    }
}
