package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Printable;

/// The names of settings: segments joined by dots, such as `kafka.bootstrap-servers`.
final class Keys {
    /// The section whose keys are Kafka's.
    static final String CLIENT = "kafka.client";

    /// Sections whose keys are names that the user gives; each has the keys of the reference file's one.
    static final Set<String> NAMED = Set.of("domains", "assimilate.inputs.prior.sources");

    /// Names a bundled file of settings; says where others come from and is no setting itself.
    static final String PRESET = "preset";

    /// Stands in messages for the value of a secret.
    static final String HIDDEN = "***";

    private static final String TOKEN = "archive.token";

    private Keys() {}

    /// True for a key whose value is in no message; of Kafka's own keys any may hold a password.
    static boolean isSecret(String key) {
        return key.equals(TOKEN) || key.equals(CLIENT) || key.startsWith(CLIENT + ".");
    }

    /// True for a section that has such a key below it.
    static boolean holdsSecrets(String section) {
        return isSecret(section) || TOKEN.startsWith(section + ".") || CLIENT.startsWith(section + ".");
    }

    /// A value as it may be quoted. One that is no address stays as it is.
    static String quotable(String key, String value) {
        if (isSecret(key)) return value.isEmpty() ? "" : HIDDEN;
        return value.contains("//") ? Address.print(value) : Printable.line(value);
    }

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
