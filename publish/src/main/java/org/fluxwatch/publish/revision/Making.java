package org.fluxwatch.publish.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.revision.RevisionChange.TextChange;

/// What two editions were made with, besides granules.
final class Making {
    private Making() {}

    static List<TextChange> changes(Origin before, Origin after) {
        final List<TextChange> changes = new ArrayList<>();
        compare(changes, "program", before.programVersion(), after.programVersion());
        final Map<String, String> was = leaves(before.settings());
        final Map<String, String> is = leaves(after.settings());
        if (!was.isEmpty() && !is.isEmpty()) changes.addAll(texts("settings ", was, is));
        changes.addAll(texts("input ", before.inputs(), after.inputs()));
        return changes;
    }

    private static void compare(List<TextChange> changes, String what, String was, String is) {
        if (!was.equals(is)) changes.add(new TextChange(what, was, is));
    }

    private static List<TextChange> texts(String what, Map<String, String> was, Map<String, String> is) {
        final TreeSet<String> all = new TreeSet<>(was.keySet());
        all.addAll(is.keySet());
        final List<TextChange> changes = new ArrayList<>();
        for (String key : all)
            compare(
                    changes,
                    what + key,
                    Objects.requireNonNullElse(was.get(key), ""),
                    Objects.requireNonNullElse(is.get(key), ""));
        return changes;
    }

    /// The values of a JSON text by their paths, such as `assimilate.ensemble.seed`; none where it is no JSON.
    private static Map<String, String> leaves(String json) {
        final Map<String, String> leaves = new TreeMap<>();
        if (json.isBlank()) return leaves;
        try {
            collect("", RecordSerde.jsonMapper().readTree(json), leaves);
        } catch (JsonProcessingException e) {
            leaves.put("text", json);
        }
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject())
            node.properties()
                    .forEach(entry -> collect(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaves));
        else leaves.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
}
