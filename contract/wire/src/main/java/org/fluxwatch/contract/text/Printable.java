package org.fluxwatch.contract.text;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text that others wrote, such as names in a catalogue or the body of an answer, as part of one line of a log or a
/// table: what would begin a new line, steer a terminal or turn the direction of writing becomes its escape, such as
/// `\n` or `\u001b`. A text without these stays as it is.
public final class Printable {
    private static final Pattern CONTROL =
            Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

    private Printable() {}

    public static String line(String text) {
        return CONTROL.matcher(text).replaceAll(found -> "\\" + escape(found));
    }

    /// @param longest characters kept of the text; what is left out is shown by `...`
    public static String line(String text, int longest) {
        return line(text.length() <= longest ? text : text.substring(0, longest) + "...");
    }

    private static String escape(MatchResult found) {
        final char c = found.group().charAt(0);
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }
}
