package org.fluxwatch.contract.sensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.sensor.SensorDescription.IdForm;
import org.fluxwatch.contract.sensor.SensorDescription.LevelOrder;
import org.fluxwatch.contract.sensor.SensorDescription.Modes;
import org.fluxwatch.contract.sensor.SensorDescription.Operation;
import org.fluxwatch.contract.sensor.SensorDescription.QualityFlag;
import org.fluxwatch.contract.sensor.SensorDescription.Surface;
import org.fluxwatch.contract.sensor.SensorDescription.Variables;

/// Reads a description. Every key must be there: what a sensor has not is said, never guessed.
final class SensorFile {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> KEYS = List.of(
            "sensor",
            "file-name",
            "builds",
            "retrospective-builds",
            "collections",
            "instrument",
            "id",
            "variables",
            "levels",
            "co2-scale",
            "quality-flag",
            "mode",
            "surface",
            "land-only");

    private SensorFile() {}

    /// @param source what errors call the text
    /// @throws IllegalArgumentException that names source, key, value and what was expected
    static SensorDescription parse(String text, String source) {
        final Section all = new Section(source, "", tree(text, source), KEYS, List.of());
        return new SensorDescription(
                sensor(all),
                source,
                fileName(all),
                all.pattern("builds"),
                all.somePattern("retrospective-builds"),
                all.names("collections"),
                all.pattern("instrument"),
                id(all.section("id", "variables", "form")),
                variables(all.section(
                        "variables",
                        "time",
                        "latitude",
                        "longitude",
                        "xco2",
                        "xco2-x2019",
                        "uncertainty",
                        "prior-xco2",
                        "prior-profile",
                        "averaging-kernel",
                        "pressure-levels",
                        "pressure-weight")),
                all.choice("levels", LevelOrder.values(), LevelOrder::label),
                all.choice("co2-scale", Co2Scale.values(), Co2Scale::label),
                qualityFlag(all.section("quality-flag", "variables", "good")),
                modes(all.section("mode", "variables", "codes")),
                all.sections("surface", List.of("variables"), List.of("land", "land-from")).stream()
                        .map(SensorFile::surface)
                        .toList(),
                all.flag("land-only"));
    }

    private static JsonNode tree(String text, String source) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            final var where = e.getLocation();
            throw new IllegalArgumentException(
                    source + (where == null ? "" : ":" + where.getLineNr()) + ": is not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static Sensor sensor(Section all) {
        final String expected = "a satellite's label of up to 32 lower-case letters, digits and dashes, such as tansat";
        try {
            final Sensor sensor = Sensor.of(all.text("sensor", expected));
            if (!sensor.isSatellite()) throw all.wrong("sensor", expected);
            return sensor;
        } catch (IllegalArgumentException e) {
            throw all.wrong("sensor", expected);
        }
    }

    private static Pattern fileName(Section all) {
        final Pattern pattern = all.pattern("file-name");
        final Set<String> groups = pattern.namedGroups().keySet();
        if (!groups.containsAll(SensorDescription.NEEDED_GROUPS))
            throw all.wrong("file-name", "the groups (?<day>...) and (?<build>...) in it");
        for (String group : groups)
            if (!SensorDescription.NEEDED_GROUPS.contains(group) && !SensorDescription.OTHER_GROUPS.contains(group))
                throw all.wrong(
                        "file-name",
                        "no other named groups than day, build, "
                                + String.join(", ", new TreeSet<>(SensorDescription.OTHER_GROUPS)) + ", not " + group);
        return pattern;
    }

    private static SensorDescription.Id id(Section id) {
        return new SensorDescription.Id(id.names("variables"), id.choice("form", IdForm.values(), IdForm::label));
    }

    private static Variables variables(Section names) {
        return new Variables(
                names.someNames("time"),
                names.someNames("latitude"),
                names.someNames("longitude"),
                names.someNames("xco2"),
                names.names("xco2-x2019"),
                names.someNames("uncertainty"),
                names.names("prior-xco2"),
                names.someNames("prior-profile"),
                names.someNames("averaging-kernel"),
                names.someNames("pressure-levels"),
                names.someNames("pressure-weight"));
    }

    private static QualityFlag qualityFlag(Section flag) {
        return new QualityFlag(flag.someNames("variables"), new TreeSet<>(flag.codes("good")));
    }

    private static Modes modes(Section mode) {
        final Modes modes =
                new Modes(mode.names("variables"), mode.meanings("codes", Operation.values(), Operation::label));
        if (!modes.variables().isEmpty() && modes.codes().isEmpty())
            throw mode.wrong("codes", "what the numbers of mode.variables mean, such as 0: nadir");
        return modes;
    }

    private static Surface surface(Section surface) {
        if (surface.has("land") == surface.has("land-from"))
            throw surface.wrong("land", "either land, codes of land, or land-from, percent of land");
        return new Surface(
                surface.someNames("variables"),
                surface.has("land") ? new TreeSet<>(surface.codes("land")) : Set.of(),
                surface.has("land-from") ? OptionalInt.of(surface.number("land-from", 1, 100)) : OptionalInt.empty());
    }
}
