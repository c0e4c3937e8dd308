package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;
import org.fluxwatch.contract.text.Printable;
import org.jspecify.annotations.Nullable;

/// Settings that cannot be used. The message is for the person who wrote them: file, key, value, expectation. It has no
/// cause that quotes the file, for a secret may stand beside what is wrong.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Pattern LONG_VALUE = Pattern.compile("'([^']{200})[^']+'");

    public SettingsException(String message, @Nullable Throwable cause) {
        super(oneLine(message), cause instanceof JsonProcessingException ? null : cause);
    }

    /// Control characters escaped, what is quoted shortened.
    private static String oneLine(String message) {
        return Printable.line(LONG_VALUE.matcher(message).replaceAll("'$1...'"));
    }
}
