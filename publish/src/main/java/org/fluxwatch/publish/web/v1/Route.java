package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.publish.web.Refused;

/// A path and what answers it.
///
/// @param template below `/api/v1`, with names in braces, such as `/domains/{domain}/{system}/days/{day}`
/// @param parameters that its query may have
/// @param isHeavy whether it reads many files or large ones: few of these are answered at once
record Route(String template, Set<String> parameters, boolean isHeavy, Handler handler) {
    @FunctionalInterface
    interface Handler {
        Answer answer(Request request) throws IOException, Refused;
    }

    /// The parts of a path that the names in braces stand for; empty when it is another path.
    ///
    /// @param raw as it came, below `/api/v1`
    Optional<Map<String, String>> match(String raw) {
        final List<String> names = List.of(template.split("/", -1));
        final List<String> parts = List.of(raw.split("/", -1));
        if (names.size() != parts.size()) return Optional.empty();
        final Map<String, String> found = new HashMap<>();
        for (int n = 0; n < names.size(); n++) {
            final String name = names.get(n);
            final String part = decoded(parts.get(n));
            if (name.startsWith("{")) found.put(name.substring(1, name.length() - 1), part);
            else if (!name.equals(part)) return Optional.empty();
        }
        return Optional.of(found);
    }

    /// In a path a plus is a plus.
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
