package org.fluxwatch.publish.remote;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The series that answer a query, as they are found; what it does not ask for is passed over. Values are added in the
/// order of time.
final class SeriesSet {
    /// A day of 30 regions has some 300 values: these are ten years of it.
    static final int MOST_SAMPLES = 1_200_000;

    /// A value of a series.
    ///
    /// @param timeMs since 1970
    record Sample(long timeMs, double value) {}

    private final SeriesQuery query;
    private final Map<Map<String, String>, List<Sample>> series = new LinkedHashMap<>();
    private int samples;

    SeriesSet(SeriesQuery query) {
        this.query = query;
    }

    SeriesQuery query() {
        return query;
    }

    /// NaN is no value.
    ///
    /// @throws TooManySamplesException beyond what an answer may hold
    void add(String metric, Map<String, String> labels, long timeMs, double value) {
        if (Double.isNaN(value) || !query.takes(timeMs)) return;
        final Map<String, String> all = new TreeMap<>(labels);
        all.put("__name__", metric);
        if (!query.takes(all)) return;
        if (++samples > MOST_SAMPLES) throw new TooManySamplesException();
        series.computeIfAbsent(all, _ -> new ArrayList<>()).add(new Sample(timeMs, value));
    }

    /// By labels, which are sorted by name.
    Map<Map<String, String>, List<Sample>> found() {
        return Collections.unmodifiableMap(series);
    }

    /// The query asks for more than an answer may hold.
    static final class TooManySamplesException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySamplesException() {
            super("the query asks for more than " + MOST_SAMPLES + " values, expected a shorter time or fewer series");
        }
    }
}
