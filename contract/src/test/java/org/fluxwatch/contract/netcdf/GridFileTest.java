package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridFileTest {
    @TempDir
    Path folder;

    @Test
    void namesWhatTurnsCdf5IntoWhatIsRead() throws IOException {
        final Path path = Files.write(folder.resolve("cdf5.nc"), new byte[] {'C', 'D', 'F', 5, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> GridFile.open(path))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(path + ": is in the format CDF-5")
                .hasMessageContaining("nccopy -k nc4");
    }
}
