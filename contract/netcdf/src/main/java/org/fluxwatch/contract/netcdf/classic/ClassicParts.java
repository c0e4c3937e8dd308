package org.fluxwatch.contract.netcdf.classic;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fluxwatch.contract.netcdf.InputException;

/// An open file in netCDF's classic format of which a few variables are wanted, quickly: its header is read with one
/// look, each variable with another, a thousand files a second. Values come as they stand, fill values too. All of a
/// file is for [ClassicFile].
public final class ClassicParts implements AutoCloseable {
    /// The header of a product fits in, so that one look is enough.
    private static final int FIRST_LOOK = 1 << 15;

    /// No header of ours comes near.
    private static final int LONGEST_HEADER = 1 << 26;

    private final Path path;
    private final FileChannel channel;
    private final ClassicLayout layout;

    private ClassicParts(Path path, FileChannel channel, ClassicLayout layout) {
        this.path = path;
        this.channel = channel;
        this.layout = layout;
    }

    /// @throws InputException when it is none, or its end is missing
    /// @throws IOException when the disk does not give it
    public static ClassicParts open(Path path) throws IOException {
        final FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ClassicParts(path, channel, layout(path, channel));
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private static ClassicLayout layout(Path path, FileChannel channel) throws IOException {
        for (int look = FIRST_LOOK; ; look *= 4) {
            final ByteBuffer header = ByteBuffer.allocate((int) Math.min(look, channel.size()));
            fill(channel, header, 0);
            try {
                final ClassicLayout layout = ClassicLayout.parse(header);
                if (channel.size() < layout.end())
                    throw new InputException(
                            path + ": has " + channel.size() + " bytes, expected " + layout.end() + " by its header");
                return layout;
            } catch (BufferUnderflowException e) {
                if (look >= channel.size() || look >= LONGEST_HEADER)
                    throw new InputException(path + ": its header has no end", e);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
                throw new InputException(path + ": is no file in netCDF's classic format: " + e.getMessage(), e);
            }
        }
    }

    public ClassicLayout layout() {
        return layout;
    }

    public boolean has(String variable) {
        return layout.variables().containsKey(variable);
    }

    /// @throws InputException as do all that follow, when there is no such variable or it is of another type
    public int[] shape(String variable) {
        return placed(variable).shape().clone();
    }

    public byte[] bytes(String variable) throws IOException {
        if (values(variable) instanceof ClassicValues.Bytes(byte[] array)) return array;
        throw wrong(variable, ClassicType.BYTE);
    }

    public int[] ints(String variable) throws IOException {
        if (values(variable) instanceof ClassicValues.Ints(int[] array)) return array;
        throw wrong(variable, ClassicType.INT);
    }

    public float[] floats(String variable) throws IOException {
        if (values(variable) instanceof ClassicValues.Floats(float[] array)) return array;
        throw wrong(variable, ClassicType.FLOAT);
    }

    public double[] doubles(String variable) throws IOException {
        if (values(variable) instanceof ClassicValues.Doubles(double[] array)) return array;
        throw wrong(variable, ClassicType.DOUBLE);
    }

    /// Rows of characters, ISO 8859-1, without the zeros that fill them up.
    public List<String> texts(String variable) throws IOException {
        final ClassicLayout.Placed placed = placed(variable);
        if (placed.type() != ClassicType.CHAR || placed.shape().length != 2) throw wrong(variable, ClassicType.CHAR);
        final byte[] letters = stored(placed).array();
        final int length = placed.shape()[1];
        final List<String> texts = new ArrayList<>();
        for (int row = 0; row < placed.shape()[0]; row++) {
            int end = row * length;
            while (end < (row + 1) * length && letters[end] != 0) end++;
            texts.add(new String(letters, row * length, end - row * length, StandardCharsets.ISO_8859_1));
        }
        return texts;
    }

    /// Empty where the file itself has none of that name, or it is no text.
    public Optional<String> text(String attribute) {
        return text(layout.attributes(), attribute);
    }

    /// Empty where the variable has none of that name, or it is no text.
    public Optional<String> text(String variable, String attribute) {
        return text(placed(variable).attributes(), attribute);
    }

    private static Optional<String> text(List<ClassicAttribute> attributes, String name) {
        for (ClassicAttribute attribute : attributes)
            if (attribute instanceof ClassicAttribute.Text(String own, String text) && own.equals(name))
                return Optional.of(text);
        return Optional.empty();
    }

    /// Empty where the file itself has none of that name, or it is no number.
    public OptionalDouble number(String attribute) {
        return number(layout.attributes(), attribute);
    }

    /// Empty where the variable has none of that name, or it is no number.
    public OptionalDouble number(String variable, String attribute) {
        return number(placed(variable).attributes(), attribute);
    }

    private static OptionalDouble number(List<ClassicAttribute> attributes, String name) {
        for (ClassicAttribute own : attributes)
            if (own instanceof ClassicAttribute.Numbers(String ownName, ClassicValues values) && ownName.equals(name))
                return switch (values) {
                    case ClassicValues.Ints(int[] array) -> OptionalDouble.of(array[0]);
                    case ClassicValues.Doubles(double[] array) -> OptionalDouble.of(array[0]);
                    case ClassicValues.Floats(float[] array) -> OptionalDouble.of(array[0]);
                    case ClassicValues.Shorts(short[] array) -> OptionalDouble.of(array[0]);
                    case ClassicValues.Bytes(byte[] array) -> OptionalDouble.of(array[0]);
                    case ClassicValues.Characters _ -> OptionalDouble.empty();
                };
        return OptionalDouble.empty();
    }

    /// Bytes of one record of a variable, of one without records of all, as they lie in the file.
    public byte[] stored(String variable, int ofRecord) throws IOException {
        final ClassicLayout.Placed placed = placed(variable);
        final ByteBuffer stored = ByteBuffer.allocate(Math.toIntExact(placed.bytes()));
        fill(channel, stored, placed.offset() + ofRecord * layout.recordBytes());
        return stored.array();
    }

    /// The variable as it can be written to another file.
    public ClassicVariable variable(String variable) throws IOException {
        final ClassicLayout.Placed placed = placed(variable);
        return new ClassicVariable(
                variable, placed.dimensions(), placed.shape(), values(variable), placed.attributes());
    }

    private InputException wrong(String variable, ClassicType expected) {
        return new InputException(path + ": variable " + variable + " is of type "
                + placed(variable).type() + ", expected " + expected);
    }

    private ClassicLayout.Placed placed(String variable) {
        final ClassicLayout.Placed placed = layout.variables().get(variable);
        if (placed == null) throw new InputException(path + ": has no variable " + variable + ", expected one");
        return placed;
    }

    /// As they stand, whatever their type.
    public ClassicValues values(String variable) throws IOException {
        final ClassicLayout.Placed placed = placed(variable);
        final ByteBuffer stored = stored(placed);
        return placed.type().values(stored, stored.capacity() / placed.type().bytes());
    }

    private ByteBuffer stored(ClassicLayout.Placed placed) throws IOException {
        final int records = placed.isRecord() ? layout.records() : 1;
        final int bytes = Math.toIntExact(placed.bytes());
        final ByteBuffer stored = ByteBuffer.allocate(Math.multiplyExact(records, bytes));
        for (int record = 0; record < records; record++)
            fill(channel, stored.slice(record * bytes, bytes), placed.offset() + record * layout.recordBytes());
        return stored;
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long offset) throws IOException {
        while (buffer.hasRemaining())
            if (channel.read(buffer, offset + buffer.position()) < 0)
                throw new EOFException("it ends at byte " + (offset + buffer.position()));
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
