package org.fluxwatch.publish.rollup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.totals.DayTotals;
import org.fluxwatch.publish.totals.RegionDay;

/// The region totals of a month's days along `day`, by member too. It is 31 long in every month, so that months can be
/// joined; days that are not there are missing. The variables do
/// not name `region_name` as their coordinate, as CDO leaves out those of more dimensions that do.
final class DaysTable {
    private static final int LENGTH = 31;

    private DaysTable() {}

    /// @param regions names, in the order of the file
    static List<ClassicVariable> of(List<DayTotals> days, List<String> regions) {
        final List<ClassicVariable> variables = new ArrayList<>();
        variables.add(ClassicVariable.of(
                        "day",
                        "day",
                        new int[] {LENGTH},
                        new ClassicValues.Ints(IntStream.rangeClosed(1, LENGTH).toArray()))
                .with("long_name", "day of the month")
                .with("units", "1"));
        final int[] revision = new int[LENGTH];
        final byte[] spinUp = new byte[LENGTH];
        Arrays.fill(revision, -1);
        Arrays.fill(spinUp, (byte) -1);
        for (DayTotals day : days) {
            revision[index(day)] = day.revision();
            if (day.knowsSpinUp()) spinUp[index(day)] = (byte) (day.spinUp() ? 1 : 0);
        }
        variables.add(
                ClassicVariable.of("day_revision", "time day", new int[] {1, LENGTH}, new ClassicValues.Ints(revision))
                        .with("_FillValue", new ClassicValues.Ints(-1))
                        .with("long_name", "revision of the day")
                        .with("units", "1"));
        variables.add(
                ClassicVariable.of("day_spin_up", "time day", new int[] {1, LENGTH}, new ClassicValues.Bytes(spinUp))
                        .with("_FillValue", new ClassicValues.Bytes(new byte[] {-1}))
                        .with("long_name", "1 while the ensemble had not settled")
                        .with("units", "1"));
        if (regions.isEmpty()) return variables;
        variables.addAll(List.of(
                table(days, regions, "prior", "natural surface flux, prior", RegionDay::prior),
                table(days, regions, "analysis", "natural surface flux, analysed", RegionDay::analysis),
                table(days, regions, "fossil", "fossil fuel", RegionDay::fossil),
                table(days, regions, "fire", "fire", RegionDay::fire)));
        members(days, regions, "prior", "before the day's observations", RegionDay::backgroundMembers, variables);
        members(days, regions, "analysis", "with the day's observations", RegionDay::analysisMembers, variables);
        return variables;
    }

    private static int index(DayTotals day) {
        return day.day().getDayOfMonth() - 1;
    }

    private static ClassicVariable table(
            List<DayTotals> days,
            List<String> regions,
            String name,
            String longName,
            ToDoubleFunction<RegionDay> value) {
        final double[] values = new double[LENGTH * regions.size()];
        Arrays.fill(values, Double.NaN);
        for (DayTotals day : days)
            for (int r = 0; r < regions.size(); r++) {
                final Optional<RegionDay> region = day.region(regions.get(r));
                if (region.isPresent()) values[index(day) * regions.size() + r] = value.applyAsDouble(region.get());
            }
        return Variables.doubles(
                        "region_day_" + name,
                        "time day region",
                        new int[] {1, LENGTH, regions.size()},
                        values,
                        longName + ", total of the day, positive to the air",
                        "Tg d-1")
                .with("comment", "mass of carbon");
    }

    private static void members(
            List<DayTotals> days,
            List<String> regions,
            String name,
            String when,
            Function<RegionDay, double[]> members,
            List<ClassicVariable> variables) {
        final int nMembers = days.stream()
                .flatMap(day -> day.regions().stream())
                .mapToInt(region -> members.apply(region).length)
                .max()
                .orElse(0);
        if (nMembers == 0) return;
        final double[] values = new double[LENGTH * regions.size() * nMembers];
        Arrays.fill(values, Double.NaN);
        for (DayTotals day : days)
            for (int r = 0; r < regions.size(); r++) {
                final Optional<RegionDay> region = day.region(regions.get(r));
                if (region.isEmpty()) continue;
                final double[] of = members.apply(region.get());
                System.arraycopy(of, 0, values, (index(day) * regions.size() + r) * nMembers, of.length);
            }
        variables.add(Variables.doubles(
                        "region_day_" + name + "_members",
                        "time day region member",
                        new int[] {1, LENGTH, regions.size(), nMembers},
                        values,
                        "natural surface flux of each member " + when + ", total of the day",
                        "Tg d-1")
                .with("comment", "mass of carbon"));
    }
}
