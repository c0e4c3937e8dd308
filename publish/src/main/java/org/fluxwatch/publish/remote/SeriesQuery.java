package org.fluxwatch.publish.remote;

import java.util.List;
import java.util.Map;

/// Which series are asked for, and of what time.
///
/// @param startMs since 1970, first that counts
/// @param endMs since 1970, last that counts
record SeriesQuery(long startMs, long endMs, List<LabelMatcher> matchers) {
    SeriesQuery {
        matchers = List.copyOf(matchers);
    }

    boolean takes(Map<String, String> labels) {
        for (LabelMatcher matcher : matchers) if (!matcher.takes(labels)) return false;
        return true;
    }

    /// Whether some series with these labels, and others, may be asked for.
    boolean mayTake(Map<String, String> some) {
        for (LabelMatcher matcher : matchers) {
            final String value = some.get(matcher.name());
            if (value != null && !matcher.takes(value)) return false;
        }
        return true;
    }

    boolean takes(long timeMs) {
        return timeMs >= startMs && timeMs <= endMs;
    }
}
