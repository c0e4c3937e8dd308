package org.fluxwatch.publish.monitoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;
import org.jspecify.annotations.Nullable;

/// Which of a sensor's subjects make an alarm: those that are out on the day and on 3 of the last 10 on which they were
/// observed, on the same side where there are two. Of a sensor in all its modes also what is beyond a hard limit, what
/// is far out while the mean departure is out too, and a mean departure over the last days that is
/// out ([Pooled]). One mode alone needs one day more: it is often one or two overpasses, which any front can put out
/// for a day, and with several modes and as many statistics there are ten or more such chances a
/// sensor and day, beside five of the whole. A sensor that is off in one mode for as long shows
/// there as well, if later by a day.
final class Persistence {
    /// Observed days that are looked at.
    static final int DAYS = 10;

    private static final int LEAST_OUT = 3;
    private static final int LEAST_OUT_OF_ONE_MODE = 4;

    /// Half-widths of its soft limits at which a mean is far out.
    private static final double FAR_MEAN = 2;

    /// Times its soft limit at which what has one limit only is far out.
    private static final double FAR_SPREAD = 1.65;

    /// From so many days on an alarm weighs one step more.
    private static final int LASTING = 5;

    private Persistence() {}

    /// @param days ascending, the last one is looked at
    static Optional<Candidate> of(List<PastDay> days, Sensor sensor) {
        final List<Watched> subjects = days.getLast().alarms().watched().stream()
                .filter(watched -> watched.sensor().equals(sensor))
                .toList();
        final List<Candidate> off = new ArrayList<>();
        for (Watched watched : subjects) candidate(days, watched).ifPresent(off::add);
        return off.stream()
                .min(Comparator.comparing(
                                (Candidate candidate) -> candidate.subject().isOneMode())
                        .thenComparing(Candidate::severity, Comparator.reverseOrder())
                        .thenComparing(Candidate::subject))
                .map(one -> one.ofModes(
                        modes(
                                subjects,
                                watched ->
                                        watched.check(one.check().statistic()).severity() != Severity.NONE),
                        modes(subjects, Monitor::isJudged)));
    }

    private static int modes(List<Watched> subjects, Predicate<Watched> which) {
        return (int) subjects.stream()
                .filter(watched -> Subject.of(watched).isOneMode())
                .filter(which)
                .count();
    }

    private static Optional<Candidate> candidate(List<PastDay> days, Watched watched) {
        final Subject subject = Subject.of(watched);
        final List<Watched> observed = days.stream()
                .flatMap(day -> day.watched(subject).stream())
                .filter(Monitor::isJudged)
                .toList();
        if (!Monitor.isJudged(watched)) return Optional.empty();
        final List<Watched> last = observed.subList(Math.max(0, observed.size() - DAYS), observed.size());
        final Optional<Candidate> ofDay = ofDay(subject, watched, last);
        if (subject.isOneMode()) return ofDay;
        final Optional<Candidate> pooled = Pooled.of(observed)
                .map(mean -> new Candidate(
                        subject,
                        mean.check(),
                        mean.value(),
                        mean.check().severity(),
                        daysOut(last, mean.check(), mean.value()),
                        last.size(),
                        0,
                        0,
                        mean.days()));
        return ofDay.isPresent()
                ? ofDay.map(one -> one.atLeast(pooled.map(Candidate::severity).orElse(Severity.NONE)))
                : pooled;
    }

    /// Of the day alone. Where the mean departure is out too, it says best what is wrong: it has a direction.
    private static Optional<Candidate> ofDay(Subject subject, Watched watched, List<Watched> last) {
        final List<Check> out = watched.checks().stream()
                .filter(check -> check.severity() != Severity.NONE)
                .toList();
        final boolean isMeanOut = !out.isEmpty() && out.getFirst().statistic() == Statistic.OMB_MEAN;
        Severity severity = Severity.NONE;
        @Nullable Check gravest = null;
        for (Check check : out) {
            final double value = watched.statistics().value(check.statistic());
            final int daysOut = daysOut(last, check, value);
            final boolean isAlarm = daysOut >= (subject.isOneMode() ? LEAST_OUT_OF_ONE_MODE : LEAST_OUT)
                    || !subject.isOneMode()
                            && (check.severity() == Severity.SEVERE || isMeanOut && isFar(value, check));
            final Severity weight =
                    !isAlarm ? Severity.NONE : daysOut >= LASTING ? more(check.severity()) : check.severity();
            if (weight.compareTo(severity) > 0) {
                severity = weight;
                gravest = check;
            }
        }
        if (gravest == null) return Optional.empty();
        final Check telling = isMeanOut ? out.getFirst() : gravest;
        final double value = watched.statistics().value(telling.statistic());
        return Optional.of(
                new Candidate(subject, telling, value, severity, daysOut(last, telling, value), last.size(), 0, 0, 1));
    }

    private static boolean isFar(double value, Check check) {
        if (!check.soft().hasLimit()) return false;
        final double far = Double.isNaN(check.soft().low()) ? FAR_SPREAD : FAR_MEAN;
        return Math.abs(Excess.of(value, check.soft())) >= far;
    }

    /// Days that are out on the side of a value.
    private static int daysOut(List<Watched> last, Check check, double value) {
        final Statistic statistic = check.statistic();
        final double side = side(value, check);
        return (int) last.stream()
                .filter(day -> day.check(statistic).severity() != Severity.NONE)
                .filter(day -> side(day.statistics().value(statistic), day.check(statistic)) == side)
                .count();
    }

    /// 1 above the middle of its limits, -1 below; 1 of what has one limit only.
    private static double side(double value, Check check) {
        return Double.isNaN(check.limits().low()) ? 1 : Math.signum(Excess.of(value, check.limits()));
    }

    private static Severity more(Severity severity) {
        return switch (severity) {
            case NONE -> Severity.NONE;
            case SLIGHT -> Severity.CONSIDERABLE;
            case CONSIDERABLE, SEVERE -> Severity.SEVERE;
        };
    }
}
