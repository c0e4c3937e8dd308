package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ucar.ma2.Array;
import ucar.ma2.ArrayChar;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.Dimension;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;
import ucar.nc2.iosp.netcdf3.N3header;

/// A file read by netCDF-Java: classic ones, and those of HDF5 that jHDF does not get open. netCDF-Java reads a file on
/// one thread at a time, so reading takes turns.
final class NetcdfJavaFile implements GridFile {
    static {
        N3header.disallowFileTruncation = true; // else what lacks of a classic file is read as zeros
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
    public GridVariable variable(String name) {
        final Variable variable = file.findVariable(name);
        if (variable == null)
            throw new InputException(path + ": has no variable " + name + ", but " + String.join(", ", variables()));
        return new Values(this, variable);
    }

    @Override
    public Optional<String> text(String attribute) {
        return text(file.findGlobalAttribute(attribute));
    }

    @Override
    public Optional<double[]> numbers(String attribute) {
        return numbers(file.findGlobalAttribute(attribute));
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(Attribute attribute) {
        return attribute == null || !attribute.isString()
                ? Optional.empty()
                : Optional.of(GridVariable.trimmed(attribute.getStringValue()));
    }

    private static Optional<double[]> numbers(Attribute attribute) {
        if (attribute == null || attribute.isString()) return Optional.empty();
        final double[] numbers = new double[attribute.getLength()];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] = attribute.getNumericValue(i).doubleValue();
        return Optional.of(numbers);
    }

    /// A variable.
    static final class Values extends GridVariable {
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
        Raw raw(int[] origin, int[] window) {
            if (!variable.getDataType().isNumeric())
                throw wrong("is of type " + variable.getDataType() + ", expected numbers");
            return new Raw(read(origin, window).copyTo1DJavaArray(), variable.isUnsigned());
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
        public AttributeType type(String name) {
            final Attribute attribute = variable.findAttribute(name);
            if (attribute == null) return AttributeType.NONE;
            if (attribute.isString()) return AttributeType.TEXT;
            return switch (attribute.getDataType()) {
                case DOUBLE -> AttributeType.DOUBLE;
                case FLOAT -> AttributeType.SINGLE;
                case BYTE, SHORT, INT, LONG -> AttributeType.WHOLE;
                default -> AttributeType.OTHER;
            };
        }

        @Override
        public Optional<String> text(String attribute) {
            return NetcdfJavaFile.text(variable.findAttribute(attribute));
        }

        @Override
        public Optional<double[]> numbers(String attribute) {
            return NetcdfJavaFile.numbers(variable.findAttribute(attribute));
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
