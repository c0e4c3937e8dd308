package org.fluxwatch.assimilate.inputs.footprint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// Footprints of NAME, FLEXPART and others in the forms that OpenGHG reads and stores: a release for each `time`, its
/// sum over all times before it, and perhaps hours back from it with a rest.
///
/// @param layout which variables it has
public record OpenGhgFile(Header header, Layout layout) implements FootprintFile {
    static final String NAMES =
            "fp, srr, fp_HiTRes, or fp_time_resolved with fp_residual, srr_time_resolved with" + " srr_residual";

    /// How far back NAME's and FLEXPART's runs go in these files: 720 hours. No file says so.
    static final Duration REACH = Duration.ofDays(30);

    /// Of sums that are stored twice, rounded to `least_significant_digit`.
    private static final double SHARE_OFF = 0.05;

    private static final double SUM_OFF = 1e-2;

    /// @param sum over all times; empty: the file has none
    /// @param hours with a dimension of hours back; empty: it has none
    /// @param rest what is older than all hours; empty: the last of the hours is the rest, as in `fp_HiTRes`
    record Layout(Optional<String> sum, Optional<String> hours, Optional<String> rest) {
        static Optional<Layout> of(GridFile file) {
            final Optional<String> sum =
                    Stream.of("fp", "srr").filter(file::has).findFirst();
            for (String name : List.of("fp", "srr"))
                if (file.has(name + "_time_resolved") && file.has(name + "_residual"))
                    return Optional.of(
                            new Layout(sum, Optional.of(name + "_time_resolved"), Optional.of(name + "_residual")));
            final Optional<String> withRest = Optional.of("fp_HiTRes").filter(file::has);
            if (sum.isEmpty() && withRest.isEmpty()) return Optional.empty();
            return Optional.of(new Layout(sum, withRest, Optional.empty()));
        }

        /// The variable that has the releases' times.
        String first() {
            return hours.or(() -> sum).orElseThrow();
        }
    }

    static boolean isOne(GridFile file) {
        return Layout.of(file).isPresent();
    }

    static OpenGhgFile of(GridFile file) {
        final Layout layout = Layout.of(file).orElseThrow();
        final Sensitivities first = Sensitivities.of(file, layout.first());
        for (String other :
                Stream.of(layout.sum, layout.rest).flatMap(Optional::stream).toList())
            Sensitivities.on(first.cells(), file, other);
        if (layout.hours.isPresent()) hoursBack(first.field());
        else if (first.field().nLevels() != 1)
            throw first.field()
                    .variable()
                    .wrong("has the dimensions " + first.field().variable().dimensions()
                            + ", expected time, latitude and longitude");
        return new OpenGhgFile(
                new Header(
                        file.path(),
                        layout.hours.isPresent() ? "OpenGHG, hours back" : "OpenGHG, summed over time",
                        file.text("model").orElse("unknown"),
                        file.text("species").orElse("unknown"),
                        first.cells(),
                        ReleaseTimes.of(first.field())),
                layout);
    }

    /// Hours back from the release's end at which each step begins, rising by equal steps from 0 `[levels + 1]`: the
    /// last is the end of the last.
    private static double[] hoursBack(GeoVariable field) {
        final GridVariable axis = field.levels().orElseThrow(() -> field.variable()
                .wrong("has the dimensions " + field.variable().dimensions()
                        + ", expected one of hours back with values"));
        final double[] back = axis.doubles();
        final double toHours = hours(axis);
        final double[] edges = new double[back.length + 1];
        final double step = back.length > 1 ? toHours * (back[1] - back[0]) : 1;
        for (int b = 0; b < edges.length; b++) edges[b] = b * step;
        for (int b = 0; b < back.length; b++)
            if (!(step > 0) || !(Math.abs(toHours * back[b] - edges[b]) < 1e-3))
                throw axis.wrong("holds " + back[b] + " " + axis.units() + " at " + b
                        + ", expected hours back from 0 by equal steps");
        return edges;
    }

    private static double hours(GridVariable axis) {
        if (axis.units().isEmpty()) return 1; // as files made by xarray have it
        return Units.factor(axis, "hours");
    }

    @Override
    public Footprint read(int index) {
        final Release release = releases().get(index);
        try (GridFile file = GridFile.open(path())) {
            final List<Slice> slices = layout.hours.isPresent() ? byHour(file, release) : List.of(whole(file, release));
            return new Footprint(release, header.cells(), slices, DepartedReader.of(file, header.cells(), release));
        }
    }

    private Slice whole(GridFile file, Release release) {
        final Sensitivities sum = Sensitivities.on(header.cells(), file, layout.sum.orElseThrow());
        return new Slice(release.to().minus(REACH), release.to(), true, sum.read(release.index(), release.from())[0]);
    }

    private List<Slice> byHour(GridFile file, Release release) {
        final Sensitivities hours = Sensitivities.on(header.cells(), file, layout.hours.orElseThrow());
        final double[] back = hoursBack(hours.field());
        final float[][] values = hours.read(release.index(), release.from());
        final int resolved = layout.rest.isPresent() ? values.length : values.length - 1;
        final List<Slice> slices = new ArrayList<>();
        for (int b = 0; b < resolved; b++)
            slices.add(new Slice(before(release, back[b + 1]), before(release, back[b]), false, values[b]));
        final float[] rest = layout.rest.isPresent()
                ? Sensitivities.on(header.cells(), file, layout.rest.get()).read(release.index(), release.from())[0]
                : values[resolved];
        final Instant end = before(release, back[resolved]);
        if (!release.to().minus(REACH).isBefore(end))
            throw hours.field()
                    .variable()
                    .wrong("reaches " + back[resolved] + " hours back, expected less than " + REACH.toHours());
        slices.add(new Slice(release.to().minus(REACH), end, true, rest));
        requireSum(file, release, slices);
        return slices;
    }

    private static Instant before(Release release, double hours) {
        return release.to().minusMillis(Math.round(hours * 3_600_000));
    }

    /// What a file says twice must be the same: hours without a rest would lack most of it.
    private void requireSum(GridFile file, Release release, List<Slice> slices) {
        if (layout.sum.isEmpty()) return;
        final double expected = whole(file, release).sum();
        final double sum = slices.stream().mapToDouble(Slice::sum).sum();
        if (Math.abs(sum - expected) > SHARE_OFF * expected + SUM_OFF)
            throw new InputException(file.path() + ": variable " + layout.hours.orElseThrow() + " adds up to " + sum
                    + " at " + release.from() + ", expected the " + expected + " of " + layout.sum.get());
    }
}
