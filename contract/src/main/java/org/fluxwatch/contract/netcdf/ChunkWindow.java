package org.fluxwatch.contract.netcdf;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads a window of a chunked dataset whose chunks are shuffled and deflated, either, or neither, as nearly all are.
/// A chunk is inflated whole into a buffer that its thread keeps, and checked against its sum; only values of the
/// window are put together from their shuffled bytes.
final class ChunkWindow {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int KEPT_BYTES = 1 << 23;
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[0]);

    private final GridVariable variable;
    private final ChunkedDataset dataset;
    private final boolean shuffled;
    private final boolean deflated;
    private final int[] chunk;
    private final int bytesPerValue;
    private final int valuesPerChunk;

    private ChunkWindow(GridVariable variable, ChunkedDataset dataset, boolean shuffled, boolean deflated) {
        this.variable = variable;
        this.dataset = dataset;
        this.shuffled = shuffled;
        this.deflated = deflated;
        chunk = dataset.getChunkDimensions();
        bytesPerValue = dataset.getDataType().getSize();
        valuesPerChunk = GridVariable.size(chunk);
    }

    /// Empty where other filters have been at the chunks.
    static Optional<ChunkWindow> of(GridVariable variable, ChunkedDataset dataset) {
        final List<Integer> filters =
                dataset.getFilters().stream().map(PipelineFilterWithData::getId).toList();
        final boolean shuffled = filters.contains(SHUFFLE);
        final boolean deflated = filters.contains(DEFLATE);
        final int known = (shuffled ? 1 : 0) + (deflated ? 1 : 0);
        final boolean inOrder = !shuffled || filters.getFirst() == SHUFFLE;
        return filters.size() == known && inOrder
                ? Optional.of(new ChunkWindow(variable, dataset, shuffled, deflated))
                : Optional.empty();
    }

    /// The values of a window as the bytes of the file, row by row.
    ///
    /// @throws InputException when a chunk was never written, or is damaged
    ByteBuffer read(int[] origin, int[] window) {
        final byte[] out = new byte[Math.multiplyExact(GridVariable.size(window), bytesPerValue)];
        if (out.length == 0) return ByteBuffer.wrap(out);
        final int[] at = new int[chunk.length];
        for (int d = 0; d < at.length; d++) at[d] = origin[d] / chunk[d] * chunk[d];
        int d = at.length;
        while (d != 0) {
            copy(unpacked(at), at, origin, window, out);
            for (d = at.length; d > 0; d--) {
                at[d - 1] += chunk[d - 1];
                if (at[d - 1] < origin[d - 1] + window[d - 1]) break;
                at[d - 1] = origin[d - 1] / chunk[d - 1] * chunk[d - 1];
            }
        }
        return ByteBuffer.wrap(out);
    }

    /// The chunk's bytes, still shuffled.
    private byte[] unpacked(int[] at) {
        final int size = Math.multiplyExact(valuesPerChunk, bytesPerValue);
        final ByteBuffer stored = stored(variable, dataset, at);
        final byte[] bytes = buffer(size);
        if (!deflated) {
            if (stored.remaining() < size) throw damaged(at, "it has " + stored.remaining() + " bytes of " + size);
            stored.get(bytes, 0, size);
            return bytes;
        }
        final Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            int length = 0;
            while (length < size) {
                final int more = inflater.inflate(bytes, length, size - length);
                if (more == 0) throw damaged(at, "it ends after " + length + " bytes of " + size);
                length += more;
            }
            // the sum is looked at once the stream's end has been read
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) throw damaged(at, "it has no end");
            return bytes;
        } catch (DataFormatException e) {
            throw damaged(at, e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static byte[] buffer(int size) {
        if (size > KEPT_BYTES) return new byte[size];
        if (BUFFER.get().length < size) BUFFER.set(new byte[size]);
        return BUFFER.get();
    }

    /// The bytes of a chunk as they are stored.
    ///
    /// @throws InputException when there are none
    static ByteBuffer stored(GridVariable variable, ChunkedDataset dataset, int[] at) {
        try {
            return dataset.getRawChunkBuffer(at);
        } catch (HdfException e) {
            if (e.getMessage() != null && e.getMessage().startsWith("No chunk"))
                throw variable.wrong("has no values at " + Arrays.toString(at) + ": that part was never written");
            throw e;
        }
    }

    private InputException damaged(int[] at, String how) {
        return variable.wrong("is damaged in the chunk at " + Arrays.toString(at) + ": " + how);
    }

    private void copy(byte[] bytes, int[] at, int[] origin, int[] window, byte[] out) {
        final int last = chunk.length - 1;
        final int[] from = new int[chunk.length];
        final int[] to = new int[chunk.length];
        for (int d = 0; d <= last; d++) {
            from[d] = Math.max(origin[d], at[d]);
            to[d] = Math.min(origin[d] + window[d], at[d] + chunk[d]);
        }
        final int[] index = from.clone();
        int d = chunk.length;
        while (d != 0) {
            int source = 0;
            int target = 0;
            for (int e = 0; e <= last; e++) {
                source = source * chunk[e] + index[e] - at[e];
                target = target * window[e] + index[e] - origin[e];
            }
            copyRow(bytes, source, to[last] - from[last], out, target);
            for (d = last; d > 0; d--) {
                if (++index[d - 1] < to[d - 1]) break;
                index[d - 1] = from[d - 1];
            }
        }
    }

    private void copyRow(byte[] bytes, int source, int length, byte[] out, int target) {
        if (!shuffled) {
            System.arraycopy(bytes, source * bytesPerValue, out, target * bytesPerValue, length * bytesPerValue);
            return;
        }
        for (int b = 0; b < bytesPerValue; b++) {
            final int plane = b * valuesPerChunk + source;
            int at = target * bytesPerValue + b;
            for (int i = 0; i < length; i++, at += bytesPerValue) out[at] = bytes[plane + i];
        }
    }
}
