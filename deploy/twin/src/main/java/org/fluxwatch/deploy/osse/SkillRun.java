package org.fluxwatch.deploy.osse;

import org.fluxwatch.deploy.osse.OsseReport.FluxSkill;
import org.fluxwatch.deploy.osse.OsseReport.Headline;
import org.jspecify.annotations.Nullable;

/// A run's figures, as a line of `runs.jsonl` has them.
///
/// @param settings name of the filter's settings
/// @param digest of all that the figures follow from but world, seed and ensemble
/// @param world kind of it
/// @param seed of all that is true
/// @param ensemble the ensemble's seed
/// @param first fluxes as they are analysed at the end of their day; none where the filter stopped itself
/// @param last the same with the observations of the days that the smoother waits for; none without a smoother
/// @param chiSquare of the assimilated
/// @param attainableFirst cut that any method could have reached in this world, %; NaN where it was not asked for
/// @param attainableLast the same of `last`
/// @param seconds the run took
record SkillRun(
        String settings,
        String digest,
        String world,
        long seed,
        long ensemble,
        Skill first,
        Skill last,
        double chiSquare,
        double attainableFirst,
        double attainableLast,
        double seconds) {
    /// Of regional daily fluxes.
    ///
    /// @param prior RMSE, µmol m-2 s-1
    /// @param analysis RMSE, µmol m-2 s-1
    /// @param cut of the RMSE, %
    /// @param ratio spread over RMSE
    /// @param covered share of truths within the 90 % intervals, %
    /// @param weeksKept weeks of regions that are not worse than the prior by more than the spread, %
    record Skill(double prior, double analysis, double cut, double ratio, double covered, double weeksKept) {
        static final Skill NONE = new Skill(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        static Skill of(@Nullable FluxSkill skill) {
            if (skill == null) return NONE;
            return new Skill(
                    skill.regionalDaily().prior().rmse(),
                    skill.regionalDaily().analysis().rmse(),
                    skill.regionalDaily().cutPercent(),
                    skill.spreadRatio(),
                    skill.coveragePercent(),
                    skill.weeksKeptPercent());
        }
    }

    /// Which run it is.
    record Key(String settings, String digest, String world, long seed, long ensemble) {}

    /// @param headline null where the filter stopped itself
    static SkillRun of(Key key, @Nullable Headline headline, double seconds) {
        return new SkillRun(
                key.settings,
                key.digest,
                key.world,
                key.seed,
                key.ensemble,
                headline == null ? Skill.NONE : Skill.of(headline.filter()),
                headline == null ? Skill.NONE : Skill.of(headline.smoothed()),
                headline == null ? Double.NaN : headline.chiSquare(),
                Double.NaN,
                Double.NaN,
                seconds);
    }

    boolean hasStopped() {
        return Double.isNaN(first.prior());
    }

    Key key() {
        return new Key(settings, digest, world, seed, ensemble);
    }

    /// @param cutFirst and `cutLast`: of the same world, %
    SkillRun withAttainable(double cutFirst, double cutLast) {
        return new SkillRun(
                settings, digest, world, seed, ensemble, first, last, chiSquare, cutFirst, cutLast, seconds);
    }
}
