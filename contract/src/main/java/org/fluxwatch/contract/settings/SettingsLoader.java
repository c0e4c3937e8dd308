package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Reads settings: the reference file's defaults, then the user's file, then the environment.
public final class SettingsLoader {
    private static final String REFERENCE = "/org/fluxwatch/contract/fluxwatch.yaml";
    private static final String PREFIX = "FLUXWATCH_";

    /// Variables that the launcher uses and that are no settings.
    private static final Set<String> NOT_SETTINGS = Set.of("FLUXWATCH_DATA", "FLUXWATCH_JAVA_OPTS");

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfigDefaults(
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private SettingsLoader() {}

    /// The annotated reference file.
    public static String reference() {
        try (InputStream in = SettingsLoader.class.getResourceAsStream(REFERENCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the reference settings in the program's own jar cannot be read", e);
        }
    }

    /// The defaults alone.
    public static Settings defaults() {
        return parse("", "the defaults", Map.of());
    }

    /// @param file the user's settings
    /// @param environment variables, of which those that begin with `FLUXWATCH_` are settings
    /// @throws SettingsException with one line that names file, key, value and expectation
    public static Settings load(Path file, Map<String, String> environment) {
        try {
            return parse(Files.readString(file), file.toString(), environment);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e, e);
        }
    }

    /// @param text YAML that overrides the defaults; may be empty
    /// @param source what errors call the text
    public static Settings parse(String text, String source, Map<String, String> environment) {
        final ObjectNode settings;
        final JsonNode own;
        try {
            settings = (ObjectNode) YAML.readTree(reference());
            own = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            final var where = e.getLocation();
            throw new SettingsException(
                    source + (where == null ? "" : ":" + where.getLineNr()) + ": is not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
        if (own != null && !own.isMissingNode() && !own.isNull()) {
            if (!(own instanceof ObjectNode object))
                throw new SettingsException(source + ": holds no keys, expected settings such as 'archive:'", null);
            overlay(settings, object, "", source);
        }
        overrideFrom(environment, settings);
        return bind(settings, source);
    }

    private static Settings bind(ObjectNode settings, String source) {
        try {
            return YAML.treeToValue(settings, Settings.class);
        } catch (ValueInstantiationException e) {
            final Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SettingsException(source + ": " + cause.getMessage().replace("domains.*", domainPath(e)), e);
        } catch (InvalidFormatException e) {
            throw new SettingsException(
                    source + ": " + keyOf(e.getPath()) + " is '" + e.getValue() + "', expected "
                            + expected(e.getTargetType()),
                    e);
        } catch (MismatchedInputException e) {
            throw new SettingsException(
                    source + ": " + keyOf(e.getPath()) + " is of the wrong kind, expected "
                            + expected(e.getTargetType()),
                    e);
        } catch (JsonProcessingException e) {
            throw new SettingsException(source + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String domainPath(JsonProcessingException e) {
        final String key = e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
                ? keyOf(mapping.getPath())
                : "";
        final String[] parts = key.split("\\.");
        return parts.length > 1 && parts[0].equals("domains") ? "domains." + parts[1] : "domains.*";
    }

    private static String keyOf(List<com.fasterxml.jackson.databind.JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() != null
                        ? PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(step.getFieldName())
                        : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."));
    }

    private static String expected(Class<?> type) {
        if (type == null) return "another kind of value";
        if (type.isEnum())
            return "one of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(constant -> YAML.valueToTree(constant).asText())
                            .collect(Collectors.joining(", "));
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "LocalDate" -> "a day, YYYY-MM-DD";
            case "Duration" -> "an ISO 8601 duration such as PT1H";
            case "String" -> "text";
            default -> "a " + type.getSimpleName();
        };
    }

    private static void overlay(ObjectNode defaults, ObjectNode own, String path, String source) {
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            final String key = entry.getKey();
            final String full = path.isEmpty() ? key : path + "." + key;
            final JsonNode known = defaults.get(key);
            if (known == null) throw unknown(source, full, allKeys(defaults, path), "");
            final JsonNode value = entry.getValue();
            if (full.equals("kafka.client")) {
                requireObject(value, full, source);
                defaults.set(key, value);
            } else if (full.equals("domains")) {
                requireObject(value, full, source);
                defaults.set(key, domains((ObjectNode) known.elements().next(), (ObjectNode) value, source));
            } else if (known instanceof ObjectNode object) {
                requireObject(value, full, source);
                overlay(object, (ObjectNode) value, full, source);
            } else {
                if (value.isNull() || value.isObject() || known.isArray() != value.isArray())
                    throw new SettingsException(
                            source + ": " + full + " is '" + (value.isNull() ? "" : value) + "', expected a "
                                    + (known.isArray() ? "list such as " : "value such as ") + known,
                            null);
                defaults.set(key, value);
            }
        }
    }

    /// Each domain starts from the reference file's.
    private static ObjectNode domains(ObjectNode template, ObjectNode own, String source) {
        final ObjectNode domains = own.objectNode();
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            requireObject(entry.getValue(), "domains." + entry.getKey(), source);
            final ObjectNode domain = template.deepCopy();
            overlay(domain, (ObjectNode) entry.getValue(), "domains." + entry.getKey(), source);
            domains.set(entry.getKey(), domain);
        }
        return domains;
    }

    private static void requireObject(JsonNode value, String key, String source) {
        if (!(value instanceof ObjectNode))
            throw new SettingsException(
                    source + ": " + key + " is '" + value.asText() + "', expected keys below it", null);
    }

    private static void overrideFrom(Map<String, String> environment, ObjectNode settings) {
        final Map<String, String> keysByVariable = new TreeMap<>();
        for (String key : allKeys(settings, "")) keysByVariable.put(variable(key), key);
        for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
            final String name = entry.getKey();
            if (!name.startsWith(PREFIX) || NOT_SETTINGS.contains(name)) continue;
            final String key = keysByVariable.get(name);
            if (key == null) throw unknown("environment", name, List.copyOf(keysByVariable.keySet()), " variable");
            final int dot = key.lastIndexOf('.');
            final ObjectNode parent = dot < 0
                    ? settings
                    : (ObjectNode) settings.at("/" + key.substring(0, dot).replace('.', '/'));
            final String leaf = key.substring(dot + 1);
            final String value = entry.getValue();
            if (parent.get(leaf) instanceof ArrayNode) {
                final ArrayNode list = parent.putArray(leaf);
                for (String item : value.split(",")) list.add(item.strip());
            } else {
                parent.put(leaf, value);
            }
        }
    }

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /// Keys of all values below a node, joined by dots.
    private static List<String> allKeys(ObjectNode node, String path) {
        final List<String> keys = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            final String full = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue() instanceof ObjectNode object && !object.isEmpty()) keys.addAll(allKeys(object, full));
            else keys.add(full);
            if (entry.getValue() instanceof ObjectNode && path.isEmpty()) keys.add(full);
        }
        return keys;
    }

    private static SettingsException unknown(String source, String key, List<String> known, String noun) {
        final LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        final String nearest = known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance.apply(key, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return new SettingsException(
                source + ": unknown" + (noun.isEmpty() ? " key " : noun + " ") + key + ", the nearest known one is "
                        + nearest,
                null);
    }
}
