package org.fluxwatch.publish.monitoring;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.Sensor;

/// A sensor that was seen before and has no observation any more, while others have. What a sensor that is silent was
/// off by before is no news: it has this alarm and no other, until it is seen again.
final class Silence {
    private Silence() {}

    /// @param days ascending, the last one is looked at
    /// @param silentDays days with observations of others, and none of the sensor, that make it silent
    static Optional<Alarm> of(List<PastDay> days, Sensor sensor, Collection<Sensor> sensors, int silentDays) {
        int silent = 0;
        for (PastDay day : days.reversed()) {
            if (day.isObserved(sensor))
                return silent < silentDays
                        ? Optional.empty()
                        : Optional.of(alarm(
                                days,
                                sensor,
                                silent,
                                "the last one on " + day.alarms().identity().day()));
            if (isAnyObserved(day, sensors)) silent++;
        }
        final PastDay first = days.getFirst();
        return wasSilent(days, sensor) // else it never was seen
                ? Optional.of(alarm(
                        days,
                        sensor,
                        silent,
                        "none since before " + first.alarms().identity().day()))
                : Optional.empty();
    }

    private static boolean wasSilent(List<PastDay> days, Sensor sensor) {
        return days.size() > 1
                && days.get(days.size() - 2)
                        .alarm(sensor)
                        .filter(alarm -> alarm.statistic() == Statistic.COUNT)
                        .isPresent();
    }

    private static boolean isAnyObserved(PastDay day, Collection<Sensor> sensors) {
        return sensors.stream().anyMatch(day::isObserved);
    }

    private static Alarm alarm(List<PastDay> days, Sensor sensor, int silent, String last) {
        final AnalysisIdentity identity = days.getLast().alarms().identity();
        return new Alarm(
                CrossCheck.id(identity, sensor),
                sensor,
                DayAlarms.ALL_MODES,
                Statistic.COUNT,
                Severity.CONSIDERABLE,
                0,
                Range.UNKNOWN,
                silent,
                days.size(),
                Side.SENSOR,
                String.format(
                        Locale.ROOT,
                        "%s is silent: no observation on %d days on which others had some, %s.",
                        sensor.label(),
                        silent,
                        last));
    }
}
