package org.fluxwatch.ingest.catalog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ProcessingStream;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.sensor.SensorDescription;
import org.fluxwatch.contract.sensor.Sensors;

/// What a Lite file's name says, by the descriptions of sensors.
/// ```
/// oco2_LtCO2_200705_B11100Ar_230603215543s.nc4
/// acos_LtCO2_200608_v210210_B9213A_201026001634s.nc4
/// ```
///
/// @param name the archive's own, whatever another service made of it ([ServiceName]): the granule's key everywhere
/// @param description of the sensor's files
/// @param day the UTC day of the soundings
/// @param build such as B11100Ar
/// @param produced production time, UTC, YYMMDDhhmmss; [#UNTOLD] where names do not tell
/// @param stream how it was made; empty where there is one stream only
public record LiteName(
        String name,
        SensorDescription description,
        LocalDate day,
        String build,
        String produced,
        Optional<ProcessingStream> stream) {
    /// Stands for the production time of a sensor whose names have none: the build alone tells which is newer.
    public static final String UNTOLD = "none";

    private static final int LONGEST = 200;

    /// What versions are made of.
    private static final Pattern WORD = Pattern.compile("[\\w.-]{1,40}");

    private static final DateTimeFormatter PRODUCED =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final String CENTURY = "20";

    /// Empty when the name is that of no sensor known.
    public static Optional<LiteName> parse(String name, Sensors sensors) {
        if (name.length() > LONGEST) return Optional.empty();
        for (String original : ServiceName.originals(name)) {
            final Optional<Sensors.Named> named = sensors.named(original);
            if (named.isPresent()) return of(original, named.get());
        }
        return Optional.empty();
    }

    private static Optional<LiteName> of(String name, Sensors.Named named) {
        final Matcher matcher = named.matcher();
        final String build = matcher.group("build");
        final String produced =
                group(matcher, "produced").map(LiteName::shortened).orElse(UNTOLD);
        if (!WORD.matcher(build).matches() || !WORD.matcher(produced).matches()) return Optional.empty();
        final Optional<ProcessingStream> stream = group(matcher, "forward").isPresent()
                ? Optional.of(ProcessingStream.FORWARD)
                : named.description().streamOf(build);
        return day(matcher.group("day"))
                .map(day -> new LiteName(name, named.description(), day, build, produced, stream));
    }

    private static Optional<String> group(Matcher matcher, String name) {
        return matcher.namedGroups().containsKey(name) ? Optional.ofNullable(matcher.group(name)) : Optional.empty();
    }

    /// All in one form, which is what is compared.
    private static String shortened(String produced) {
        return produced.length() == 14 && produced.startsWith(CENTURY) ? produced.substring(2) : produced;
    }

    /// Whether a file of that name is the archive's own, and not what a service made of it.
    public boolean isOf(String fileName) {
        return name.equals(fileName);
    }

    public Sensor sensor() {
        return description.sensor();
    }

    public GranuleVersion version(int revision) {
        return stream.map(told -> new GranuleVersion(build, produced, revision, told))
                .orElseGet(() -> GranuleVersion.of(build, produced, revision));
    }

    /// Why there can be no such file, or empty: nobody can write down a day before it has come. One day is allowed for.
    /// A file dated years ahead would close all days before its own.
    public Optional<String> impossible() {
        return impossible(day, produced);
    }

    static Optional<String> impossible(LocalDate day, String produced) {
        if (produced.equals(UNTOLD)) return Optional.empty();
        final Optional<LocalDateTime> written = written(produced);
        if (written.isEmpty())
            return Optional.of("has the production time '" + produced + "' in its name, expected YYMMDDhhmmss");
        return day.atStartOfDay().isAfter(written.get().plusDays(1))
                ? Optional.of(
                        "is of " + day + " but was produced at " + written.get() + ", expected a day that had come")
                : Optional.empty();
    }

    /// Whether its day or its production is still to come, or empty. One day is allowed for.
    public Optional<String> toCome(Instant now) {
        return toCome(day, produced, now);
    }

    static Optional<String> toCome(LocalDate day, String produced, Instant now) {
        final LocalDateTime latest =
                LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        final String clock = ", expected a time before now, " + now.truncatedTo(ChronoUnit.SECONDS);
        if (day.atStartOfDay().isAfter(latest)) return Optional.of("is of " + day + clock);
        return written(produced).filter(latest::isBefore).map(written -> "was produced at " + written + clock);
    }

    private static Optional<LocalDateTime> written(String produced) {
        try {
            return Optional.of(LocalDateTime.parse(CENTURY + produced, PRODUCED));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The collection's short name and the build, such as `OCO2_L2_Lite_FP B11100Ar`.
    public String product() {
        return description.collections().stream().findFirst().orElse(sensor().label()) + " " + build;
    }

    private static Optional<LocalDate> day(String digits) {
        try {
            return Optional.of(LocalDate.parse(digits.length() == 6 ? CENTURY + digits : digits, DAY));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
