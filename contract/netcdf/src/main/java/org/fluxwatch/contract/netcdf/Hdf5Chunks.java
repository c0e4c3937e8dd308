package org.fluxwatch.contract.netcdf;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.btree.BTreeV1;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.BTreeIndex;
import io.jhdf.dataset.chunked.indexing.ExtensibleArrayIndex;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndex;
import io.jhdf.dataset.chunked.indexing.ImplicitChunkIndex;
import io.jhdf.dataset.chunked.indexing.SingleChunkIndex;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.storage.HdfBackingStorage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the chunks of a dataset lie, and which filters each was stored without. jHDF's index has both, but its own
/// reading does not ask for the latter, takes chunks that were never written for zeros, and verifies no checksum.
final class Hdf5Chunks {
    private final List<FilterInfo> filters;
    private final int[] shape;
    private final Map<List<Integer>, Stored> chunks = new HashMap<>();

    /// @param origin first index of each dimension
    /// @param skipped filters, by their place in the pipeline, that have not been at this chunk
    record Stored(int[] origin, long address, int bytes, BitSet skipped) {}

    private Hdf5Chunks(List<FilterInfo> filters, int[] shape) {
        this.filters = filters;
        this.shape = shape;
    }

    static Hdf5Chunks of(ChunkedDataset dataset, HdfBackingStorage storage) {
        final ObjectHeader header = ((DatasetBase) dataset).getHeader();
        final List<FilterInfo> filters = header.hasMessageOfType(FilterPipelineMessage.class)
                ? header.getMessageOfType(FilterPipelineMessage.class).getFilters()
                : List.of();
        final Hdf5Chunks chunks = new Hdf5Chunks(List.copyOf(filters), dataset.getChunkDimensions());
        for (Chunk chunk : index(dataset, header, storage)) chunks.add(chunk);
        return chunks;
    }

    private void add(Chunk chunk) {
        if (chunk.getAddress() == Constants.UNDEFINED_ADDRESS) return;
        final int[] origin =
                Arrays.stream(chunk.getChunkOffset()).mapToInt(Math::toIntExact).toArray();
        final Stored stored = new Stored(origin, chunk.getAddress(), chunk.getSize(), chunk.getFilterMask());
        if (chunks.put(key(origin), stored) != null)
            throw new IllegalArgumentException("two chunks lie at " + Arrays.toString(origin));
    }

    private static Collection<Chunk> index(ChunkedDataset dataset, ObjectHeader header, HdfBackingStorage storage) {
        if (header.hasMessageOfType(ChunkedDataLayoutMessage.class)) {
            final long address =
                    header.getMessageOfType(ChunkedDataLayoutMessage.class).getBTreeAddress();
            return address == Constants.UNDEFINED_ADDRESS
                    ? List.of()
                    : BTreeV1.createDataBTree(storage, address, dataset.getDimensionsAsLong().length)
                            .getChunks();
        }
        final ChunkedDataLayoutMessageV4 layout = header.getMessageOfType(ChunkedDataLayoutMessageV4.class);
        if (layout.getAddress() == Constants.UNDEFINED_ADDRESS) return List.of();
        final int[] shape = dataset.getChunkDimensions();
        final int bytes = Math.multiplyExact(
                GridVariable.size(shape), dataset.getDataType().getSize());
        final DatasetInfo info = new DatasetInfo(bytes, dataset.getDimensionsAsLong(), shape);
        return switch (layout.getIndexingType()) {
            case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> new SingleChunkIndex(layout, info).getAllChunks();
            case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX ->
                new ImplicitChunkIndex(layout.getAddress(), info).getAllChunks();
            case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX ->
                new FixedArrayIndex(storage, layout.getAddress(), info).getAllChunks();
            case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX ->
                new ExtensibleArrayIndex(storage, layout.getAddress(), info).getAllChunks();
            case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX ->
                new BTreeIndex(storage, layout.getAddress(), info).getAllChunks();
            default -> throw new IllegalArgumentException("there is no chunk index " + layout.getIndexingType());
        };
    }

    /// In the order in which they were applied.
    List<FilterInfo> filters() {
        return filters;
    }

    /// Lengths of a chunk.
    int[] shape() {
        return shape.clone();
    }

    /// The chunk that begins at these indices; empty when it was never written.
    Optional<Stored> at(int[] origin) {
        return Optional.ofNullable(chunks.get(key(origin)));
    }

    private static List<Integer> key(int[] origin) {
        return Arrays.stream(origin).boxed().toList();
    }
}
