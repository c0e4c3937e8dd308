package org.fluxwatch.deploy.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.deploy.letters.OutstandingLetter;
import org.jspecify.annotations.Nullable;

/// Dead letters as lines.
final class DeadLetterTable {
    private static final String COLUMNS = "%-24s %-20s %-10s %-17s %7s  %-14s %s%n";
    private static final String SUMMARY = "%8d %-20s %-14s %s%n";
    private static final int LONGEST_DETAIL = 160;

    private DeadLetterTable() {}

    /// A letter without its value.
    ///
    /// @param time the record's own, ISO 8601
    /// @param key as text, null when there is none
    /// @param bytes of the value, 0 when there is none
    record Line(
            String origin,
            String time,
            String stage,
            String reason,
            String detail,
            @Nullable String key,
            int bytes) {}

    static Line line(DeadLetter letter) {
        return new Line(
                letter.origin(),
                letter.timestampMs() < 0
                        ? ""
                        : Instant.ofEpochSecond(letter.timestampMs() / 1000).toString(),
                letter.stage(),
                letter.reason(),
                letter.detail(),
                letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8),
                letter.value() == null ? 0 : letter.value().length);
    }

    static void printHead(PrintWriter out) {
        out.printf(Locale.ROOT, COLUMNS, "origin", "time (UTC)", "stage", "reason", "bytes", "key", "detail");
    }

    static void print(DeadLetter letter, PrintWriter out) {
        final Line line = line(letter);
        out.printf(
                Locale.ROOT,
                COLUMNS,
                Printable.line(line.origin()),
                line.time(),
                Printable.line(line.stage()),
                Printable.line(line.reason()),
                line.bytes(),
                line.key() == null ? "-" : Printable.line(line.key()),
                Printable.line(line.detail(), LONGEST_DETAIL));
    }

    /// How many there are of each kind.
    private record Kind(String reason, String topic, String stage) {
        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::reason).thenComparing(Kind::topic).thenComparing(Kind::stage);
    }

    static void printSummary(List<OutstandingLetter> letters, PrintWriter out) {
        final Map<Kind, Integer> counts = new TreeMap<>(Kind.ORDER);
        for (OutstandingLetter letter : letters)
            counts.merge(new Kind(letter.reason(), letter.topic(), letter.stage()), 1, Integer::sum);
        out.printf(Locale.ROOT, SUMMARY, letters.size(), "outstanding", "of topic", "stage");
        counts.forEach((kind, count) -> out.printf(
                Locale.ROOT,
                SUMMARY,
                count,
                Printable.line(kind.reason()),
                Printable.line(kind.topic()),
                Printable.line(kind.stage())));
    }
}
