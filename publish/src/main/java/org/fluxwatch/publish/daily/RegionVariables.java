package org.fluxwatch.publish.daily;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;

/// Regions along `region`: of any product the same names, areas and form of fluxes.
final class RegionVariables {
    private static final String DIMENSION = "region";

    private RegionVariables() {}

    static <T> List<CfVariable> names(List<T> regions, Function<T, String> name, ToDoubleFunction<T> areaKm2) {
        return List.of(
                CfVariable.texts(
                                "region_name",
                                DIMENSION,
                                regions.stream().map(name).toList())
                        .with("long_name", "name of the region"),
                CfVariable.sparse("region_area", DIMENSION, values(regions, areaKm2))
                        .described("area of the region in the domain", "km2")
                        .with("coordinates", "region_name"));
    }

    /// Tg d-1 with the carbon in a comment, since UDUNITS knows no TgC.
    static <T> CfVariable flux(
            List<T> regions, String name, String longName, String comment, ToDoubleFunction<T> tgCPerDay) {
        return CfVariable.ofPeriod(name, DIMENSION, values(regions, tgCPerDay))
                .described(longName, "Tg d-1")
                .with("coordinates", "region_name")
                .with("comment", comment);
    }

    /// Of each member, along `member`. Without coordinate `region_name`, with which CDO would leave it out.
    static <T> CfVariable members(
            List<T> regions, String name, String longName, String comment, Function<T, List<Double>> tgCPerDay) {
        final int count = tgCPerDay.apply(regions.getFirst()).size();
        final double[] values = regions.stream()
                .flatMapToDouble(region -> tgCPerDay.apply(region).stream().mapToDouble(v -> v))
                .toArray();
        return CfVariable.of(
                        name,
                        "time " + DIMENSION + " member",
                        new int[] {1, regions.size(), count},
                        new ClassicValues.Doubles(values))
                .described(longName, "Tg d-1")
                .with("comment", comment);
    }

    /// By region; empty lists where the file has none.
    static List<List<Double>> readMembers(ClassicFile file, String name, int regions) {
        if (!file.has(name)) return Collections.nCopies(regions, List.of());
        final double[] values = file.doubles(name);
        final int members = values.length / regions;
        return IntStream.range(0, regions)
                .mapToObj(r -> Arrays.stream(values, r * members, (r + 1) * members)
                        .boxed()
                        .toList())
                .toList();
    }

    private static <T> double[] values(List<T> regions, ToDoubleFunction<T> value) {
        return regions.stream().mapToDouble(value).toArray();
    }
}
