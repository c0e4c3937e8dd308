package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.Longitudes;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.text.Messages;

/// A year of GFED4.1s in HDF5, 720 x 1440 cells, north first. A month that lacks a share cannot be used, the others
/// can. A month's emission is parted by the shares of its
/// days and of their eighths (UTC), where the file has them:
/// ```
/// f = C_month s_day s_eighth / 3 h       s_day: emissions/MM/daily_fraction; s_eighth: emissions/MM/diurnal_cycle
/// ```
/// Source: van der Werf et al. (2017), Earth Syst. Sci. Data 9, 697, and the files' readme.
final class Gfed4File implements FluxFile {
    private static final int EIGHTHS = 8;
    private static final Duration EIGHTH = Duration.ofHours(3);
    private static final String UNITS = "gC m-2 month-1";

    /// @param units of the month's emission
    /// @param day share of the month, a variable's name; empty: the month as a whole
    /// @param eighth share of the day, likewise
    /// @param lacks the first variable that the month should have and has not; empty: none
    private record Part(YearMonth month, FluxUnits units, Interval interval, String day, String eighth, String lacks) {}

    private final Header header;
    private final Longitudes longitudes;
    private final List<Part> parts;

    private Gfed4File(Path path, CellEdges cells, Longitudes longitudes, FluxTerm term, List<Part> parts) {
        this.longitudes = longitudes;
        this.parts = List.copyOf(parts);
        header = new Header(path, parts.stream().map(Part::interval).toList(), cells, List.of(term));
    }

    /// @param named the year that the file's name says
    static Gfed4File of(Path path, FluxLayout layout, Optional<Interval> named) {
        final int year = named.map(period -> LocalDate.ofInstant(period.begin(), ZoneOffset.UTC))
                .orElseThrow(
                        () -> new InputException(path + ": has no year in its name, expected {yyyy} in the pattern"))
                .getYear();
        final FluxTerm term = layout.choices().getFirst().getFirst();
        try (GridFile file = GridFile.open(path)) {
            final List<Part> parts = new ArrayList<>();
            for (int month = 1; month <= 12; month++) {
                final String emission = emission(month) + term.variable();
                if (!file.has(emission)) continue;
                final GridVariable variable = file.variable(emission);
                final String text = layout.units().orElse(variable.units().isEmpty() ? UNITS : variable.units());
                try {
                    addMonth(file, YearMonth.of(year, month), FluxUnits.of(text, layout.substance()), parts);
                } catch (IllegalArgumentException e) {
                    throw variable.wrong(Messages.of(e));
                }
            }
            if (parts.isEmpty())
                throw new InputException(path + ": has the variables "
                        + String.join(", ", file.variables().stream().limit(10).toList()) + ", ..., expected "
                        + emission(1) + term.variable());
            final Longitudes longitudes = longitudes(file);
            return new Gfed4File(path, cells(file, longitudes), longitudes, term, parts);
        }
    }

    private static String emission(int month) {
        return String.format(Locale.ROOT, "emissions/%02d/", month);
    }

    private static void addMonth(GridFile file, YearMonth month, FluxUnits units, List<Part> parts) {
        final String group = emission(month.getMonthValue());
        final boolean days = file.has(day(group, 1));
        final boolean eighths = days && file.has(eighth(group, 0));
        final Optional<String> lacks = !days
                ? Optional.empty()
                : Stream.concat(
                                IntStream.rangeClosed(1, month.lengthOfMonth()).mapToObj(d -> day(group, d)),
                                IntStream.range(0, eighths ? EIGHTHS : 0).mapToObj(e -> eighth(group, e)))
                        .filter(name -> !file.has(name))
                        .findFirst();
        if (!days || lacks.isPresent()) {
            parts.add(new Part(month, units, Interval.month(month), "", "", lacks.orElse("")));
            return;
        }
        for (int d = 1; d <= month.lengthOfMonth(); d++) {
            final Interval day = Interval.day(month.atDay(d));
            if (!eighths) parts.add(new Part(month, units, day, day(group, d), "", ""));
            else
                for (int e = 0; e < EIGHTHS; e++)
                    parts.add(new Part(
                            month,
                            units,
                            new Interval(
                                    day.begin().plus(EIGHTH.multipliedBy(e)),
                                    day.begin().plus(EIGHTH.multipliedBy(e + 1))),
                            day(group, d),
                            eighth(group, e),
                            ""));
        }
    }

    private static String day(String group, int day) {
        return group + "daily_fraction/day_" + day;
    }

    private static String eighth(String group, int eighth) {
        return group + "diurnal_cycle/UTC_" + 3 * eighth + "-" + 3 * (eighth + 1) + "h";
    }

    private static Longitudes longitudes(GridFile file) {
        final GridVariable longitude = file.variable("lon");
        longitude.requireDimensions(2);
        return Longitudes.of(
                longitude.doubles(new int[2], new int[] {1, longitude.shape()[1]}));
    }

    private static CellEdges cells(GridFile file, Longitudes longitudes) {
        final GridVariable latitude = file.variable("lat");
        latitude.requireDimensions(2);
        try {
            return CellEdges.ofCentres(
                    latitude.doubles(new int[2], new int[] {latitude.shape()[0], 1}), longitudes.eastward());
        } catch (IllegalArgumentException e) {
            throw latitude.wrong("and lon are no grid: " + e.getMessage());
        }
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public double[] read(FluxTerm wanted, int interval, ConservativeRegrid regrid) {
        final Part part = parts.get(interval);
        if (!part.lacks().isEmpty())
            throw new InputException(path() + ": has no variable " + part.lacks() + ", expected the shares of "
                    + part.month().lengthOfMonth() + " days in " + part.month());
        final FluxUnits units = part.units();
        final Interval month = Interval.month(part.month());
        final double perPart =
                units.factor(month) * month.seconds() / part.interval().seconds();
        try (GridFile file = GridFile.open(path())) {
            final double[] values =
                    values(file, emission(part.month().getMonthValue()) + wanted.variable(), regrid.window());
            for (int at = 0; at < values.length; at++) values[at] *= perPart;
            for (String share : new String[] {part.day(), part.eighth()}) {
                if (share.isEmpty()) continue;
                final double[] shares = values(file, share, regrid.window());
                for (int at = 0; at < values.length; at++) values[at] *= values[at] == 0 ? 1 : shares[at];
            }
            if (units.perCell()) for (int at = 0; at < values.length; at++) values[at] /= regrid.sourceAreaM2(at);
            return values;
        }
    }

    private double[] values(GridFile file, String name, Window window) {
        final int[] origin = {window.y0(), longitudes.stored(window)};
        return longitudes.turn(file.variable(name).doubles(origin, new int[] {window.ny(), window.nx()}), window.nx());
    }
}
