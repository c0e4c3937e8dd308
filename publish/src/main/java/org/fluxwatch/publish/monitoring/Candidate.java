package org.fluxwatch.publish.monitoring;

import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Severity;

/// A sensor that is off on the day, before the others are asked.
///
/// @param subject the sensor in all modes where that is off, else the mode that is furthest off
/// @param check of the statistic that says it best
/// @param value of that statistic
/// @param severity the greatest of all statistics that are out
/// @param daysOut of the days looked at, this one among them
/// @param daysLooked days on which the subject was observed, at most [Persistence#DAYS]
/// @param modesOut how many of its modes are out with that statistic
/// @param modes how many it has on the day
/// @param pooledDays last observed days that the value is the mean of, 1 for the day alone
record Candidate(
        Subject subject,
        Check check,
        double value,
        Severity severity,
        int daysOut,
        int daysLooked,
        int modesOut,
        int modes,
        int pooledDays) {
    Candidate atLeast(Severity other) {
        return new Candidate(
                subject, check, value, severity.or(other), daysOut, daysLooked, modesOut, modes, pooledDays);
    }

    Candidate ofModes(int out, int all) {
        return new Candidate(subject, check, value, severity, daysOut, daysLooked, out, all, pooledDays);
    }
}
