package org.fluxwatch.publish.web.v1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of values under names: objects of a JSON array, or CSV as RFC 4180 has it. NaN and what is not there is null or
/// nothing.
record Table(List<String> columns, List<List<@Nullable Object>> rows) {
    Table(List<String> columns) {
        this(List.copyOf(columns), new ArrayList<>());
    }

    void add(@Nullable Object... values) {
        if (values.length != columns.size())
            throw new IllegalArgumentException("a row has " + values.length + " values, expected " + columns);
        rows.add(Arrays.asList(values));
    }

    /// As JSON has them.
    List<Map<String, @Nullable Object>> objects() {
        final List<Map<String, @Nullable Object>> objects = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            final Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int n = 0; n < columns.size(); n++) object.put(columns.get(n), row.get(n));
            objects.add(object);
        }
        return objects;
    }

    byte[] csv() {
        final StringBuilder csv = new StringBuilder();
        line(csv, columns);
        for (List<@Nullable Object> row : rows) line(csv, row);
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder csv, List<? extends @Nullable Object> values) {
        for (int n = 0; n < values.size(); n++) {
            if (n > 0) csv.append(',');
            cell(csv, values.get(n));
        }
        csv.append("\r\n");
    }

    private static void cell(StringBuilder csv, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Double number when !Double.isFinite(number) -> {}
            case Float number when !Float.isFinite(number) -> {}
            case Number number -> csv.append(number);
            default -> quoted(csv, value.toString());
        }
    }

    private static void quoted(StringBuilder csv, String text) {
        final boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        if (plain) csv.append(text);
        else csv.append('"').append(text.replace("\"", "\"\"")).append('"');
    }
}
