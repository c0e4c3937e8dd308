package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ucar.ma2.Array;
import ucar.ma2.ArrayChar;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/// Values out of an open daily file; what is not there is an error that names file and variable.
final class NetcdfRead {
    private NetcdfRead() {}

    static Variable variable(NetcdfFile file, String name) {
        final Variable variable = file.findVariable(name);
        if (variable == null)
            throw new IllegalArgumentException(file.getLocation() + " has no variable " + name + ", expected one");
        return variable;
    }

    static boolean has(NetcdfFile file, String name) {
        return file.findVariable(name) != null;
    }

    static Array array(NetcdfFile file, String name) {
        try {
            return variable(file, name).read();
        } catch (IOException e) {
            throw new UncheckedIOException(file.getLocation() + ": variable " + name + " cannot be read", e);
        }
    }

    /// The fill value comes back as NaN.
    static double[] doubles(NetcdfFile file, String name) {
        return Arrays.stream((double[]) array(file, name).get1DJavaArray(double.class))
                .map(v -> v == CfVariable.DOUBLE_FILL ? Double.NaN : v)
                .toArray();
    }

    static int[] ints(NetcdfFile file, String name) {
        return ((int[]) array(file, name).get1DJavaArray(int.class)).clone();
    }

    static List<String> texts(NetcdfFile file, String name) {
        final List<String> texts = new ArrayList<>();
        if (variable(file, name).getShape(0) == 0) return texts;
        final ArrayChar.StringIterator rows = ((ArrayChar) array(file, name)).getStringIterator();
        while (rows.hasNext()) texts.add(rows.next());
        return texts;
    }

    static String attribute(NetcdfFile file, String name) {
        return found(file, name).getStringValue();
    }

    static int number(NetcdfFile file, String name) {
        return found(file, name).getNumericValue().intValue();
    }

    private static Attribute found(NetcdfFile file, String name) {
        final Attribute attribute = file.findGlobalAttribute(name);
        if (attribute == null)
            throw new IllegalArgumentException(
                    file.getLocation() + " has no global attribute " + name + ", expected a daily file of fluxwatch");
        return attribute;
    }
}
