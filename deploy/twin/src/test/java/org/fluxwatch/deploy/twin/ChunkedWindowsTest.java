package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.hdf5.global.hdf5.*;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the HDF5 library wrote in chunks, shuffled and deflated, read by assimilate.
class ChunkedWindowsTest {
    private static final long[] SHAPE = {3, 5, 7, 11};

    @TempDir
    private Path folder;

    private static float value(int t, int k, int j, int i) {
        return 1000 * t + 100 * k + 10 * j + i + 0.5f;
    }

    /// @param times written, of three
    private Path write(int times) {
        final Path path = folder.resolve("chunks.nc4");
        final long file = check(H5Fcreate(path.toString(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
        final long space = check(H5Screate_simple(4, SHAPE, new long[] {H5S_UNLIMITED, SHAPE[1], SHAPE[2], SHAPE[3]}));
        final long layout = check(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()));
        check(H5Pset_chunk(layout, 4, new long[] {1, 2, 3, 4})); // none of which divides its dimension
        check(H5Pset_shuffle(layout));
        check(H5Pset_deflate(layout, 1));
        final long dataset = check(H5Dcreate2(file, "U", H5T_IEEE_F32LE_g(), space, H5P_DEFAULT, layout, H5P_DEFAULT));
        fillValue(dataset);
        for (int t = 0; t < times; t++) write(dataset, space, t);
        H5Dclose(dataset);
        H5Pclose(layout);
        H5Sclose(space);
        check(H5Fclose(file));
        return path;
    }

    private static void fillValue(long dataset) {
        final long one = check(H5Screate_simple(1, new long[] {1}, null));
        final long attribute =
                check(H5Acreate2(dataset, "_FillValue", H5T_IEEE_F32LE_g(), one, H5P_DEFAULT, H5P_DEFAULT));
        try (FloatPointer fill = new FloatPointer(1e15f)) {
            check(H5Awrite(attribute, H5T_NATIVE_FLOAT_g(), fill));
        }
        H5Aclose(attribute);
        H5Sclose(one);
    }

    private static void write(long dataset, long space, int t) {
        final long[] origin = {t, 0, 0, 0};
        final long[] extent = {1, SHAPE[1], SHAPE[2], SHAPE[3]};
        check(H5Sselect_hyperslab(space, H5S_SELECT_SET, origin, null, extent, null));
        final long memory = check(H5Screate_simple(4, extent, null));
        final float[] values = new float[(int) (SHAPE[1] * SHAPE[2] * SHAPE[3])];
        int at = 0;
        for (int k = 0; k < SHAPE[1]; k++)
            for (int j = 0; j < SHAPE[2]; j++) for (int i = 0; i < SHAPE[3]; i++) values[at++] = value(t, k, j, i);
        if (t == 2) values[0] = 1e15f;
        try (FloatPointer data = new FloatPointer(values)) {
            check(H5Dwrite(dataset, H5T_NATIVE_FLOAT_g(), memory, space, H5P_DEFAULT, data));
        }
        H5Sclose(memory);
    }

    private static long check(long result) {
        assertThat(result).isNotNegative();
        return result;
    }

    @Test
    void anyWindowHasItsValues() {
        try (GridFile file = GridFile.open(write(3))) {
            final Random random = new Random(7);
            for (int trial = 0; trial < 200; trial++) {
                final int[] origin = new int[4];
                final int[] window = new int[4];
                for (int d = 0; d < 4; d++) {
                    origin[d] = random.nextInt((int) SHAPE[d]);
                    window[d] = 1 + random.nextInt((int) SHAPE[d] - origin[d]);
                }
                final float[] read = file.variable("U").floats(origin, window);
                int at = 0;
                for (int t = origin[0]; t < origin[0] + window[0]; t++)
                    for (int k = origin[1]; k < origin[1] + window[1]; k++)
                        for (int j = origin[2]; j < origin[2] + window[2]; j++)
                            for (int i = origin[3]; i < origin[3] + window[3]; i++)
                                if (t == 2 && k + j + i == 0)
                                    assertThat(read[at++]).isNaN();
                                else assertThat(read[at++]).isEqualTo(value(t, k, j, i));
                assertThat(read).hasSize(at);
            }
        }
    }

    @Test
    void whatWasNeverWrittenIsNoZero() {
        try (GridFile file = GridFile.open(write(2))) {
            assertThat(file.variable("U").floats(new int[] {1, 4, 6, 10}, new int[] {1, 1, 1, 1}))
                    .containsExactly(value(1, 4, 6, 10));
            assertThatThrownBy(() -> file.variable("U").floats(new int[] {1, 0, 0, 0}, new int[] {2, 1, 1, 1}))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("variable U has no values at [2, 0, 0, 0]: that part was never written");
        }
    }

    @Test
    void aChangedByteOfAChunkIsNoticed() throws IOException {
        final Path path = write(3);
        final byte[] whole = Files.readAllBytes(path);
        final byte[] chunk;
        try (HdfFile file = new HdfFile(path)) {
            final ByteBuffer stored =
                    ((ChunkedDataset) file.getDatasetByPath("/U")).getRawChunkBuffer(new int[] {1, 2, 3, 4});
            chunk = new byte[stored.remaining()];
            stored.get(chunk);
        }
        final int begin =
                new String(whole, StandardCharsets.ISO_8859_1).indexOf(new String(chunk, StandardCharsets.ISO_8859_1));
        assertThat(begin).isPositive();
        for (int at = begin; at < begin + chunk.length; at++) {
            final byte[] damaged = whole.clone();
            damaged[at] ^= 0x41;
            Files.write(path, damaged);
            try (GridFile file = GridFile.open(path)) {
                assertThatThrownBy(() -> file.variable("U").floats(new int[4], new int[] {3, 5, 7, 11}))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("variable U is damaged in the chunk at [1, 2, 3, 4]");
                assertThat(file.variable("U").floats(new int[4], new int[] {1, 1, 1, 1}))
                        .containsExactly(value(0, 0, 0, 0));
            }
        }
    }
}
