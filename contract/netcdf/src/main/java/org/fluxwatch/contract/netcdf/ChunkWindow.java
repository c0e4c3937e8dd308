package org.fluxwatch.contract.netcdf;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fluxwatch.contract.text.Messages;

/// Reads a window of a chunked dataset. A chunk is unfiltered whole into a buffer that its thread keeps; only values of
/// the window are put together from their shuffled bytes. Chunks of a large window are read on all processors.
final class ChunkWindow {
    private static final int PARALLEL_BYTES = 1 << 20;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            PROCESSORS, task -> Thread.ofPlatform().name("chunks").daemon().unstarted(task));

    private final GridVariable variable;
    private final HdfBackingStorage storage;
    private final Hdf5Chunks chunks;
    private final ChunkFilters filters;
    private final int[] chunk;
    private final BlockCopy block;

    ChunkWindow(GridVariable variable, ChunkedDataset dataset, HdfBackingStorage storage) {
        this.variable = variable;
        this.storage = storage;
        chunks = Hdf5Chunks.of(dataset, storage);
        chunk = chunks.shape();
        final int bytesPerValue = dataset.getDataType().getSize();
        block = new BlockCopy(chunk, bytesPerValue);
        final int chunkBytes = Math.multiplyExact(GridVariable.size(chunk), bytesPerValue);
        filters = new ChunkFilters(chunks.filters(), bytesPerValue, chunkBytes);
    }

    /// The values of a window as the bytes of the file, row by row.
    ///
    /// @throws InputException when a chunk was never written, or is damaged
    ByteBuffer read(int[] origin, int[] window) {
        final int values = GridVariable.size(window);
        if (values == 0) return ByteBuffer.allocate(0);
        final List<Hdf5Chunks.Stored> stored = overlapping(origin, window);
        final byte[] out = new byte[Math.multiplyExact(values, block.bytesPerValue())];
        if (out.length < PARALLEL_BYTES) stored.forEach(one -> copy(one, origin, window, out));
        else copyAll(stored, origin, window, out);
        return ByteBuffer.wrap(out);
    }

    /// Chunks lie apart in the window, so that threads do not meet.
    private void copyAll(List<Hdf5Chunks.Stored> stored, int[] origin, int[] window, byte[] out) {
        final List<Future<?>> copies = new ArrayList<>();
        for (int first = 0; first < Math.min(PROCESSORS, stored.size()); first++) {
            final int own = first;
            copies.add(THREADS.submit(() -> {
                for (int c = own; c < stored.size(); c += PROCESSORS) copy(stored.get(c), origin, window, out);
            }));
        }
        RuntimeException failure = null;
        for (Future<?> each : copies)
            try {
                each.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) throw error;
                failure = (RuntimeException) e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw InputException.notOfTheFile(variable.file().path() + ": reading was interrupted", e);
            }
        if (failure != null) throw failure;
    }

    /// All are looked up before there is memory for what they hold, so that no more is asked for than was written.
    private List<Hdf5Chunks.Stored> overlapping(int[] origin, int[] window) {
        final List<Hdf5Chunks.Stored> stored = new ArrayList<>();
        final int[] at = new int[chunk.length];
        for (int d = 0; d < at.length; d++) at[d] = origin[d] / chunk[d] * chunk[d];
        int d = at.length;
        while (d != 0) {
            stored.add(chunks.at(at).orElseThrow(() -> neverWritten(at)));
            for (d = at.length; d > 0; d--) {
                at[d - 1] += chunk[d - 1];
                if (at[d - 1] < origin[d - 1] + window[d - 1]) break;
                at[d - 1] = origin[d - 1] / chunk[d - 1] * chunk[d - 1];
            }
        }
        return stored;
    }

    private InputException neverWritten(int[] at) {
        return variable.wrong("has no values at " + Arrays.toString(at) + ": that part was never written");
    }

    private void copy(Hdf5Chunks.Stored stored, int[] origin, int[] window, byte[] out) {
        final ChunkFilters.Unfiltered bytes;
        try {
            bytes = filters.undo(bytes(stored), stored.skipped());
        } catch (DamagedChunkException e) {
            throw variable.wrong(
                    "is damaged in the chunk at " + Arrays.toString(stored.origin()) + ": " + e.getMessage());
        } catch (UnreadableFilterException e) {
            throw variable.wrong(Messages.of(e));
        }
        block.copy(bytes.bytes(), bytes.shuffled(), stored.origin(), origin, window, out);
    }

    private byte[] bytes(Hdf5Chunks.Stored stored) throws DamagedChunkException {
        if (stored.bytes() < 0 || stored.address() < 0 || stored.address() + stored.bytes() > storage.size())
            throw new DamagedChunkException("its " + stored.bytes() + " bytes at " + stored.address()
                    + " lie beyond the file's " + storage.size());
        final ByteBuffer buffer = storage.readBufferFromAddress(stored.address(), stored.bytes());
        final byte[] bytes = new byte[stored.bytes()];
        buffer.get(bytes);
        return bytes;
    }
}
