package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ucar.ma2.Array;
import ucar.ma2.ArrayChar;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.Dimension;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;
import ucar.nc2.iosp.hdf5.H5iosp;
import ucar.nc2.iosp.netcdf3.N3header;
import ucar.nc2.util.DebugFlagsImpl;

/// A file read by netCDF-Java: classic ones, and those of HDF5 that jHDF does not get open. netCDF-Java reads a file on
/// one thread at a time, so reading takes turns.
final class NetcdfJavaFile implements LocalFile {
    static {
        N3header.disallowFileTruncation = true; // else what lacks of a classic file is read as zeros
        // else the structure of HDF-EOS, which nobody asks for, is read too, by classes of jdom2, which is left out
        H5iosp.setDebugFlags(new DebugFlagsImpl("HdfEos/turnOff"));
    }

    private final Path path;
    private final NetcdfFile file;

    private NetcdfJavaFile(Path path, NetcdfFile file) {
        this.path = path;
        this.file = file;
    }

    static NetcdfJavaFile of(Path path) {
        try {
            return new NetcdfJavaFile(path, NetcdfFile.open(path.toString()));
        } catch (IOException | RuntimeException e) {
            throw new InputException(path + ": is a damaged or unknown netCDF file: " + e.getMessage(), e);
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<String> variables() {
        return file.getVariables().stream().map(Variable::getFullName).toList();
    }

    @Override
    public Values variable(String name) {
        final Variable variable = file.findVariable(name);
        if (variable == null)
            throw new InputException(path + ": has no variable " + name + ", but " + String.join(", ", variables()));
        return new Values(this, variable);
    }

    @Override
    public Attributes attributes() {
        return attributes(file.getGlobalAttributes());
    }

    /// As the file's variable of that name has them; empty where it has none.
    Optional<Values> find(String name) {
        return Optional.ofNullable(file.findVariable(name)).map(variable -> new Values(this, variable));
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private static Attributes attributes(List<Attribute> found) {
        final Map<String, Attributes.Value> values = new HashMap<>();
        for (Attribute attribute : found) {
            final Attributes.Value value = attribute.isString()
                    ? text(attribute)
                    : attribute.getDataType().isNumeric() ? numbers(attribute) : new Attributes.Other();
            values.put(attribute.getShortName(), value);
        }
        return new Attributes(values);
    }

    private static Attributes.Text text(Attribute attribute) {
        final String text = attribute.getStringValue();
        return new Attributes.Text(text == null ? "" : GridVariable.trimmed(text));
    }

    private static Attributes.Value numbers(Attribute attribute) {
        final int length = attribute.getLength();
        if (attribute.getDataType().isIntegral()) {
            final long[] integers = new long[length];
            final int bits = 8 * attribute.getDataType().getSize();
            final long mask = attribute.isUnsigned() ? -1L >>> 64 - bits : -1;
            for (int i = 0; i < length; i++)
                integers[i] = attribute.getNumericValue(i).longValue() & mask;
            return new Attributes.Integers(integers, attribute.isUnsigned());
        }
        final double[] reals = new double[length];
        for (int i = 0; i < length; i++) reals[i] = attribute.getNumericValue(i).doubleValue();
        return new Attributes.Reals(reals, attribute.getDataType() == DataType.FLOAT);
    }

    /// A variable.
    static final class Values extends LocalVariable {
        private final NetcdfJavaFile owner;
        private final Variable variable;

        private Values(NetcdfJavaFile owner, Variable variable) {
            super(owner, variable.getFullName(), names(variable), variable.getShape());
            this.owner = owner;
            this.variable = variable;
        }

        private static List<String> names(Variable variable) {
            final List<String> names = new ArrayList<>();
            for (Dimension dimension : variable.getDimensions())
                names.add(dimension.getShortName() == null ? "" : dimension.getShortName());
            return names;
        }

        @Override
        Packed packed(int[] origin, int[] window) {
            if (!variable.getDataType().isNumeric())
                throw wrong("is of type " + variable.getDataType() + ", expected numbers");
            final ByteBuffer bytes = read(origin, window).getDataAsByteBuffer();
            return new Packed(bytes, kind(), variable.isUnsigned());
        }

        private Packed.Kind kind() {
            return switch (variable.getDataType()) {
                case FLOAT -> Packed.Kind.FLOAT;
                case DOUBLE -> Packed.Kind.DOUBLE;
                default -> Packed.Kind.integer(variable.getDataType().getSize());
            };
        }

        private Array read(int[] origin, int[] window) {
            synchronized (owner) {
                try {
                    return variable.read(origin, window);
                } catch (IOException | InvalidRangeException | RuntimeException e) {
                    throw new InputException(
                            file().path() + ": variable " + name() + " cannot be read, is the file damaged? "
                                    + e.getMessage(),
                            e);
                }
            }
        }

        @Override
        Attributes attributes() {
            return NetcdfJavaFile.attributes(variable.getAttributes());
        }

        @Override
        public List<String> texts() {
            final int[] shape = shape();
            if (!(read(new int[shape.length], shape) instanceof ArrayChar letters))
                throw wrong("is of type " + variable.getDataType() + ", expected text");
            final List<String> texts = new ArrayList<>();
            final ArrayChar.StringIterator rows = letters.getStringIterator();
            while (rows.hasNext()) texts.add(trimmed(rows.next()));
            return texts;
        }
    }
}
