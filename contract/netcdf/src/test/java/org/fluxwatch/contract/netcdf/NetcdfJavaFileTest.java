package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetcdfJavaFileTest {
    @Test
    void readsAttributesOfHdfEosWithoutItsStructure(@TempDir Path folder) {
        final Path path = folder.resolve("eos.he5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putAttribute("title", "none");
            file.putGroup("HDFEOS INFORMATION")
                    .putDataset("StructMetadata.0", "GROUP=SwathStructure\nEND_GROUP=SwathStructure\nEND\n");
        }
        try (NetcdfJavaFile file = NetcdfJavaFile.of(path)) {
            assertThat(file.text("title")).contains("none");
        }
    }
}
