package org.fluxwatch.publish.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.AlarmSettings;

/// Watches the observations of a day.
/// ```
/// departures ──> statistics by sensor and mode ──> against limits ──> out? ──> on how many of the last days?
///                        days before ──────────────────┴───────────────────────────────┴──> alarms ──> whose fault?
/// ```
/// What a day was out of limits with, no limits learn from, nor from a day on which the sensor as a whole had an alarm.
/// A sensor that is not judged on a day, as too little of it was seen, keeps the alarm that it had.
public final class Monitor {
    /// How far back files are looked at: enough for the 20 days that limits are made of where a sensor sees the domain
    /// each tenth day only. What lasts longer is handed on from day to day.
    public static final int HORIZON_DAYS = 200;

    /// Fewer observations of a subject on a day are shown and not judged, and nothing is learnt from them.
    static final int LEAST_COUNT = 5;

    /// A value that is so many half-widths beside the middle of its soft limits is considerably out.
    private static final double CONSIDERABLE = 1.5;

    private final AlarmSettings settings;

    public Monitor(AlarmSettings settings) {
        this.settings = settings;
    }

    /// @param innovations of a day of the filter
    /// @param spinUp whether the ensemble is still finding its spread: only hard limits count
    /// @param past days before within [#HORIZON_DAYS], ascending; those without a file are left out
    /// @param expected sensors of the domain
    public DayAlarms watch(
            AnalysisIdentity identity,
            Collection<Innovation> innovations,
            boolean spinUp,
            List<PastDay> past,
            Collection<Sensor> expected) {
        return watchDepartures(identity, Departure.of(List.copyOf(innovations)), spinUp, past, expected);
    }

    /// The same of departures.
    public DayAlarms watchDepartures(
            AnalysisIdentity identity,
            List<Departure> departures,
            boolean spinUp,
            List<PastDay> past,
            Collection<Sensor> expected) {
        final SortedMap<Subject, Statistics> statistics = DayStatistics.of(departures);
        final SortedSet<Sensor> sensors = new TreeSet<>(expected);
        statistics.keySet().forEach(subject -> sensors.add(subject.sensor()));
        for (Sensor sensor : sensors) statistics.putIfAbsent(Subject.all(sensor), Statistics.NONE);
        final List<Watched> watched = new ArrayList<>();
        statistics.forEach((subject, values) -> watched.add(
                new Watched(subject.sensor(), subject.mode(), values, checks(subject, values, spinUp, past))));
        final PastDay today = new PastDay(new DayAlarms(identity, watched, List.of()), spinUp);
        final List<PastDay> days = new ArrayList<>(past);
        days.add(today);
        return new DayAlarms(identity, watched, alarms(days, sensors));
    }

    /// Of a day whose file does not say how it compares with those before: its statistics alone.
    public static DayAlarms notJudged(AnalysisIdentity identity, Collection<Innovation> innovations) {
        final List<Watched> watched = new ArrayList<>();
        DayStatistics.of(Departure.of(List.copyOf(innovations)))
                .forEach((subject, values) ->
                        watched.add(new Watched(subject.sensor(), subject.mode(), values, List.of())));
        return new DayAlarms(identity, watched, List.of());
    }

    /// A day's statistics anew beside what a file of it says that follows from other days: limits and alarms.
    ///
    /// @param said by the file
    public static DayAlarms again(DayAlarms said, Collection<Innovation> innovations) {
        final SortedMap<Subject, Statistics> statistics = DayStatistics.of(Departure.of(List.copyOf(innovations)));
        return new DayAlarms(
                said.identity(),
                said.watched().stream()
                        .map(one -> new Watched(
                                one.sensor(),
                                one.mode(),
                                statistics.getOrDefault(Subject.of(one), Statistics.NONE),
                                one.checks()))
                        .toList(),
                said.alarms());
    }

    private List<Alarm> alarms(List<PastDay> days, SortedSet<Sensor> sensors) {
        final List<Alarm> alarms = new ArrayList<>();
        final CrossCheck crossCheck = new CrossCheck(days, sensors);
        for (Sensor sensor : sensors)
            Silence.of(days, sensor, sensors, settings.silentDays())
                    .or(() -> Unseen.of(days, sensor))
                    .or(() -> Persistence.of(days, sensor).flatMap(crossCheck::judge))
                    .ifPresent(alarms::add);
        return alarms;
    }

    private List<Check> checks(Subject subject, Statistics today, boolean spinUp, List<PastDay> past) {
        if (today.count() < LEAST_COUNT) return List.of();
        final List<Check> checks = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            final Range soft = spinUp ? Range.UNKNOWN : soft(statistic, past, subject, today);
            final Range hard = HardLimits.of(statistic, settings);
            checks.add(new Check(statistic, soft, hard, severity(today.value(statistic), soft, hard)));
        }
        return checks;
    }

    private static Range soft(Statistic statistic, List<PastDay> past, Subject subject, Statistics today) {
        final List<Watched> observed = past.stream()
                .filter(day -> !day.spinUp())
                .flatMap(day -> day.watched(subject).stream())
                .filter(Monitor::isJudged)
                .toList();
        final Range learnt = SoftLimits.of(
                statistic,
                past.stream()
                        .filter(day -> !day.spinUp() && !day.hasAlarmOfAll(subject.sensor()))
                        .flatMap(day -> day.watched(subject).stream())
                        .filter(Monitor::isJudged)
                        .filter(watched -> watched.check(statistic).severity() == Severity.NONE)
                        .map(Watched::statistics)
                        .toList(),
                today);
        return learnt.hasLimit() ? learnt : SoftLimits.last(statistic, observed);
    }

    /// Whether enough of a subject was seen.
    static boolean isJudged(Watched watched) {
        return watched.statistics().count() >= LEAST_COUNT;
    }

    private static Severity severity(double value, Range soft, Range hard) {
        if (!hard.contains(value)) return Severity.SEVERE;
        if (soft.contains(value)) return Severity.NONE;
        return Math.abs(Excess.of(value, soft)) < CONSIDERABLE ? Severity.SLIGHT : Severity.CONSIDERABLE;
    }
}
