package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;

/// Whose file a product is, by its name: a day's `fluxwatch_<domain>_filter_<yyyymmdd>.nc`, a month's
/// `fluxwatch_<domain>_inversion_<yyyy-mm>.nc`. A day's name without system is of the filter, as files were called when
/// there was no other.
///
/// @param begin the day, or the month's first
record ProductName(AnalysedDomain analysed, LocalDate begin) {
    private static final Pattern NAME = Pattern.compile("fluxwatch_([^_]+)_(?:([^_]+)_)?(\\d{8}|\\d{4}-\\d{2})\\.nc");
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /// Whose file has what is known of a day.
    static ProductName of(AnalysedDomain analysed, LocalDate day) {
        return switch (analysed.system()) {
            case FILTER -> new ProductName(analysed, day);
            case INVERSION -> new ProductName(analysed, day.withDayOfMonth(1));
        };
    }

    /// Empty when it is none, whether by its form, its system or its period.
    static Optional<ProductName> parse(String file) {
        final Matcher name = NAME.matcher(file);
        if (!name.matches()) return Optional.empty();
        return system(name.group(2)).flatMap(system -> begin(system, name.group(3))
                .map(begin -> new ProductName(new AnalysedDomain(name.group(1), system), begin)));
    }

    private static Optional<AssimilationSystem> system(String label) {
        if (label == null) return Optional.of(AssimilationSystem.FILTER);
        return Arrays.stream(AssimilationSystem.values())
                .filter(system -> system.label().equals(label))
                .findFirst();
    }

    private static Optional<LocalDate> begin(AssimilationSystem system, String text) {
        try {
            return Optional.of(
                    switch (system) {
                        case FILTER -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
                        case INVERSION -> YearMonth.parse(text, MONTH).atDay(1);
                    });
        } catch (DateTimeParseException e) {
            return Optional.empty(); // digits that are no such period
        }
    }

    String file() {
        return "fluxwatch_" + analysed.domain() + "_" + analysed.system().label() + "_" + period() + ".nc";
    }

    private String period() {
        return switch (analysed.system()) {
            case FILTER -> begin.format(DateTimeFormatter.BASIC_ISO_DATE);
            case INVERSION -> begin.format(MONTH);
        };
    }

    /// As the file may be called that an earlier version has written.
    Optional<String> formerFile() {
        return switch (analysed.system()) {
            case FILTER -> Optional.of("fluxwatch_" + analysed.domain() + "_" + period() + ".nc");
            case INVERSION -> Optional.empty();
        };
    }
}
