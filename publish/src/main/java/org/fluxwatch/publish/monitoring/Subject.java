package org.fluxwatch.publish.monitoring;

import java.util.Comparator;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;

/// What is watched: a sensor in one mode, or in all. Ordered by sensor, all modes first.
///
/// @param mode label of a mode, or [DayAlarms#ALL_MODES]
record Subject(Sensor sensor, String mode) implements Comparable<Subject> {
    private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::sensor)
            .thenComparing(Subject::isOneMode)
            .thenComparing(Subject::mode);

    static Subject of(Watched watched) {
        return new Subject(watched.sensor(), watched.mode());
    }

    static Subject all(Sensor sensor) {
        return new Subject(sensor, DayAlarms.ALL_MODES);
    }

    boolean isOneMode() {
        return !mode.equals(DayAlarms.ALL_MODES);
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
