package org.fluxwatch.publish.daily;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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

    private static <T> double[] values(List<T> regions, ToDoubleFunction<T> value) {
        return regions.stream().mapToDouble(value).toArray();
    }
}
