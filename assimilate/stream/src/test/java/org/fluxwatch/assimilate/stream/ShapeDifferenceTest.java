package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.junit.jupiter.api.Test;

class ShapeDifferenceTest {
    @Test
    void namesWhatDiffersAlone() {
        assertThat(ShapeDifference.between(
                        AssimilationSystem.FILTER,
                        Map.of("grid", "53 x 43", "members", 50, "memory", 4),
                        new Wanted(Map.of("grid", "53 x 43", "members", 158, "drift", "smooth"))))
                .contains("drift not stated, members 50, memory 4,"
                        + " settings ask for drift smooth, members 158, memory not stated");
    }

    @Test
    void isNoneOfTheSameShape() {
        final Map<String, Object> shape = Map.of("members", 50);
        assertThat(ShapeDifference.between(AssimilationSystem.FILTER, shape, new Wanted(shape)))
                .isEmpty();
    }

    @Test
    void namesAnotherSystem() {
        assertThat(ShapeDifference.between(AssimilationSystem.INVERSION, Map.of(), new Wanted(Map.of("members", 158))))
                .contains("system inversion, settings ask for filter");
    }

    private record Wanted(Map<String, Object> names) implements StateFormat<SystemState> {
        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.FILTER;
        }

        @Override
        public SortedMap<String, Object> shape() {
            return new TreeMap<>(names);
        }

        @Override
        public void write(SystemState state, Writer out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SystemState read(LocalDate nextDay, Reader in) {
            throw new UnsupportedOperationException();
        }
    }
}
