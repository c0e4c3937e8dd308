package org.fluxwatch.deploy.osse;

import java.util.Locale;

/// Formats figures for a person; what cannot be scored, such as a lane without observations, says so.
final class Figures {
    static final String NONE = "n/a";

    private Figures() {}

    /// As [String#format(Locale, String, Object...)], with `n/a` for a number that is none, in the same columns.
    @SuppressWarnings("AnnotateFormatMethod") // whose annotation would be one more jar
    static String format(String format, Object... values) {
        final String text = String.format(Locale.ROOT, format, values);
        for (Object value : values)
            if (value instanceof Double number && number.isNaN()) return text.replace("NaN", NONE);
        return text;
    }
}
