package org.fluxwatch.contract.netcdf;

import java.util.Map;
import java.util.Optional;

/// What a file says of itself, or of a variable: texts, and numbers as exact as they stand in it.
record Attributes(Map<String, Value> values) {
    static final Attributes NONE = new Attributes(Map.of());

    Attributes {
        values = Map.copyOf(values);
    }

    sealed interface Value {}

    /// @param text blanks at its ends removed
    record Text(String text) implements Value {}

    /// @param single whether they are in single precision
    record Reals(double[] numbers, boolean single) implements Value {}

    /// @param unsigned whether a negative `long` stands for what is beyond the largest
    record Integers(long[] numbers, boolean unsigned) implements Value {}

    /// Nothing, several texts, compounds, references and the like.
    record Other() implements Value {}

    AttributeType type(String name) {
        return switch (values.get(name)) {
            case Text text -> AttributeType.TEXT;
            case Reals reals -> reals.single() ? AttributeType.SINGLE : AttributeType.DOUBLE;
            case Integers integers -> AttributeType.WHOLE;
            case Other other -> AttributeType.OTHER;
            case null -> AttributeType.NONE;
        };
    }

    Optional<String> text(String name) {
        return values.get(name) instanceof Text text ? Optional.of(text.text()) : Optional.empty();
    }

    Optional<double[]> numbers(String name) {
        return switch (values.get(name)) {
            case Reals reals -> Optional.of(reals.numbers().clone());
            case Integers integers -> Optional.of(doubles(integers));
            case Text text -> Optional.empty();
            case Other other -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static double[] doubles(Integers integers) {
        final double[] numbers = new double[integers.numbers().length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = wide(integers.numbers()[i], integers.unsigned());
        return numbers;
    }

    /// The nearest `double`.
    static double wide(long value, boolean unsigned) {
        return unsigned && value < 0 ? ((value >>> 1 | value & 1) * 2.0) : value;
    }
}
