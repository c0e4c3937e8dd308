package org.fluxwatch.assimilate.stream;

import java.util.List;

/// Reads the parts of a checkpoint, wherever they are kept.
@FunctionalInterface
interface CheckpointReader {
    /// One part: an entry of one of the domain's stores.
    ///
    /// @param store its name
    /// @param key its key there
    record Part(String store, String key, byte[] value) {}

    /// @return all parts, in their order
    /// @throws IllegalStateException when it is not there, or not whole
    List<Part> read(String domain, Checkpoint checkpoint);
}
