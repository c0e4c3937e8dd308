package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.NetcdfFileWriter;

/// A file that is still being copied, read at any moment; and the whole one.
class CutOffFilesTest {
    private static final String NASAS = "data/meteorology/merra2/M2T1NXSLV_geo_temporal.nc4";
    private static final int LENGTHS = 600;

    @TempDir
    Path folder;

    @Test
    void areInputsThatCannotBeUsedAndNothingWorse() throws IOException {
        final Path path = folder.resolve("whole.nc4");
        final double[][] values = new double[50][60];
        for (int row = 0; row < values.length; row++)
            for (int i = 0; i < values[row].length; i++) values[row][i] = Math.sin(60 * row + i);
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putAttribute("Conventions", "CF-1.8");
            final WritableGroup group = file.putGroup("a");
            group.putDataset("plain", values).putAttribute("units", "Pa");
            final var chunks = DatasetCreationOptions.builder().chunkDimensions(new int[] {20, 20});
            group.putDataset("chunked", values, chunks.deflate(4).build()).putAttribute("units", "Pa");
        }
        assertCutOffIsUnusable(path);
    }

    @Test
    void ofNasaAreInputsThatCannotBeUsedAndNothingWorse() throws IOException {
        assertCutOffIsUnusable(RealFiles.at(NASAS));
    }

    private void assertCutOffIsUnusable(Path complete) throws IOException {
        final byte[] whole = Files.readAllBytes(complete);
        final Path path = folder.resolve("cut.nc4");
        int unusable = 0;
        for (int n = 0; n < LENGTHS; n++) {
            final int length = (int) ((long) whole.length * n / LENGTHS);
            Files.write(path, Arrays.copyOf(whole, length));
            try {
                readAll(path);
            } catch (InputException e) {
                unusable++;
            } catch (RuntimeException e) {
                throw new AssertionError("cut off after " + length + " of " + whole.length + " bytes", e);
            }
        }
        assertThat(unusable).isGreaterThan(LENGTHS / 2);
        assertThatCode(() -> readAll(complete)).doesNotThrowAnyException();
    }

    @Test
    void ofTheWholeFileGlobalAttributesAreRead() {
        try (GridFile file = GridFile.open(RealFiles.at(NASAS))) {
            assertThat(file.text("Conventions")).contains("CF-1");
        }
    }

    @Test
    void ofTheClassicKindAreNotReadAsZeros() throws Exception {
        final Path path = folder.resolve("classic.nc");
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
        writer.addDimension(null, "x", 1000);
        final var variable = writer.addVariable(null, "v", DataType.SHORT, "x");
        writer.create();
        final short[] values = new short[1000];
        Arrays.fill(values, (short) 7);
        writer.write(variable, Array.factory(DataType.SHORT, new int[] {1000}, values));
        writer.close();
        readAll(path);
        final byte[] whole = Files.readAllBytes(path);
        for (int length = 4; length < whole.length - 4; length += 50) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(path))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("classic.nc");
        }
    }

    private static void readAll(Path path) {
        try (GridFile file = GridFile.open(path)) {
            file.text("Conventions");
            file.numbers("SouthernmostLatitude");
            for (String name : file.variables()) {
                final GridVariable variable = file.variable(name);
                variable.text("units");
                variable.numbers("_FillValue");
                variable.doubles();
            }
        }
    }
}
