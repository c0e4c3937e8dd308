package org.fluxwatch.publish.rollup;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicLayout;
import org.fluxwatch.contract.netcdf.classic.ClassicType;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.daily.CfVariable;

/// Variables of products as they stand in classic files.
final class Variables {
    static final String TIME = "time";

    private Variables() {}

    /// Whether it is one field a day: along time and the grid's rows and columns.
    static boolean isField(ClassicLayout.Placed variable) {
        return variable.type() == ClassicType.FLOAT
                && variable.dimensions().size() == 3
                && variable.shape()[0] == 1
                && isGrid(variable.dimensions());
    }

    /// Whether it is a field for each member.
    static boolean isMembers(ClassicLayout.Placed variable) {
        return variable.type() == ClassicType.FLOAT
                && variable.dimensions().size() == 4
                && variable.shape()[0] == 1
                && isGrid(variable.dimensions())
                && variable.dimensions().get(3).equals("member");
    }

    private static boolean isGrid(List<String> dimensions) {
        return dimensions.getFirst().equals(TIME)
                && (dimensions.get(1).equals("y") && dimensions.get(2).equals("x")
                        || dimensions.get(1).equals("lat") && dimensions.get(2).equals("lon"));
    }

    /// Another text of an attribute, in its place or at the end.
    static ClassicVariable with(ClassicVariable variable, String key, String text) {
        final List<ClassicAttribute> attributes = new ArrayList<>();
        boolean isThere = false;
        for (ClassicAttribute attribute : variable.attributes())
            if (attribute.name().equals(key)) {
                attributes.add(ClassicAttribute.of(key, text));
                isThere = true;
            } else attributes.add(attribute);
        if (!isThere) attributes.add(ClassicAttribute.of(key, text));
        return new ClassicVariable(
                variable.name(), variable.dimensions(), variable.shape(), variable.values(), attributes);
    }

    /// @param dimensions names, separated by blanks
    /// @param values NaN becomes the fill value
    static ClassicVariable doubles(
            String name, String dimensions, int[] shape, double[] values, String longName, String units) {
        final double[] filled = values.clone();
        for (int n = 0; n < filled.length; n++) if (Double.isNaN(filled[n])) filled[n] = CfVariable.DOUBLE_FILL;
        return ClassicVariable.of(name, dimensions, shape, new ClassicValues.Doubles(filled))
                .with("_FillValue", new ClassicValues.Doubles(CfVariable.DOUBLE_FILL))
                .with("long_name", longName)
                .with("units", units);
    }

    static ClassicVariable floats(ClassicLayout.Placed like, double[] values) {
        final float[] filled = new float[values.length];
        for (int n = 0; n < filled.length; n++)
            filled[n] = Double.isNaN(values[n]) ? CfVariable.FLOAT_FILL : (float) values[n];
        return new ClassicVariable(
                like.name(), like.dimensions(), like.shape(), new ClassicValues.Floats(filled), like.attributes());
    }
}
