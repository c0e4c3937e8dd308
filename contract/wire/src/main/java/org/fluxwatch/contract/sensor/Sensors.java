package org.fluxwatch.contract.sensor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.text.Printable;

/// The sensors whose files are known: those that come with the program and those of a folder. Of several descriptions
/// that a file name fits, one of the folder goes before one of the program, then files by name; so a file
/// of the folder may also describe some builds of a known sensor anew. Never changes: the folder is read once.
public final class Sensors {
    private static final Sensors BUILT_IN = new Sensors("", bundled());
    private static final int GREATEST_FILE = 100_000;
    private static final int MOST_FILES = 1000;

    private final String folder;
    private final List<SensorDescription> descriptions;
    private final SortedSet<Sensor> known;

    private Sensors(String folder, List<SensorDescription> descriptions) {
        this.folder = folder;
        this.descriptions = List.copyOf(descriptions);
        this.known =
                descriptions.stream().map(SensorDescription::sensor).collect(Collectors.toCollection(TreeSet::new));
        requireCodes();
    }

    /// Those of the program alone.
    public static Sensors builtIn() {
        return BUILT_IN;
    }

    /// @param folder with descriptions `*.yaml`, empty for none
    /// @throws IllegalArgumentException that names a file, its key, the value and what was expected
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Sensors of(String folder) {
        if (folder.isEmpty()) return BUILT_IN;
        final List<SensorDescription> all = new ArrayList<>();
        for (Path file : files(folder)) all.add(SensorFile.parse(text(file), file.toString()));
        all.addAll(BUILT_IN.descriptions);
        return new Sensors(folder, all);
    }

    private static List<SensorDescription> bundled() {
        return Sensor.builtIn().stream()
                .map(sensor -> SensorFile.parse(bundled(sensor), "the program's own " + sensor.label() + ".yaml"))
                .toList();
    }

    /// The annotated description that comes with the program, to begin another from.
    ///
    /// @param sensor one of [Sensor#builtIn]
    public static String bundled(Sensor sensor) {
        final String name = "/org/fluxwatch/contract/sensors/" + sensor.label() + ".yaml";
        try (InputStream in = Sensors.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalArgumentException("there is no description of " + sensor.label());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " in the program's own jar cannot be read", e);
        }
    }

    private static List<Path> files(String folder) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(folder), "*.yaml")) {
            for (Path file : all) if (files.size() < MOST_FILES) files.add(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "sensors-folder is '" + folder + "', expected a folder that can be read: " + e, e);
        }
        files.sort(null);
        return files;
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] bytes = in.readNBytes(GREATEST_FILE + 1);
            if (bytes.length > GREATEST_FILE)
                throw new IllegalArgumentException(
                        file + ": is longer than " + GREATEST_FILE + " bytes, expected a sensor's description");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": is not UTF-8, expected a sensor's description", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e, e);
        }
    }

    /// Codes are made of labels, and must tell them apart.
    private void requireCodes() {
        final Map<Integer, Sensor> byCode = new HashMap<>(); // for look-up only
        for (Sensor sensor : known) {
            final Sensor same = byCode.put(sensor.code(), sensor);
            if (same != null)
                throw new IllegalArgumentException("sensors " + same + " and " + sensor
                        + " have the same code in products, " + sensor.code() + ": expected another label");
        }
    }

    /// A file name with its description.
    ///
    /// @param matcher that has matched, for the groups
    public record Named(SensorDescription description, Matcher matcher) {}

    /// The description that a whole file name fits; empty when it is of no sensor known.
    public Optional<Named> named(String fileName) {
        for (SensorDescription description : descriptions) {
            final Matcher matcher = description.fileName().matcher(fileName);
            if (matcher.matches() && description.isOfBuild(matcher.group("build")))
                return Optional.of(new Named(description, matcher));
        }
        return Optional.empty();
    }

    /// What observations may come from: the satellites described, and stations.
    public SortedSet<Sensor> observing() {
        final SortedSet<Sensor> all = new TreeSet<>(known);
        all.addAll(Sensor.coded());
        return all;
    }

    /// @throws IllegalArgumentException that names those there are
    public Sensor observing(String label) {
        final SortedSet<Sensor> all = observing();
        return all.stream()
                .filter(sensor -> sensor.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("sensor is '" + Printable.line(label) + "', expected "
                        + all.stream().map(Sensor::label).collect(Collectors.joining(", "))));
    }

    /// The first description of a sensor.
    public Optional<SensorDescription> description(Sensor sensor) {
        return descriptions.stream().filter(one -> one.sensor().equals(sensor)).findFirst();
    }

    /// All, in the order in which file names are looked up.
    public List<SensorDescription> descriptions() {
        return descriptions;
    }

    /// Those described.
    public SortedSet<Sensor> known() {
        return known;
    }

    /// The folder, empty for none.
    @JsonValue
    public String folder() {
        return folder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensors that && folder.equals(that.folder);
    }

    @Override
    public int hashCode() {
        return folder.hashCode();
    }

    @Override
    public String toString() {
        return folder;
    }
}
