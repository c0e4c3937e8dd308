package org.fluxwatch.deploy.osse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.assimilate.model.transport.MassBudget;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.jspecify.annotations.Nullable;

/// All figures of a run, as `report.json` holds them. No wall clock, no path: the same arguments give the same bytes.
///
/// @param headline what the goals are stated in
/// @param regions errors of daily regional totals over the scored days, TgC per day
/// @param months the scored days of each month
/// @param lanes against the withheld observations of the scored days: CTRL, FC, AN
/// @param rankHistogram counts `[N + 1]` over the assimilated and withheld of the scored days
/// @param days all days, spin-up too
record OsseReport(
        Setup setup,
        Headline headline,
        List<RegionScore> regions,
        List<MonthScore> months,
        List<LaneScore> lanes,
        List<Integer> rankHistogram,
        List<DayScore> days,
        Intake intake) {

    /// What was run.
    ///
    /// @param truthSeed of all that is true; the filter's seeds stand in its settings
    /// @param scoredFrom first day after spin-up
    /// @param inputs what drove the model, by kind
    /// @param settings of domain, ingest and filter as they were used
    record Setup(
            String domain,
            LocalDate from,
            LocalDate to,
            LocalDate scoredFrom,
            long truthSeed,
            int cells,
            int layers,
            Map<String, String> inputs,
            JsonNode settings) {
        /// The same run with the inputs and settings of one of its filters.
        Setup of(Map<String, String> theirInputs, JsonNode theirSettings) {
            return new Setup(domain, from, to, scoredFrom, truthSeed, cells, layers, theirInputs, theirSettings);
        }
    }

    /// @param filter fluxes as they are analysed at the end of their day
    /// @param smoothed the same with the observations of the days that the smoother waits for, over the scored days
    /// that have left its window; null without a smoother
    /// @param chiSquare mean of (o - b)² / (s² + r) over the assimilated
    /// @param massClosure greatest relative residual of a day's mass budget, spin-up too
    record Headline(FluxSkill filter, @Nullable FluxSkill smoothed, double chiSquare, double massClosure) {}

    /// Over the scored days. Regional errors are those of mean fluxes, µmol m-2 s-1, so that a small region counts as
    /// much as a large one; the whole domain is not among the regions.
    ///
    /// @param regionalDaily errors of daily regional means
    /// @param regionalPeriod errors of the regional means of the whole period
    /// @param grid errors of daily fluxes of land cells
    /// @param spreadRatio spread over RMSE of daily regional means
    /// @param coveragePercent of daily regional means by their 90 % intervals
    /// @param weeksKeptPercent weeks of regions in which the analysis is not worse than the prior by more than its
    ///     stated spread; NaN without a whole week
    /// @param worseThanPrior regions whose RMSE is above the prior's by more than the stated spread
    record FluxSkill(
            Comparison regionalDaily,
            Comparison regionalPeriod,
            Comparison grid,
            double spreadRatio,
            double coveragePercent,
            double weeksKeptPercent,
            List<String> worseThanPrior) {}

    /// @param smoothed null where no day of the month has left the smoother's window
    record MonthScore(
            YearMonth month, FluxSkill filter, @Nullable FluxSkill smoothed) {}

    /// Prior and analysis against the truth; the unit is that of where it stands.
    ///
    /// @param cutPercent by how much the analysis' RMSE is less than the prior's
    record Comparison(ErrorSums.Errors prior, ErrorSums.Errors analysis, double cutPercent) {
        static Comparison of(ErrorSums prior, ErrorSums analysis) {
            return new Comparison(
                    prior.errors(), analysis.errors(), ErrorSums.cutPercent(prior.errors(), analysis.errors()));
        }
    }

    /// @param fluxPerTgCPerDay mean flux over the region that makes 1 TgC per day, µmol m-2 s-1
    /// @param truthTgCPerDay mean of the true totals
    /// @param errors TgC per day
    /// @param spreadTgCPerDay root mean square of the ensemble's spread
    record RegionScore(
            String region,
            double areaKm2,
            double fluxPerTgCPerDay,
            double truthTgCPerDay,
            Comparison errors,
            double spreadTgCPerDay,
            double spreadRatio,
            double coveragePercent) {}

    /// @param withinPercent share of departures within 1, 2, 3, 4 ppm
    record LaneScore(String lane, Scores scores, List<Double> withinPercent) {}

    /// @param counts superobservations by status
    /// @param background departures of the assimilated before their update
    /// @param grid errors over land cells, µmol m-2 s-1
    record DayScore(
            LocalDate day,
            Map<String, Integer> counts,
            Scores background,
            double chiSquare,
            Comparison grid,
            List<RegionDay> regions,
            MassDay mass) {
        /// Superobservations of a status, 0 where it is not among the counts.
        int count(String status) {
            return counts.getOrDefault(status, 0);
        }
    }

    /// CO2 of the control lane in the domain and what changed it, TgC.
    ///
    /// @param emitted by the surface, net, all categories of flux
    /// @param inflow through the lateral boundary, net, positive inwards
    /// @param residual what no term explains
    /// @param relativeResidual absolute residual as a share of the CO2 at the begin
    record MassDay(double begin, double emitted, double inflow, double end, double residual, double relativeResidual) {
        static MassDay of(MassBudget budget) {
            return new MassDay(
                    budget.beginMoles() * Constants.TGC_PER_MOLE,
                    budget.emittedMoles() * Constants.TGC_PER_MOLE,
                    budget.inflowMoles() * Constants.TGC_PER_MOLE,
                    budget.endMoles() * Constants.TGC_PER_MOLE,
                    budget.residualMoles() * Constants.TGC_PER_MOLE,
                    budget.relativeResidual());
        }
    }

    /// Daily totals of natural flux, TgC per day.
    ///
    /// @param spread standard deviation of the analysed over the members
    record RegionDay(String region, double truth, double prior, double analysis, double spread) {}

    /// @param looks of the satellites within the domain's window, by what became of them
    /// @param soundings in the Lite files
    /// @param rejected soundings that ingest did not use, by reason
    record Intake(Map<String, Integer> looks, int soundings, Map<String, Integer> rejected) {}
}
