package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;

class GridVariableTest {
    @TempDir
    Path folder;

    @Test
    void whatIsMissingIsSoInSinglePrecisionToo() throws Exception {
        final Path path = folder.resolve("x.nc");
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, path.toString());
        writer.addDimension(null, "x", 2);
        final var variable = writer.addVariable(null, "v", DataType.FLOAT, "x");
        writer.addVariableAttribute(variable, new Attribute("missing_value", -9999.9));
        writer.create();
        writer.write(variable, Array.factory(DataType.FLOAT, new int[] {2}, new float[] {-9999.9f, 1}));
        writer.close();
        try (GridFile file = GridFile.open(path)) {
            final GridVariable read = file.variable("v");
            assertThat(read.doubles()).containsExactly(Double.NaN, 1);
            assertThat(read.floats(new int[1], new int[] {2})).containsExactly(Float.NaN, 1);
        }
    }
}
