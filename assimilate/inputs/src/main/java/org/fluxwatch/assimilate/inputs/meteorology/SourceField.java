package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.Instant;
import java.util.Arrays;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.CellMeans;
import org.fluxwatch.assimilate.model.regrid.WindTurn;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// A field at one time in an open file: means over the model's cells, along their faces or both, in the field's unit,
/// every one of them sane.
final class SourceField {
    private final Field field;
    private final GeoVariable variable;
    private final int time;
    private final Instant step;
    private final CellMeans means;
    private final WindTurn turn;
    private final double factor;

    /// @throws InputException when units are wrong, or the domain is not covered
    SourceField(
            Field field,
            GeoVariable variable,
            int time,
            Instant step,
            CellWeights weights,
            CellWeights.Targets targets) {
        this.field = field;
        this.variable = variable;
        this.time = time;
        this.step = step;
        final CellWeights.Weights known = weights.of(variable);
        means = known.means(targets);
        turn = known.turn();
        factor = field.logarithm()
                ? 1
                : Units.factor(variable.variable(), field.range().units());
    }

    GeoVariable variable() {
        return variable;
    }

    /// From the file's axes to the model's.
    WindTurn turn() {
        return turn;
    }

    int nLevels() {
        return variable.nLevels();
    }

    /// Of a field that has no levels, or one.
    float[] only() {
        if (nLevels() != 1) throw wrong("has " + nLevels() + " levels, expected one");
        return level(0);
    }

    /// Means of one level `[targets]`.
    float[] level(int level) {
        return means(variable.floats(time, level, means.window()), level);
    }

    /// Means of levels that follow each other in the file `[count][targets]`, read at once.
    float[][] levels(int first, int count) {
        final float[] values = variable.floats(time, first, count, means.window());
        final int size = means.window().size();
        final float[][] levels = new float[count][];
        for (int l = 0; l < count; l++)
            levels[l] = means(Arrays.copyOfRange(values, l * size, (l + 1) * size), first + l);
        return levels;
    }

    private float[] means(float[] window, int number) {
        if (field.logarithm()) for (int i = 0; i < window.length; i++) window[i] = (float) StrictMath.exp(window[i]);
        else if (factor != 1) for (int i = 0; i < window.length; i++) window[i] = (float) (window[i] * factor);
        final float[] level = new float[means.targets()];
        means.apply(window, level, 0, 1);
        field.range()
                .check(
                        level,
                        variable.variable().file().path() + ": variable "
                                + variable.variable().name() + " at " + step
                                + (nLevels() > 1 ? ", level " + number : ""));
        return level;
    }

    /// An exception that names file and variable.
    InputException wrong(String what) {
        return variable.variable().wrong(what);
    }
}
