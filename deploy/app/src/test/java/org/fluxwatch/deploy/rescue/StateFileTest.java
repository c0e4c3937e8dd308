package org.fluxwatch.deploy.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.contract.record.AssimilationSystem;
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
                AssimilationSystem.FILTER,
                LocalDate.of(2019, 6, 5),
                3,
                "{\"assimilate\":{}}",
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
                new TreeMap<>(Map.of("day-2019-06-04", new byte[] {7, 0, 1}, "none", new byte[0])),
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
                .ignoringFields("held", "kept", "arrays")
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
        assertThat(one.kept().keySet()).isEqualTo(other.kept().keySet());
        one.kept().forEach((key, value) -> assertThat(value)
                .isEqualTo(other.kept().get(key)));
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

    @Test
    void whatVersion010WroteIsStillRead() throws IOException {
        final Path file = folder.resolve("old.nc");
        final float[] co2 = {400, 401, 402, 403, 404, 405, 406, 407};
        final float[] flux = {1, 2, 3, 4};
        ClassicWriter.write(
                new ClassicContent(
                        ClassicFormat.CDF_2,
                        Optional.empty(),
                        List.of(
                                ClassicVariable.of(
                                        "co2", "cell layer lane", new int[] {1, 2, 4}, new ClassicValues.Floats(co2)),
                                ClassicVariable.of(
                                        "flux_rows",
                                        "cell flux_row lane",
                                        new int[] {1, 1, 4},
                                        new ClassicValues.Floats(flux))),
                        List.of(
                                ClassicAttribute.of("format", "fluxwatch-state-1"),
                                ClassicAttribute.of("domain", "fiji"),
                                ClassicAttribute.of("next_day", "2019-06-05"),
                                ClassicAttribute.of("revisions", 3),
                                ClassicAttribute.of("grid", "some grid"),
                                ClassicAttribute.of("members", 2),
                                ClassicAttribute.of("layers", 2),
                                ClassicAttribute.of("flux_rows_per_cell", 1))),
                file);
        final DomainState state = StateFile.read(file);
        assertThat(state.system()).isEqualTo(AssimilationSystem.FILTER);
        assertThat(state.shape())
                .isEqualTo(Map.of("grid", "some grid", "members", 2, "cells", 1, "nz", 2, "fluxRows", 1, "memory", 0));
        assertThat(state.arrays()).extracting(StateArray::name).containsExactly("co2", "flux", "memory");
        assertThat(state.arrays().getFirst().values()).isEqualTo(co2);
        assertThat(state.arrays().get(1).values()).isEqualTo(flux);
    }
}
