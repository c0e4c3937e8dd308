package org.fluxwatch.publish.rollup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicLayout;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.publish.signature.Signatures;

/// What files of months and years have alike: when and where they are, and how they are written.
final class PeriodFile {
    /// Of variables that do not change from day to day.
    private static final Set<String> PLACE =
            Set.of("x", "y", "lat", "lon", "bnds", "vertex", "region", "region_name_strlen");

    /// Those that make the grid.
    private static final List<String> AXES = List.of("x", "y", "lat", "lon");

    private PeriodFile() {}

    /// @param end the day after the last
    static List<ClassicVariable> time(LocalDate begin, LocalDate end, String kind) {
        final double from = begin.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        final double to = end.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        return List.of(
                ClassicVariable.of(
                                Variables.TIME,
                                Variables.TIME,
                                new int[] {1},
                                new ClassicValues.Doubles(0.5 * (from + to)))
                        .with("standard_name", "time")
                        .with("long_name", "middle of the " + kind + ", UTC")
                        .with("units", "seconds since 1970-01-01 00:00:00")
                        .with("calendar", "standard")
                        .with("axis", "T")
                        .with("bounds", "time_bnds"),
                ClassicVariable.of("time_bnds", "time bnds", new int[] {1, 2}, new ClassicValues.Doubles(from, to)));
    }

    /// The grid and the regions, as a part has them.
    static List<ClassicVariable> place(ClassicParts file, boolean regions) throws IOException {
        final List<ClassicVariable> place = new ArrayList<>();
        for (ClassicLayout.Placed variable : file.layout().variables().values())
            if (PLACE.containsAll(variable.dimensions())
                    && !variable.name().startsWith("region_flux_")
                    && (regions || !variable.dimensions().contains("region")))
                place.add(file.variable(variable.name()));
        return place;
    }

    /// Whether two files have the same grid.
    static boolean isAlike(ClassicParts one, ClassicParts other) throws IOException {
        for (String axis : AXES) {
            if (one.has(axis) != other.has(axis)) return false;
            if (one.has(axis) && !Arrays.equals(one.doubles(axis), other.doubles(axis))) return false;
        }
        return true;
    }

    /// Whether files of members have a file's grid, and as many members each, so that their mean by member can be made.
    static boolean areJoinable(List<Part> members, ClassicParts file) throws IOException {
        Optional<int[]> shape = Optional.empty();
        for (Part part : members)
            try (ClassicParts open = ClassicParts.open(part.file())) {
                if (!open.has(RollupMaking.FLUX) || !isAlike(open, file)) return false;
                final int[] own = open.shape(RollupMaking.FLUX);
                if (!Arrays.equals(shape.orElse(own), own)) return false;
                shape = Optional.of(own);
            }
        return true;
    }

    /// In one step: a reader sees the old file or the new one.
    static void write(List<ClassicVariable> variables, List<ClassicAttribute> attributes, Path file)
            throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ClassicWriter.write(
                new ClassicContent(ClassicFormat.CDF_1, Optional.of(Variables.TIME), variables, attributes),
                file,
                Signatures::replace);
    }
}
