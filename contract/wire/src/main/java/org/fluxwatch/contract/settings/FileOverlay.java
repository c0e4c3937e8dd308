package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// Lays the user's file over the defaults. Only keys that the reference file has are accepted; each value becomes
/// text, so that file and environment are read alike.
///
/// @param source what errors call the file
record FileOverlay(String source) {
    /// Of a value that is no key of Kafka's, characters.
    private static final int LONGEST = 4_000;

    void apply(ObjectNode own, ObjectNode settings) {
        overlay(settings, own, "");
    }

    private void overlay(ObjectNode defaults, ObjectNode own, String path) {
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            final String key = entry.getKey();
            final String full = Keys.join(path, key);
            final JsonNode known = defaults.get(key);
            final JsonNode value = entry.getValue();
            if (known == null) throw Keys.unknown(source, "key", full, Keys.all(defaults, path));
            if (full.equals(Keys.CLIENT)) defaults.set(key, client(section(value, full)));
            else if (Keys.isNamed(full))
                defaults.set(key, named(template(key, known, defaults), section(value, full), full));
            else if (known instanceof ObjectNode object) overlay(object, section(value, full), full);
            else defaults.set(key, value(value, known, full));
        }
    }

    private static ObjectNode template(String key, JsonNode known, ObjectNode beside) {
        return (ObjectNode)
                (known.isEmpty()
                        ? beside.get(Keys.templateOf(key))
                        : known.elements().next());
    }

    /// Each of the user's names starts from the reference file's.
    private ObjectNode named(ObjectNode template, ObjectNode own, String path) {
        final ObjectNode all = own.objectNode();
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            final String full = Keys.join(path, entry.getKey());
            final ObjectNode one = template.deepCopy();
            overlay(one, section(entry.getValue(), full), full);
            all.set(entry.getKey(), one);
        }
        return all;
    }

    /// Kafka's own keys, of which fluxwatch knows none.
    private ObjectNode client(ObjectNode own) {
        final ObjectNode client = own.objectNode();
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            if (!isScalar(entry.getValue()))
                throw wrong(Keys.join(Keys.CLIENT, entry.getKey()), entry.getValue(), "a value");
            client.put(entry.getKey(), entry.getValue().asText());
        }
        return client;
    }

    private JsonNode value(JsonNode value, JsonNode known, String key) {
        if (!(known instanceof ArrayNode)) {
            if (!isScalar(value)) throw wrong(key, value, "a value such as " + known);
            if (value.asText().length() > LONGEST)
                throw wrong(key, value, "a value such as " + known + ", " + LONGEST + " characters at most");
            return text(value);
        }
        if (!(value instanceof ArrayNode list)) throw wrong(key, value, "a list such as " + known);
        final ArrayNode texts = list.arrayNode();
        for (JsonNode item : list) {
            if (!isScalar(item)) throw wrong(key, value, "a list such as " + known);
            texts.add(text(item));
        }
        return texts;
    }

    private static JsonNode text(JsonNode scalar) {
        return TextNode.valueOf(scalar.asText());
    }

    private static boolean isScalar(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }

    private ObjectNode section(JsonNode value, String key) {
        if (value instanceof ObjectNode object) return object;
        // a missing colon makes one text of a key and its value, which may be the token
        if (Keys.holdsSecrets(key) && !value.isNull())
            throw new SettingsException(source + ": " + key + " is a value, expected keys below it", null);
        throw wrong(key, value, "keys below it");
    }

    private SettingsException wrong(String key, JsonNode value, String expected) {
        final String text = value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText();
        return new SettingsException(
                source + ": " + key + " is '" + Keys.quotable(key, text) + "', expected " + expected, null);
    }
}
