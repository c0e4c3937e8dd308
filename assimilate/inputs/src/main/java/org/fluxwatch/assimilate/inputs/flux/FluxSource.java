package org.fluxwatch.assimilate.inputs.flux;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxSourceSettings;
import org.fluxwatch.contract.settings.InputSettings.LaterYears;
import org.jspecify.annotations.Nullable;

/// One inventory or model of fluxes on the model grid.
///
/// A value holds unchanged over its interval, so that the interval's mean is kept; an hour that meets two intervals
/// takes the mean of both by their shares.
final class FluxSource {
    private static final int MOST_FIELDS = 12;

    private record FieldKey(FluxFile file, int interval, FluxTerm term) {}

    private final String name;
    private final FluxSourceSettings settings;
    private final FluxLayout layout;
    private final Regrids regrids;
    private final Grid grid;
    private final TimeProfile profile;
    private final SourceFiles files;
    private final LastUsed<FieldKey, double[]> fields = new LastUsed<>(MOST_FIELDS);

    private @Nullable LocalDate lookedUp;
    private OptionalInt lastYear = OptionalInt.empty();

    FluxSource(String name, FluxSourceSettings settings, Regrids regrids) {
        this.name = name;
        this.settings = settings;
        this.regrids = regrids;
        grid = regrids.grid();
        layout = FluxLayout.of(name, settings);
        profile = new TimeProfile(settings.hourWeights(), settings.weekdayWeights(), grid);
        files = new SourceFiles(settings, layout);
    }

    FluxCategory category() {
        return settings.category();
    }

    /// The terms of the mean flux of an hour, one field each, positive to the air, µmol m-2 s-1 `[terms][cells]`.
    ///
    /// @param hour its begin
    /// @throws InputException when files do not give it
    List<double[]> at(Instant hour) {
        final Instant source = sourceTime(hour);
        final Interval wanted = Interval.hour(source);
        final List<SourceFiles.Slot> slots = files.covering(wanted);
        if (slots.isEmpty())
            throw new InputException(name + " (" + layout.title() + "): has no flux for " + hour + notFound(source));
        final List<double[]> sums = new ArrayList<>();
        for (SourceFiles.Slot slot : slots) {
            final double share = slot.interval().overlap(wanted) / wanted.seconds();
            final double[] factors = factors(hour, Duration.between(source, hour), slot);
            final List<FluxTerm> terms = slot.file().terms();
            for (int t = 0; t < terms.size(); t++) {
                if (sums.size() == t) sums.add(new double[grid.cells()]);
                final double[] sum = sums.get(t);
                final double[] field =
                        fields.of(new FieldKey(slot.file(), slot.index(), terms.get(t)), key -> read(slot, key.term()));
                for (int cell = 0; cell < sum.length; cell++) sum[cell] += share * factors[cell] * field[cell];
            }
        }
        return sums;
    }

    /// Files that come are seen at the begin of a day, so that its hours go together.
    private void lookUp(Instant hour) {
        final LocalDate day = LocalDate.ofInstant(hour, ZoneOffset.UTC);
        if (day.equals(lookedUp)) return;
        files.lookAgain();
        lastYear = settings.laterYears() == LaterYears.LAST_YEAR ? files.lastYear() : OptionalInt.empty();
        lookedUp = day;
    }

    /// The time whose flux an hour takes: its own, or that of the last year there is; of 29 February, the 28th.
    private Instant sourceTime(Instant hour) {
        lookUp(hour);
        final LocalDateTime time = LocalDateTime.ofInstant(hour, ZoneOffset.UTC);
        return lastYear.isPresent() && time.getYear() > lastYear.getAsInt()
                ? time.withYear(lastYear.getAsInt()).toInstant(ZoneOffset.UTC)
                : hour;
    }

    private double[] factors(Instant hour, Duration later, SourceFiles.Slot slot) {
        if (profile.isFlat()) {
            final double[] ones = new double[grid.cells()];
            Arrays.fill(ones, 1);
            return ones;
        }
        final Interval interval = slot.interval();
        final boolean wholeDays = interval.seconds() % Duration.ofDays(1).toSeconds() == 0
                && interval.begin().truncatedTo(ChronoUnit.HOURS).equals(interval.begin());
        if (!wholeDays || interval.seconds() < profile.shortest().toSeconds())
            throw new InputException(slot.file().path() + ": has a mean over " + interval + ", expected "
                    + profile.shortest().toDays() + " whole days or more to spread by the weights of " + name);
        return profile.factors(hour, interval.isMonths() ? Interval.monthOf(hour) : interval.shifted(later));
    }

    private double[] read(SourceFiles.Slot slot, FluxTerm term) {
        final FluxFile file = slot.file();
        final String where = file.path() + ": variable " + term.variable() + ", " + slot.interval();
        final ConservativeRegrid regrid = regrids.of(file);
        final double[] source = file.read(term, slot.index(), regrid);
        if (layout.missingIsZero())
            for (int at = 0; at < source.length; at++) if (Double.isNaN(source[at])) source[at] = 0;
        final double[] field = new double[grid.cells()];
        regrid.apply(source, field);
        final double factor = term.sign() * settings.scale();
        for (int cell = 0; cell < field.length; cell++) {
            if (Double.isNaN(field[cell]))
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s: is missing at latitude %.2f, longitude %.2f, expected a value in the whole domain, or the"
                                + " setting missing-values: zero",
                        where,
                        grid.latitude(cell),
                        grid.longitude(cell)));
            field[cell] *= factor;
        }
        SaneRange.FLUX.check(field, where);
        return field;
    }

    private String notFound(Instant source) {
        final OptionalInt last = files.lastYear();
        final boolean later = last.isPresent()
                && LocalDateTime.ofInstant(source, ZoneOffset.UTC).getYear() > last.getAsInt();
        return ", expected " + files.expected(source)
                + (later ? ", or later-years: last-year, which is " + last.getAsInt() : "");
    }

    /// Hours from one time to another, the last not included, for which there is no flux; a line for each gap.
    List<String> missing(Instant from, Instant to) {
        lookedUp = null;
        final List<String> lines = new ArrayList<>();
        Instant gap = null;
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        while (hour.isBefore(to)) {
            final Instant source = sourceTime(hour);
            final List<SourceFiles.Slot> slots = files.covering(Interval.hour(source));
            if (slots.isEmpty()) {
                if (gap == null) gap = hour;
                hour = hour.plus(1, ChronoUnit.HOURS);
                continue;
            }
            if (gap != null) lines.add(line(gap, hour));
            gap = null;
            hour = hour.plus(wholeHours(
                    Duration.between(source, slots.getLast().interval().end())));
        }
        if (gap != null) lines.add(line(gap, to));
        return lines;
    }

    /// To the last full hour that begins before an interval's end, and at least one.
    private static Duration wholeHours(Duration toEnd) {
        return Duration.ofHours(Math.max(1, toEnd.toHours()));
    }

    private String line(Instant from, Instant to) {
        return name + " (" + layout.title() + "): no flux from " + from + " to " + to + notFound(sourceTime(from));
    }

    /// Such as `fossil: ODIAC 2020 for 2022 (odiac2022_1x1d_2020.nc: land and intl_bunker)`.
    String description(LocalDate day) {
        final Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        final Instant source = sourceTime(noon);
        final int year = LocalDate.ofInstant(source, ZoneOffset.UTC).getYear();
        final StringBuilder text = new StringBuilder(name + ": " + layout.title());
        if (year != day.getYear()) text.append(" ").append(year).append(" for ").append(day.getYear());
        final TreeSet<String> used = new TreeSet<>();
        for (SourceFiles.Slot slot : files.covering(Interval.hour(source)))
            used.add(slot.file().path().getFileName() + ": "
                    + String.join(
                            " and ",
                            slot.file().terms().stream().map(FluxTerm::variable).toList()));
        text.append(" (").append(used.isEmpty() ? "no file" : String.join(", ", used));
        if (settings.scale() != 1) text.append("; times ").append(settings.scale());
        if (!settings.hourWeights().isEmpty()) text.append("; hour weights");
        if (!settings.weekdayWeights().isEmpty()) text.append("; weekday weights");
        return text.append(")").toString();
    }
}
