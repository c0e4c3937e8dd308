package org.fluxwatch.publish.monitoring;

import java.util.Optional;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;

/// What a file says of a day before the one that is looked at.
///
/// @param spinUp the ensemble was still finding its spread: nothing is learnt from it
public record PastDay(DayAlarms alarms, boolean spinUp) {
    /// Empty where it was not observed.
    Optional<Watched> watched(Subject subject) {
        return alarms.watched(subject.sensor(), subject.mode())
                .filter(one -> one.statistics().count() > 0);
    }

    Optional<Alarm> alarm(Sensor sensor) {
        return alarms.alarms().stream()
                .filter(one -> one.sensor().equals(sensor))
                .findFirst();
    }

    /// Whether a sensor as a whole had an alarm, and not one mode of it.
    boolean hasAlarmOfAll(Sensor sensor) {
        return alarm(sensor)
                .filter(one -> one.mode().equals(DayAlarms.ALL_MODES))
                .isPresent();
    }

    boolean isObserved(Sensor sensor) {
        return watched(Subject.all(sensor)).isPresent();
    }
}
