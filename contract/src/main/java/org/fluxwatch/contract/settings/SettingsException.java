package org.fluxwatch.contract.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/// Settings that cannot be used. The message is for the person who wrote them: file, key, value, expectation.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Pattern LONG_VALUE = Pattern.compile("'([^']{200})[^']+'");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public SettingsException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /// Control characters escaped, what is quoted shortened.
    private static String oneLine(String message) {
        return CONTROL.matcher(LONG_VALUE.matcher(message).replaceAll("'$1...'"))
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }
}
