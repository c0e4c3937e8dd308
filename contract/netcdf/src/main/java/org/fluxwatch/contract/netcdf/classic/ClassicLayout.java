package org.fluxwatch.contract.netcdf.classic;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Where a file in netCDF's classic format has its variables, out of its header alone.
///
/// @param records how often the unlimited dimension is there
/// @param recordBytes from one record to the next
/// @param unlimited name of the unlimited dimension
/// @param dimensions lengths by name, in the file's order; of the unlimited one `records`
/// @param attributes of the file itself
/// @param variables by name, in the file's order
public record ClassicLayout(
        ClassicFormat format,
        int records,
        long recordBytes,
        Optional<String> unlimited,
        SequencedMap<String, Integer> dimensions,
        List<ClassicAttribute> attributes,
        SequencedMap<String, Placed> variables) {
    private static final int DIMENSIONS = 10;
    private static final int VARIABLES = 11;
    private static final int ATTRIBUTES = 12;

    /// A variable and its place.
    ///
    /// @param dimensions names, slowest first; none of a scalar
    /// @param shape lengths along them
    /// @param offset of its first value, bytes from the file's begin
    /// @param isRecord whether it lies along the unlimited dimension: then its records are `recordBytes` apart
    public record Placed(
            String name,
            ClassicType type,
            List<String> dimensions,
            int[] shape,
            long offset,
            boolean isRecord,
            List<ClassicAttribute> attributes) {
        /// Values of the variable, of one with records those of one record.
        public int length() {
            int length = 1;
            for (int d = isRecord ? 1 : 0; d < shape.length; d++) length = Math.multiplyExact(length, shape[d]);
            return length;
        }

        /// Bytes of as many values, without what fills them up to a multiple of 4.
        public long bytes() {
            return (long) length() * type.bytes();
        }
    }

    /// @throws BufferUnderflowException when the header goes on behind the buffer
    /// @throws IllegalArgumentException when it is none
    static ClassicLayout parse(ByteBuffer header) {
        return new Header(header).parse();
    }

    /// How long the file is at least.
    ///
    /// @throws ArithmeticException when that is no number
    long end() {
        long end = 0;
        for (Placed variable : variables.values()) {
            final long records = variable.isRecord() ? this.records : 1;
            if (records > 0)
                end = Math.max(
                        end,
                        Math.addExact(
                                Math.addExact(variable.offset(), variable.bytes()),
                                Math.multiplyExact(records - 1, recordBytes)));
        }
        return end;
    }

    private static long padded(long bytes) {
        return (bytes + 3) / 4 * 4;
    }

    private record Dimension(String name, int length) {}

    /// The grammar of the format's specification, from left to right.
    private record Header(ByteBuffer buffer) {
        ClassicLayout parse() {
            if (buffer.get() != 'C' || buffer.get() != 'D' || buffer.get() != 'F')
                throw new IllegalArgumentException("it does not begin with CDF");
            final byte version = buffer.get();
            final ClassicFormat format =
                    switch (version) {
                        case 1 -> ClassicFormat.CDF_1;
                        case 2 -> ClassicFormat.CDF_2;
                        default ->
                            throw new IllegalArgumentException(
                                    "it begins with CDF " + version + ", expected CDF 1 or 2");
                    };
            final int records = count("records");
            final List<Dimension> dimensions = new ArrayList<>();
            final int nDimensions = list(DIMENSIONS);
            for (int d = 0; d < nDimensions; d++) dimensions.add(new Dimension(name(), count("length of a dimension")));
            final List<ClassicAttribute> attributes = attributes();
            final SequencedMap<String, Placed> variables = new LinkedHashMap<>();
            final int nVariables = list(VARIABLES);
            for (int v = 0; v < nVariables; v++) {
                final Placed variable = variable(format, records, dimensions);
                variables.put(variable.name(), variable);
            }
            final SequencedMap<String, Integer> lengths = new LinkedHashMap<>();
            dimensions.forEach(d -> lengths.put(d.name(), d.length() == 0 ? records : d.length()));
            return new ClassicLayout(
                    format,
                    records,
                    recordBytes(variables),
                    dimensions.stream()
                            .filter(d -> d.length() == 0)
                            .map(Dimension::name)
                            .findFirst(),
                    lengths,
                    attributes,
                    variables);
        }

        /// One variable alone with records has them without gaps.
        private static long recordBytes(Map<String, Placed> variables) {
            final List<Placed> along =
                    variables.values().stream().filter(Placed::isRecord).toList();
            return along.size() == 1
                    ? along.getFirst().bytes()
                    : along.stream().mapToLong(v -> padded(v.bytes())).sum();
        }

        private Placed variable(ClassicFormat format, int records, List<Dimension> dimensions) {
            final String name = name();
            final int rank = entries("dimensions of " + name);
            final List<String> names = new ArrayList<>();
            final int[] shape = new int[rank];
            boolean isRecord = false;
            for (int d = 0; d < rank; d++) {
                final int id = buffer.getInt();
                final Dimension dimension = dimensions.get(Objects.checkIndex(id, dimensions.size()));
                names.add(dimension.name());
                if (dimension.length() == 0) {
                    isRecord = true;
                    shape[d] = records;
                } else shape[d] = dimension.length();
            }
            final List<ClassicAttribute> attributes = attributes();
            final ClassicType type = ClassicType.of(buffer.getInt());
            buffer.getInt(); // its size, which follows from the shape and is not right for large ones
            final long offset =
                    switch (format) {
                        case CDF_1 -> Integer.toUnsignedLong(buffer.getInt());
                        case CDF_2 -> buffer.getLong();
                    };
            return new Placed(name, type, List.copyOf(names), shape, offset, isRecord, attributes);
        }

        private List<ClassicAttribute> attributes() {
            final List<ClassicAttribute> attributes = new ArrayList<>();
            final int count = list(ATTRIBUTES);
            for (int a = 0; a < count; a++) {
                final String name = name();
                final ClassicType type = ClassicType.of(buffer.getInt());
                final int length = count("values of " + name);
                final ByteBuffer stored = part((long) length * type.bytes());
                attributes.add(
                        type == ClassicType.CHAR
                                ? ClassicAttribute.of(
                                        name,
                                        StandardCharsets.UTF_8.decode(stored).toString())
                                : new ClassicAttribute.Numbers(name, type.values(stored, length)));
            }
            return List.copyOf(attributes);
        }

        /// Length of a list, 0 of one that is not there.
        private int list(int expected) {
            final int tag = buffer.getInt();
            final int count = entries("entries");
            if (tag != expected && (tag != 0 || count != 0))
                throw new IllegalArgumentException("its header has a list of kind " + tag + ", expected " + expected);
            return count;
        }

        /// A number of things that follow, each of them a byte or longer.
        private int entries(String what) {
            final int count = count(what);
            if (count > buffer.remaining()) throw new BufferUnderflowException();
            return count;
        }

        private int count(String what) {
            final int count = buffer.getInt();
            if (count < 0) throw new IllegalArgumentException("its header has " + count + " " + what);
            return count;
        }

        private String name() {
            final int length = count("letters of a name");
            final ByteBuffer letters = part(length);
            return StandardCharsets.UTF_8.decode(letters).toString();
        }

        private ByteBuffer part(long bytes) {
            if (padded(bytes) > buffer.remaining()) throw new BufferUnderflowException();
            final ByteBuffer part = buffer.slice(buffer.position(), (int) bytes);
            buffer.position(buffer.position() + (int) padded(bytes));
            return part;
        }
    }
}
