package org.fluxwatch.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final Some STATE = new Some(
            LocalDate.of(2019, 5, 11),
            new float[] {1, 2, 0, 3, 4, 0},
            new TreeMap<>(Map.of("day-1", new byte[] {7, 8}, "lanes", new byte[0])));

    @TempDir
    private Path folder;

    /// @param values of two runs, each of two values and one of padding
    private record Some(LocalDate nextDay, float[] values, SortedMap<String, byte[]> kept) implements SystemState {}

    private record Format(String array) implements StateFormat<Some> {
        @Override
        public AssimilationSystem system() {
            return AssimilationSystem.INVERSION;
        }

        @Override
        public SortedMap<String, Object> shape() {
            return new TreeMap<>();
        }

        private StateArray of(float[] values) {
            return new StateArray(array, "ppm", List.of("cell", "lane"), List.of(2, 2), 3, values);
        }

        @Override
        public void write(Some state, Writer out) {
            out.array(of(state.values));
            state.kept.forEach(out::kept);
        }

        @Override
        public Some read(LocalDate nextDay, Reader in) {
            final float[] values = new float[6];
            in.fill(of(values));
            return new Some(nextDay, values, in.kept());
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        final Path file = folder.resolve("state");
        assertThat(StateFile.write(file, STATE, new Format("co2"))).isEqualTo(Files.size(file));
        assertThat(StateFile.read(file, new Format("co2")))
                .usingRecursiveComparison()
                .isEqualTo(STATE);
    }

    @Test
    void aPartThatIsNotThereIsNamed() throws IOException {
        final Path file = folder.resolve("state");
        StateFile.write(file, STATE, new Format("co2"));
        assertThatIllegalStateException()
                .isThrownBy(() -> StateFile.read(file, new Format("heat")))
                .withMessageContaining("not array heat");
    }
}
