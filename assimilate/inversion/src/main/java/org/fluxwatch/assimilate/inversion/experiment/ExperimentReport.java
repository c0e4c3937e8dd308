package org.fluxwatch.assimilate.inversion.experiment;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// A year of a domain under every prior and background. Fluxes are means over a month in TgC per day, positive to the
/// air; natural is net minus fossil.
///
/// @param ownPrior the case of the domain's products, as is `ownBackground`
/// @param varied the prior that is scaled
/// @param months of the year, those that have days
/// @param cases every prior with every background
/// @param deviations how far cases are from each other
/// @param stations of the own case; empty where there are none
/// @param cells of the own case
public record ExperimentReport(
        String domain,
        int year,
        String ownPrior,
        String ownBackground,
        String varied,
        List<Prior> priors,
        List<Background> backgrounds,
        List<Region> regions,
        List<Month> months,
        List<Case> cases,
        List<Deviation> deviations,
        List<Station> stations,
        Cells cells) {

    /// @param name of the case
    /// @param flux name of the prior
    public record Prior(String name, String flux, double scale, double share) {}

    /// @param kind as in settings: model, grid, latitude
    public record Background(String name, String kind) {}

    /// @param fossil of the domain's own prior, one a month
    public record Region(String name, double areaKm2, List<Double> fossil) {}

    /// @param daysIn days that are analysed
    /// @param observations that have rows and are not withheld
    /// @param unused that have no row, by reason
    public record Month(YearMonth month, int daysIn, int observations, int withheld, Map<String, Integer> unused) {}

    /// @param prior name of the case
    /// @param scores of the year, by set and lane, such as `used/prior`, `withheld/posterior`
    public record Case(String prior, String background, List<CaseMonth> months, SortedMap<String, Scores> scores) {}

    /// @param used observations
    /// @param withoutBackground observations left out, as there is no background for them
    /// @param chiSquare of the innovations, an observation; NaN without any
    /// @param regions in the report's order
    public record CaseMonth(
            YearMonth month,
            int used,
            int withoutBackground,
            double chiSquare,
            List<Total> regions,
            SortedMap<String, Scores> scores) {}

    /// @param posteriorSpread standard deviation
    public record Total(double priorNet, double posteriorNet, double posteriorSpread) {}

    /// How far monthly net fluxes of some cases are from each other, of a region: mean over cases and months of the
    /// absolute difference to the cases' mean, over the mean of the absolute mean.
    ///
    /// @param set of cases
    /// @param percent NaN where the mean is 0
    /// @param leastCorrelation of two of the cases, over months; NaN with fewer than three
    public record Deviation(String set, String region, int cases, double percent, double leastCorrelation) {}

    /// @param scores of monthly means, by lane
    public record Station(String name, List<StationMonth> months, SortedMap<String, Scores> scores) {}

    /// Means of a month's observations at a station, ppm.
    public record StationMonth(
            YearMonth month, int observations, double observedPpm, double priorPpm, double posteriorPpm) {}

    /// Means over the report's months, one value an optimised cell, natural flux in umol m-2 s-1.
    public record Cells(
            double degrees,
            double[] latitudes,
            double[] longitudes,
            double[] prior,
            double[] posterior,
            int[] observations) {}
}
