package org.fluxwatch.publish.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
/// no other observed, or none with limits    not to be told
/// ```
/// What is compared are the days on which the episode began, however long ago: an alarm that lasts keeps its verdict.
final class CrossCheck {
    /// Days that are compared: those on which the sensor went off. Later the analyses have moved the background.
    private static final int DAYS = 2;

    /// Another sensor agrees when its mean departure has moved by more than this share of how far the sensor's has:
    /// half way between what a model that is off does to it, and what a sensor does that is off alone.
    private static final double AGREEING = 0.5;

    /// It opposes when it has moved by more than this share the other way.
    private static final double OPPOSING = 0.25;

    /// Half-widths of limits within which a mean departure has no direction.
    private static final double LEVEL = 0.5;

    /// Observed days without an alarm that an episode goes on over: the background comes and goes.
    private static final int GAP = 3;

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

    private record Voice(Sensor sensor, Says says) {
        boolean isSame() {
            return says == Says.SAME;
        }
    }

    static String id(AnalysisIdentity identity, Sensor sensor) {
        return DayAlarms.key(identity.analysed(), identity.day()) + "/" + sensor.label();
    }

    /// Always an alarm; optional so that it can be chained.
    Optional<Alarm> judge(Candidate candidate) {
        final Sensor sensor = candidate.subject().sensor();
        final double direction = direction(candidate);
        final Optional<Alarm> before = direction == 0 ? lastOfEpisode(sensor) : Optional.empty();
        if (before.isPresent()) // scatter says less than what began it
        return Optional.of(
                    alarm(candidate, before.get().side(), Wording.of(candidate) + "; " + why(before.get()) + "."));
        final List<Voice> voices = new ArrayList<>();
        for (Sensor other : sensors)
            if (!other.equals(sensor))
                says(candidate, direction, other).ifPresent(says -> voices.add(new Voice(other, says)));
        final Optional<Sensor> leader = voices.stream()
                .filter(voice -> voice.says() == Says.OPPOSITE && wentFirst(voice.sensor(), sensor, direction))
                .map(Voice::sensor)
                .findFirst();
        final boolean areAllOff = voices.stream().allMatch(Voice::isSame);
        final Side side = voices.isEmpty() ? Side.UNKNOWN : areAllOff || leader.isPresent() ? Side.MODEL : Side.SENSOR;
        final String why =
                switch (side) {
                    case UNKNOWN -> "no other sensor tells whether it or the model is off";
                    case MODEL ->
                        leader.map(other -> "it follows " + other.label()
                                        + ", which was off the other way first and has pulled the background along")
                                .orElseGet(() -> names(voices)
                                        + " off in the same way: the inflow or another part of the model is suspect");
                    case SENSOR -> suspect(sensor, voices);
                };
        return Optional.of(alarm(candidate, side, Wording.of(candidate) + "; " + why + "."));
    }

    private Optional<Alarm> lastOfEpisode(Sensor sensor) {
        return episode(sensor).reversed().stream()
                .flatMap(day -> day.alarm(sensor).stream())
                .filter(alarm -> alarm.statistic() != Statistic.COUNT)
                .findFirst();
    }

    /// The part of an alarm's text that says whose fault it is.
    private static String why(Alarm alarm) {
        final String text = Unseen.ownText(alarm);
        return text.substring(text.indexOf("; ") + 2, text.length() - 1);
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

    private static String suspect(Sensor sensor, List<Voice> voices) {
        final List<Voice> off = voices.stream().filter(Voice::isSame).toList();
        final List<Voice> others =
                voices.stream().filter(voice -> !voice.isSame()).toList();
        return names(others) + " not off in that way" + (off.isEmpty() ? "" : ", " + names(off))
                + ": the retrievals of "
                + Stream.concat(Stream.of(sensor), off.stream().map(Voice::sensor))
                        .map(Sensor::label)
                        .collect(Collectors.joining(" and "))
                + " are suspect";
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
        return check.limits().hasLimit() ? Excess.of(value, check.limits()) : 0;
    }

    /// How far the mean of o - b is from where it usually is, ppm; empty without a day on which that is known.
    private static OptionalDouble moved(List<PastDay> compared, Subject subject) {
        return compared.stream()
                .flatMap(day -> day.watched(subject).stream())
                .filter(watched -> hasLimits(watched, Statistic.OMB_MEAN))
                .mapToDouble(watched -> watched.statistics().ombMeanPpm()
                        - middle(watched.check(Statistic.OMB_MEAN).soft()))
                .average();
    }

    private static boolean hasLimits(Watched watched, Statistic statistic) {
        return Monitor.isJudged(watched) && watched.check(statistic).soft().hasLimit();
    }

    private static double middle(Range limits) {
        return 0.5 * (limits.low() + limits.high());
    }

    /// How far the candidate has moved in its direction, ppm: by no less than what gives a mean departure a direction
    /// at all, as another's movement is held against it.
    private double own(Candidate candidate, List<PastDay> compared, double direction) {
        final Range soft = days.getLast()
                .watched(candidate.subject())
                .map(watched -> watched.check(Statistic.OMB_MEAN))
                .map(Check::limits)
                .orElse(candidate.check().soft());
        final double least = LEVEL * 0.5 * (soft.high() - soft.low());
        return Math.max(least, direction * moved(compared, candidate.subject()).orElse(0));
    }

    private Optional<Says> says(Candidate candidate, double direction, Sensor other) {
        final List<PastDay> compared = compared(candidate, direction);
        if (direction == 0) return scatters(candidate.check().statistic(), compared, other);
        final OptionalDouble others = moved(compared, Subject.all(other));
        if (others.isEmpty()) return Optional.empty();
        final double share = direction * others.getAsDouble() / own(candidate, compared, direction);
        return Optional.of(share > AGREEING ? Says.SAME : share < -OPPOSING ? Says.OPPOSITE : Says.NOTHING_ODD);
    }

    private static Optional<Says> scatters(Statistic statistic, List<PastDay> compared, Sensor other) {
        final List<Watched> watched = compared.stream()
                .flatMap(day -> day.watched(Subject.all(other)).stream())
                .filter(day -> hasLimits(day, statistic))
                .toList();
        if (watched.isEmpty()) return Optional.empty();
        final boolean odd =
                watched.stream().anyMatch(day -> day.check(statistic).severity() != Severity.NONE);
        return Optional.of(odd ? Says.SAME : Says.NOTHING_ODD);
    }

    /// Days from those on that led to the first alarm of the episode.
    private List<PastDay> episode(Sensor sensor) {
        int first = days.size() - 1;
        int quiet = 0;
        for (int d = first - 1; d >= 0 && quiet <= GAP; d--) {
            if (days.get(d)
                    .alarm(sensor)
                    .filter(alarm -> alarm.statistic() != Statistic.COUNT)
                    .isPresent()) {
                first = d;
                quiet = 0;
            } else if (days.get(d)
                    .watched(Subject.all(sensor))
                    .filter(Monitor::isJudged)
                    .isPresent()) quiet++;
        }
        return days.subList(Math.max(0, first + 1 - Persistence.DAYS), days.size());
    }

    private static boolean isOut(Watched watched) {
        return watched.checks().stream().anyMatch(check -> check.severity() != Severity.NONE);
    }

    /// The first days of the episode on which it was off with anything, its mean in that direction; where it is so only
    /// over several days, these.
    private List<PastDay> compared(Candidate candidate, double direction) {
        final List<PastDay> out = episode(candidate.subject().sensor()).stream()
                .filter(day -> day.watched(candidate.subject())
                        .filter(watched -> isOut(watched) && direction * excess(watched) >= Math.abs(direction) * LEVEL)
                        .isPresent())
                .limit(DAYS)
                .toList();
        if (!out.isEmpty()) return out;
        final List<PastDay> observed = days.stream()
                .filter(day -> day.watched(candidate.subject())
                        .filter(Monitor::isJudged)
                        .isPresent())
                .toList();
        return observed.subList(Math.max(0, observed.size() - candidate.pooledDays()), observed.size());
    }

    /// Whether another sensor was off in the other direction before this one was off in this, or on the same day by
    /// more.
    private boolean wentFirst(Sensor other, Sensor sensor, double direction) {
        for (PastDay day : episode(sensor)) {
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
