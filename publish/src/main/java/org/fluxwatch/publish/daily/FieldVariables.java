package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
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
            final float[] filled = field.values().clone();
            for (int c = 0; c < filled.length; c++) if (Float.isNaN(filled[c])) filled[c] = CfVariable.FLOAT_FILL;
            CfVariable variable = CfVariable.of(
                            field.name(),
                            "time " + place.rows() + " " + place.columns(),
                            new int[] {1, grid.ny(), grid.nx()},
                            new ClassicValues.Floats(filled))
                    .with("_FillValue", new ClassicValues.Floats(CfVariable.FLOAT_FILL))
                    .described(field.longName(), field.units())
                    .with("grid_mapping", place.mapping())
                    .with("cell_measures", "area: cell_area");
            if (!place.auxiliary().isEmpty()) variable = variable.with("coordinates", place.auxiliary());
            if (!field.cellMethods().isEmpty()) variable = variable.with("cell_methods", field.cellMethods());
            variables.add(variable);
        }
        return variables;
    }

    static List<AnalysisField> read(ClassicFile file, List<String> names, AnalysisIdentity identity) {
        final List<AnalysisField> fields = new ArrayList<>();
        for (String name : names) {
            final float[] values = file.floats(name);
            for (int c = 0; c < values.length; c++) if (values[c] == CfVariable.FLOAT_FILL) values[c] = Float.NaN;
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
