package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;

/// Whose file a daily file is, by its name: `fluxwatch_<domain>_<system>_<yyyymmdd>.nc`. A name without system is of
/// the filter, as files were called when there was no other.
record ProductName(AnalysedDomain analysed, LocalDate day) {
    private static final Pattern NAME = Pattern.compile("fluxwatch_([^_]+)_(?:([^_]+)_)?(\\d{8})\\.nc");

    /// Empty when it is none, whether by its form, its system or its day.
    static Optional<ProductName> parse(String file) {
        final Matcher name = NAME.matcher(file);
        if (!name.matches()) return Optional.empty();
        return system(name.group(2)).flatMap(system -> day(name.group(3))
                .map(day -> new ProductName(new AnalysedDomain(name.group(1), system), day)));
    }

    private static Optional<AssimilationSystem> system(String label) {
        if (label == null) return Optional.of(AssimilationSystem.FILTER);
        return Arrays.stream(AssimilationSystem.values())
                .filter(system -> system.label().equals(label))
                .findFirst();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // eight digits that are no day
        }
    }

    String file() {
        return "fluxwatch_" + analysed.domain() + "_" + analysed.system().label() + "_"
                + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".nc";
    }

    /// As the file may be called that an earlier version has written.
    Optional<String> formerFile() {
        return switch (analysed.system()) {
            case FILTER ->
                Optional.of(
                        "fluxwatch_" + analysed.domain() + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".nc");
        };
    }
}
