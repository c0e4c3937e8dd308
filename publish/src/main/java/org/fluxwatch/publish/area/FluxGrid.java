package org.fluxwatch.publish.area;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicLayout;
import org.fluxwatch.contract.netcdf.classic.ClassicLayout.Placed;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicType;
import org.fluxwatch.publish.daily.FormatVersion;
import org.fluxwatch.publish.daily.StoredGrid;

/// Where a product file of one period has its gridded fields, so that a few cells can be read without the rest.
///
/// @param revision of the analysis that the file is of; -1 of a month's
/// @param days that its means are over, of a month's; else 1
/// @param dayLines of a month's the days and revisions that it was made of, a line each; else empty
/// @param fields by name, in the file's order
record FluxGrid(int revision, int days, String dayLines, Map<String, Field> fields) {
    /// Names of the dimension from south to north.
    private static final List<String> ROWS = List.of("y", "lat");

    /// A field on the grid, or one with members innermost.
    ///
    /// @param offset of the first cell's first value, bytes from the file's begin
    /// @param members values of a cell
    record Field(String name, String longName, String units, long offset, int members) {}

    /// @throws InputException when the file is damaged, of a newer version, has no revision, or is on another grid
    static FluxGrid read(Path file, Grid grid) throws IOException {
        try (ClassicParts parts = ClassicParts.open(file)) {
            FormatVersion.requireKnown(file, parts);
            requireGrid(file, parts, StoredGrid.of(grid));
            final Map<String, Field> fields = new LinkedHashMap<>();
            for (Placed variable : parts.layout().variables().values()) {
                final OptionalInt members = members(parts.layout(), variable, grid);
                if (members.isPresent())
                    fields.put(
                            variable.name(),
                            new Field(
                                    variable.name(),
                                    parts.text(variable.name(), "long_name").orElse(""),
                                    parts.text(variable.name(), "units").orElse(""),
                                    variable.offset(),
                                    members.getAsInt()));
            }
            final OptionalDouble revision = parts.number("revision");
            final OptionalDouble days = parts.number("days_in");
            if (revision.isEmpty() && days.isEmpty())
                throw new InputException(file + ": has no attribute revision, expected a number");
            return new FluxGrid(
                    (int) revision.orElse(-1),
                    (int) days.orElse(1),
                    parts.text("days").orElse(""),
                    Collections.unmodifiableMap(fields));
        }
    }

    /// How many values each cell has of a variable of floats on the grid, of one period; empty when it is another one.
    private static OptionalInt members(ClassicLayout layout, Placed variable, Grid grid) {
        final int[] shape = variable.shape();
        final boolean hasTime = !variable.dimensions().isEmpty()
                && variable.dimensions().getFirst().equals("time");
        final int rows = hasTime ? 1 : 0;
        if (variable.type() != ClassicType.FLOAT
                || hasTime && shape[0] != 1
                || variable.isRecord() && layout.records() != 1
                || shape.length < rows + 2
                || shape.length > rows + 3
                || shape[rows] != grid.ny()
                || shape[rows + 1] != grid.nx()
                || !ROWS.contains(variable.dimensions().get(rows))) return OptionalInt.empty();
        return OptionalInt.of(shape.length == rows + 2 ? 1 : shape[rows + 2]);
    }

    /// Settings may have had another grid when the file was written.
    private static void requireGrid(Path file, ClassicParts parts, StoredGrid expected) throws IOException {
        final boolean isPlane = expected.mapping().equals("stereographic");
        final String columns = isPlane ? "x" : "lon";
        final String rows = isPlane ? "y" : "lat";
        final double tolerance = 1e-9 * Math.max(1, Math.abs(expected.x()[1] - expected.x()[0]));
        final boolean same = near(parts.doubles(columns), expected.x(), tolerance)
                && near(parts.doubles(rows), expected.y(), tolerance)
                && (!isPlane
                        || parts.number("stereographic", "latitude_of_projection_origin")
                                        .equals(OptionalDouble.of(expected.originLatitude()))
                                && parts.number("stereographic", "longitude_of_projection_origin")
                                        .equals(OptionalDouble.of(expected.originLongitude())));
        if (!same) throw new InputException(file + ": is on another grid than the settings'");
    }

    private static boolean near(double[] found, double[] expected, double tolerance) {
        if (found.length != expected.length) return false;
        for (int n = 0; n < found.length; n++) if (!(Math.abs(found[n] - expected[n]) <= tolerance)) return false;
        return true;
    }

    /// Those of one value a cell.
    List<Field> single() {
        return fields.values().stream().filter(field -> field.members == 1).toList();
    }

    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(field -> field.members == 1);
    }

    Optional<Field> withMembers(String name) {
        return Optional.ofNullable(fields.get(name)).filter(field -> field.members > 1);
    }
}
