package org.fluxwatch.deploy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.AlarmView;
import org.fluxwatch.publish.web.WatchedView;

/// An alarm with what led to it: its statistic and limits over the last days, and the other sensors on the same days.
///
/// @param days ascending, the alarm's own is the last
record AlarmHistory(Alarm alarm, List<DayAlarms> days) {
    private static final int DAYS = 20;

    /// What an alarm is called.
    record Name(AnalysedDomain analysed, LocalDate day, Sensor sensor) {
        /// @param id such as `east-asia/filter/2019-05-03/oco2`
        static Name of(String id) {
            final String[] parts = id.split("/", -1);
            try {
                if (parts.length == 4)
                    return new Name(
                            new AnalysedDomain(parts[0], AssimilationSystem.of(parts[1])),
                            LocalDate.parse(parts[2]),
                            Sensor.of(parts[3]));
            } catch (DateTimeException | IllegalArgumentException _) {
                // said below, whatever part it is
            }
            throw new SettingsException(
                    "alarm is '" + Printable.line(id) + "', expected DOMAIN/SYSTEM/DAY/SENSOR as `alarms` lists them",
                    null);
        }
    }

    /// As a program gets it.
    record View(AlarmView alarm, List<DayView> days) {}

    record DayView(LocalDate day, int revision, List<WatchedView> watched) {}

    View view() {
        return new View(
                AlarmView.of(days.getLast().identity(), alarm),
                days.stream()
                        .map(day ->
                                new DayView(day.identity().day(), day.identity().revision(), WatchedView.of(day)))
                        .toList());
    }

    /// Whether the day has a file that says which alarms there are.
    static boolean isWatched(ProductFolder folder, Name name) throws IOException {
        final Path file = folder.days(name.analysed()).get(name.day());
        return file != null && folder.alarms(name.analysed(), file).isPresent();
    }

    /// Empty where the day has no such alarm.
    static Optional<AlarmHistory> of(ProductFolder folder, Name name) throws IOException {
        final List<DayAlarms> days = new ArrayList<>();
        for (Path file : folder.days(name.analysed())
                .headMap(name.day(), true)
                .descendingMap()
                .values()) {
            if (days.size() == DAYS) break;
            folder.alarms(name.analysed(), file).ifPresent(days::addFirst);
        }
        if (days.isEmpty() || !days.getLast().identity().day().equals(name.day())) return Optional.empty();
        return days.getLast().alarms().stream()
                .filter(alarm -> alarm.sensor().equals(name.sensor()))
                .findFirst()
                .map(alarm -> new AlarmHistory(alarm, List.copyOf(days)));
    }

    /// As text for a person; a `*` where the sensor's value is beyond its limits.
    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s%n%s, %s, %d of %d days%n%n%-10s %8s %10s %19s ",
                alarm.text(),
                alarm.severity().label(),
                alarm.side().label(),
                alarm.daysOut(),
                alarm.daysLooked(),
                "day",
                "count",
                alarm.statistic().label(),
                "limits");
        final SortedSet<Sensor> others = new TreeSet<>();
        for (DayAlarms day : days) for (Watched watched : day.watched()) others.add(watched.sensor());
        others.remove(alarm.sensor());
        for (Sensor other : others) out.printf(Locale.ROOT, "%12s", other.label());
        out.println();
        for (DayAlarms day : days) print(day, others, out);
        out.println();
    }

    private void print(DayAlarms day, SortedSet<Sensor> others, PrintWriter out) {
        final Optional<Watched> own = day.watched(alarm.sensor(), alarm.mode());
        final Optional<Check> check = own.map(watched -> watched.check(alarm.statistic()));
        final Range limits = check.map(Check::limits).orElse(Range.UNKNOWN);
        out.printf(
                Locale.ROOT,
                "%-10s %8d %10s %19s%s",
                day.identity().day(),
                own.map(watched -> watched.statistics().count()).orElse(0),
                value(own),
                limits.hasLimit() ? number(limits.low()) + " to " + number(limits.high()) : "none yet",
                check.map(Check::severity).orElse(Severity.NONE) == Severity.NONE ? " " : "*");
        for (Sensor other : others) out.printf(Locale.ROOT, "%12s", value(day.watched(other, DayAlarms.ALL_MODES)));
        out.println();
    }

    private String value(Optional<Watched> watched) {
        return number(
                watched.map(one -> one.statistics().value(alarm.statistic())).orElse(Double.NaN));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
