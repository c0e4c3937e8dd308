package org.fluxwatch.deploy.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.topic.DeadLetter;

/// Dead letters as lines.
final class DeadLetterTable {
    private static final String COLUMNS = "%-24s %-20s %-10s %-17s %7s  %-14s %s%n";
    private static final int LONGEST_DETAIL = 160;

    private DeadLetterTable() {}

    /// A letter without its value.
    ///
    /// @param time the record's own, ISO 8601
    /// @param key as text, null when there is none
    /// @param bytes of the value, 0 when there is none
    record Line(String origin, String time, String stage, String reason, String detail, String key, int bytes) {}

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

    static void print(List<DeadLetter> letters, PrintWriter out) {
        out.printf(Locale.ROOT, COLUMNS, "origin", "time (UTC)", "stage", "reason", "bytes", "key", "detail");
        for (DeadLetter letter : letters) {
            final Line line = line(letter);
            out.printf(
                    Locale.ROOT,
                    COLUMNS,
                    line.origin(),
                    line.time(),
                    line.stage(),
                    line.reason(),
                    line.bytes(),
                    line.key() == null ? "-" : printable(line.key()),
                    shortened(printable(line.detail())));
        }
    }

    /// What was found in a record may hold anything, also what a terminal obeys.
    private static String printable(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + " ...";
    }
}
