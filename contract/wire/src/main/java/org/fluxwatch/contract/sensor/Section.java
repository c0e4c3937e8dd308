package org.fluxwatch.contract.sensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.fluxwatch.contract.text.Printable;

/// A part of a description, read strictly: a key too many or too few and a value of another kind are errors that name
/// file, key, value and what was expected.
final class Section {
    private static final int LONGEST_QUOTED = 100;

    private final String file;
    private final String path;
    private final ObjectNode node;

    /// @param path of the section, empty for the file itself
    /// @param keys that it must have
    /// @param others that it may have
    Section(String file, String path, JsonNode node, List<String> keys, List<String> others) {
        this.file = file;
        this.path = path;
        if (!(node instanceof ObjectNode object))
            throw error(file, path.isEmpty() ? "it" : path, text(node), "keys such as " + keys.getFirst());
        this.node = object;
        for (String key :
                new TreeSet<>(object.propertyStream().map(Map.Entry::getKey).toList()))
            if (!keys.contains(key) && !others.contains(key))
                throw new IllegalArgumentException(file + ": unknown key " + Printable.line(full(key))
                        + ", expected one of " + String.join(", ", keys)
                        + (others.isEmpty() ? "" : ", " + String.join(", ", others)));
        for (String key : keys)
            if (!object.has(key)) throw new IllegalArgumentException(file + ": lacks the key " + full(key));
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private JsonNode at(String key) {
        return node.path(key);
    }

    boolean has(String key) {
        return node.has(key);
    }

    IllegalArgumentException wrong(String key, String expected) {
        return error(file, full(key), text(at(key)), expected);
    }

    private static IllegalArgumentException error(String file, String key, String value, String expected) {
        return new IllegalArgumentException(file + ": " + key + " is '" + value + "', expected " + expected);
    }

    private static String text(JsonNode value) {
        return Printable.line(
                value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText(), LONGEST_QUOTED);
    }

    String text(String key, String expected) {
        if (!at(key).isTextual() || at(key).asText().isBlank()) throw wrong(key, expected);
        return at(key).asText();
    }

    boolean flag(String key) {
        if (!at(key).isBoolean()) throw wrong(key, "true or false");
        return at(key).booleanValue();
    }

    int number(String key, int least, int greatest) {
        if (!at(key).isIntegralNumber()
                || !at(key).canConvertToInt()
                || at(key).intValue() < least
                || at(key).intValue() > greatest) throw wrong(key, "a whole number, " + least + " to " + greatest);
        return at(key).intValue();
    }

    <E extends Enum<E>> E choice(String key, E[] values, Function<E, String> label) {
        final String expected = "one of " + labels(values, label);
        final String chosen = text(key, expected);
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(chosen))
                .findFirst()
                .orElseThrow(() -> wrong(key, expected));
    }

    private static <E> String labels(E[] values, Function<E, String> label) {
        return Arrays.stream(values).map(label).collect(Collectors.joining(", "));
    }

    Pattern pattern(String key) {
        final String expected = "a regular expression";
        try {
            return Pattern.compile(text(key, expected));
        } catch (PatternSyntaxException e) {
            throw wrong(key, expected + "; " + e.getDescription() + " at " + e.getIndex());
        }
    }

    /// Empty for `[]`.
    Optional<Pattern> somePattern(String key) {
        if (at(key).isArray() && at(key).isEmpty()) return Optional.empty();
        if (at(key).isContainerNode()) throw wrong(key, "a regular expression, [] for none");
        return Optional.of(pattern(key));
    }

    /// Names of a variable, or short names.
    List<String> names(String key) {
        final String expected = "a list of names, [] for none";
        if (!at(key).isArray()) throw wrong(key, expected);
        final List<String> names = new ArrayList<>();
        for (JsonNode name : at(key)) {
            if (!name.isTextual() || name.asText().isBlank()) throw wrong(key, expected);
            names.add(name.asText());
        }
        return List.copyOf(names);
    }

    /// The same with one name at least.
    List<String> someNames(String key) {
        final List<String> names = names(key);
        if (names.isEmpty()) throw wrong(key, "one name or more");
        return names;
    }

    List<Integer> codes(String key) {
        final String expected = "a list of whole numbers";
        if (!at(key).isArray() || at(key).isEmpty()) throw wrong(key, expected);
        final List<Integer> codes = new ArrayList<>();
        for (JsonNode code : at(key)) {
            if (!code.isIntegralNumber() || !code.canConvertToInt()) throw wrong(key, expected);
            codes.add(code.intValue());
        }
        return codes;
    }

    /// What numbers mean.
    <E extends Enum<E>> Map<Integer, E> meanings(String key, E[] values, Function<E, String> label) {
        final String expected = "numbers that are each one of " + labels(values, label);
        if (!(at(key) instanceof ObjectNode table)) throw wrong(key, expected);
        final Map<Integer, E> meanings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            if (!entry.getKey().matches("-?\\d{1,9}")) throw wrong(key, expected);
            final E meaning = Arrays.stream(values)
                    .filter(value -> label.apply(value).equals(entry.getValue().asText()))
                    .findFirst()
                    .orElseThrow(() -> wrong(key, expected));
            meanings.put(Integer.parseInt(entry.getKey()), meaning);
        }
        return meanings;
    }

    Section section(String key, String... keys) {
        return new Section(file, full(key), at(key), List.of(keys), List.of());
    }

    /// @param keys that each of them must have
    /// @param others that each may have
    List<Section> sections(String key, List<String> keys, List<String> others) {
        if (!at(key).isArray()) throw wrong(key, "a list, [] for none");
        final List<Section> sections = new ArrayList<>();
        for (JsonNode one : at(key))
            sections.add(new Section(file, full(key) + "[" + sections.size() + "]", one, keys, others));
        return sections;
    }
}
