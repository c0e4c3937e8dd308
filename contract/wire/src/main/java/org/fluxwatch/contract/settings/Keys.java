package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Printable;

/// The names of settings: segments joined by dots, such as `kafka.bootstrap-servers`.
final class Keys {
    /// The section whose keys are Kafka's.
    static final String CLIENT = "kafka.client";

    /// Sections whose keys are names that the user gives; each has the keys of the reference file's one. A star stands
    /// for such a name.
    static final List<String> NAMED = List.of(
            "domains",
            "domains.*.inputs.prior.sources",
            "domains.*.inputs.other-priors",
            "domains.*.inputs.other-priors.*.sources",
            "domains.*.inputs.other-boundaries",
            "assimilate.inversion.backgrounds");

    /// Names a bundled file of settings; says where others come from and is no setting itself.
    static final String PRESET = "preset";

    /// Stands in messages for the value of a secret.
    static final String HIDDEN = "***";

    private static final String TOKEN = "archive.token";

    /// Where what drives the model does not stand.
    private static final String ALL_INPUTS = "assimilate.inputs";

    private Keys() {}

    /// Of a named section that is empty in the reference file, the section beside it whose keys each of its names has.
    static String templateOf(String key) {
        return switch (key) {
            case "other-priors" -> "prior";
            case "other-boundaries" -> "boundary";
            default -> throw new IllegalArgumentException("the reference file has nothing in " + key);
        };
    }

    /// Whether the keys of a section are names that the user gives.
    static boolean isNamed(String section) {
        return NAMED.stream()
                .anyMatch(named -> section.matches(named.replace(".", "\\.").replace("*", ".+")));
    }

    /// A key of a record's own check, in which stars stand for names, with these names.
    ///
    /// @param path of the record, or of a section in it
    static String named(String key, List<String> path) {
        String full = key;
        for (String named : NAMED.reversed()) {
            final int depth = named.split("\\.").length + 1;
            if (path.size() >= depth) full = full.replace(named + ".*", String.join(".", path.subList(0, depth)));
        }
        return full;
    }

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

    static List<String> below(List<String> path, String key) {
        final List<String> full = new ArrayList<>(path);
        full.add(key);
        return full;
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

    /// @param what key or variable
    static SettingsException unknown(String source, String what, String name, List<String> known) {
        if (isOrIsBelow(ALL_INPUTS, ".", name)) return inputsOfAll(source, what, name, UnaryOperator.identity());
        if (isOrIsBelow(EnvironmentOverlay.variable(ALL_INPUTS), "_", name))
            return inputsOfAll(source, what, name, EnvironmentOverlay::variable);
        final LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        final String nearest = known.stream()
                .min(Comparator.<String, Boolean>comparing(
                                candidate -> !candidate.startsWith(name)) // false comes first
                        .thenComparingInt(candidate -> distance.apply(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return new SettingsException(
                source + ": unknown " + what + " " + name + ", the nearest known one is " + nearest, null);
    }

    private static boolean isOrIsBelow(String section, String separator, String name) {
        return name.equals(section) || name.startsWith(section + separator);
    }

    /// @param form of keys where the name stands
    private static SettingsException inputsOfAll(String source, String what, String name, UnaryOperator<String> form) {
        return new SettingsException(
                source + ": unknown " + what + " " + name + ": inputs are each domain's own, "
                        + form.apply("domains.NAME.inputs") + "; look-again is " + form.apply("assimilate.look-again"),
                null);
    }
}
