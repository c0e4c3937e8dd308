package org.fluxwatch.assimilate.stream;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.contract.record.AssimilationSystem;

/// In what a state that is there differs from the one that settings ask for, in words.
final class ShapeDifference {
    private ShapeDifference() {}

    /// Such as `members 50, settings ask for members 158`: what is alike in both is left out. Empty when all is.
    ///
    /// @param system of the state that is there, as its `shape`
    static Optional<String> between(AssimilationSystem system, Map<String, Object> shape, StateFormat<?> wanted) {
        if (system != wanted.system())
            return Optional.of("system " + system.label() + ", settings ask for "
                    + wanted.system().label());
        final Set<String> names = new TreeSet<>(shape.keySet());
        names.addAll(wanted.shape().keySet());
        names.removeIf(name -> Objects.equals(shape.get(name), wanted.shape().get(name)));
        if (names.isEmpty()) return Optional.empty();
        return Optional.of(values(names, shape) + ", settings ask for " + values(names, wanted.shape()));
    }

    private static String values(Set<String> names, Map<String, Object> shape) {
        return names.stream()
                .map(name -> name + " " + Objects.requireNonNullElse(shape.get(name), "not stated"))
                .collect(Collectors.joining(", "));
    }
}
