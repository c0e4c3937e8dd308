package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.hdf5.global.hdf5.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import org.bytedeco.javacpp.BytePointer;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chunks that the HDF5 library filtered in any of the ways it has, or was given as if it had.
class ChunkFiltersTest {
    private static final int LENGTH = 1001; // of a chunk; odd, and more words than a sum takes at once

    @TempDir
    private Path folder;

    private static float value(int i) {
        return 0.25f * i * i;
    }

    private static byte[] values(int from) {
        final ByteBuffer bytes = ByteBuffer.allocate(4 * LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < from + LENGTH; i++) bytes.putFloat(value(i));
        return bytes.array();
    }

    private static byte[] shuffled(byte[] values) {
        final byte[] shuffled = new byte[values.length];
        for (int i = 0; i < values.length; i++) shuffled[i % 4 * LENGTH + i / 4] = values[i];
        return shuffled;
    }

    private static byte[] deflated(byte[] bytes) {
        final Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        final byte[] deflated = new byte[2 * bytes.length];
        final int length = deflater.deflate(deflated);
        deflater.end();
        return java.util.Arrays.copyOf(deflated, length);
    }

    /// A variable `v` of two chunks; the library filters them both.
    private Path written(LongConsumer filters) {
        return write(filters, dataset -> {
            final ByteBuffer both = ByteBuffer.allocateDirect(8 * LENGTH);
            both.put(values(0)).put(values(LENGTH)).flip();
            check(H5Dwrite(dataset, H5T_IEEE_F32LE_g(), H5S_ALL, H5S_ALL, H5P_DEFAULT, new BytePointer(both)));
        });
    }

    /// @param stored the bytes of its second chunk
    /// @param skipped bit i: the i-th filter has not been at them
    private Path written(LongConsumer filters, byte[] stored, int skipped) {
        final Path path = written(filters);
        final long file = check(H5Fopen(path.toString(), H5F_ACC_RDWR, H5P_DEFAULT));
        final long dataset = check(H5Dopen2(file, "v", H5P_DEFAULT));
        check(H5Dwrite_chunk(
                dataset, H5P_DEFAULT, skipped, new long[] {LENGTH}, stored.length, new BytePointer(stored)));
        H5Dclose(dataset);
        H5Fclose(file);
        return path;
    }

    private Path write(LongConsumer filters, LongConsumer values) {
        final Path path = folder.resolve("filtered.nc4");
        final long file = check(H5Fcreate(path.toString(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
        final long space = check(H5Screate_simple(1, new long[] {2 * LENGTH}, null));
        final long layout = check(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()));
        check(H5Pset_chunk(layout, 1, new long[] {LENGTH}));
        filters.accept(layout);
        final long dataset = check(H5Dcreate2(file, "v", H5T_IEEE_F32LE_g(), space, H5P_DEFAULT, layout, H5P_DEFAULT));
        values.accept(dataset);
        H5Dclose(dataset);
        H5Pclose(layout);
        H5Sclose(space);
        H5Fclose(file);
        return path;
    }

    private static long check(long result) {
        assertThat(result).isNotNegative();
        return result;
    }

    private static void shuffledAndDeflated(long layout) {
        H5Pset_shuffle(layout);
        H5Pset_deflate(layout, 4);
    }

    private static void allThree(long layout) {
        shuffledAndDeflated(layout);
        H5Pset_fletcher32(layout);
    }

    private static void sumFirst(long layout) {
        H5Pset_fletcher32(layout);
        H5Pset_shuffle(layout);
        H5Pset_deflate(layout, 4);
    }

    private static void assertRead(Path path) {
        try (GridFile file = GridFile.open(path)) {
            final double[] values = file.variable("v").doubles();
            assertThat(values).hasSize(2 * LENGTH);
            for (int i = 0; i < values.length; i++) assertThat(values[i]).isEqualTo(value(i));
        }
    }

    @Test
    void areReadInAnyOrder() {
        assertRead(written(layout -> {}));
        assertRead(written(ChunkFiltersTest::shuffledAndDeflated));
        assertRead(written(ChunkFiltersTest::allThree));
        assertRead(written(ChunkFiltersTest::sumFirst));
        assertRead(written(layout -> H5Pset_deflate(layout, 4)));
    }

    @Test
    void withASumAreNotReadWhereABitIsTurnedOver() throws IOException {
        final Path path = written(layout -> H5Pset_fletcher32(layout));
        final byte[] whole = Files.readAllBytes(path);
        final int begin = indexOf(whole, values(LENGTH));
        assertThat(begin).isPositive();
        for (int at : new int[] {0, 1, 4 * LENGTH - 1, 4 * LENGTH, 4 * LENGTH + 3}) {
            final byte[] damaged = whole.clone();
            damaged[begin + at] ^= 0x10;
            Files.write(path, damaged);
            try (GridFile file = GridFile.open(path)) {
                assertThatThrownBy(() -> file.variable("v").doubles())
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("variable v is damaged in the chunk at [" + LENGTH
                                + "]: its checksum (Fletcher-32) does not agree");
            }
        }
    }

    private static int indexOf(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Test
    void areReadWhereAChunkWasStoredWithoutOneOfThem() {
        assertRead(written(ChunkFiltersTest::shuffledAndDeflated, deflated(values(LENGTH)), 0b01));
        assertRead(written(ChunkFiltersTest::shuffledAndDeflated, shuffled(values(LENGTH)), 0b10));
        assertRead(written(ChunkFiltersTest::shuffledAndDeflated, values(LENGTH), 0b11));
        assertRead(written(ChunkFiltersTest::allThree, deflated(shuffled(values(LENGTH))), 0b100));
        assertRead(written(ChunkFiltersTest::sumFirst, deflated(shuffled(values(LENGTH))), 0b001));
    }

    @Test
    void thatAreNotKnownHereAreNamedAndTheFileIsNotBlamed() {
        final LongConsumer unread = layout -> H5Pset_scaleoffset(layout, H5Z_SO_FLOAT_DSCALE, 2);
        try (GridFile file = GridFile.open(written(unread, values(LENGTH), 1))) {
            assertThatThrownBy(() -> file.variable("v").doubles())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            "variable v is stored with the filter scaleoffset (6), which is not read here")
                    .hasMessageContaining("the file is not damaged: rewrite it by 'nccopy -F none FILE NEW'");
            assertThat(file.variable("v").doubles(new int[] {LENGTH}, new int[] {2}))
                    .containsExactly(value(LENGTH), value(LENGTH + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void deflatedOfLessThanAChunkCanBeAreDamaged(int bytes) {
        final byte[] stored = deflated(new byte[bytes]);
        assertThatThrownBy(() -> assertRead(written(ChunkFiltersTest::shuffledAndDeflated, stored, 0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable v is damaged in the chunk at [" + LENGTH + "]");
    }
}
