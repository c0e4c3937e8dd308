package org.fluxwatch.contract.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// The cases of a [Law].
final class LawCases extends AnnotationBasedArgumentsProvider<Law> {
    private static final long SEED = 20190503;

    /// One in so many numbers is whole: grid lines and levels lie there.
    private static final int WHOLE = 4;

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, Law law) {
        final RandomGenerator random = new SplittableRandom(SEED);
        List<List<Object>> edges = List.of(List.of());
        for (ParameterDeclaration parameter : parameters.getAll()) {
            final List<List<Object>> longer = new ArrayList<>();
            for (List<Object> begin : edges)
                for (Object edge : edges(parameter, random)) longer.add(appended(begin, edge));
            edges = longer;
        }
        return Stream.concat(
                        edges.stream(),
                        Stream.generate(() -> drawn(parameters, random)).limit(law.tries()))
                .map(values -> Arguments.of(values.toArray()));
    }

    private static List<Object> drawn(ParameterDeclarations parameters, RandomGenerator random) {
        List<Object> values = List.of();
        for (ParameterDeclaration parameter : parameters.getAll()) values = appended(values, drawn(parameter, random));
        return values;
    }

    private static List<Object> appended(List<Object> begin, Object value) {
        return Stream.concat(begin.stream(), Stream.of(value)).toList();
    }

    private static List<Object> edges(ParameterDeclaration parameter, RandomGenerator random) {
        final Class<?> type = parameter.getParameterType();
        final Range range = range(parameter);
        if (type.isEnum()) return List.of(type.getEnumConstants());
        if (range == null) return List.of(drawn(parameter, random));
        return DoubleStream.of(range.min(), range.max(), Math.clamp(0, range.min(), range.max()))
                .distinct()
                .mapToObj(value -> number(type, value))
                .toList();
    }

    private static Object drawn(ParameterDeclaration parameter, RandomGenerator random) {
        final Class<?> type = parameter.getParameterType();
        final Range range = range(parameter);
        if (type.isEnum()) return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        if (range == null && type == long.class) return random.nextLong();
        if (range == null) throw new IllegalArgumentException("a parameter of " + type + " needs a range");
        if (type == int.class) return (int) random.nextLong((long) range.min(), (long) range.max() + 1);
        final double value = random.nextDouble(range.min(), range.max());
        return number(
                type, random.nextInt(WHOLE) == 0 ? Math.clamp(Math.rint(value), range.min(), range.max()) : value);
    }

    private static Range range(ParameterDeclaration parameter) {
        return parameter.getAnnotatedElement().getAnnotation(Range.class);
    }

    private static Object number(Class<?> type, double value) {
        if (type == int.class) return (int) value;
        if (type == float.class) return (float) value;
        if (type == double.class) return value;
        throw new IllegalArgumentException("a number of " + type + " has no range");
    }
}
