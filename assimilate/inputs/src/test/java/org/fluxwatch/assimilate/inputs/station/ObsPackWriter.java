package org.fluxwatch.assimilate.inputs.station;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ucar.ma2.Array;
import ucar.ma2.ArrayChar;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// ObsPack in the flavour of NOAA: dimension `obs`, fill -1e34, `qcflag` of three characters.
final class ObsPackWriter {
    private ObsPackWriter() {}

    /// @param startBefore from the start of the sampling to its middle, s
    record Row(
            int seconds,
            int startBefore,
            double fraction,
            double deviation,
            int obsFlag,
            String qcflag,
            double intakeM) {
        static Row of(int seconds, double ppm) {
            return new Row(seconds, 0, ppm * 1e-6, 0.3e-6, 1, "...", 396);
        }
    }

    static Path write(Path file, String gas, List<Row> rows) throws IOException {
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString());
        writer.addDimension(null, "obs", rows.size());
        writer.addDimension(null, "letters", 3);
        final Variable time = variable(writer, "time", DataType.INT, "seconds since 1970-01-01T00:00:00Z", null);
        final Variable start = variable(writer, "start_time", DataType.INT, "seconds since 1970-01-01T00:00:00Z", null);
        final Variable value = variable(writer, "value", DataType.FLOAT, "mol mol-1", -1e34f);
        value.addAttribute(new Attribute("scale_comment", "WMO CO2 X2019"));
        final Variable deviation = variable(writer, "value_std_dev", DataType.FLOAT, "mol mol-1", -1e34f);
        final Variable latitude = variable(writer, "latitude", DataType.FLOAT, "degrees_north", -1e34f);
        final Variable longitude = variable(writer, "longitude", DataType.FLOAT, "degrees_east", -1e34f);
        final Variable altitude = variable(writer, "altitude", DataType.FLOAT, "m", -1e34f);
        final Variable elevation = variable(writer, "elevation", DataType.FLOAT, "m", -1e34f);
        final Variable intake = variable(writer, "intake_height", DataType.FLOAT, "m", -1e34f);
        final Variable obsFlag = variable(writer, "obs_flag", DataType.INT, "1", null);
        final Variable qcflag = writer.addVariable(null, "qcflag", DataType.CHAR, "obs letters");
        writer.addGroupAttribute(null, new Attribute("dataset_name", "co2_tst_tower-insitu_1_allvalid-396magl"));
        writer.addGroupAttribute(null, new Attribute("dataset_parameter", gas));
        writer.create();
        try {
            final int n = rows.size();
            for (int i = 0; i < n; i++) {
                final Row row = rows.get(i);
                put(writer, time, i, row.seconds());
                put(writer, start, i, row.seconds() - row.startBefore());
                put(writer, value, i, row.fraction());
                put(writer, deviation, i, row.deviation());
                put(writer, latitude, i, 33.2);
                put(writer, longitude, i, 113.7);
                put(writer, altitude, i, 868);
                put(writer, elevation, i, 472);
                put(writer, intake, i, row.intakeM());
                put(writer, obsFlag, i, row.obsFlag());
                final ArrayChar.D2 letters = new ArrayChar.D2(1, 3);
                letters.setString(0, row.qcflag());
                writer.write(qcflag, new int[] {i, 0}, letters);
            }
        } catch (InvalidRangeException e) {
            throw new IOException(e);
        } finally {
            writer.close();
        }
        return file;
    }

    private static Variable variable(NetcdfFileWriter writer, String name, DataType type, String units, Number fill) {
        final Variable variable = writer.addVariable(null, name, type, "obs");
        variable.addAttribute(new Attribute("units", units));
        if (fill != null) variable.addAttribute(new Attribute("_FillValue", fill));
        return variable;
    }

    private static void put(NetcdfFileWriter writer, Variable variable, int at, double value)
            throws IOException, InvalidRangeException {
        final Array array = Array.factory(variable.getDataType(), new int[] {1});
        array.setDouble(0, value);
        writer.write(variable, new int[] {at}, array);
    }
}
