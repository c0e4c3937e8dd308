package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// The names of settings: segments joined by dots, such as `kafka.bootstrap-servers`.
final class Keys {
    /// The section whose keys are Kafka's.
    static final String CLIENT = "kafka.client";

    /// Sections whose keys are names that the user gives; each has the keys of the reference file's one.
    static final Set<String> NAMED = Set.of("domains", "assimilate.inputs.prior.sources");

    /// Names a bundled file of settings; says where others come from and is no setting itself.
    static final String PRESET = "preset";

    private Keys() {}

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// Keys of all sections and values below a node.
    static List<String> all(ObjectNode node, String path) {
        final List<String> keys = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            final String full = join(path, entry.getKey());
            keys.add(full);
            if (entry.getValue() instanceof ObjectNode object && !full.equals(CLIENT)) keys.addAll(all(object, full));
        }
        return keys;
    }

    static SettingsException unknown(String source, String what, String name, List<String> known) {
        final LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        final String nearest = known.stream()
                .min(Comparator.<String, Boolean>comparing(
                                candidate -> !candidate.startsWith(name)) // false comes first
                        .thenComparingInt(candidate -> distance.apply(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return new SettingsException(source + ": unknown " + what + ", the nearest known one is " + nearest, null);
    }
}
