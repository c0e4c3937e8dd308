package org.fluxwatch.publish.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;

/// Whose fault it is that a sensor is off: what the other sensors say of the same days.
/// ```
/// others off in the same direction          the model: its inflow, or what else it has wrong
/// no other off, or only after it and        the sensor; assimilated, it pulls the background along, and the others
/// in the other direction                    then seem off the other way
/// another off before it, the other way      the model, which follows that one
/// no other observed                         not to be told
/// ```
final class CrossCheck {
    /// Days that are compared: those on which the sensor went off. Later the analyses have moved the background.
    private static final int DAYS = 3;

    /// Another sensor agrees when its mean departure has moved by more than this share of how far the sensor's has:
    /// half way between what a model that is off does to it, and what a sensor does that is off alone.
    private static final double AGREEING = 0.5;

    /// It opposes when it has moved by more than this share the other way.
    private static final double OPPOSING = 0.25;

    /// Half-widths of limits within which a mean departure has no direction.
    private static final double LEVEL = 0.5;

    private final List<PastDay> days;
    private final Collection<Sensor> sensors;

    /// @param days ascending, the last one is looked at
    CrossCheck(List<PastDay> days, Collection<Sensor> sensors) {
        this.days = days;
        this.sensors = sensors;
    }

    /// What another sensor says.
    private enum Says {
        SAME,
        OPPOSITE,
        NOTHING_ODD
    }

    private record Voice(Sensor sensor, Says says) {}

    static String id(AnalysisIdentity identity, Sensor sensor) {
        return DayAlarms.key(identity.analysed(), identity.day()) + "/" + sensor.label();
    }

    /// Always an alarm; optional so that it can be chained.
    Optional<Alarm> judge(Candidate candidate) {
        final Sensor sensor = candidate.subject().sensor();
        final double direction = direction(candidate);
        final List<Voice> voices = new ArrayList<>();
        for (Sensor other : sensors)
            if (other != sensor)
                says(candidate, direction, other).ifPresent(says -> voices.add(new Voice(other, says)));
        final Optional<Sensor> leader = voices.stream()
                .filter(voice -> voice.says() == Says.OPPOSITE && wentFirst(voice.sensor(), sensor, direction))
                .map(Voice::sensor)
                .findFirst();
        final boolean areAllOff = voices.stream().allMatch(voice -> voice.says() == Says.SAME);
        final Side side = voices.isEmpty() ? Side.UNKNOWN : areAllOff || leader.isPresent() ? Side.MODEL : Side.SENSOR;
        final String why =
                switch (side) {
                    case UNKNOWN -> "no other sensor tells whether it or the model is off";
                    case MODEL ->
                        leader.map(other -> "it follows " + other.label()
                                        + ", which was off the other way first and has pulled the background along")
                                .orElseGet(() -> names(voices)
                                        + " off in the same way: the inflow or another part of the model is suspect");
                    case SENSOR ->
                        names(voices) + " not off in that way: the retrievals of " + sensor.label() + " are suspect";
                };
        return Optional.of(alarm(candidate, side, Wording.of(candidate) + "; " + why + "."));
    }

    private Alarm alarm(Candidate candidate, Side side, String text) {
        return new Alarm(
                id(days.getLast().alarms().identity(), candidate.subject().sensor()),
                candidate.subject().sensor(),
                candidate.subject().mode(),
                candidate.check().statistic(),
                candidate.severity(),
                candidate.value(),
                candidate.check().soft(),
                candidate.daysOut(),
                candidate.daysLooked(),
                side,
                text);
    }

    private static String names(List<Voice> voices) {
        return voices.stream().map(voice -> voice.sensor().label()).collect(Collectors.joining(" and "))
                + (voices.size() == 1 ? " is" : " are");
    }

    /// 1 or -1: observed above or below what is simulated; 0 where neither says what is odd.
    private double direction(Candidate candidate) {
        final double value =
                switch (candidate.check().statistic()) {
                    case OMB_MEAN, OMA_MEAN -> excess(candidate.value(), candidate.check());
                    case OMB_SD, CHI_SQUARE, GATED_SHARE, COUNT ->
                        days.getLast()
                                .watched(candidate.subject())
                                .map(CrossCheck::excess)
                                .orElse(0.0);
                };
        return Math.abs(value) < LEVEL ? 0 : Math.signum(value);
    }

    /// Of the mean of o - b.
    private static double excess(Watched watched) {
        return excess(watched.statistics().ombMeanPpm(), watched.check(Statistic.OMB_MEAN));
    }

    /// Half-widths of soft limits where there are any, else of the hard ones.
    private static double excess(double value, Check check) {
        final Range limits = check.soft().hasLimit() ? check.soft() : check.hard();
        return limits.hasLimit() ? Excess.of(value, limits) : 0;
    }

    /// How far the mean of o - b is from where it usually is, ppm; empty without a day on which that is known.
    private static OptionalDouble moved(List<PastDay> compared, Subject subject) {
        return compared.stream()
                .flatMap(day -> day.watched(subject).stream())
                .filter(watched -> watched.statistics().count() >= Monitor.LEAST_COUNT)
                .mapToDouble(watched -> watched.statistics().ombMeanPpm()
                        - usual(watched.check(Statistic.OMB_MEAN).soft()))
                .average();
    }

    private static double usual(Range soft) {
        return soft.hasLimit() ? 0.5 * (soft.low() + soft.high()) : 0;
    }

    private Optional<Says> says(Candidate candidate, double direction, Sensor other) {
        final List<PastDay> compared = compared(candidate);
        if (direction == 0) return scatters(candidate.check().statistic(), compared, other);
        final OptionalDouble others = moved(compared, Subject.all(other));
        if (others.isEmpty()) return Optional.empty();
        final double share =
                others.getAsDouble() / moved(compared, candidate.subject()).orElse(direction);
        return Optional.of(share > AGREEING ? Says.SAME : share < -OPPOSING ? Says.OPPOSITE : Says.NOTHING_ODD);
    }

    private static Optional<Says> scatters(Statistic statistic, List<PastDay> compared, Sensor other) {
        final List<Watched> watched = compared.stream()
                .flatMap(day -> day.watched(Subject.all(other)).stream())
                .toList();
        if (watched.isEmpty()) return Optional.empty();
        final boolean odd =
                watched.stream().anyMatch(day -> day.check(statistic).severity() != Severity.NONE);
        return Optional.of(odd ? Says.SAME : Says.NOTHING_ODD);
    }

    /// The first of the last days on which it was off; where it is so only over several days, these.
    private List<PastDay> compared(Candidate candidate) {
        final List<PastDay> out = days.subList(Math.max(0, days.size() - Persistence.DAYS), days.size()).stream()
                .filter(day -> day.watched(candidate.subject())
                        .filter(watched ->
                                watched.check(candidate.check().statistic()).severity() != Severity.NONE)
                        .isPresent())
                .limit(DAYS)
                .toList();
        if (!out.isEmpty()) return out;
        final List<PastDay> observed = days.stream()
                .filter(day -> day.watched(candidate.subject())
                        .filter(watched -> watched.statistics().count() >= Monitor.LEAST_COUNT)
                        .isPresent())
                .toList();
        return observed.subList(Math.max(0, observed.size() - candidate.pooledDays()), observed.size());
    }

    /// Whether another sensor was off in the other direction before this one was off in this, or on the same day by
    /// more.
    private boolean wentFirst(Sensor other, Sensor sensor, double direction) {
        for (PastDay day : days.subList(Math.max(0, days.size() - Persistence.DAYS), days.size())) {
            final double first = -direction * allModes(day, other);
            final double second = direction * allModes(day, sensor);
            if (first > 1 || second > 1) return first > second;
        }
        return false;
    }

    private static double allModes(PastDay day, Sensor sensor) {
        return day.watched(Subject.all(sensor)).map(CrossCheck::excess).orElse(0.0);
    }
}
