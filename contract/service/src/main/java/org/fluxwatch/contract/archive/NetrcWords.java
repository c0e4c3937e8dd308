package org.fluxwatch.contract.archive;

import java.util.Optional;

/// The words of a `.netrc`: what blanks divide, or what stands between double quotes, where a backslash takes the next
/// character as it is.
final class NetrcWords {
    private final String text;
    private int at;

    NetrcWords(String text) {
        this.text = text;
    }

    /// The next word; empty: that was the last one.
    Optional<String> next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        if (at == text.length()) return Optional.empty();
        final boolean quoted = text.charAt(at) == '"';
        if (quoted) at++;
        final StringBuilder word = new StringBuilder();
        for (; at < text.length(); at++) {
            final char c = text.charAt(at);
            if (quoted ? c == '"' : Character.isWhitespace(c)) break;
            if (c == '\\' && at + 1 < text.length()) at++;
            word.append(text.charAt(at));
        }
        if (quoted && at < text.length()) at++;
        return Optional.of(word.toString());
    }

    /// Passes over what is left of a line, such as that of a comment.
    void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') at++;
    }

    /// Passes over a macro, which ends with a blank line.
    void skipMacro() {
        do {
            skipLine();
            at = Math.min(text.length(), at + 1);
        } while (at < text.length()
                && !text.substring(at).lines().findFirst().orElse("").isBlank());
    }

    /// The line of what comes next, from 1 on.
    long line() {
        return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
