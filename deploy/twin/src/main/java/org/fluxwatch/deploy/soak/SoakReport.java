package org.fluxwatch.deploy.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.deploy.soak.Judgement.Verdict;
import org.jspecify.annotations.Nullable;

/// What a run has shown.
///
/// @param machine that it was on
/// @param days of the model
/// @param events what was done to the system, a line each
/// @param failure that ended it early; empty when none did
public record SoakReport(
        String machine, String command, int days, double minutes, List<String> events, String failure, List<Row> rows) {
    /// Of a series.
    ///
    /// @param middle mean of the middle third
    /// @param last mean of the last third
    /// @param perYear slope of the last two thirds times 365
    /// @param perYearError its standard error; null where there are too few points
    public record Row(
            String series,
            String unit,
            double middle,
            double last,
            double largest,
            double perYear,
            @Nullable Double perYearError,
            String verdict) {}

    static List<Row> rows(List<Judgement> judgements) {
        return judgements.stream()
                .map(one -> new Row(
                        one.series().name(),
                        one.series().unit().name().toLowerCase(Locale.ROOT),
                        one.middle(),
                        one.last(),
                        one.largest(),
                        one.perYear(),
                        one.trend().isKnown() ? one.trend().standardError() * Judgement.DAYS_OF_A_YEAR : null,
                        one.verdict().label()))
                .toList();
    }

    /// Whether the run came to its end and nothing grew that should not.
    public boolean isBounded() {
        return failure.isEmpty()
                && rows.stream()
                        .noneMatch(row -> row.verdict().equals(Verdict.GROWING.label())
                                || row.verdict().equals(Verdict.FASTER.label()));
    }

    /// As a table for a person.
    public String table() {
        final StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%s%n%s: %d days in %.1f minutes%n", machine, command, days, minutes));
        events.forEach(event -> text.append("    ").append(event).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "%n%-58s %10s %10s %10s %22s  %s%n",
                "",
                "middle 1/3",
                "last 1/3",
                "largest",
                "a year, from the slope",
                "verdict"));
        for (Row row : rows)
            text.append(String.format(
                    Locale.ROOT,
                    "%-58s %10s %10s %10s %22s  %s%n",
                    row.series,
                    number(row, row.middle),
                    number(row, row.last),
                    number(row, row.largest),
                    row.perYearError == null ? "-" : number(row, row.perYear) + " +- " + number(row, row.perYearError),
                    row.verdict));
        final Map<String, Integer> verdicts = new TreeMap<>();
        for (Row row : rows) verdicts.merge(row.verdict, 1, Integer::sum);
        text.append(verdicts).append('\n');
        if (!failure.isEmpty()) text.append("FAILED: ").append(failure).append('\n');
        return text.toString();
    }

    private static String number(Row row, double value) {
        if (Double.isNaN(value)) return "-";
        return row.unit.equals("bytes")
                ? String.format(Locale.ROOT, "%.2f MB", value / 1e6)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    String json(ObjectMapper mapper) throws com.fasterxml.jackson.core.JsonProcessingException {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    }
}
