package org.fluxwatch.publish.totals;

/// What the filter says of a region on one day: totals in TgC per day, positive to the air. Natural flux, but for
/// fossil and fire; NaN where it is not known.
///
/// @param prior the prior's total
/// @param priorSpread standard deviation over members before the day's observations
/// @param analysis analysed total
/// @param analysisSpread standard deviation over members with the day's observations
/// @param backgroundMembers totals of members before the day's observations `[N]`; empty where the file has none
/// @param analysisMembers totals of members with them `[N]`
public record RegionDay(
        String region,
        double areaKm2,
        double prior,
        double priorSpread,
        double analysis,
        double analysisSpread,
        double fossil,
        double fire,
        double[] backgroundMembers,
        double[] analysisMembers) {
    private static final double[] NONE = new double[0];

    RegionDay withoutMembers() {
        return new RegionDay(region, areaKm2, prior, priorSpread, analysis, analysisSpread, fossil, fire, NONE, NONE);
    }
}
