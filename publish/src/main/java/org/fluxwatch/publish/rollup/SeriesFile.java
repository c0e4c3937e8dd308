package org.fluxwatch.publish.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.totals.PeriodTotals;
import org.fluxwatch.publish.totals.PeriodTotals.Group;

/// A series of region totals as a CF netCDF file.
public final class SeriesFile {
    private SeriesFile() {}

    /// @param series at least one period, all of the same groups
    public static void write(String domain, String step, List<PeriodTotals> series, Path file) throws IOException {
        final List<ClassicVariable> variables = new ArrayList<>(time(series));
        variables.add(names(series.getFirst().groups()));
        variables.add(counts(
                series, "days_in", "days that are in the sums", p -> p.days().size()));
        variables.add(counts(series, "days_missing", "days of the period that are not", PeriodTotals::lacking));
        variables.add(
                counts(series, "spin_up_days", "days on which the ensemble had not settled", PeriodTotals::spinUpDays));
        variables.addAll(List.of(
                total(series, "prior", "natural surface flux, prior", Group::prior),
                total(series, "prior_spread", prior(series), Group::priorSpread),
                total(series, "analysis", "natural surface flux, analysed", Group::analysis),
                total(series, "analysis_spread", "standard deviation of the analysed sum", Group::analysisSpread),
                total(series, "fossil", "fossil fuel", Group::fossil),
                total(series, "fire", "fire", Group::fire),
                covariance(series)));
        PeriodFile.write(
                variables,
                List.of(
                        ClassicAttribute.of("Conventions", "CF-1.11"),
                        ClassicAttribute.of("title", "CO2 flux of regions, " + domain + ", by " + step),
                        ClassicAttribute.of("source", "fluxwatch series"),
                        ClassicAttribute.of("domain", domain),
                        ClassicAttribute.of("step", step),
                        ClassicAttribute.of("comment", comment(series))),
                file);
    }

    /// Of the filter it is that of members, which hold what all earlier days taught.
    private static String prior(List<PeriodTotals> series) {
        final boolean ofMembers = series.stream()
                .flatMap(period -> period.groups().stream())
                .anyMatch(group -> group.backgroundMembers().length > 0);
        return ofMembers
                ? "standard deviation over members, as they were before each day's observations, of the sum"
                : "standard deviation of the prior's sum";
    }

    private static String comment(List<PeriodTotals> series) {
        final List<String> notes = series.stream()
                .flatMap(period -> period.groups().stream())
                .map(Group::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .toList();
        return notes.isEmpty() ? "all totals are known" : String.join("\n", notes);
    }

    private static double seconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static List<ClassicVariable> time(List<PeriodTotals> series) {
        final double[] middle = new double[series.size()];
        final double[] bounds = new double[2 * series.size()];
        for (int n = 0; n < middle.length; n++) {
            bounds[2 * n] = seconds(series.get(n).span().begin());
            bounds[2 * n + 1] = seconds(series.get(n).span().end());
            middle[n] = 0.5 * (bounds[2 * n] + bounds[2 * n + 1]);
        }
        return List.of(
                ClassicVariable.of("time", "time", new int[] {middle.length}, new ClassicValues.Doubles(middle))
                        .with("standard_name", "time")
                        .with("long_name", "middle of the period, UTC")
                        .with("units", "seconds since 1970-01-01 00:00:00")
                        .with("calendar", "standard")
                        .with("axis", "T")
                        .with("bounds", "time_bnds"),
                ClassicVariable.of(
                        "time_bnds", "time bnds", new int[] {middle.length, 2}, new ClassicValues.Doubles(bounds)));
    }

    private static ClassicVariable names(List<Group> groups) {
        return texts("region_name", "region", groups.stream().map(Group::name).toList())
                .with("long_name", "name of the region or of a group of them");
    }

    /// Rows of characters, padded with NUL.
    static ClassicVariable texts(String name, String dimension, List<String> texts) {
        final List<byte[]> rows = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        final int length =
                Math.max(1, rows.stream().mapToInt(row -> row.length).max().orElse(1));
        final char[] letters = new char[rows.size() * length];
        for (int r = 0; r < rows.size(); r++)
            for (int c = 0; c < rows.get(r).length; c++) letters[r * length + c] = (char) (rows.get(r)[c] & 0xff);
        return ClassicVariable.of(
                name,
                dimension + " " + name + "_strlen",
                new int[] {rows.size(), length},
                new ClassicValues.Characters(letters));
    }

    private static ClassicVariable counts(
            List<PeriodTotals> series, String name, String longName, ToIntFunction<PeriodTotals> value) {
        return ClassicVariable.of(
                        name,
                        "time",
                        new int[] {series.size()},
                        new ClassicValues.Ints(series.stream().mapToInt(value).toArray()))
                .with("long_name", longName)
                .with("units", "1");
    }

    private static ClassicVariable total(
            List<PeriodTotals> series, String name, String longName, ToDoubleFunction<Group> value) {
        final int count = series.getFirst().groups().size();
        return Variables.doubles(
                        "region_total_" + name,
                        "time region",
                        new int[] {series.size(), count},
                        series.stream()
                                .flatMap(period -> period.groups().stream())
                                .mapToDouble(value)
                                .toArray(),
                        longName + ", sum over the period, positive to the air",
                        "Tg")
                .with("coordinates", "region_name")
                .with("comment", "mass of carbon");
    }

    private static ClassicVariable covariance(List<PeriodTotals> series) {
        final int count = series.getFirst().groups().size();
        final double[] values = new double[series.size() * count * count];
        for (int n = 0; n < series.size(); n++)
            for (int i = 0; i < count; i++)
                System.arraycopy(series.get(n).analysisCovariance()[i], 0, values, (n * count + i) * count, count);
        return Variables.doubles(
                "region_total_covariance",
                "time region other_region",
                new int[] {series.size(), count, count},
                values,
                "covariance of the analysed sums; other_region is in the order of region",
                "Tg2");
    }
}
