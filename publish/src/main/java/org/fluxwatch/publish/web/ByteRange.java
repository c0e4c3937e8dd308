package org.fluxwatch.publish.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One part of a file, as `Range: bytes=` asks for it: RFC 9110, 14.1.2.
///
/// @param first byte, from 0
/// @param last byte, included
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// What can be asked of a file.
    sealed interface Asked {
        /// Without header, of several parts or of another unit, which may be answered with the whole.
        record Whole() implements Asked {}

        record Part(ByteRange range) implements Asked {}

        /// No byte of it is there.
        record Beyond() implements Asked {}
    }

    /// @param headers all that are called Range
    /// @param length of the file, bytes
    static Asked of(List<String> headers, long length) {
        if (headers.size() != 1) return new Asked.Whole();
        final Matcher range = ONE.matcher(headers.getFirst().replace(" ", ""));
        if (!range.matches()) return new Asked.Whole();
        final Optional<Long> from = number(range.group(1));
        final Optional<Long> to = number(range.group(2));
        if (from.isEmpty()) {
            if (to.isEmpty()) return new Asked.Whole();
            final long count = Math.min(to.get(), length);
            return count == 0 ? new Asked.Beyond() : new Asked.Part(new ByteRange(length - count, length - 1));
        }
        if (to.isPresent() && to.get() < from.get()) return new Asked.Whole(); // no range by its grammar
        if (from.get() >= length) return new Asked.Beyond();
        return new Asked.Part(new ByteRange(from.get(), Math.min(to.orElse(Long.MAX_VALUE), length - 1)));
    }

    private static Optional<Long> number(String digits) {
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }

    long length() {
        return last - first + 1;
    }
}
