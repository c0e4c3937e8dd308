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

/// Which of the sensor's subjects that are out on the day make an alarm: those that are out on 3 of the last 10 days on
/// which they were observed; a sensor in all its modes at once when it is considerably out or beyond a hard limit.
final class Persistence {
    /// Observed days that are looked at.
    static final int DAYS = 10;

    private static final int LEAST_OUT = 3;

    /// From so many days on an alarm weighs one step more.
    private static final int LASTING = 5;

    private Persistence() {}

    /// @param days ascending, the last one is looked at
    static Optional<Candidate> of(List<PastDay> days, Sensor sensor) {
        final List<Watched> subjects = days.getLast().alarms().watched().stream()
                .filter(watched -> watched.sensor() == sensor)
                .toList();
        final List<Candidate> off = new ArrayList<>();
        for (Watched watched : subjects) candidate(days, watched).ifPresent(off::add);
        return off.stream()
                .min(Comparator.comparing((Candidate candidate) -> candidate.subject().isOneMode())
                        .thenComparing(Candidate::severity, Comparator.reverseOrder())
                        .thenComparing(Candidate::subject))
                .map(one -> one.ofModes(
                        modes(subjects, watched -> watched.check(one.check().statistic())
                                        .severity()
                                != Severity.NONE),
                        modes(subjects, watched -> watched.statistics().count() >= Monitor.LEAST_COUNT)));
    }

    private static int modes(List<Watched> subjects, Predicate<Watched> which) {
        return (int) subjects.stream()
                .filter(watched -> Subject.of(watched).isOneMode())
                .filter(which)
                .count();
    }

    /// Where the mean departure is out too, it says best what is wrong: it has a direction.
    private static Optional<Candidate> candidate(List<PastDay> days, Watched watched) {
        final List<Watched> observed = days.stream()
                .flatMap(day -> day.watched(Subject.of(watched)).stream())
                .filter(day -> day.statistics().count() >= Monitor.LEAST_COUNT)
                .toList();
        final List<Watched> last = observed.subList(Math.max(0, observed.size() - DAYS), observed.size());
        final List<Check> out = watched.checks().stream()
                .filter(check -> check.severity() != Severity.NONE)
                .toList();
        Severity severity = Severity.NONE;
        @Nullable Check gravest = null;
        for (Check check : out) {
            final Severity weight =
                    weight(check, daysOut(last, check), Subject.of(watched).isOneMode());
            if (weight.compareTo(severity) > 0) {
                severity = weight;
                gravest = check;
            }
        }
        if (gravest == null) return Optional.empty();
        final Check telling = out.getFirst().statistic() == Statistic.OMB_MEAN ? out.getFirst() : gravest;
        return Optional.of(new Candidate(
                Subject.of(watched),
                telling,
                watched.statistics().value(telling.statistic()),
                severity,
                daysOut(last, telling),
                last.size(),
                0,
                0));
    }

    private static int daysOut(List<Watched> last, Check check) {
        return (int) last.stream()
                .filter(day -> day.check(check.statistic()).severity() != Severity.NONE)
                .count();
    }

    /// None where it is no alarm. One mode alone is often one or two overpasses, which any front can put out for a day.
    private static Severity weight(Check check, int daysOut, boolean isOneMode) {
        if (daysOut < LEAST_OUT && (isOneMode || check.severity() == Severity.SLIGHT)) return Severity.NONE;
        return daysOut >= LASTING ? more(check.severity()) : check.severity();
    }

    private static Severity more(Severity severity) {
        return switch (severity) {
            case NONE -> Severity.NONE;
            case SLIGHT -> Severity.CONSIDERABLE;
            case CONSIDERABLE, SEVERE -> Severity.SEVERE;
        };
    }
}
