package org.fluxwatch.contract.settings;

/// Limits of the alarms on observations that no history moves.
///
/// @param hardMeanPpm of |mean of o - b| and of |mean of o - a| of a sensor on a day
/// @param hardSdPpm of the standard deviation of o - b
/// @param hardChiSquare of chi-square
/// @param hardGatedShare of the share that is gated
/// @param silentDays days without an observation after which a sensor is silent
public record AlarmSettings(
        double hardMeanPpm, double hardSdPpm, double hardChiSquare, double hardGatedShare, int silentDays) {
    public AlarmSettings {
        Check.positive("publish.alarms.hard-mean-ppm", hardMeanPpm);
        Check.positive("publish.alarms.hard-sd-ppm", hardSdPpm);
        Check.positive("publish.alarms.hard-chi-square", hardChiSquare);
        Check.that(
                hardGatedShare > 0 && hardGatedShare <= 1,
                "publish.alarms.hard-gated-share",
                hardGatedShare,
                "above 0, 1 at most");
        Check.that(silentDays >= 1, "publish.alarms.silent-days", silentDays, "1 or more");
    }
}
