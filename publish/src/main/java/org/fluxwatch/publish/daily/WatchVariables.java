package org.fluxwatch.publish.daily;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;

/// How the day's observations compare with those of the days before: along `watched`, each sensor and mode; along
/// `alarm`, which is not there on a day without any.
final class WatchVariables {
    private static final String SUBJECT = "watched";
    private static final String LIMITS = SUBJECT + " statistic";
    private static final String ALARM = "alarm";

    /// In place of a severity, of what has too few observations.
    private static final byte NOT_JUDGED = (byte) Severity.values().length;

    private WatchVariables() {}

    static List<CfVariable> of(DayAlarms day) {
        if (day.watched().isEmpty()) return List.of();
        final List<CfVariable> variables = new ArrayList<>(subjects(day.watched()));
        variables.addAll(limits(day.watched()));
        if (!day.alarms().isEmpty()) variables.addAll(alarms(day.alarms()));
        return variables;
    }

    private static List<CfVariable> subjects(List<Watched> watched) {
        final List<Statistics> statistics =
                watched.stream().map(Watched::statistics).toList();
        return List.of(
                texts("watched_sensor", SUBJECT, watched, one -> one.sensor().label(), "satellite instrument"),
                texts("watched_mode", SUBJECT, watched, Watched::mode, "how it looked; all: in any mode"),
                CfVariable.ints(
                                "watched_count",
                                SUBJECT,
                                statistics.stream().mapToInt(Statistics::count).toArray())
                        .described("observations, assimilated, gated or withheld", "1")
                        .with("coordinates", "watched_sensor watched_mode"),
                value(
                        "watched_gated_share",
                        "share of the observations not withheld that were gated",
                        "1",
                        statistics,
                        Statistics::gatedShare),
                value(
                        "watched_omb_mean",
                        "mean of observed minus background",
                        "ppm",
                        statistics,
                        Statistics::ombMeanPpm),
                value(
                        "watched_omb_sd",
                        "standard deviation of observed minus background",
                        "ppm",
                        statistics,
                        Statistics::ombSdPpm),
                value(
                        "watched_oma_mean",
                        "mean of observed minus analysis, assimilated",
                        "ppm",
                        statistics,
                        Statistics::omaMeanPpm),
                value(
                        "watched_oma_sd",
                        "standard deviation of observed minus analysis, assimilated",
                        "ppm",
                        statistics,
                        Statistics::omaSdPpm),
                value(
                        "watched_chi_square",
                        "mean of (o - b)^2 / (spread^2 + error^2), assimilated",
                        "1",
                        statistics,
                        Statistics::chiSquare));
    }

    private static CfVariable value(
            String name, String longName, String units, List<Statistics> all, ToDoubleFunction<Statistics> value) {
        return CfVariable.sparse(name, SUBJECT, all.stream().mapToDouble(value).toArray())
                .described(longName, units)
                .with("coordinates", "watched_sensor watched_mode");
    }

    private static <T> CfVariable texts(
            String name, String dimension, List<T> all, Function<T, String> text, String longName) {
        return CfVariable.texts(name, dimension, all.stream().map(text).toList())
                .with("long_name", longName);
    }

    private static List<CfVariable> limits(List<Watched> watched) {
        return List.of(
                texts(
                        "watched_statistic",
                        "statistic",
                        List.of(Statistic.values()),
                        Statistic::label,
                        "what is watched"),
                limit("watched_soft_low", "lower limit from the days before", watched, check -> check.soft()
                        .low()),
                limit("watched_soft_high", "upper limit from the days before", watched, check -> check.soft()
                        .high()),
                limit("watched_hard_low", "lower limit of the settings", watched, check -> check.hard()
                        .low()),
                limit("watched_hard_high", "upper limit of the settings", watched, check -> check.hard()
                        .high()),
                CfVariable.of(
                                "watched_severity",
                                LIMITS,
                                new int[] {watched.size(), Statistic.values().length},
                                new ClassicValues.Bytes(severities(watched)))
                        .with("long_name", "how far the day is out of limits")
                        .flags(severityMeanings())
                        .with("coordinates", "watched_sensor watched_mode watched_statistic"));
    }

    private static List<String> severityMeanings() {
        final List<String> meanings = new ArrayList<>();
        for (Severity severity : Severity.values()) meanings.add(severity.label());
        meanings.add("not_judged");
        return meanings;
    }

    private static CfVariable limit(
            String name, String longName, List<Watched> watched, ToDoubleFunction<Check> value) {
        final double[] values = new double[watched.size() * Statistic.values().length];
        for (int n = 0; n < values.length; n++) {
            final double limit = value.applyAsDouble(check(watched, n));
            values[n] = Double.isNaN(limit) ? CfVariable.DOUBLE_FILL : limit;
        }
        return CfVariable.of(
                        name,
                        LIMITS,
                        new int[] {watched.size(), Statistic.values().length},
                        new ClassicValues.Doubles(values))
                .with("_FillValue", CfVariable.DOUBLE_FILL)
                .with("long_name", longName + ", in the unit of the statistic")
                .with("coordinates", "watched_sensor watched_mode watched_statistic");
    }

    private static Check check(List<Watched> watched, int n) {
        final int statistics = Statistic.values().length;
        return watched.get(n / statistics).check(Statistic.values()[n % statistics]);
    }

    private static byte[] severities(List<Watched> watched) {
        final int statistics = Statistic.values().length;
        final byte[] severities = new byte[watched.size() * statistics];
        for (int n = 0; n < severities.length; n++)
            severities[n] = watched.get(n / statistics).checks().isEmpty()
                    ? NOT_JUDGED
                    : (byte) check(watched, n).severity().ordinal();
        return severities;
    }

    private static List<CfVariable> alarms(List<Alarm> alarms) {
        return List.of(
                texts("alarm_id", ALARM, alarms, Alarm::id, "identifier"),
                texts("alarm_sensor", ALARM, alarms, alarm -> alarm.sensor().label(), "satellite instrument"),
                texts("alarm_mode", ALARM, alarms, Alarm::mode, "how it looked; all: in any mode"),
                texts(
                        "alarm_statistic",
                        ALARM,
                        alarms,
                        alarm -> alarm.statistic().label(),
                        "what is furthest out"),
                texts(
                        "alarm_severity",
                        ALARM,
                        alarms,
                        alarm -> alarm.severity().label(),
                        "slight, considerable or severe"),
                number("alarm_value", "value of the statistic", alarms, Alarm::value),
                number("alarm_soft_low", "its lower limit", alarms, alarm -> alarm.soft()
                        .low()),
                number("alarm_soft_high", "its upper limit", alarms, alarm -> alarm.soft()
                        .high()),
                days("alarm_days_out", "days out of limits, of those looked at", alarms, Alarm::daysOut),
                days("alarm_days_looked", "days looked at", alarms, Alarm::daysLooked),
                texts(
                        "alarm_side",
                        ALARM,
                        alarms,
                        alarm -> alarm.side().label(),
                        "whose fault it seems: sensor, model or unknown"),
                texts("alarm_text", ALARM, alarms, Alarm::text, "the alarm in a sentence"));
    }

    private static CfVariable number(String name, String longName, List<Alarm> alarms, ToDoubleFunction<Alarm> value) {
        return CfVariable.sparse(name, ALARM, alarms.stream().mapToDouble(value).toArray())
                .with("long_name", longName + ", in the unit of the statistic")
                .with("coordinates", "alarm_id");
    }

    private static CfVariable days(String name, String longName, List<Alarm> alarms, ToIntFunction<Alarm> count) {
        return CfVariable.ints(name, ALARM, alarms.stream().mapToInt(count).toArray())
                .described(longName, "1")
                .with("coordinates", "alarm_id");
    }

    /// Empty where the file does not say: it is of version 0.2.0 or before.
    static Optional<DayAlarms> read(ClassicFile file, AnalysisIdentity identity) {
        return file.has("watched_sensor")
                ? Optional.of(new DayAlarms(identity, readSubjects(file), readAlarms(file)))
                : Optional.empty();
    }

    private static List<Watched> readSubjects(ClassicFile file) {
        final List<String> sensor = file.texts("watched_sensor");
        final List<String> mode = file.texts("watched_mode");
        final int[] count = file.ints("watched_count");
        final double[] gated = NetcdfRead.doubles(file, "watched_gated_share");
        final double[] ombMean = NetcdfRead.doubles(file, "watched_omb_mean");
        final double[] ombSd = NetcdfRead.doubles(file, "watched_omb_sd");
        final double[] omaMean = NetcdfRead.doubles(file, "watched_oma_mean");
        final double[] omaSd = NetcdfRead.doubles(file, "watched_oma_sd");
        final double[] chiSquare = NetcdfRead.doubles(file, "watched_chi_square");
        final List<Check> checks = readChecks(file);
        final int statistics = checks.size() / sensor.size();
        final int[] severity = file.ints("watched_severity");
        final List<Watched> watched = new ArrayList<>();
        for (int n = 0; n < sensor.size(); n++)
            watched.add(new Watched(
                    Sensor.of(sensor.get(n)),
                    mode.get(n),
                    new Statistics(count[n], gated[n], ombMean[n], ombSd[n], omaMean[n], omaSd[n], chiSquare[n]),
                    severity[n * statistics] == NOT_JUDGED
                            ? List.of()
                            : checks.subList(n * statistics, (n + 1) * statistics)));
        return watched;
    }

    private static List<Check> readChecks(ClassicFile file) {
        final List<Statistic> statistics =
                file.texts("watched_statistic").stream().map(Statistic::of).toList();
        final double[] softLow = NetcdfRead.doubles(file, "watched_soft_low");
        final double[] softHigh = NetcdfRead.doubles(file, "watched_soft_high");
        final double[] hardLow = NetcdfRead.doubles(file, "watched_hard_low");
        final double[] hardHigh = NetcdfRead.doubles(file, "watched_hard_high");
        final int[] severity = file.ints("watched_severity");
        final List<Check> checks = new ArrayList<>();
        for (int n = 0; n < severity.length; n++)
            checks.add(new Check(
                    statistics.get(n % statistics.size()),
                    new Range(softLow[n], softHigh[n]),
                    new Range(hardLow[n], hardHigh[n]),
                    severity[n] == NOT_JUDGED ? Severity.NONE : Severity.values()[severity[n]]));
        return checks;
    }

    private static List<Alarm> readAlarms(ClassicFile file) {
        if (!file.has("alarm_id")) return List.of();
        final List<String> id = file.texts("alarm_id");
        final List<String> sensor = file.texts("alarm_sensor");
        final List<String> mode = file.texts("alarm_mode");
        final List<String> statistic = file.texts("alarm_statistic");
        final List<String> severity = file.texts("alarm_severity");
        final double[] value = NetcdfRead.doubles(file, "alarm_value");
        final double[] low = NetcdfRead.doubles(file, "alarm_soft_low");
        final double[] high = NetcdfRead.doubles(file, "alarm_soft_high");
        final int[] out = file.ints("alarm_days_out");
        final int[] looked = file.ints("alarm_days_looked");
        final List<String> side = file.texts("alarm_side");
        final List<String> text = file.texts("alarm_text");
        final List<Alarm> alarms = new ArrayList<>();
        for (int n = 0; n < id.size(); n++)
            alarms.add(new Alarm(
                    id.get(n),
                    Sensor.of(sensor.get(n)),
                    mode.get(n),
                    Statistic.of(statistic.get(n)),
                    Severity.of(severity.get(n)),
                    value[n],
                    new Range(low[n], high[n]),
                    out[n],
                    looked[n],
                    Side.of(side.get(n)),
                    text.get(n)));
        return alarms;
    }
}
