package org.fluxwatch.deploy.twin;

import io.jhdf.ObjectHeader;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.Group;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/// A dataset stored in one piece, for what jHDF does not write: types of text other than its own, and an extent with a
/// dimension of length 0, behind which it finds no further ones.
final class PlainDataset extends WritableDatasetImpl {
    private final DataType type;
    private final int[] extent;
    private final LongFunction<ByteBuffer> stored;

    /// @param stored the bytes, for the address at which they will stand: first the values, then what these refer to
    PlainDataset(String name, Group parent, DataType type, int[] extent, LongFunction<ByteBuffer> stored) {
        super(new byte[1], name, parent);
        this.type = type;
        this.extent = extent;
        this.stored = stored;
    }

    @Override
    public long write(HdfFileChannel channel, long position) {
        final int headerLength = header(position, 0).limit();
        final long address = position + headerLength;
        final ByteBuffer bytes = stored.apply(address);
        final long end = address + bytes.limit();
        channel.write(header(position, address), position);
        channel.write(bytes, address);
        channel.position(end);
        return end;
    }

    private ByteBuffer header(long position, long address) {
        final DataSpace space = space();
        final List<Message> messages = new ArrayList<>();
        messages.add(DataTypeMessage.create(type));
        messages.add(DataSpaceMessage.create(space));
        messages.add(FillValueMessage.NO_FILL);
        messages.add(ContiguousDataLayoutMessage.create(address, space.getTotalLength() * type.getSize()));
        messages.add(AttributeInfoMessage.create());
        getAttributes().forEach((name, attribute) -> messages.add(AttributeMessage.create(name, attribute)));
        return new ObjectHeader.ObjectHeaderV2(position, messages).toBuffer();
    }

    private DataSpace space() {
        final int[] ones = new int[extent.length];
        Arrays.fill(ones, 1);
        return DataSpace.modifyDimensions(
                DataSpace.fromObject(Array.newInstance(byte.class, ones)),
                Arrays.stream(extent).asLongStream().toArray());
    }
}
