package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.util.List;

/// Totals of regions or groups of them over a period; TgC, positive to the air.
///
/// @param days that are in the sums
/// @param spinUpDays how many of them the ensemble had not settled on
/// @param groups in the order asked for
/// @param priorCovariance between groups, before observations, TgC²; NaN where it is not known
/// @param analysisCovariance between groups, with observations, TgC²; NaN where it is not known
public record PeriodTotals(
        Span span,
        List<LocalDate> days,
        int spinUpDays,
        List<Group> groups,
        double[][] priorCovariance,
        double[][] analysisCovariance) {
    /// @param prior prior total
    /// @param priorSpread standard deviation of it over members (N - 1), of the members' own sums
    /// @param analysis analysed total
    /// @param analysisSpread the same of it
    /// @param fossil not estimated
    /// @param fire not estimated
    /// @param backgroundMembers sums of each member before observations `[N]`; empty where it is not known
    /// @param analysisMembers sums of each member with observations `[N]`
    /// @param note why a number is not known; empty where all are
    public record Group(
            String name,
            double areaKm2,
            double prior,
            double priorSpread,
            double analysis,
            double analysisSpread,
            double fossil,
            double fire,
            double[] backgroundMembers,
            double[] analysisMembers,
            String note) {}

    /// Days of the period that are not in the sums.
    public int lacking() {
        return span.days() - days.size();
    }
}
