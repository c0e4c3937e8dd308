package org.fluxwatch.contract.netcdf;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How requests and answers of reader processes are written. What is read says how long it is; nothing longer than any
/// file has is believed.
final class ReaderWire {
    /// What an answer begins with.
    static final byte DONE = 0;

    /// The file cannot be used; a text says why.
    static final byte UNUSABLE = 1;

    /// As [#UNUSABLE], but it does not lie with the file.
    static final byte NOT_OF_THE_FILE = 2;

    /// As [#UNUSABLE]; the process ends after it.
    static final byte LAST = 3;

    private static final int MOST_BYTES_OF_TEXT = 1 << 24;
    private static final int MOST_ENTRIES = 1 << 24;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final Packed.Kind[] KINDS = Packed.Kind.values();

    private ReaderWire() {}

    private static int length(DataInputStream in, int most) throws IOException {
        final int length = in.readInt();
        if (length < 0 || length > most) throw new IOException("a length of " + length + ", expected at most " + most);
        return length;
    }

    static void write(DataOutputStream out, String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        final byte[] bytes = new byte[length(in, MOST_BYTES_OF_TEXT)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) write(out, text);
    }

    static List<String> texts(DataInputStream in) throws IOException {
        final int size = length(in, MOST_ENTRIES);
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) texts.add(text(in));
        return texts;
    }

    static void write(DataOutputStream out, int[] lengths) throws IOException {
        out.writeInt(lengths.length);
        for (int length : lengths) out.writeInt(length);
    }

    static int[] lengths(DataInputStream in) throws IOException {
        final int[] lengths = new int[length(in, MOST_ENTRIES)];
        for (int d = 0; d < lengths.length; d++) lengths[d] = in.readInt();
        return lengths;
    }

    static void write(DataOutputStream out, FileVersion version) throws IOException {
        write(out, version.path().toString());
        out.writeLong(version.bytes());
        out.writeLong(version.changed().to(TimeUnit.NANOSECONDS));
    }

    static FileVersion version(DataInputStream in) throws IOException {
        return new FileVersion(Path.of(text(in)), in.readLong(), FileTime.from(in.readLong(), TimeUnit.NANOSECONDS));
    }

    static void write(DataOutputStream out, Attributes attributes) throws IOException {
        out.writeInt(attributes.values().size());
        for (Map.Entry<String, Attributes.Value> entry : attributes.values().entrySet()) {
            write(out, entry.getKey());
            switch (entry.getValue()) {
                case Attributes.Text(String text) -> {
                    out.writeByte(0);
                    write(out, text);
                }
                case Attributes.Reals(double[] numbers, boolean single) -> {
                    out.writeByte(single ? 1 : 2);
                    out.writeInt(numbers.length);
                    for (double number : numbers) out.writeDouble(number);
                }
                case Attributes.Integers(long[] numbers, boolean unsigned) -> {
                    out.writeByte(unsigned ? 3 : 4);
                    out.writeInt(numbers.length);
                    for (long number : numbers) out.writeLong(number);
                }
                case Attributes.Other() -> out.writeByte(5);
            }
        }
    }

    static Attributes attributes(DataInputStream in) throws IOException {
        final int size = length(in, MOST_ENTRIES);
        final Map<String, Attributes.Value> values = new HashMap<>();
        for (int i = 0; i < size; i++) values.put(text(in), value(in));
        return new Attributes(values);
    }

    private static Attributes.Value value(DataInputStream in) throws IOException {
        final int kind = in.readByte();
        if (kind == 0) return new Attributes.Text(text(in));
        if (kind == 5) return new Attributes.Other();
        final int length = length(in, MOST_ENTRIES);
        if (kind <= 2) {
            final double[] numbers = new double[length];
            for (int i = 0; i < length; i++) numbers[i] = in.readDouble();
            return new Attributes.Reals(numbers, kind == 1);
        }
        final long[] numbers = new long[length];
        for (int i = 0; i < length; i++) numbers[i] = in.readLong();
        return new Attributes.Integers(numbers, kind == 3);
    }

    /// Values go as the bytes they are.
    static void write(WritableByteChannel out, Packed values) throws IOException {
        final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        block.put(DONE);
        block.put((byte) values.kind().ordinal());
        block.put((byte) (values.unsigned() ? 1 : 0));
        block.put((byte) (values.bytes().order() == ByteOrder.BIG_ENDIAN ? 1 : 0));
        block.putInt(values.bytes().remaining() / values.kind().bytes);
        final ByteBuffer bytes = values.bytes().duplicate();
        final int end = bytes.limit();
        do {
            bytes.limit(Math.min(end, bytes.position() + block.remaining()));
            block.put(bytes).flip();
            while (block.hasRemaining()) out.write(block);
            block.clear();
        } while (bytes.position() < end);
    }

    /// @param expected how many values were asked for
    static GridVariable.Raw values(DataInputStream in, int expected) throws IOException {
        final Packed.Kind kind = KINDS[in.readByte()];
        final boolean unsigned = in.readByte() != 0;
        final ByteOrder order = in.readByte() != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        final int size = in.readInt();
        if (size != expected) throw new IOException(size + " values, expected " + expected);
        final Object values = kind.array(size);
        final byte[] block = new byte[BLOCK_BYTES];
        final ByteBuffer bytes = ByteBuffer.wrap(block).order(order);
        for (int at = 0; at < size; ) {
            final int count = Math.min(size - at, BLOCK_BYTES / kind.bytes);
            in.readFully(block, 0, count * kind.bytes);
            kind.copy(bytes.clear(), values, at, count);
            at += count;
        }
        return new GridVariable.Raw(values, unsigned);
    }
}
