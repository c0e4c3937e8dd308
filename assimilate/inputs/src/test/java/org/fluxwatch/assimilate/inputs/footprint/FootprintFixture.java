package org.fluxwatch.assimilate.inputs.footprint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;

/// A file of footprints on 3 x 4 cells of one degree, put together variable by variable.
final class FootprintFixture {
    static final int CELLS = 12;
    static final String UNITS = "(mol/mol)/(mol/m2/s)";

    private final List<ClassicVariable> variables = new ArrayList<>();
    private final List<ClassicAttribute> attributes = new ArrayList<>();

    /// Latitudes 30.5 to 32.5, longitudes 110.5 to 113.5.
    static FootprintFixture onCells() {
        return new FootprintFixture()
                .with(axis("lat", "degrees_north", 30.5, 31.5, 32.5))
                .with(axis("lon", "degrees_east", 110.5, 111.5, 112.5, 113.5));
    }

    /// Hourly releases from 2020-06-01T06:00 at 31 N 112 E, in OpenGHG's form.
    static FootprintFixture released(int releases) {
        final double[] hours = new double[releases];
        for (int t = 0; t < releases; t++) hours[t] = 6 + t;
        return onCells()
                .with(axis("time", "hours since 2020-06-01", hours)
                        .with("label", "left")
                        .with("period", "1.0 hours"))
                .with(perRelease("release_lat", releases, 31))
                .with(perRelease("release_lon", releases, 112));
    }

    static ClassicVariable axis(String name, String units, double... values) {
        return ClassicVariable.of(name, name, new int[] {values.length}, new ClassicValues.Doubles(values))
                .with("units", units);
    }

    static ClassicVariable perRelease(String name, int releases, double value) {
        final double[] values = new double[releases];
        Arrays.fill(values, value);
        return ClassicVariable.of(name, "time", new int[] {releases}, new ClassicValues.Doubles(values));
    }

    static ClassicVariable values(String name, String dimensions, int[] shape, String units, float... values) {
        return ClassicVariable.of(name, dimensions, shape, new ClassicValues.Floats(values))
                .with("units", units);
    }

    static float[] all(int n, double value) {
        final float[] values = new float[n];
        Arrays.fill(values, (float) value);
        return values;
    }

    FootprintFixture with(ClassicVariable variable) {
        variables.add(variable);
        return this;
    }

    FootprintFixture with(ClassicAttribute attribute) {
        attributes.add(attribute);
        return this;
    }

    FootprintFile write(Path path) throws IOException {
        ClassicWriter.write(new ClassicContent(ClassicFormat.CDF_1, Optional.empty(), variables, attributes), path);
        return FootprintFile.of(path);
    }
}
