package org.fluxwatch.assimilate.inputs.footprint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.inputs.footprint.Receptor.Kernel;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;

/// Places and times of the releases of a file in OpenGHG's form: `time` with the attributes `period` and `label`,
/// `release_lat`, `release_lon`.
final class ReleaseTimes {
    private static final Pattern PERIOD = Pattern.compile("\\s*([\\d.]+)\\s*([A-Za-z]+)\\s*");

    private final GeoVariable field;
    private final GridFile file;
    private final GridVariable axis;

    private ReleaseTimes(GeoVariable field) {
        this.field = field;
        file = field.variable().file();
        axis = field.timeCoordinate()
                .orElseThrow(() -> field.variable().wrong("has no dimension of times, expected those of releases"));
    }

    static List<Release> of(GeoVariable field) {
        return new ReleaseTimes(field).releases();
    }

    private List<Release> releases() {
        final Instant[] times = field.times().orElseThrow(() -> axis.wrong("has no times, expected those of releases"));
        if (times.length == 0) throw axis.wrong("has no releases, expected one or more");
        final Instant[] bounds = field.timeBounds().orElseGet(() -> around(times));
        final double[] latitudes = places("release_lat", times.length, 90);
        final double[] longitudes = places("release_lon", times.length, 360);
        final Receptor receptor = receptor();
        final List<Release> releases = new ArrayList<>();
        for (int t = 0; t < times.length; t++)
            releases.add(new Release(
                    file.path(), t, bounds[2 * t], bounds[2 * t + 1], latitudes[t], longitudes[t], receptor));
        return releases;
    }

    /// Begin and end of each by `period` and `label`; the moment itself without a period.
    private Instant[] around(Instant[] times) {
        final Duration period = period();
        final Duration before =
                switch (axis.text("label").orElse("left").toLowerCase(Locale.ROOT)) {
                    case "left" -> Duration.ZERO;
                    case "right" -> period;
                    case "middle", "centre", "center" -> period.dividedBy(2);
                    default ->
                        throw axis.wrong("has the label '" + axis.text("label").orElse("")
                                + "', expected left, middle or right");
                };
        final Instant[] bounds = new Instant[2 * times.length];
        for (int t = 0; t < times.length; t++) {
            bounds[2 * t] = times[t].minus(before);
            bounds[2 * t + 1] = bounds[2 * t].plus(period);
        }
        return bounds;
    }

    private Duration period() {
        final String text = axis.text("period").orElse("");
        final Matcher period = PERIOD.matcher(text);
        if (!period.matches()) return Duration.ZERO; // none, or "varies"
        try {
            final double seconds = Double.parseDouble(period.group(1)) * Units.factor(period.group(2), "s");
            return Duration.ofMillis(Math.round(1e3 * seconds));
        } catch (IllegalArgumentException e) {
            throw axis.wrong("has the period '" + text + "', expected such as '1 hours'");
        }
    }

    private double[] places(String name, int releases, double greatest) {
        final GridVariable variable = file.variable(name);
        final double[] degrees = variable.doubles();
        if (degrees.length != releases)
            throw variable.wrong(
                    "has " + degrees.length + " values, expected one for each of " + releases + " releases");
        for (int t = 0; t < degrees.length; t++)
            if (!(Math.abs(degrees[t]) <= greatest))
                throw variable.wrong("is " + degrees[t] + " at release " + (t + 1) + ", expected degrees, -" + greatest
                        + " to " + greatest);
        return degrees;
    }

    /// A column by the inlet's name, the number of retrieval levels that OpenGHG's columns carry, or the file's name.
    /// With levels it was made level by level with the retrieval's kernel and weights, unless words deny that.
    private Receptor receptor() {
        final boolean levels = file.number("max_level").isPresent();
        final boolean named = Stream.of(file.text("inlet"), file.text("inlet_height"))
                        .flatMap(Optional::stream)
                        .anyMatch(inlet -> inlet.toLowerCase(Locale.ROOT).contains("column"))
                || file.path().getFileName().toString().toLowerCase(Locale.ROOT).matches(".*[-_]column[-_].*");
        final Optional<Kernel> words = KernelWords.of(file, field.variable());
        if (!levels && !named && words.isEmpty()) return new Receptor.Point();
        return new Receptor.Column(words.orElse(levels ? Kernel.APPLIED : Kernel.UNKNOWN));
    }
}
