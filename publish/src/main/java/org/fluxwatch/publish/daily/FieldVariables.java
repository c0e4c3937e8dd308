package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;

/// The day's horizontal fields, in the order of the closing record.
final class FieldVariables {
    private FieldVariables() {}

    static List<CfVariable> of(List<AnalysisField> fields, Grid grid, GridVariables place) {
        final List<CfVariable> variables = new ArrayList<>();
        for (AnalysisField field : fields) {
            if (field.values().length != grid.cells())
                throw new IllegalArgumentException("field " + field.name() + " of " + field.identity() + " has "
                        + field.values().length + " values, expected " + grid.cells());
            variables.add(onGrid(
                    field.name(),
                    "time " + place.rows() + " " + place.columns(),
                    new int[] {1, grid.ny(), grid.nx()},
                    filled(field.values()),
                    field.longName(),
                    field.units(),
                    field.cellMethods(),
                    place));
        }
        return variables;
    }

    /// @param filled values without NaN
    static CfVariable onGrid(
            String name,
            String dimensions,
            int[] shape,
            float[] filled,
            String longName,
            String units,
            String cellMethods,
            GridVariables place) {
        CfVariable variable = CfVariable.of(name, dimensions, shape, new ClassicValues.Floats(filled))
                .with("_FillValue", new ClassicValues.Floats(CfVariable.FLOAT_FILL))
                .described(longName, units)
                .with("grid_mapping", place.mapping())
                .with("cell_measures", "area: cell_area");
        final String standardName = standardName(name);
        if (!standardName.isEmpty()) variable = variable.with("standard_name", standardName);
        if (!place.auxiliary().isEmpty()) variable = variable.with("coordinates", place.auxiliary());
        if (!cellMethods.isEmpty()) variable = variable.with("cell_methods", cellMethods);
        return variable;
    }

    /// A copy with the fill value for NaN.
    static float[] filled(float[] values) {
        final float[] filled = values.clone();
        for (int c = 0; c < filled.length; c++) if (Float.isNaN(filled[c])) filled[c] = CfVariable.FLOAT_FILL;
        return filled;
    }

    /// NaN for the fill value, in place.
    static float[] unfilled(float[] values) {
        for (int c = 0; c < values.length; c++) if (values[c] == CfVariable.FLOAT_FILL) values[c] = Float.NaN;
        return values;
    }

    /// Of CF's table; empty where that has none. XCO2 has none, as it ends at the model's top.
    private static String standardName(String field) {
        if (field.equals("surface_pressure")) return "surface_air_pressure";
        if (!field.startsWith("flux_") || field.endsWith("_increment")) return "";
        final boolean error = field.endsWith("_spread") || field.endsWith("_uncertainty");
        return "surface_upward_mole_flux_of_carbon_dioxide" + (error ? " standard_error" : "");
    }

    /// What follows from a day's fields: the total flux, and what the observations took off the uncertainty. What
    /// is there already is left alone.
    static List<AnalysisField> derived(AnalysisIdentity identity, List<AnalysisField> fields) {
        final List<AnalysisField> derived = new ArrayList<>();
        all(fields, "flux_analysis", "flux_fossil", "flux_fire")
                .ifPresent(parts -> derived.add(new AnalysisField(
                        identity,
                        "flux_total",
                        "total CO2 flux, positive to the air: natural, analysed, with fossil and fire",
                        "umol m-2 s-1",
                        "time: mean",
                        sum(parts))));
        all(fields, "flux_prior_spread", "flux_analysis_spread")
                .ifPresent(spreads -> derived.add(new AnalysisField(
                        identity,
                        "uncertainty_reduction",
                        "1 less the ratio of flux_analysis_spread and flux_prior_spread",
                        "1",
                        "",
                        reduction(spreads.getFirst(), spreads.getLast()))));
        derived.removeIf(field -> fields.stream().anyMatch(own -> own.name().equals(field.name())));
        return derived;
    }

    /// The values of some fields; empty when one is missing.
    private static Optional<List<float[]>> all(List<AnalysisField> fields, String... names) {
        final List<float[]> found = new ArrayList<>();
        for (String name : names)
            for (AnalysisField field : fields) if (field.name().equals(name)) found.add(field.values());
        return found.size() == names.length ? Optional.of(found) : Optional.empty();
    }

    private static float[] sum(List<float[]> parts) {
        final float[] sum = new float[parts.getFirst().length];
        for (float[] part : parts) for (int n = 0; n < sum.length; n++) sum[n] += part[n];
        return sum;
    }

    /// NaN where nothing was uncertain.
    private static float[] reduction(float[] before, float[] after) {
        final float[] reduction = new float[after.length];
        for (int n = 0; n < reduction.length; n++) reduction[n] = before[n] > 0 ? 1 - after[n] / before[n] : Float.NaN;
        return reduction;
    }

    static List<AnalysisField> read(ClassicFile file, List<String> names, AnalysisIdentity identity) {
        final List<AnalysisField> fields = new ArrayList<>();
        for (String name : names) {
            final float[] values = unfilled(file.floats(name));
            fields.add(new AnalysisField(
                    identity,
                    name,
                    file.text(name, "long_name").orElse(""),
                    file.text(name, "units").orElse(""),
                    file.text(name, "cell_methods").orElse(""),
                    values));
        }
        return fields;
    }
}
