package org.fluxwatch.deploy.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    private Path folder;

    private static DomainState state(float[] memory, Map<String, byte[]> held) {
        final int cells = 3;
        final int layers = 2;
        final int lanes = 4;
        final float[] co2 = new float[cells * layers * lanes];
        for (int k = 0; k < co2.length; k++) co2[k] = 410 + 1e-4f * k;
        co2[5] = Float.MIN_VALUE; // bits count
        final float[] flux = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -0.0f};
        return new DomainState(
                "fiji",
                LocalDate.of(2019, 6, 5),
                3,
                new TreeMap<>(Map.of("grid", "some grid", "members", lanes - 2, "memory", memory.length)),
                List.of(
                        new StateArray(
                                "co2",
                                "ppm",
                                List.of("cell", "layer", "lane"),
                                List.of(cells, layers, lanes),
                                lanes,
                                co2),
                        new StateArray(
                                "flux", "", List.of("cell", "flux_row", "lane"), List.of(cells, 1, lanes), lanes, flux),
                        new StateArray("memory", "", List.of("memory"), List.of(memory.length), 1, memory)),
                held);
    }

    private DomainState thereAndBack(DomainState state) throws IOException {
        final Path file = folder.resolve("state.nc");
        StateFile.write(state, file);
        return StateFile.read(file);
    }

    private static void assertSame(DomainState one, DomainState other) {
        assertThat(one)
                .usingRecursiveComparison()
                .ignoringFields("held", "arrays")
                .isEqualTo(other);
        assertThat(one.arrays()).hasSameSizeAs(other.arrays());
        for (int n = 0; n < one.arrays().size(); n++) {
            final StateArray array = one.arrays().get(n);
            final StateArray same = other.arrays().get(n);
            assertThat(array.name()).isEqualTo(same.name());
            assertThat(array.dimensions()).isEqualTo(same.dimensions());
            assertThat(array.lengths()).isEqualTo(same.lengths());
            for (int k = 0; k < array.values().length; k++)
                assertThat(Float.floatToRawIntBits(array.values()[k]))
                        .isEqualTo(Float.floatToRawIntBits(same.values()[k]));
        }
        assertThat(one.held().keySet()).isEqualTo(other.held().keySet());
        one.held().forEach((key, value) -> assertThat(value)
                .isEqualTo(other.held().get(key)));
    }

    @Test
    void comesBackBitForBit() throws IOException {
        final Map<String, byte[]> held = new TreeMap<>();
        held.put("fiji/2019-06-04/closing", new byte[] {1, 0, -1});
        held.put("fiji/2019-06-04/field/flux_ü", new byte[] {});
        final DomainState state = state(new float[] {0.5f}, held);
        assertSame(thereAndBack(state), state);
    }

    @Test
    void withoutSmootherThereIsLessToKeep() throws IOException {
        final DomainState state = state(new float[0], Map.of());
        assertSame(thereAndBack(state), state);
    }

    @Test
    void anotherFileIsRefusedByName() throws IOException {
        final Path text = Files.writeString(folder.resolve("notes.txt"), "no netCDF");
        assertThatThrownBy(() -> StateFile.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notes.txt");
    }
}
