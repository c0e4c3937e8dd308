package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/// Which settings are nobody else's business.
final class Secrets {
    private static final Pattern KEY = Pattern.compile("(?i)(.*[.-])?(token|password|passwd|secret|jaas\\.config|key)");

    private Secrets() {}

    /// Whether one of them has a value somewhere below.
    static boolean areIn(JsonNode node) {
        return node.properties().stream()
                .anyMatch(entry -> entry.getValue().isContainerNode()
                        ? areIn(entry.getValue())
                        : KEY.matcher(entry.getKey()).matches()
                                && !entry.getValue().asText().isBlank());
    }
}
