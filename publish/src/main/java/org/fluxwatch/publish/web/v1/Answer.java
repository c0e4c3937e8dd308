package org.fluxwatch.publish.web.v1;

import com.sun.net.httpserver.HttpHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a path answers.
sealed interface Answer {
    /// @param body records, maps and lists
    record OfJson(Object body) implements Answer {}

    record OfCsv(Table table) implements Answer {}

    /// What goes on until it is broken off.
    record OfStream(HttpHandler handler) implements Answer {}

    /// A table in the form that was asked for; in JSON with what is said of all its rows before them.
    static Answer of(Format format, Map<String, @Nullable Object> about, Table table) {
        return switch (format) {
            case CSV -> new OfCsv(table);
            case JSON -> {
                final Map<String, @Nullable Object> body = new LinkedHashMap<>(about);
                body.put("rows", table.objects());
                yield new OfJson(body);
            }
        };
    }
}
