package org.fluxwatch.publish.web;

import java.util.List;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.Sensor;

/// An alarm as a program gets it.
///
/// @param limit soft, low and high; null where there is none on that side
/// @param explain where the page shows the day
public record AlarmView(
        String id,
        Sensor sensor,
        String mode,
        Statistic statistic,
        Severity severity,
        double value,
        double[] limit,
        int daysOut,
        int daysLooked,
        Side side,
        String text,
        String explain) {
    public static List<AlarmView> of(DayAlarms day) {
        return day.alarms().stream().map(alarm -> of(day.identity(), alarm)).toList();
    }

    public static AlarmView of(AnalysisIdentity identity, Alarm alarm) {
        return new AlarmView(
                alarm.id(),
                alarm.sensor(),
                alarm.mode(),
                alarm.statistic(),
                alarm.severity(),
                alarm.value(),
                WatchedView.pair(alarm.soft()),
                alarm.daysOut(),
                alarm.daysLooked(),
                alarm.side(),
                alarm.text(),
                "/#domain=" + identity.domain() + "&system=" + identity.system().label() + "&day=" + identity.day()
                        + "&alarm=" + alarm.sensor().label() + "&mode=" + alarm.mode());
    }
}
