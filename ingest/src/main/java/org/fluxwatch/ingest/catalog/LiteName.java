package org.fluxwatch.ingest.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;

/// What a Lite file's name says. GES DISC's subsetter puts `.SUB` before the ending.
/// ```
/// oco2_LtCO2_200705_B11100Ar_230603215543s.nc4
/// acos_LtCO2_200608_v210210_B9213A_201026001634s.nc4
/// ```
///
/// @param day the UTC day of the soundings
/// @param build such as B11100Ar
/// @param produced production time, UTC, YYMMDDhhmmss
public record LiteName(String name, Sensor sensor, LocalDate day, String build, String produced) {
    private static final Pattern OCO =
            Pattern.compile("oco([23])_LtCO2_(\\d{6})_(B\\d+[A-Za-z]*)_(\\d{12})s(?:\\.SUB)?\\.nc4");
    private static final Pattern ACOS =
            Pattern.compile("acos_LtCO2_(\\d{6})_v\\d+_(B\\d+[A-Za-z]*)_(\\d{12})s(?:\\.SUB)?\\.nc4");

    private static final DateTimeFormatter PRODUCED =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /// Empty when the name is not that of a Lite file.
    public static Optional<LiteName> parse(String name) {
        final Matcher oco = OCO.matcher(name);
        if (oco.matches())
            return day(oco.group(2))
                    .map(day -> new LiteName(
                            name,
                            oco.group(1).equals("2") ? Sensor.OCO2 : Sensor.OCO3,
                            day,
                            oco.group(3),
                            oco.group(4)));
        final Matcher acos = ACOS.matcher(name);
        if (acos.matches())
            return day(acos.group(1)).map(day -> new LiteName(name, Sensor.GOSAT, day, acos.group(2), acos.group(3)));
        return Optional.empty();
    }

    public GranuleVersion version(int revision) {
        return new GranuleVersion(build, produced, revision);
    }

    /// Why there can be no such file, or empty: nobody can write down a day before it has come. One day is allowed for.
    /// A file dated years ahead would close all days before its own.
    public Optional<String> problem() {
        final LocalDateTime written;
        try {
            written = LocalDateTime.parse("20" + produced, PRODUCED);
        } catch (DateTimeException e) {
            return Optional.of("has the production time '" + produced + "' in its name, expected YYMMDDhhmmss");
        }
        return day.atStartOfDay().isAfter(written.plusDays(1))
                ? Optional.of("is of " + day + " but was produced at " + written + ", expected a day that had come")
                : Optional.empty();
    }

    /// The collection's short name and the build, such as `OCO2_L2_Lite_FP B11100Ar`.
    public String product() {
        final String mission =
                switch (sensor) {
                    case OCO2 -> "OCO2";
                    case OCO3 -> "OCO3";
                    case GOSAT -> "ACOS";
                    case STATION, TCCON ->
                        throw new IllegalStateException("there are no Lite files of " + sensor.label());
                };
        return mission + "_L2_Lite_FP " + build;
    }

    private static Optional<LocalDate> day(String yymmdd) {
        try {
            return Optional.of(LocalDate.of(
                    2000 + Integer.parseInt(yymmdd.substring(0, 2)),
                    Integer.parseInt(yymmdd.substring(2, 4)),
                    Integer.parseInt(yymmdd.substring(4, 6))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
