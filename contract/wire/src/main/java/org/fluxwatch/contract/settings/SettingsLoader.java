package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Reads settings: the reference file's defaults, then the preset that file or environment name, then the user's file,
/// then the environment.
public final class SettingsLoader {
    private static final String REFERENCE = "fluxwatch";
    private static final String NO_PRESET = "none";

    /// Ten times what the reference file has, bytes.
    private static final int GREATEST_FILE = 200_000;

    /// Each a resource beside the reference file.
    private static final List<String> PRESETS = List.of("jdas", "mega");

    static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private SettingsLoader() {}

    /// The annotated reference file.
    public static String reference() {
        return resource(REFERENCE);
    }

    /// Names that [#preset] knows.
    public static List<String> presets() {
        return PRESETS;
    }

    /// An annotated settings file that comes with the program.
    ///
    /// @param name one of [#presets]
    public static String preset(String name) {
        if (!PRESETS.contains(name))
            throw new IllegalArgumentException(
                    "there is no preset '" + name + "', expected " + String.join(" or ", PRESETS));
        return resource(name);
    }

    static String resource(String name) {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/org/fluxwatch/contract/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + ".yaml in the program's own jar cannot be read", e);
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
        return parse(text(file), file.toString(), environment);
    }

    /// What is wrong with how a settings file is kept, in one line: one that holds a token or a password and can
    /// be read by others than its owner.
    ///
    /// @throws SettingsException when it cannot be read
    public static Optional<String> exposed(Path file) {
        try {
            if (!Secrets.areIn(section(tree(text(file), file.toString()), file.toString())) || !OwnersOnly.isNot(file))
                return Optional.empty();
            return Optional.of(file + " holds a token or a password and others can read it; chmod 600 " + file);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    /// The same of the file that holds nothing but the archive's token; nothing while there is none.
    public static Optional<String> exposed(ArchiveSettings archive) {
        final Path file = Path.of(archive.tokenFile());
        try {
            return archive.tokenFile().isEmpty() || !Files.exists(file) || !OwnersOnly.isNot(file)
                    ? Optional.empty()
                    : Optional.of(file + " holds a token and others can read it; chmod 600 " + file);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] bytes = in.readNBytes(GREATEST_FILE + 1);
            if (bytes.length > GREATEST_FILE)
                throw new SettingsException(
                        file + ": is longer than " + GREATEST_FILE + " bytes, expected settings", null);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SettingsException(file + ": cannot be read: is not UTF-8", e);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + FileTrouble.reason(e), e);
        }
    }

    /// @param text YAML that overrides the defaults; may be empty
    /// @param source what errors call the text
    public static Settings parse(String text, String source, Map<String, String> environment) {
        final ObjectNode settings = (ObjectNode) tree(reference(), "the reference settings");
        final ObjectNode own = section(tree(text, source), source);
        final String preset = presetName(own, source, environment);
        if (!preset.equals(NO_PRESET)) {
            final String presetSource = "the preset " + preset;
            new FileOverlay(presetSource).apply(section(tree(preset(preset), presetSource), presetSource), settings);
        }
        new FileOverlay(source).apply(own, settings);
        final List<String> variables = EnvironmentOverlay.apply(environment, settings);
        settings.remove(Keys.PRESET);
        return Binding.bind(settings, variables.isEmpty() ? source : source + " with " + String.join(", ", variables));
    }

    private static ObjectNode section(JsonNode tree, String source) {
        if (tree == null || tree.isMissingNode() || tree.isNull()) return YAML.createObjectNode();
        if (tree instanceof ObjectNode object) return object;
        throw new SettingsException(source + ": holds no keys, expected settings such as 'archive:'", null);
    }

    private static String presetName(ObjectNode own, String source, Map<String, String> environment) {
        final String variable = EnvironmentOverlay.variable(Keys.PRESET);
        final Optional<String> fromEnvironment = Optional.ofNullable(environment.get(variable));
        final JsonNode fromFile = own.path(Keys.PRESET);
        final String name = fromEnvironment.orElse(fromFile.isMissingNode() ? NO_PRESET : fromFile.asText());
        if (!name.equals(NO_PRESET) && !PRESETS.contains(name))
            throw new SettingsException(
                    (fromEnvironment.isPresent() ? "environment: " : source + ": ") + Keys.PRESET + " is '" + name
                            + "', expected one of " + NO_PRESET + ", " + String.join(", ", PRESETS),
                    null);
        return name;
    }

    private static JsonNode tree(String text, String source) {
        try {
            refuseAliases(text, source);
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new SettingsException(
                    source + (e instanceof JsonProcessingException json ? notYaml(json) : ": " + e), e);
        }
    }

    /// A tree has an alias' name in place of what it stands for.
    private static void refuseAliases(String text, String source) throws IOException {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(text)) {
            while (parser.nextToken() != null)
                if (parser.isCurrentAlias())
                    throw new SettingsException(
                            source + ":" + parser.currentTokenLocation().getLineNr() + ": has the alias *"
                                    + parser.getText() + ", expected the value itself",
                            null);
        }
    }

    /// A password that begins like a tag is taken for one, and named.
    private static String withoutName(String problem) {
        return problem.replaceAll("((?:tag|handle) ).*", "$1" + Keys.HIDDEN);
    }

    private static String notYaml(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked)
            return ":" + (marked.getProblemMark().getLine() + 1) + ": is not YAML: " + withoutName(marked.getProblem());
        final var where = e.getLocation();
        return (where == null ? "" : ":" + where.getLineNr()) + ": is not YAML: "
                + e.getOriginalMessage()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceAll("(, from `|, got this instead).*", "");
    }
}
