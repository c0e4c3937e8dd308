package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Lays environment variables over the settings: `kafka.bootstrap-servers` is `FLUXWATCH_KAFKA_BOOTSTRAP_SERVERS`.
final class EnvironmentOverlay {
    private static final String PREFIX = "FLUXWATCH_";

    /// Begins the name of a variable for Kafka's clients: `FLUXWATCH_KAFKA_CLIENT_SASL_JAAS_CONFIG` is
    /// `sasl.jaas.config`.
    private static final String CLIENT_PREFIX = variable(Keys.CLIENT) + "_";

    /// Variables that the launcher uses and that are no settings.
    private static final Set<String> NOT_SETTINGS = Set.of("FLUXWATCH_DATA", "FLUXWATCH_JAVA_OPTS");

    /// A value and the section that holds it.
    private record Place(ObjectNode section, String key) {}

    private EnvironmentOverlay() {}

    /// @return names of the variables that were settings, sorted
    static List<String> apply(Map<String, String> environment, ObjectNode settings) {
        final Map<String, Place> places = new TreeMap<>();
        collect(settings, "", places);
        final List<String> used = new ArrayList<>();
        for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
            final String name = entry.getKey();
            if (!name.startsWith(PREFIX) || NOT_SETTINGS.contains(name)) continue;
            set(place(name, places, settings), entry.getValue());
            used.add(name);
        }
        return used;
    }

    private static Place place(String name, Map<String, Place> places, ObjectNode settings) {
        if (name.startsWith(CLIENT_PREFIX))
            return new Place(
                    (ObjectNode) settings.get("kafka").get("client"),
                    name.substring(CLIENT_PREFIX.length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '.'));
        final Place place = places.get(name);
        if (place == null) throw Keys.unknown("environment", "variable", name, List.copyOf(places.keySet()));
        return place;
    }

    private static void set(Place place, String value) {
        if (place.section().get(place.key()) instanceof ArrayNode) {
            final ArrayNode list = place.section().putArray(place.key());
            if (!value.isBlank()) for (String item : value.split(",", -1)) list.add(item.strip());
        } else {
            place.section().put(place.key(), value);
        }
    }

    private static void collect(ObjectNode section, String path, Map<String, Place> places) {
        section.properties().forEach(entry -> {
            final String full = Keys.join(path, entry.getKey());
            if (full.equals(Keys.CLIENT)) return;
            if (entry.getValue() instanceof ObjectNode below) collect(below, full, places);
            else places.put(variable(full), new Place(section, entry.getKey()));
        });
    }

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
