package org.fluxwatch.deploy.twin;

import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.Group;
import io.jhdf.storage.HdfFileChannel;
import java.util.function.Supplier;

/// A dataset whose values are made when they are written, one dataset after the other: jHDF would hold those of a whole
/// file.
final class LateDataset extends WritableDatasetImpl {
    private final DatasetCreationOptions options;
    private final Supplier<Object> values;

    /// @param values nested arrays of numbers
    LateDataset(String name, Group parent, DatasetCreationOptions options, Supplier<Object> values) {
        super(new byte[1], name, parent);
        this.options = options;
        this.values = values;
    }

    @Override
    public long write(HdfFileChannel channel, long position) {
        final WritableDatasetImpl whole = new WritableDatasetImpl(values.get(), getName(), getParent(), options);
        whole.getAttributes().putAll(getAttributes());
        return whole.write(channel, position);
    }
}
