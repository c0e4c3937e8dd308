package org.fluxwatch.deploy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.AlarmView;
import org.fluxwatch.publish.web.WatchedView;

/// An alarm with what led to it: its statistic and limits over the last days, and the other sensors on the same days.
///
/// @param days ascending, the alarm's own is the last
record AlarmHistory(AlarmView alarm, List<Day> days) {
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

    record Day(LocalDate day, int revision, List<WatchedView> watched) {}

    /// Empty where the day has no such alarm.
    static Optional<AlarmHistory> of(ProductFolder folder, Name name) throws IOException {
        final Optional<DayAlarms> own = said(folder, name, name.day());
        final Optional<AlarmView> alarm = own.stream()
                .flatMap(day -> AlarmView.of(day).stream())
                .filter(one -> one.sensor() == name.sensor())
                .findFirst();
        if (alarm.isEmpty()) return Optional.empty();
        final List<Day> days = new ArrayList<>();
        for (Map.Entry<LocalDate, Path> file : folder.days(name.analysed())
                .headMap(name.day(), true)
                .descendingMap()
                .entrySet()) {
            if (days.size() == DAYS) break;
            folder.alarms(name.analysed(), file.getValue())
                    .ifPresent(day ->
                            days.addFirst(new Day(file.getKey(), day.identity().revision(), WatchedView.of(day))));
        }
        return Optional.of(new AlarmHistory(alarm.get(), List.copyOf(days)));
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
        for (Day day : days) for (WatchedView watched : day.watched()) others.add(watched.sensor());
        others.remove(alarm.sensor());
        for (Sensor other : others) out.printf(Locale.ROOT, "%12s", other.label());
        out.println();
        for (Day day : days) print(day, others, out);
        out.println();
    }

    private void print(Day day, SortedSet<Sensor> others, PrintWriter out) {
        final Optional<WatchedView> own = find(day, alarm.sensor(), alarm.mode());
        final double value = own.map(this::value).orElse(Double.NaN);
        final double[] limits = own.map(watched -> watched.limits().get(name()))
                .map(found ->
                        Double.isNaN(found.soft()[0]) && Double.isNaN(found.soft()[1]) ? found.hard() : found.soft())
                .orElseGet(() -> new double[] {Double.NaN, Double.NaN});
        out.printf(
                Locale.ROOT,
                "%-10s %8d %10s %19s%s",
                day.day(),
                own.map(WatchedView::count).orElse(0),
                number(value),
                Double.isNaN(limits[0]) && Double.isNaN(limits[1])
                        ? "none yet"
                        : number(limits[0]) + " to " + number(limits[1]),
                value < limits[0] || value > limits[1] ? "*" : " ");
        for (Sensor other : others)
            out.printf(
                    Locale.ROOT,
                    "%12s",
                    number(find(day, other, DayAlarms.ALL_MODES)
                            .map(this::value)
                            .orElse(Double.NaN)));
        out.println();
    }

    private static Optional<WatchedView> find(Day day, Sensor sensor, String mode) {
        return day.watched().stream()
                .filter(watched -> watched.sensor() == sensor && watched.mode().equals(mode))
                .findFirst();
    }

    private double value(WatchedView watched) {
        return switch (alarm.statistic()) {
            case OMB_MEAN -> watched.ombMean();
            case OMB_SD -> watched.ombSd();
            case OMA_MEAN -> watched.omaMean();
            case CHI_SQUARE -> watched.chiSquare();
            case GATED_SHARE -> watched.gatedShare();
            case COUNT -> watched.count();
        };
    }

    /// Of the alarm's statistic among limits.
    private String name() {
        return switch (alarm.statistic()) {
            case OMB_MEAN -> "ombMean";
            case OMB_SD -> "ombSd";
            case OMA_MEAN -> "omaMean";
            case CHI_SQUARE -> "chiSquare";
            case GATED_SHARE -> "gatedShare";
            case COUNT -> "count";
        };
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static Optional<DayAlarms> said(ProductFolder folder, Name name, LocalDate day) throws IOException {
        final Optional<Path> file = folder.find(name.analysed(), day);
        return file.isPresent() ? folder.alarms(name.analysed(), file.get()) : Optional.empty();
    }
}
