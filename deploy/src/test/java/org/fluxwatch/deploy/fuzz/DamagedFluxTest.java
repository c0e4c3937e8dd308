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
    @Test
    void aFieldOfMoreTimesThanItsAxisHasIsRefused() throws Exception {
        try (Target fluxes = Part.FLUXES.in(folder)) {
            final byte[] file = fluxes.seeds().getLast();
            final Hdf5Checksums checksums = Hdf5Checksums.of(file);
            final ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + 24 <= file.length; at++)
                if (bytes.getLong(at) == 4 && bytes.getLong(at + 8) == 7 && bytes.getLong(at + 16) == 7)
                    bytes.putLong(at, 5);
            checksums.repair(file);
            assertThat(fluxes.take(file))
                    .isEqualTo("refused: ~ variable time has # values along time, expected #, as flux has");
        }
    }
}
