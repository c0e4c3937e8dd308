package org.fluxwatch.publish.remote;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A condition on a label's value, as Prometheus puts it; a label that a series lacks has the empty value. Patterns are
/// Prometheus's own (RE2), for the whole value, and take linear time whatever they are.
final class LabelMatcher {
    private static final int LONGEST = 20_000;

    /// In the order of their numbers in the protocol.
    enum Kind {
        EQUAL,
        NOT_EQUAL,
        MATCHES,
        DOES_NOT_MATCH
    }

    private final Kind kind;
    private final String name;
    private final String value;
    private final @Nullable Pattern pattern;

    /// @throws IllegalArgumentException when the pattern is none
    LabelMatcher(Kind kind, String name, String value) {
        if (value.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a matcher has " + value.length() + " characters, expected at most " + LONGEST);
        this.kind = kind;
        this.name = name;
        this.value = value;
        this.pattern = switch (kind) {
            case EQUAL, NOT_EQUAL -> null;
            case MATCHES, DOES_NOT_MATCH -> compiled(value);
        };
    }

    private static Pattern compiled(String value) {
        try {
            return Pattern.compile(value, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("a matcher is no regular expression (RE2)", e);
        }
    }

    String name() {
        return name;
    }

    /// Whether a value passes.
    boolean takes(String of) {
        return switch (kind) {
            case EQUAL -> of.equals(value);
            case NOT_EQUAL -> !of.equals(value);
            case MATCHES -> matches(of);
            case DOES_NOT_MATCH -> !matches(of);
        };
    }

    private boolean matches(String of) {
        return pattern != null && pattern.matcher(of).matches();
    }

    boolean takes(Map<String, String> labels) {
        return takes(labels.getOrDefault(name, ""));
    }
}
