package org.fluxwatch.contract.netcdf;

import io.jhdf.filter.BitShuffleFilter;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.Filter;
import io.jhdf.filter.Lz4Filter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;

/// Undoes the filters that have been at a dataset's chunks, the last one first. A chunk may have been stored without
/// any of them, where it did not pay.
final class ChunkFilters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;

    private static final Map<Integer, Filter> OF_JHDF =
            Map.of(32000, new LzfFilter(), 32004, new Lz4Filter(), 32008, new BitShuffleFilter());

    private static final Map<Integer, String> UNREADABLE = Map.of(
            4,
            "szip",
            5,
            "nbit",
            6,
            "scaleoffset",
            307,
            "bzip2",
            32001,
            "blosc",
            32013,
            "zfp",
            32015,
            "zstd",
            32026,
            "blosc2");

    /// Deflate makes at most 1032 bytes of one.
    static final long MOST_DEFLATED = 1032;

    private static final int KEPT_BYTES = 1 << 23;
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[0]);

    private final List<FilterInfo> filters;
    private final int bytesPerValue;
    private final int chunkBytes;

    /// A chunk's bytes as they were before all filters, but for a shuffle where that was the first; good until the
    /// thread's next chunk.
    record Unfiltered(byte[] bytes, int length, boolean shuffled) {}

    /// @param filters in the order in which they were applied
    ChunkFilters(List<FilterInfo> filters, int bytesPerValue, int chunkBytes) {
        this.filters = filters;
        this.bytesPerValue = bytesPerValue;
        this.chunkBytes = chunkBytes;
    }

    /// @param skipped places of filters that have not been at this chunk
    /// @throws DamagedChunkException when the bytes are not what the filters make
    /// @throws UnreadableFilterException when one of the filters is none that can be undone
    Unfiltered undo(byte[] stored, BitSet skipped) throws DamagedChunkException {
        Unfiltered chunk = new Unfiltered(stored, stored.length, false);
        for (int f = filters.size() - 1; f >= 0; f--) if (!skipped.get(f)) chunk = undo(f, chunk, skipped);
        if (chunk.length() != chunkBytes)
            throw new DamagedChunkException("it has " + chunk.length() + " bytes of " + chunkBytes);
        return chunk;
    }

    private Unfiltered undo(int f, Unfiltered chunk, BitSet skipped) throws DamagedChunkException {
        final FilterInfo filter = filters.get(f);
        return switch (filter.getId()) {
            case DEFLATE -> inflated(chunk, bytesBefore(f, skipped));
            case SHUFFLE ->
                f == 0 && filter.getData()[0] == bytesPerValue
                        ? new Unfiltered(chunk.bytes(), chunk.length(), true)
                        : undo(new ByteShuffleFilter(), filter, chunk);
            case FLETCHER32 -> {
                final int length = chunk.length() - Fletcher32.BYTES;
                if (length < 0 || !Fletcher32.holds(chunk.bytes(), chunk.length()))
                    throw new DamagedChunkException("its checksum (Fletcher-32) does not agree");
                yield new Unfiltered(chunk.bytes(), length, false);
            }
            default -> undo(OF_JHDF.get(filter.getId()), filter, chunk);
        };
    }

    private static Unfiltered undo(@Nullable Filter known, FilterInfo filter, Unfiltered chunk) {
        if (known == null) throw unreadable(filter);
        final byte[] bytes = known.decode(Arrays.copyOf(chunk.bytes(), chunk.length()), filter.getData());
        return new Unfiltered(bytes, bytes.length, false);
    }

    /// How many bytes a filter was given: those of the chunk, and the checksums of filters before it.
    private int bytesBefore(int f, BitSet skipped) {
        int bytes = chunkBytes;
        for (int before = 0; before < f; before++) {
            if (skipped.get(before)) continue;
            switch (filters.get(before).getId()) {
                case SHUFFLE -> {}
                case FLETCHER32 -> bytes = Math.addExact(bytes, Fletcher32.BYTES);
                default -> throw unreadable(filters.get(f));
            }
        }
        return bytes;
    }

    private static UnreadableFilterException unreadable(FilterInfo filter) {
        final String own = filter.getName() == null || filter.getName().isBlank()
                ? "unknown"
                : filter.getName().strip();
        return new UnreadableFilterException(
                "is stored with the filter " + UNREADABLE.getOrDefault(filter.getId(), own) + " (" + filter.getId()
                        + "), which is not read here; the file is not damaged: rewrite it by 'nccopy -F none FILE NEW' or"
                        + " 'h5repack -f NONE FILE NEW'");
    }

    private static Unfiltered inflated(Unfiltered chunk, int size) throws DamagedChunkException {
        if (size > MOST_DEFLATED * chunk.length())
            throw new DamagedChunkException("it has " + chunk.length() + " bytes, which cannot make " + size);
        final byte[] bytes = buffer(size);
        final Inflater inflater = new Inflater();
        try {
            inflater.setInput(chunk.bytes(), 0, chunk.length());
            int length = 0;
            while (length < size) {
                final int more = inflater.inflate(bytes, length, size - length);
                if (more == 0) throw new DamagedChunkException("it ends after " + length + " bytes of " + size);
                length += more;
            }
            // the sum is looked at once the stream's end has been read
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished())
                throw new DamagedChunkException("it has no end");
            return new Unfiltered(bytes, size, false);
        } catch (DataFormatException e) {
            throw new DamagedChunkException(Messages.of(e));
        } finally {
            inflater.end();
        }
    }

    private static byte[] buffer(int size) {
        if (size > KEPT_BYTES) return new byte[size];
        if (BUFFER.get().length < size) BUFFER.set(new byte[size]);
        return BUFFER.get();
    }
}
