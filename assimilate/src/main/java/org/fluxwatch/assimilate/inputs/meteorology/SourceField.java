package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.Instant;
import java.util.Arrays;
import org.fluxwatch.assimilate.netcdf.GeoVariable;
import org.fluxwatch.assimilate.netcdf.InputException;
import org.fluxwatch.assimilate.netcdf.Units;
import org.fluxwatch.assimilate.regrid.WindTurn;

/// A field at one time in an open file: means over the model's cells, in the field's unit, every one of them sane.
final class SourceField {
    private final Field field;
    private final GeoVariable variable;
    private final int time;
    private final Instant step;
    private final CellWeights.Weights weights;
    private final double factor;

    /// @throws InputException when units are wrong, or the domain is not covered
    SourceField(Field field, GeoVariable variable, int time, Instant step, CellWeights weights) {
        this.field = field;
        this.variable = variable;
        this.time = time;
        this.step = step;
        this.weights = weights.of(variable);
        factor = field.logarithm()
                ? 1
                : Units.factor(variable.variable(), field.range().units());
    }

    GeoVariable variable() {
        return variable;
    }

    /// From the file's axes to the model's.
    WindTurn turn() {
        return weights.turn();
    }

    int nLevels() {
        return variable.nLevels();
    }

    /// Of a field that has no levels, or one.
    float[] only() {
        if (nLevels() != 1) throw wrong("has " + nLevels() + " levels, expected one");
        return level(0);
    }

    /// Cell means of one level `[cells]`.
    float[] level(int level) {
        return means(variable.floats(time, level, weights.means().window()), level);
    }

    /// Cell means of levels that follow each other in the file `[count][cells]`, read at once.
    float[][] levels(int first, int count) {
        final float[] values =
                variable.floats(time, first, count, weights.means().window());
        final int size = weights.means().window().size();
        final float[][] means = new float[count][];
        for (int l = 0; l < count; l++)
            means[l] = means(Arrays.copyOfRange(values, l * size, (l + 1) * size), first + l);
        return means;
    }

    private float[] means(float[] window, int level) {
        if (field.logarithm()) for (int i = 0; i < window.length; i++) window[i] = (float) StrictMath.exp(window[i]);
        else if (factor != 1) for (int i = 0; i < window.length; i++) window[i] = (float) (window[i] * factor);
        final float[] means = new float[weights.means().targets()];
        weights.means().apply(window, means, 0, 1);
        field.range()
                .check(
                        means,
                        variable.variable().file().path() + ": variable "
                                + variable.variable().name() + " at " + step
                                + (nLevels() > 1 ? ", level " + level : ""));
        return means;
    }

    /// An exception that names file and variable.
    InputException wrong(String what) {
        return variable.variable().wrong(what);
    }
}
