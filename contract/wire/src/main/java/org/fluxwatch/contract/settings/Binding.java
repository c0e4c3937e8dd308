package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.text.Messages;

/// Turns the tree of settings into records, and what goes wrong with it into one line for the person who wrote it.
final class Binding {
    /// The value of a setting that must be chosen and has not been.
    static final String UNSET = "unset";

    private Binding() {}

    static Settings bind(ObjectNode settings, String source) {
        try {
            return SettingsLoader.YAML.treeToValue(settings, Settings.class);
        } catch (ValueInstantiationException e) {
            final Class<?> type = e.getType().getRawClass();
            throw new SettingsException(
                    source + ": " + (isWord(type) ? wrong(settings, e.getPath(), type) : broken(e)), e);
        } catch (MismatchedInputException e) {
            throw new SettingsException(source + ": " + wrong(settings, e.getPath(), e.getTargetType()), e);
        } catch (JsonMappingException e) {
            throw new SettingsException(source + ": " + keyOf(e.getPath()) + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new SettingsException(source + ": " + e.getOriginalMessage(), e);
        }
    }

    /// Whether it is made of one word of the file, which an error is to quote.
    private static boolean isWord(Class<?> type) {
        return type.isEnum() || type == Sensor.class;
    }

    /// What a record's own check said; what the user names does not know its name.
    private static String broken(ValueInstantiationException e) {
        final Throwable cause = e.getCause() == null ? e : e.getCause();
        return Keys.named(Messages.of(cause), segments(e.getPath()));
    }

    private static String wrong(ObjectNode settings, List<JsonMappingException.Reference> path, Class<?> type) {
        JsonNode value = settings;
        for (JsonMappingException.Reference step : path)
            value = step.getFieldName() == null ? value.path(step.getIndex()) : value.path(step.getFieldName());
        return keyOf(path) + " is '" + Keys.quotable(keyOf(path), value.asText()) + "', expected " + expected(type);
    }

    private static String keyOf(List<JsonMappingException.Reference> path) {
        return String.join(".", segments(path));
    }

    private static List<String> segments(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .toList();
    }

    /// What a setting of an enum may be chosen to be, in words.
    static String oneOf(Class<?> type) {
        return "one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant ->
                                SettingsLoader.YAML.valueToTree(constant).asText())
                        .filter(choice -> !choice.equals(UNSET))
                        .collect(Collectors.joining(", "));
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) return oneOf(type);
        return switch (type.getSimpleName()) {
            case "int", "long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "boolean" -> "true or false";
            case "LocalDate" -> "a day, YYYY-MM-DD";
            case "Duration" -> "an ISO 8601 duration such as PT1H";
            case "URI" -> "an address such as https://cmr.earthdata.nasa.gov";
            case "Path" -> "a path";
            case "Sensor" -> "a label of up to 32 lower-case letters, digits and dashes such as oco2";
            default -> "a " + type.getSimpleName();
        };
    }
}
