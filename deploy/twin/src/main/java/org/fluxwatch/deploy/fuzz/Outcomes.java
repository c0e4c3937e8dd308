package org.fluxwatch.deploy.fuzz;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes messages that say the same of different values equal.
final class Outcomes {
    private static final int MOST_LETTERS = 100;
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|\\[[^\\]]*\\]|\\S*/\\S*");
    private static final Pattern NUMBER = Pattern.compile("(?i)0x[0-9a-f]+|-?\\d[\\d.:TZE+-]*|NaN|-?Infinity");
    private static final Pattern STRANGE = Pattern.compile("[^\\x20-\\x7e]+");

    private Outcomes() {}

    static String kind(@Nullable String message) {
        if (message == null) return "";
        final String begin = message.substring(0, Math.min(message.length(), 4 * MOST_LETTERS));
        final String quoted = QUOTED.matcher(begin).replaceAll("~");
        final String plain =
                STRANGE.matcher(NUMBER.matcher(quoted).replaceAll("#")).replaceAll("?");
        return plain.substring(0, Math.min(plain.length(), MOST_LETTERS));
    }

    static String refused(Throwable refusal) {
        return "refused: " + kind(refusal.getMessage());
    }
}
