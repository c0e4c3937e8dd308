package org.fluxwatch.contract.netcdf.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A variable before it is written: definition and values together.
///
/// @param dimensions names, slowest first; none of a scalar
/// @param shape lengths along them
public record ClassicVariable(
        String name, List<String> dimensions, int[] shape, ClassicValues values, List<ClassicAttribute> attributes) {
    public ClassicVariable {
        dimensions = List.copyOf(dimensions);
        attributes = List.copyOf(attributes);
        if (dimensions.size() != shape.length)
            throw new IllegalArgumentException(
                    name + " has dimensions " + dimensions + " and values of shape " + Arrays.toString(shape));
        final int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size != values.length())
            throw new IllegalArgumentException(name + " has " + values.length() + " values, expected " + size
                    + " for the shape " + Arrays.toString(shape));
    }

    /// @param dimensions names, separated by blanks; empty for a scalar
    public static ClassicVariable of(String name, String dimensions, int[] shape, ClassicValues values) {
        final List<String> names = dimensions.isEmpty() ? List.of() : List.of(dimensions.split(" "));
        return new ClassicVariable(name, names, shape, values, List.of());
    }

    public ClassicVariable with(ClassicAttribute attribute) {
        final List<ClassicAttribute> all = new ArrayList<>(attributes);
        all.add(attribute);
        return new ClassicVariable(name, dimensions, shape, values, all);
    }

    public ClassicVariable with(String key, String text) {
        return with(new ClassicAttribute.Text(key, text));
    }

    public ClassicVariable with(String key, ClassicValues numbers) {
        return with(new ClassicAttribute.Numbers(key, numbers));
    }
}
