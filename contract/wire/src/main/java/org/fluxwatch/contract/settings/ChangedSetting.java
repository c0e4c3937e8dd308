package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A setting that numbers depend on and that has another value than they were made with.
///
/// @param key such as `domains.east-asia.grid.columns`, or that of a name that the user gives
/// @param before in words; `not there` of a name that has come
/// @param now likewise
/// @param change what it takes
public record ChangedSetting(String key, String before, String now, SettingChange change) {
    private static final String NOT_THERE = "not there";

    /// What differs between two texts of [NumericSettings]. A key that one of them does not have is of another version
    /// of the program, which goes by its default; only names that the user gives come and go.
    ///
    /// @throws IllegalArgumentException when one is no such text
    public static List<ChangedSetting> between(String before, String now) {
        final List<ChangedSetting> changed = new ArrayList<>();
        compare(List.of(), tree(before), tree(now), changed);
        return changed;
    }

    private static ObjectNode tree(String text) {
        try {
            return (ObjectNode) SettingsLoader.YAML.readTree(text);
        } catch (IOException | ClassCastException e) {
            throw new IllegalArgumentException("is no text of settings: " + e.getMessage(), e);
        }
    }

    private static void compare(List<String> path, ObjectNode before, ObjectNode now, List<ChangedSetting> changed) {
        final Set<String> keys = new TreeSet<>();
        before.fieldNames().forEachRemaining(keys::add);
        now.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            final List<String> full = Keys.below(path, key);
            final JsonNode was = before.path(key);
            final JsonNode is = now.path(key);
            if (was.isMissingNode() || is.isMissingNode()) {
                if (Keys.isNamed(String.join(".", path))) changed.add(of(full, was, is));
            } else if (was instanceof ObjectNode one && is instanceof ObjectNode other)
                compare(full, one, other, changed);
            else if (!was.equals(is)) changed.add(of(full, was, is));
        }
    }

    private static ChangedSetting of(List<String> path, JsonNode was, JsonNode is) {
        return new ChangedSetting(String.join(".", path), words(was), words(is), SettingChanges.of(path));
    }

    private static String words(JsonNode value) {
        if (value.isMissingNode()) return NOT_THERE;
        if (value.isObject()) return "there";
        final String text = value.isContainerNode() ? value.toString() : value.asText();
        return text.isEmpty() ? "empty" : text;
    }

    /// Such as `assimilate.ensemble.members is 40, was 158`.
    @Override
    public String toString() {
        return key + " is " + now + ", was " + before;
    }
}
