package org.fluxwatch.publish.remote;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The series that answer a query, as they are found; what it does not ask for is passed over. Values are added in the
/// order of time.
final class SeriesSet {
    private final SeriesQuery query;
    private final AnswerBounds bounds;
    private final Map<Map<String, String>, Samples> series = new LinkedHashMap<>();
    /// Series by metric and further labels; empty where they are not asked for, so that matchers are asked once.
    private final Map<String, Map<Map<String, String>, Optional<Samples>>> decided = new HashMap<>();

    SeriesSet(SeriesQuery query, AnswerBounds bounds) {
        this.query = query;
        this.bounds = bounds;
    }

    SeriesQuery query() {
        return query;
    }

    AnswerBounds bounds() {
        return bounds;
    }

    /// NaN is no value.
    ///
    /// @throws AnswerBounds.ExceededException beyond what an answer may hold
    void add(String metric, Map<String, String> labels, long timeMs, double value) {
        if (Double.isNaN(value) || !query.takes(timeMs)) return;
        final Optional<Samples> samples =
                decided.computeIfAbsent(metric, _ -> new HashMap<>()).computeIfAbsent(labels, of -> decide(metric, of));
        if (samples.isEmpty()) return;
        bounds.sample();
        samples.get().add(timeMs, value);
    }

    private Optional<Samples> decide(String metric, Map<String, String> labels) {
        final Map<String, String> all = new TreeMap<>(labels);
        all.put("__name__", metric);
        if (!query.takes(all)) return Optional.empty();
        return Optional.of(series.computeIfAbsent(all, _ -> new Samples()));
    }

    /// By labels, which are sorted by name.
    Map<Map<String, String>, Samples> found() {
        return Collections.unmodifiableMap(series);
    }
}
