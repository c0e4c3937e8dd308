package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.contract.text.Printable;

/// How the observations of an analysed day compare with those of the days before, and the alarms that follow; a record
/// of the topic `alarms`. A day without alarms has one too, so that it takes the place of what a former revision said.
///
/// @param watched each sensor in all its modes and, where it has several, in each of them, by sensor and mode
/// @param alarms one a sensor at most, by sensor
@SinceSchema(6)
public record DayAlarms(AnalysisIdentity identity, List<Watched> watched, List<Alarm> alarms) {
    /// The mode of a subject that is a sensor in all its modes.
    public static final String ALL_MODES = "all";

    public DayAlarms {
        watched = List.copyOf(watched);
        alarms = List.copyOf(alarms);
    }

    /// The key of a day's record, such as `east-asia/filter/2019-05-03`.
    public static String key(AnalysedDomain analysed, LocalDate day) {
        return analysed + "/" + day;
    }

    public String key() {
        return key(identity.analysed(), identity.day());
    }

    /// What is watched of a sensor; empty where there is none in that mode.
    ///
    /// @param mode label of a [ViewMode], or [#ALL_MODES]
    public Optional<Watched> watched(Sensor sensor, String mode) {
        return watched.stream()
                .filter(one -> one.sensor().equals(sensor) && one.mode().equals(mode))
                .findFirst();
    }

    /// The greatest of its alarms; none without any.
    public Severity worst() {
        Severity worst = Severity.NONE;
        for (Alarm alarm : alarms) worst = worst.or(alarm.severity());
        return worst;
    }

    /// One sensor, or one mode of it, on the day.
    ///
    /// @param mode label of a [ViewMode], or [#ALL_MODES]
    /// @param checks one a statistic, in its order
    public record Watched(Sensor sensor, String mode, Statistics statistics, List<Check> checks) {
        public Watched {
            checks = List.copyOf(checks);
        }

        /// What was looked at of a statistic.
        public Check check(Statistic statistic) {
            for (Check check : checks) if (check.statistic() == statistic) return check;
            return new Check(statistic, Range.UNKNOWN, Range.UNKNOWN, Severity.NONE);
        }
    }

    /// A day's departures; NaN where there are too few observations.
    ///
    /// @param count observations that were simulated: assimilated, gated and withheld
    /// @param gatedShare gated of those that were not withheld
    /// @param ombMeanPpm mean of observed minus background, of all that count
    /// @param ombSdPpm its standard deviation
    /// @param omaMeanPpm mean of observed minus analysis, of the assimilated
    /// @param omaSdPpm its standard deviation
    /// @param chiSquare mean of (o - b)² / (s² + r) over the assimilated
    public record Statistics(
            int count,
            double gatedShare,
            double ombMeanPpm,
            double ombSdPpm,
            double omaMeanPpm,
            double omaSdPpm,
            double chiSquare) {
        public static final Statistics NONE =
                new Statistics(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        public double value(Statistic statistic) {
            return switch (statistic) {
                case OMB_MEAN -> ombMeanPpm;
                case OMB_SD -> ombSdPpm;
                case OMA_MEAN -> omaMeanPpm;
                case CHI_SQUARE -> chiSquare;
                case GATED_SHARE -> gatedShare;
                case COUNT -> count;
            };
        }
    }

    /// What is watched.
    public enum Statistic {
        OMB_MEAN,
        OMB_SD,
        OMA_MEAN,
        CHI_SQUARE,
        GATED_SHARE,
        COUNT;

        /// The name in records, metric labels and products.
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Statistic of(String label) {
            for (Statistic statistic : values()) if (statistic.label().equals(label)) return statistic;
            throw new IllegalArgumentException("statistic is '" + Printable.line(label)
                    + "', expected omb-mean, omb-sd, oma-mean, chi-square, gated-share or count");
        }
    }

    /// @param low NaN where there is no limit below
    /// @param high NaN where there is no limit above
    public record Range(double low, double high) {
        public static final Range UNKNOWN = new Range(Double.NaN, Double.NaN);

        public boolean contains(double value) {
            return !(value < low) && !(value > high);
        }

        public boolean hasLimit() {
            return !Double.isNaN(low) || !Double.isNaN(high);
        }
    }

    /// A statistic against its limits.
    ///
    /// @param soft from the days before
    /// @param hard of the settings
    /// @param severity of the day's value
    public record Check(Statistic statistic, Range soft, Range hard, Severity severity) {
        /// The soft limits, or the hard ones where there are no soft ones.
        public Range limits() {
            return soft.hasLimit() ? soft : hard;
        }
    }

    /// How far a value is out, or what an alarm weighs.
    public enum Severity {
        NONE,
        SLIGHT,
        CONSIDERABLE,
        SEVERE;

        /// The name in records and products.
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Severity of(String label) {
            for (Severity severity : values()) if (severity.label().equals(label)) return severity;
            throw new IllegalArgumentException(
                    "severity is '" + Printable.line(label) + "', expected none, slight, considerable or severe");
        }

        /// The greater of both.
        public Severity or(Severity other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /// Where the cause lies, as far as the sensors can tell among themselves.
    public enum Side {
        /// This sensor is off, others are not.
        SENSOR,
        /// All sensors are off in the same direction, or this one follows a model that another has pulled away.
        MODEL,
        /// There is no other sensor to compare with.
        UNKNOWN;

        /// The name in records, metric labels and products.
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Side of(String label) {
            for (Side side : values()) if (side.label().equals(label)) return side;
            throw new IllegalArgumentException(
                    "side is '" + Printable.line(label) + "', expected sensor, model or unknown");
        }
    }

    /// One sensor is off.
    ///
    /// @param id such as `east-asia/filter/2019-05-03/oco2`
    /// @param mode the one that is off, or [#ALL_MODES]
    /// @param statistic that is furthest out
    /// @param value of that statistic; of a silent sensor 0 observations
    /// @param soft its limits
    /// @param daysOut of the last observed days, this one among them, that were out; of a silent sensor the
    ///     days it is silent
    /// @param daysLooked how many days were looked at, of a silent sensor with observations or not
    /// @param text one sentence
    public record Alarm(
            String id,
            Sensor sensor,
            String mode,
            Statistic statistic,
            Severity severity,
            double value,
            Range soft,
            int daysOut,
            int daysLooked,
            Side side,
            String text) {}
}
