package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Over what a series adds up.
public enum Step {
    DAY,
    MONTH,
    /// Winter is DJF and so on. A December is in the winter of the year that follows.
    SEASON,
    YEAR,
    /// From the first day of the series to each of its days.
    CUMULATED;

    private static final List<String> SEASONS = List.of("DJF", "MAM", "JJA", "SON");

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when it is none
    public static Step of(String label) {
        return Arrays.stream(values())
                .filter(step -> step.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("step is '" + label + "', expected one of "
                        + Arrays.stream(values()).map(Step::label).collect(Collectors.joining(", "))));
    }

    /// What a day is added up with; whole months, seasons and years, also where a series begins or ends within them.
    ///
    /// @param first day of the series
    public Span span(LocalDate day, LocalDate first) {
        return switch (this) {
            case DAY -> new Span(day.toString(), day, day.plusDays(1));
            case MONTH -> {
                final YearMonth month = YearMonth.from(day);
                yield new Span(
                        month.toString(), month.atDay(1), month.plusMonths(1).atDay(1));
            }
            case SEASON -> {
                final LocalDate shifted = day.plusMonths(1).withDayOfMonth(1); // December becomes January
                final int season = (shifted.getMonthValue() - 1) / 3;
                final LocalDate begin =
                        LocalDate.of(shifted.getYear(), 3 * season + 1, 1).minusMonths(1);
                yield new Span(year(shifted) + "-" + SEASONS.get(season), begin, begin.plusMonths(3));
            }
            case YEAR -> {
                final LocalDate begin = day.withDayOfYear(1);
                yield new Span(year(day), begin, begin.plusYears(1));
            }
            case CUMULATED -> new Span(day.toString(), first, day.plus(1, ChronoUnit.DAYS));
        };
    }

    private static String year(LocalDate day) {
        return String.format(Locale.ROOT, "%04d", day.getYear());
    }
}
