package org.fluxwatch.assimilate.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// Daily files of one flux over the tiny world, as a user might have them.
final class FluxFiles {
    private static final int ROWS = 20;
    private static final int COLUMNS = 24;

    private FluxFiles() {}

    /// @param umol µmol m-2 s-1, everywhere
    static void write(Path file, LocalDate day, double umol) {
        try {
            final NetcdfFileWriter writer =
                    NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
            writer.addDimension(null, "time", 1);
            writer.addDimension(null, "lat", ROWS);
            writer.addDimension(null, "lon", COLUMNS);
            final Variable time = axis(writer, "time", "days since " + day + " 00:00:00");
            final Variable latitude = axis(writer, "lat", "degrees_north");
            final Variable longitude = axis(writer, "lon", "degrees_east");
            final Variable flux = writer.addVariable(null, "flux", DataType.DOUBLE, "time lat lon");
            flux.addAttribute(new Attribute("units", "umol m-2 s-1"));
            writer.create();
            writer.write(time, axis(0.5, 0, 1));
            writer.write(latitude, axis(24.5, 1, ROWS));
            writer.write(longitude, axis(103.5, 1, COLUMNS));
            final double[] values = new double[ROWS * COLUMNS];
            java.util.Arrays.fill(values, umol);
            writer.write(
                    flux, Array.factory(DataType.DOUBLE.getPrimitiveClassType(), new int[] {1, ROWS, COLUMNS}, values));
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidRangeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Variable axis(NetcdfFileWriter writer, String name, String units) {
        final Variable axis = writer.addVariable(null, name, DataType.DOUBLE, name);
        axis.addAttribute(new Attribute("units", units));
        return axis;
    }

    private static Array axis(double first, double step, int count) {
        final double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = first + step * i;
        return Array.factory(DataType.DOUBLE.getPrimitiveClassType(), new int[] {count}, values);
    }
}
