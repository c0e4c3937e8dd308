package org.fluxwatch.publish.rollup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.publish.totals.PeriodTotals;
import org.fluxwatch.publish.totals.PeriodTotals.Group;

/// Totals of regions over a period, as sums and as means a day, with their spread and covariance.
final class RegionSums {
    private static final String CARBON = "mass of carbon; of the days that are in the file";

    /// Such members hold what all earlier days taught: theirs is no uncertainty of an untouched prior.
    private static final String BEFORE = ", as they were before each day's observations,";

    private RegionSums() {}

    /// @param totals of each region alone
    static List<ClassicVariable> of(PeriodTotals totals) {
        final List<ClassicVariable> variables = new ArrayList<>(List.of(
                count("days_in", totals.days().size(), "days that are in the file"),
                count("spin_up_days", totals.spinUpDays(), "days of them on which the ensemble had not settled")));
        if (totals.groups().isEmpty()) return variables;
        variables.addAll(List.of(
                total(totals, "prior", "natural surface flux, prior", Group::prior),
                total(
                        totals,
                        "prior_spread",
                        "standard deviation over members" + BEFORE + " of the sum",
                        Group::priorSpread),
                total(totals, "analysis", "natural surface flux, analysed", Group::analysis),
                total(
                        totals,
                        "analysis_spread",
                        "standard deviation over members of the analysed sum",
                        Group::analysisSpread),
                total(totals, "fossil", "fossil fuel", Group::fossil),
                total(totals, "fire", "fire", Group::fire)));
        variables.addAll(List.of(
                mean(totals, "prior", "natural surface flux, prior", Group::prior),
                mean(
                        totals,
                        "prior_spread",
                        "standard deviation over members" + BEFORE + " of the mean",
                        Group::priorSpread),
                mean(totals, "analysis", "natural surface flux, analysed", Group::analysis),
                mean(
                        totals,
                        "analysis_spread",
                        "standard deviation over members of the analysed mean",
                        Group::analysisSpread),
                mean(totals, "fossil", "fossil fuel", Group::fossil),
                mean(totals, "fire", "fire", Group::fire),
                covariance(
                        totals,
                        "region_flux_prior_covariance",
                        "covariance over members" + BEFORE + " of the regions' means",
                        totals.priorCovariance()),
                covariance(
                        totals,
                        "region_flux_covariance",
                        "covariance over members of the regions' analysed means",
                        totals.analysisCovariance())));
        members(totals, "prior", "before each day's observations", Group::backgroundMembers, variables);
        members(totals, "analysis", "with the observations", Group::analysisMembers, variables);
        return variables;
    }

    static ClassicVariable count(String name, int value, String longName) {
        return ClassicVariable.of(name, Variables.TIME, new int[] {1}, new ClassicValues.Ints(value))
                .with("long_name", longName)
                .with("units", "1");
    }

    private static double perDay(PeriodTotals totals) {
        return 1.0 / totals.days().size();
    }

    private static ClassicVariable total(
            PeriodTotals totals, String name, String longName, ToDoubleFunction<Group> value) {
        return regions(totals, "region_total_" + name, longName + ", sum, positive to the air", "Tg", value);
    }

    private static ClassicVariable mean(
            PeriodTotals totals, String name, String longName, ToDoubleFunction<Group> value) {
        return regions(
                totals,
                "region_flux_" + name,
                longName + ", positive to the air",
                "Tg d-1",
                group -> value.applyAsDouble(group) * perDay(totals));
    }

    private static ClassicVariable regions(
            PeriodTotals totals, String name, String longName, String units, ToDoubleFunction<Group> value) {
        final double[] values = totals.groups().stream().mapToDouble(value).toArray();
        return Variables.doubles(name, "time region", new int[] {1, values.length}, values, longName, units)
                .with("coordinates", "region_name")
                .with("comment", CARBON);
    }

    private static ClassicVariable covariance(
            PeriodTotals totals, String name, String longName, double[][] covariance) {
        final int count = covariance.length;
        final double[] values = new double[count * count];
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++) values[i * count + j] = covariance[i][j] * perDay(totals) * perDay(totals);
        return Variables.doubles(
                name,
                "time region other_region",
                new int[] {1, count, count},
                values,
                longName + "; other_region is in the order of region",
                "Tg2 d-2");
    }

    /// Left out where a region lacks them, since then none of them has the others' covariance. `region_name` is
    /// not named as their coordinate, as CDO leaves out variables of more dimensions that do.
    private static void members(
            PeriodTotals totals,
            String name,
            String when,
            Function<Group, double[]> members,
            List<ClassicVariable> variables) {
        final int nMembers = members.apply(totals.groups().getFirst()).length;
        if (nMembers == 0 || totals.groups().stream().anyMatch(group -> members.apply(group).length != nMembers))
            return;
        final int count = totals.groups().size();
        final double[] values = new double[count * nMembers];
        for (int r = 0; r < count; r++)
            for (int n = 0; n < nMembers; n++)
                values[r * nMembers + n] = members.apply(totals.groups().get(r))[n] * perDay(totals);
        variables.add(Variables.doubles(
                        "region_flux_" + name + "_members",
                        "time region member",
                        new int[] {1, count, nMembers},
                        values,
                        "natural surface flux of each member " + when + ", mean of the days",
                        "Tg d-1")
                .with("comment", CARBON));
    }
}
