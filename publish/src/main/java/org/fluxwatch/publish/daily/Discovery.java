package org.fluxwatch.publish.daily;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;

/// Global attributes by which catalogues find a file: Attribute Convention for Data Discovery 1.3. Dates are those of
/// the inputs, never the clock's.
final class Discovery {
    static final String CONVENTIONS = "CF-1.11, ACDD-1.3";

    /// As granules' names have it.
    private static final DateTimeFormatter PRODUCED = DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT);

    private Discovery() {}

    /// @param period one day or one month
    /// @param ofOperator further ones, from settings
    static List<ClassicAttribute> of(
            Grid grid,
            Instant begin,
            Instant end,
            Period period,
            List<Granule> granules,
            Map<String, String> ofOperator) {
        final List<ClassicAttribute> attributes = new ArrayList<>(place(grid));
        attributes.add(ClassicAttribute.of("time_coverage_start", begin.toString()));
        attributes.add(ClassicAttribute.of("time_coverage_end", end.toString()));
        attributes.add(ClassicAttribute.of("time_coverage_duration", period.toString()));
        attributes.add(ClassicAttribute.of("time_coverage_resolution", period.toString()));
        newest(granules)
                .ifPresent(produced -> attributes.add(ClassicAttribute.of("date_created", produced.toString())));
        ofOperator.forEach((name, text) -> attributes.add(ClassicAttribute.of(name, text)));
        return attributes;
    }

    private static List<ClassicAttribute> place(Grid grid) {
        final double centre = grid.longitude(0.5 * (grid.nx() - 1), 0.5 * (grid.ny() - 1));
        double south = 90;
        double north = -90;
        double west = 180;
        double east = -180;
        for (int j = 0; j <= grid.ny(); j++)
            for (int i = 0; i <= grid.nx(); i++) {
                final double latitude = grid.latitude(i - 0.5, j - 0.5);
                final double away = Sphere.wrapLongitude(grid.longitude(i - 0.5, j - 0.5) - centre);
                south = Math.min(south, latitude);
                north = Math.max(north, latitude);
                west = Math.min(west, away);
                east = Math.max(east, away);
            }
        return List.of(
                ClassicAttribute.of("geospatial_lat_min", south),
                ClassicAttribute.of("geospatial_lat_max", north),
                ClassicAttribute.of("geospatial_lat_units", "degrees_north"),
                // across the date line the first is the greater one, as ACDD has it
                ClassicAttribute.of(
                        "geospatial_lon_min", grid.isPeriodic() ? -180 : Sphere.wrapLongitude(centre + west)),
                ClassicAttribute.of(
                        "geospatial_lon_max", grid.isPeriodic() ? 180 : Sphere.wrapLongitude(centre + east)),
                ClassicAttribute.of("geospatial_lon_units", "degrees_east"));
    }

    /// When the newest granule was made, of those whose names say it.
    private static Optional<Instant> newest(List<Granule> granules) {
        return granules.stream()
                .flatMap(granule -> produced(granule.version().produced()).stream())
                .max(Instant::compareTo);
    }

    private static Optional<Instant> produced(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, PRODUCED).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
