package org.fluxwatch.publish.monitoring;

import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.Sensor;

/// A sensor of which the day has too little to be judged, and that had an alarm before: nothing says that its cause is
/// gone, so the alarm stays until it is seen again, or is silent.
final class Unseen {
    private static final String NOT_JUDGED = "; too few observations to be judged since.";

    private Unseen() {}

    /// @param days ascending, the last one is looked at
    static Optional<Alarm> of(List<PastDay> days, Sensor sensor) {
        final PastDay today = days.getLast();
        if (days.size() < 2
                || today.watched(Subject.all(sensor)).filter(Monitor::isJudged).isPresent()) return Optional.empty();
        return days.get(days.size() - 2)
                .alarm(sensor)
                .filter(alarm -> alarm.statistic() != Statistic.COUNT) // it is seen again
                .map(alarm -> again(alarm, today));
    }

    /// Whether an alarm is one of a day before.
    static boolean isHandedOn(Alarm alarm) {
        return alarm.text().endsWith(NOT_JUDGED);
    }

    private static Alarm again(Alarm alarm, PastDay today) {
        final String text = alarm.text();
        return new Alarm(
                CrossCheck.id(today.alarms().identity(), alarm.sensor()),
                alarm.sensor(),
                alarm.mode(),
                alarm.statistic(),
                alarm.severity(),
                alarm.value(),
                alarm.soft(),
                alarm.daysOut(),
                alarm.daysLooked(),
                alarm.side(),
                isHandedOn(alarm) ? text : text.substring(0, text.length() - 1) + NOT_JUDGED);
    }

    /// As it was on the day of which it is.
    static String ownText(Alarm alarm) {
        final String text = alarm.text();
        return isHandedOn(alarm) ? text.substring(0, text.length() - NOT_JUDGED.length()) + "." : text;
    }
}
