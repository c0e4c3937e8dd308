package org.fluxwatch.deploy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFluxTest {
    @TempDir
    Path folder;

    /// In HDF5 a dimension's length stands with each variable.
    private String outcome(long timesOfTheField) throws Exception {
        try (Target fluxes = Part.FLUXES.in(folder)) {
            final byte[] file = fluxes.seeds().getLast();
            final Hdf5Checksums checksums = Hdf5Checksums.of(file);
            final ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + 24 <= file.length; at++)
                if (bytes.getLong(at) == 4 && bytes.getLong(at + 8) == 7 && bytes.getLong(at + 16) == 7)
                    bytes.putLong(at, timesOfTheField);
            checksums.repair(file);
            return fluxes.take(file);
        }
    }

    @Test
    void aFieldOfMoreTimesThanItsAxisHasIsRefused() throws Exception {
        assertThat(outcome(5)).isEqualTo("refused: ~ variable time has # values along time, expected #, as flux has");
    }

    @Test
    void aFieldOfMoreTimesThanItsFileCanHoldIsRefusedBeforeThereIsMemoryForThem() throws Exception {
        assertThat(outcome(1 << 30))
                .isEqualTo(
                        "refused: ~ variable flux has the shape ~, expected at most the # values that a file of # bytes can hold");
    }
}
