package org.fluxwatch.contract.netcdf.classic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a file is to hold, in this order.
///
/// @param unlimited the dimension that may grow, which may be 0 long; no other may
/// @param attributes of the file itself
public record ClassicContent(
        ClassicFormat format,
        Optional<String> unlimited,
        List<ClassicVariable> variables,
        List<ClassicAttribute> attributes) {
    public ClassicContent {
        variables = List.copyOf(variables);
        attributes = List.copyOf(attributes);
    }

    /// Lengths of the dimensions, in the order in which variables first have them.
    ///
    /// @throws IllegalStateException when two variables differ about one
    Map<String, Integer> sizes() {
        final Map<String, Integer> sizes = new LinkedHashMap<>();
        for (ClassicVariable variable : variables)
            for (int d = 0; d < variable.shape().length; d++) {
                final String name = variable.dimensions().get(d);
                final int size = variable.shape()[d];
                final Integer before = sizes.putIfAbsent(name, size);
                if (before != null && before != size)
                    throw new IllegalStateException(
                            variable.name() + " has " + size + " along " + name + ", others have " + before);
            }
        return sizes;
    }
}
