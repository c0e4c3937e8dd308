package org.fluxwatch.contract.netcdf.classic;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// Writes files in netCDF's classic format. The same content gives the same bytes.
public final class ClassicWriter {
    private ClassicWriter() {}

    /// Writes the file in one step: a reader sees the old file or the new one, and a crash leaves one of them.
    public static void write(ClassicContent content, Path file) throws IOException {
        write(
                content,
                file,
                (part, target) ->
                        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    /// What puts a file that is written in its place.
    @FunctionalInterface
    public interface Replacing {
        void replace(Path part, Path file) throws IOException;
    }

    /// @param replacing must rename in one step
    public static void write(ClassicContent content, Path file, Replacing replacing) throws IOException {
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            writePart(content, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            replacing.replace(part, file);
        } catch (Throwable e) {
            remove(part, e);
            throw e;
        }
        forceFolder(file.toAbsolutePath().resolveSibling(""));
    }

    private static void writePart(ClassicContent content, Path part) throws IOException {
        try (Writer out = Writer.of(content.format(), part)) {
            final List<Variable> defined = out.define(content);
            for (int n = 0; n < defined.size(); n++) {
                final ClassicVariable variable = content.variables().get(n);
                if (variable.values().length() > 0)
                    out.writer().write(defined.get(n), array(variable.values(), variable.shape()));
            }
        } catch (InvalidRangeException e) {
            throw new IllegalStateException(part + ": " + e.getMessage(), e);
        }
    }

    /// NetcdfFileWriter is no AutoCloseable.
    private record Writer(NetcdfFileWriter writer) implements AutoCloseable {
        static Writer of(ClassicFormat format, Path part) throws IOException {
            final NetcdfFileWriter writer =
                    NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, part.toString());
            switch (format) {
                case CDF_1 -> writer.setLargeFile(false);
                case CDF_2 -> writer.setLargeFile(true);
            }
            return new Writer(writer);
        }

        /// @return the content's variables
        List<Variable> define(ClassicContent content) throws IOException {
            content.sizes().forEach((name, size) -> {
                if (content.unlimited().filter(name::equals).isPresent()) writer.addUnlimitedDimension(name);
                else writer.addDimension(null, name, size);
            });
            final List<Variable> defined = new ArrayList<>();
            for (ClassicVariable variable : content.variables()) {
                final Variable definition = writer.addVariable(
                        null, variable.name(), type(variable.values()), String.join(" ", variable.dimensions()));
                variable.attributes().forEach(attribute -> definition.addAttribute(attribute(attribute)));
                defined.add(definition);
            }
            content.attributes().forEach(attribute -> writer.addGroupAttribute(null, attribute(attribute)));
            writer.create();
            return defined;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private static Attribute attribute(ClassicAttribute attribute) {
        return switch (attribute) {
            case ClassicAttribute.Text(String name, String text) -> new Attribute(name, text);
            case ClassicAttribute.Numbers(String name, ClassicValues values) ->
                new Attribute(name, array(values, new int[] {values.length()}));
        };
    }

    private static DataType type(ClassicValues values) {
        return switch (values) {
            case ClassicValues.Bytes v -> DataType.BYTE;
            case ClassicValues.Characters v -> DataType.CHAR;
            case ClassicValues.Shorts v -> DataType.SHORT;
            case ClassicValues.Ints v -> DataType.INT;
            case ClassicValues.Floats v -> DataType.FLOAT;
            case ClassicValues.Doubles v -> DataType.DOUBLE;
        };
    }

    private static Array array(ClassicValues values, int[] shape) {
        final Object storage =
                switch (values) {
                    case ClassicValues.Bytes v -> v.array();
                    case ClassicValues.Characters v -> v.array();
                    case ClassicValues.Shorts v -> v.array();
                    case ClassicValues.Ints v -> v.array();
                    case ClassicValues.Floats v -> v.array();
                    case ClassicValues.Doubles v -> v.array();
                };
        return Array.factory(type(values), shape, storage);
    }

    /// What is left of a file that could not be written. Emptied first: netCDF-Java keeps a file open that it could not
    /// write to its end, and on a full disk its space is needed.
    private static void remove(Path part, Throwable failure) {
        try {
            if (Files.exists(part))
                FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Makes the rename itself durable. Only POSIX systems can open a folder.
    private static void forceFolder(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
