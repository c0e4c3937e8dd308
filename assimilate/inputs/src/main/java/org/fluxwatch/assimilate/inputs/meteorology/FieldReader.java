package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// Reads the fields of one step from whichever files have them; a file stays open until the reader is closed.
final class FieldReader<H extends FieldHeader> implements AutoCloseable {
    private final StepFiles<H> files;
    private final Instant step;
    private final Map<Path, GridFile> open = new HashMap<>();

    FieldReader(StepFiles<H> files, Instant step) {
        this.files = files;
        this.step = step;
    }

    boolean has(String name) {
        return files.find(name, step).isPresent();
    }

    /// @throws InputException when no file has the variable at this step
    StepFiles.Step<H> at(String name) {
        return files.find(name, step)
                .orElseThrow(() -> new InputException(
                        files + ": no file has variable " + name + " at " + step + ", expected one that has"));
    }

    GridVariable variable(String name) {
        return open.computeIfAbsent(at(name).file(), GridFile::open).variable(name);
    }

    /// One row of a variable of time and one more dimension, or its one value of time alone.
    double[] row(String name) {
        final GridVariable variable = variable(name);
        final int[] shape = variable.shape();
        if (shape.length < 1 || shape.length > 2) variable.requireDimensions(2);
        final int[] origin = new int[shape.length];
        origin[0] = at(name).index();
        shape[0] = 1;
        return variable.doubles(origin, shape);
    }

    /// A window of every layer, the lowest first `[layers][window]`.
    ///
    /// @param nx columns that the variable must have
    /// @param ny rows
    /// @param units that the values are to have
    float[][] layers(String name, int nLayers, int nx, int ny, Window window, String units) {
        final GridVariable variable = variable(name);
        final int[] shape = variable.shape();
        if (shape.length != 4 || shape[1] != nLayers || shape[2] != ny || shape[3] != nx)
            throw variable.wrong("has the shape " + Arrays.toString(shape) + ", expected times x " + nLayers + " x "
                    + ny + " x " + nx);
        final float[] values = variable.floats(
                new int[] {at(name).index(), 0, window.y0(), window.x0()},
                new int[] {1, nLayers, window.ny(), window.nx()});
        convert(variable, values, units);
        final float[][] layers = new float[nLayers][];
        for (int s = 0; s < nLayers; s++)
            layers[s] = Arrays.copyOfRange(values, s * window.size(), (s + 1) * window.size());
        return layers;
    }

    /// A window of a variable of time, row and column, or of one layer beside them `[window]`.
    float[] field(String name, int nx, int ny, Window window, String units) {
        final GridVariable variable = variable(name);
        final int[] shape = variable.shape();
        final int d = shape.length;
        if (d < 3 || d > 4 || d == 4 && shape[1] != 1 || shape[d - 2] != ny || shape[d - 1] != nx)
            throw variable.wrong("has the shape " + Arrays.toString(shape) + ", expected times x " + ny + " x " + nx);
        final int[] origin = new int[d];
        origin[0] = at(name).index();
        origin[d - 2] = window.y0();
        origin[d - 1] = window.x0();
        Arrays.fill(shape, 1);
        shape[d - 2] = window.ny();
        shape[d - 1] = window.nx();
        final float[] values = variable.floats(origin, shape);
        convert(variable, values, units);
        return values;
    }

    private static void convert(GridVariable variable, float[] values, String units) {
        final double factor = Units.factor(variable, units);
        if (factor != 1) for (int i = 0; i < values.length; i++) values[i] = (float) (values[i] * factor);
    }

    /// @throws InputException when a value that came from a variable is none that the atmosphere has
    void check(SaneRange range, float[] values, String name) {
        range.check(values, at(name).file() + ": variable " + name + " at " + step);
    }

    /// An exception that names the file of a variable and the step.
    InputException wrong(String name, String what) {
        return new InputException(at(name).file() + ": at " + step + " " + what);
    }

    @Override
    public void close() {
        open.values().forEach(GridFile::close);
    }
}
