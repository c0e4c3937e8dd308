package org.fluxwatch.contract.netcdf;

import java.util.Arrays;
import java.util.Optional;

/// An attribute that says something of a variable's values in numbers.
///
/// @param type [AttributeType#WHOLE], [AttributeType#SINGLE] or [AttributeType#DOUBLE]
/// @param values one or more
record ValueAttribute(String name, AttributeType type, double[] values) {
    private static final int ANY = Integer.MAX_VALUE;

    static Optional<ValueAttribute> one(GridVariable variable, String name) {
        return of(variable, name, 1, 1, "one number");
    }

    static Optional<ValueAttribute> two(GridVariable variable, String name) {
        return of(variable, name, 2, 2, "two numbers");
    }

    static Optional<ValueAttribute> several(GridVariable variable, String name) {
        return of(variable, name, 1, ANY, "one number or several");
    }

    private static Optional<ValueAttribute> of(
            GridVariable variable, String name, int fewest, int most, String expected) {
        final AttributeType type = variable.type(name);
        return switch (type) {
            case NONE -> Optional.empty();
            case TEXT -> throw wrong(variable, name, variable.text(name).orElse(""), expected + ", not text");
            case OTHER -> throw wrong(variable, name, "of another type", expected);
            case WHOLE, SINGLE, DOUBLE -> {
                final double[] values = variable.numbers(name).orElse(new double[0]);
                if (values.length < fewest || values.length > most)
                    throw wrong(variable, name, Arrays.toString(values), expected);
                yield Optional.of(new ValueAttribute(name, type, values));
            }
        };
    }

    static InputException wrong(GridVariable variable, String name, Object value, String expected) {
        return variable.wrong("has the attribute " + name + " '" + value + "', expected " + expected);
    }

    double first() {
        return values[0];
    }

    double last() {
        return values[values.length - 1];
    }
}
