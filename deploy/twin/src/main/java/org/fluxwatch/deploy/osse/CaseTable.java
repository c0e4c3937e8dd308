package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fluxwatch.contract.region.Regions;

/// Cases of an inversion over some worlds: means over the worlds with their standard errors.
final class CaseTable {
    private CaseTable() {}

    /// What all regions and months of a world say of a case.
    ///
    /// @param cut 1 - posterior by prior RMSE
    /// @param covered share of truths within the 90 % intervals
    private record OfWorld(double prior, double posterior, double spread, double cut, double covered) {
        static OfWorld of(List<CaseScore> scores) {
            double prior = 0;
            double posterior = 0;
            double spread = 0;
            int covered = 0;
            for (CaseScore one : scores) {
                prior += one.priorError() * one.priorError();
                posterior += one.posteriorError() * one.posteriorError();
                spread += one.posteriorSpread() * one.posteriorSpread();
                if (one.isCovered()) covered++;
            }
            return new OfWorld(
                    Math.sqrt(prior / scores.size()),
                    Math.sqrt(posterior / scores.size()),
                    Math.sqrt(spread / scores.size()),
                    1 - Math.sqrt(posterior / prior),
                    (double) covered / scores.size());
        }
    }

    static String head(String title) {
        return Figures.format(
                "%n%s%n  %-24s %11s %15s %15s %17s %12s%n",
                title, "", "prior RMSE", "posterior RMSE", "cut", "in 90 %", "spread/RMSE");
    }

    /// A line each group, in the order of the scores. The whole domain is left out, which has all other regions in it.
    static String of(String title, List<CaseScore> scores, Function<CaseScore, String> group) {
        final Map<String, List<CaseScore>> groups = new LinkedHashMap<>();
        for (CaseScore one : scores)
            if (!one.region().equals(Regions.DOMAIN))
                groups.computeIfAbsent(group.apply(one), _ -> new ArrayList<>()).add(one);
        final StringBuilder text = new StringBuilder(head(title));
        groups.forEach((name, of) -> text.append(line(name, of)));
        return text.toString();
    }

    /// @param of one group, all worlds
    static String line(String name, List<CaseScore> of) {
        final Map<Long, List<CaseScore>> bySeed = new LinkedHashMap<>();
        for (CaseScore one : of)
            bySeed.computeIfAbsent(one.seed(), _ -> new ArrayList<>()).add(one);
        final List<OfWorld> worlds = bySeed.values().stream().map(OfWorld::of).toList();
        final Means cut = means(worlds, OfWorld::cut);
        final Means covered = means(worlds, OfWorld::covered);
        final double posterior = means(worlds, OfWorld::posterior).mean();
        return Figures.format(
                "  %-24s %11.3f %15.3f %7.0f +- %2.0f %% %8.0f +- %2.0f %% %12.2f%n",
                name,
                means(worlds, OfWorld::prior).mean(),
                posterior,
                100 * cut.mean(),
                100 * cut.standardError(),
                100 * covered.mean(),
                100 * covered.standardError(),
                means(worlds, OfWorld::spread).mean() / posterior);
    }

    private static Means means(List<OfWorld> worlds, Function<OfWorld, Double> figure) {
        return Means.of(worlds.stream().map(figure).toList());
    }
}
