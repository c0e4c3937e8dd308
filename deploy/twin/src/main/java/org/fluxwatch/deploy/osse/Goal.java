package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.deploy.osse.OsseReport.Comparison;
import org.fluxwatch.deploy.osse.OsseReport.FluxSkill;
import org.fluxwatch.deploy.osse.OsseReport.Headline;

/// A figure of the verdict and what it should be.
///
/// @param figure what it is, for a person
/// @param prior RMSE, µmol m-2 s-1; NaN, as that of the analysis, for a figure that does not compare the two
/// @param value the figure; with a prior, by how many percent the analysis' RMSE is less
/// @param unit `%` or empty
/// @param from least value that meets the goal
/// @param to greatest such value; NaN without any
/// @param met false for a value that is none
record Goal(
        String figure, double prior, double analysis, double value, String unit, double from, double to, boolean met) {
    private static final double REGIONS_CUT_PERCENT = 60;
    private static final double CELLS_CUT_PERCENT = 40;

    static List<Goal> of(Headline headline) {
        final List<Goal> goals = new ArrayList<>();
        skill(goals, "", headline.filter());
        if (headline.smoothed() != null) skill(goals, ", smoothed", headline.smoothed());
        goals.add(within("chi-square of the departures", headline.chiSquare(), "", 0.9, 1.1));
        goals.add(within(
                "mass budget of a day, worst residual / CO2 in the domain", headline.massClosure(), "", 0, 1e-6));
        return goals;
    }

    private static void skill(List<Goal> goals, String which, FluxSkill skill) {
        goals.add(cut("RMSE of regional fluxes, daily" + which, skill.regionalDaily(), REGIONS_CUT_PERCENT));
        goals.add(cut("RMSE of regional fluxes, whole period" + which, skill.regionalPeriod(), REGIONS_CUT_PERCENT));
        goals.add(cut("RMSE of land cells, daily" + which, skill.grid(), CELLS_CUT_PERCENT));
        goals.add(within("spread / RMSE of regional fluxes" + which, skill.spreadRatio(), "", 0.8, 1.2));
        goals.add(
                within("truth in the 90 % intervals of regional fluxes" + which, skill.coveragePercent(), "%", 85, 95));
    }

    private static Goal cut(String figure, Comparison errors, double least) {
        return new Goal(
                figure,
                errors.prior().rmse(),
                errors.analysis().rmse(),
                errors.cutPercent(),
                "%",
                least,
                Double.NaN,
                errors.cutPercent() >= least);
    }

    private static Goal within(String figure, double value, String unit, double from, double to) {
        return new Goal(figure, Double.NaN, Double.NaN, value, unit, from, to, value >= from && value <= to);
    }
}
