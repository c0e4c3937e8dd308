package org.fluxwatch.contract.netcdf.classic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fluxwatch.contract.netcdf.InputException;
import ucar.ma2.Array;
import ucar.ma2.ArrayChar;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;
import ucar.nc2.iosp.netcdf3.N3header;

/// An open file that was written by [ClassicWriter]. Values come as they stand, fill values too. It is read in this
/// process: files of others are for [org.fluxwatch.contract.netcdf.GridFile].
public final class ClassicFile implements AutoCloseable {
    static {
        N3header.disallowFileTruncation = true; // else what lacks at the end of a file is read as zeros
    }

    private final Path path;
    private final NetcdfFile file;

    private ClassicFile(Path path, NetcdfFile file) {
        this.path = path;
        this.file = file;
    }

    /// @throws IOException when it is not there or is none
    public static ClassicFile open(Path path) throws IOException {
        return new ClassicFile(path, NetcdfFile.open(path.toString()));
    }

    /// Names of all variables, as they stand.
    public List<String> variables() {
        return file.getVariables().stream().map(Variable::getFullName).toList();
    }

    /// Names of all attributes of the file itself, as they stand.
    public List<String> attributes() {
        return file.getGlobalAttributes().stream().map(Attribute::getShortName).toList();
    }

    public boolean has(String variable) {
        return file.findVariable(variable) != null;
    }

    /// @throws InputException as do all that follow, when there is no such variable or it cannot be read
    public List<String> dimensions(String variable) {
        return List.of(variable(variable).getDimensionsString().split(" "));
    }

    public int[] shape(String variable) {
        return variable(variable).getShape();
    }

    public byte[] bytes(String variable) {
        return (byte[]) array(variable).get1DJavaArray(byte.class);
    }

    public short[] shorts(String variable) {
        return (short[]) array(variable).get1DJavaArray(short.class);
    }

    public int[] ints(String variable) {
        return (int[]) array(variable).get1DJavaArray(int.class);
    }

    public float[] floats(String variable) {
        return (float[]) array(variable).get1DJavaArray(float.class);
    }

    public double[] doubles(String variable) {
        return (double[]) array(variable).get1DJavaArray(double.class);
    }

    /// Rows of characters, without the zeros that fill them up.
    public List<String> texts(String variable) {
        final List<String> texts = new ArrayList<>();
        if (shape(variable)[0] == 0) return texts;
        if (!(array(variable) instanceof ArrayChar letters))
            throw new InputException(path + ": variable " + variable + " is no text");
        final ArrayChar.StringIterator rows = letters.getStringIterator();
        while (rows.hasNext()) texts.add(rows.next());
        return texts;
    }

    /// Empty where the file itself has none of that name, or it is no text.
    public Optional<String> text(String attribute) {
        return text(file.findGlobalAttribute(attribute));
    }

    public OptionalDouble number(String attribute) {
        return number(file.findGlobalAttribute(attribute));
    }

    /// Empty where the variable has none of that name, or it is no text.
    public Optional<String> text(String variable, String attribute) {
        return text(variable(variable).findAttribute(attribute));
    }

    public OptionalDouble number(String variable, String attribute) {
        return number(variable(variable).findAttribute(attribute));
    }

    private static Optional<String> text(Attribute attribute) {
        return Optional.ofNullable(attribute).map(Attribute::getStringValue);
    }

    private static OptionalDouble number(Attribute attribute) {
        final Number number = attribute == null ? null : attribute.getNumericValue();
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number.doubleValue());
    }

    private Variable variable(String name) {
        final Variable variable = file.findVariable(name);
        if (variable == null) throw new InputException(path + ": has no variable " + name + ", expected one");
        return variable;
    }

    private Array array(String name) {
        try {
            return variable(name).read();
        } catch (IOException e) {
            throw new InputException(path + ": variable " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
