package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
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

    /// A damaged file can put a group into itself.
    @Test
    void refusesGroupsThatLieDeeperThanAnyFilesDo() throws IOException {
        final Path path = folder.resolve("deep.nc");
        try (WritableHdfFile file = HdfFile.write(path)) {
            WritableGroup group = file;
            for (int depth = 0; depth < 40; depth++) group = group.putGroup("g" + depth);
        }
        assertThatThrownBy(() -> GridFile.open(path))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(path + ": has groups 31 deep");
    }
}
