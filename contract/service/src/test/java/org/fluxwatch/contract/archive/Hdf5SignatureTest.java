package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5SignatureTest {
    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.nc4"), bytes);
    }

    @ParameterizedTest
    @CsvSource({"0,8", "0,4", "1,8", "2,8", "2,4", "3,8"})
    void findsTheEndOfFileInEverySuperblock(int version, int offsets) throws IOException {
        assertThat(Hdf5Signature.problem(file(Hdf5Bytes.superblock(version, offsets, 200, 200))))
                .isEmpty();
        assertThat(Hdf5Signature.problem(file(Hdf5Bytes.superblock(version, offsets, 199, 200))))
                .contains("is cut off: 199 bytes of the 200 that its header tells of");
        assertThat(Hdf5Signature.problem(file(Hdf5Bytes.superblock(version, offsets, 201, 200))))
                .contains("has 201 bytes, more than the 200 that its header tells of");
    }

    @Test
    void refusesSuperblocksItDoesNotKnow() throws IOException {
        assertThat(Hdf5Signature.problem(file(Hdf5Bytes.superblock(4, 8, 100, 100))))
                .contains("has HDF5 superblock version 4, expected 0-3");
        assertThat(Hdf5Signature.problem(file(Hdf5Bytes.superblock(0, 3, 100, 100))))
                .contains("has HDF5 addresses of 3 bytes, expected 4 or 8");
    }

    @Test
    void quotesWhatIsThereInstead() throws IOException {
        assertThat(Hdf5Signature.problem(file("<html>\nEarthdata Login</html>".getBytes())))
                .contains("is no HDF5 file, begins with '<html>.Earthdata Login</'");
        assertThat(Hdf5Signature.problem(file(new byte[0]))).contains("is empty");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1, 0.5, 0.9, 0.999})
    void noticesACutAnywhere(double share) throws IOException {
        final byte[] whole = Hdf5Bytes.whole(20_000);
        assertThat(Hdf5Signature.problem(file(whole))).isEmpty();
        final byte[] cut = java.util.Arrays.copyOf(whole, (int) Math.round(whole.length * share));
        assertThat(Hdf5Signature.problem(file(cut))).isPresent();
    }

    @Test
    void findsNothingWrongWithRealFiles() throws IOException {
        try (Stream<Path> files = Files.list(RealFiles.at("data/oco2-lite-10r-subset"))) {
            final List<Path> real = files.toList();
            assertThat(real).hasSize(171);
            for (Path one : real)
                assertThat(Hdf5Signature.problem(one)).as("%s", one).isEmpty();
        }
    }
}
