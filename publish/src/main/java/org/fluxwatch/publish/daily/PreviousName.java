package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a file is called that a later edition has replaced:
/// ```
/// fluxwatch_<domain>_filter_<yyyymmdd>.r<revision>.nc                  of a day
/// fluxwatch_<domain>_inversion_<yyyy-mm>.<yyyymmdd>.r<revision>.nc     of a month, with the day that it was as of
/// ```
///
/// @param product whose file it was
/// @param asOf day of its analysis
record PreviousName(ProductName product, LocalDate asOf, int revision) {
    private static final Pattern NAME = Pattern.compile("([^.]+)(?:\\.(\\d{8}))?\\.r(\\d{1,9})\\.nc");

    static PreviousName of(ProductName product, Edition edition) {
        return new PreviousName(product, edition.asOf(), edition.revision());
    }

    /// Empty when it is none.
    static Optional<PreviousName> parse(String file) {
        final Matcher name = NAME.matcher(file);
        if (!name.matches()) return Optional.empty();
        return ProductName.parse(name.group(1) + ".nc")
                .flatMap(product -> asOf(product, name.group(2))
                        .map(asOf -> new PreviousName(product, asOf, Integer.parseInt(name.group(3)))))
                .filter(previous -> previous.file().equals(file));
    }

    private static Optional<LocalDate> asOf(ProductName product, String text) {
        try {
            return switch (product.analysed().system()) {
                case FILTER -> text == null ? Optional.of(product.begin()) : Optional.empty();
                case INVERSION ->
                    text == null
                            ? Optional.empty()
                            : Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
            };
        } catch (DateTimeParseException e) {
            return Optional.empty(); // digits that are no day
        }
    }

    String file() {
        final String own = product.file();
        final String stem = own.substring(0, own.length() - ".nc".length());
        return switch (product.analysed().system()) {
            case FILTER -> String.format(Locale.ROOT, "%s.r%d.nc", stem, revision);
            case INVERSION ->
                String.format(
                        Locale.ROOT, "%s.%s.r%d.nc", stem, asOf.format(DateTimeFormatter.BASIC_ISO_DATE), revision);
        };
    }
}
