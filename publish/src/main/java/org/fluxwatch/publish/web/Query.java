package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.AssimilationSystem;

/// The parameters of a request. Those that nobody asks for are left alone.
final class Query {
    private static final int GREATEST_LENGTH = 2_000;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Map<String, String> values = new HashMap<>();

    /// @throws Refused 400 when it is overlong or a parameter stands more than once
    Query(HttpExchange exchange) throws Refused {
        final String raw = exchange.getRequestURI().getRawQuery();
        if (raw == null || raw.isEmpty()) return;
        if (raw.length() > GREATEST_LENGTH)
            throw new Refused(400, "the query is longer than " + GREATEST_LENGTH + " characters");
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) continue;
            final int equals = pair.indexOf('=');
            final String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (values.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null)
                throw new Refused(400, "a parameter stands more than once");
        }
    }

    /// The JDK's server has refused what cannot be decoded.
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// Empty when it is not there.
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// Separated by commas; none when it is not there.
    List<String> list(String name) {
        final String value = value(name);
        return value.isEmpty() ? List.of() : List.of(value.split(","));
    }

    /// @param own when it is not there
    /// @throws Refused 404 when there is no such system
    AssimilationSystem system(AssimilationSystem own) throws Refused {
        final String value = value("system");
        if (value.isEmpty()) return own;
        final List<AssimilationSystem> systems = List.of(AssimilationSystem.values());
        return systems.stream()
                .filter(system -> system.label().equals(value))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404,
                        "no such system, expected one of "
                                + systems.stream()
                                        .map(AssimilationSystem::label)
                                        .toList()));
    }

    /// @throws Refused 400 when it is no day of the years 0000 to 9999
    LocalDate day() throws Refused {
        final String value = value("day");
        try {
            if (DAY.matcher(value).matches()) return LocalDate.parse(value);
        } catch (DateTimeException e) {
            // such as the 30th of February
        }
        throw new Refused(400, "day is not a day, expected YYYY-MM-DD");
    }
}
