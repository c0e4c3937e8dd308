package org.fluxwatch.deploy.rescue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.contract.record.AssimilationSystem;

/// A [DomainState] as netCDF (classic format, 64-bit offsets): a variable for each array of the system's state,
/// with its dimensions; the shape as attributes `shape_NAME`, and the `settings` that it was made with; what else the
/// state has (`kept`), and records of days that later ones may still correct (`held`), by their keys:
/// ```
/// held_key(held, held_key_length), held_size(held), held_bytes(held_byte); kept likewise
/// ```
/// A dimension of length 0 is left out, with its variables; `arrays` names all, with their lengths.
public final class StateFile {
    private static final String FORMAT = "fluxwatch-state-2";
    private static final String SHAPE = "shape_";
    private static final String SETTINGS = "settings";

    private StateFile() {}

    /// Writes the file in one step.
    public static void write(DomainState state, Path file) throws IOException {
        final List<ClassicVariable> variables = new ArrayList<>();
        state.arrays().forEach(array -> variables.add(variable(array)));
        variables.addAll(entries("kept", state.kept()));
        variables.addAll(entries("held", state.held()));
        variables.removeIf(variable -> variable.values().length() == 0);
        ClassicWriter.write(
                new ClassicContent(ClassicFormat.CDF_2, Optional.empty(), variables, attributes(state)), file);
    }

    private static List<ClassicAttribute> attributes(DomainState state) {
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("format", FORMAT),
                ClassicAttribute.of("domain", state.domain()),
                ClassicAttribute.of("system", state.system().label()),
                ClassicAttribute.of("next_day", state.nextDay().toString()),
                ClassicAttribute.of("revisions", state.revisions()),
                ClassicAttribute.of("arrays", arrays(state)),
                ClassicAttribute.of("shape", String.join(" ", state.shape().keySet()))));
        if (!state.settings().isEmpty()) attributes.add(ClassicAttribute.of(SETTINGS, state.settings()));
        state.shape()
                .forEach((name, value) -> attributes.add(
                        value instanceof Integer number
                                ? ClassicAttribute.of(SHAPE + name, number)
                                : ClassicAttribute.of(SHAPE + name, value.toString())));
        return attributes;
    }

    /// Such as `co2:cell=9030,layer=15,lane=52 memory:memory=0`.
    private static String arrays(DomainState state) {
        return state.arrays().stream()
                .map(array -> array.name() + ":"
                        + IntStream.range(0, array.dimensions().size())
                                .mapToObj(d -> array.dimensions().get(d) + "="
                                        + array.lengths().get(d))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    private static ClassicVariable variable(StateArray array) {
        final ClassicVariable variable = ClassicVariable.of(
                array.name(),
                String.join(" ", array.dimensions()),
                array.lengths().stream().mapToInt(Integer::intValue).toArray(),
                new ClassicValues.Floats(array.values()));
        return array.units().isEmpty() ? variable : variable.with("units", array.units());
    }

    private static List<ClassicVariable> entries(String what, Map<String, byte[]> entries) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final int[] sizes = new int[entries.size()];
        final int keyLength = entries.keySet().stream()
                .mapToInt(key -> key.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
        final byte[] keys = new byte[sizes.length * keyLength];
        int n = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            final byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(key, 0, keys, n * keyLength, key.length);
            sizes[n++] = entry.getValue().length;
            bytes.writeBytes(entry.getValue());
        }
        return List.of(
                ClassicVariable.of(
                        what + "_key",
                        what + " " + what + "_key_length",
                        new int[] {sizes.length, keyLength},
                        new ClassicValues.Bytes(keys)),
                along(what + "_size", what, new ClassicValues.Ints(sizes)),
                along(what + "_bytes", what + "_byte", new ClassicValues.Bytes(bytes.toByteArray())));
    }

    private static ClassicVariable along(String name, String dimension, ClassicValues values) {
        return ClassicVariable.of(name, dimension, new int[] {values.length()}, values);
    }

    /// @throws IOException when it cannot be read or is no such file; the message names it
    public static DomainState read(Path path) throws IOException {
        try (ClassicFile file = ClassicFile.open(path)) {
            final String format = text(file, path, "format");
            if (format.equals(EnsembleFile.FORMAT)) return EnsembleFile.read(file, path, entries(file, "held"));
            if (!format.equals(FORMAT))
                throw new IOException(path + ": format is '" + format + "', this program reads " + EnsembleFile.FORMAT
                        + " and " + FORMAT);
            return new DomainState(
                    text(file, path, "domain"),
                    AssimilationSystem.of(text(file, path, "system")),
                    LocalDate.parse(text(file, path, "next_day")),
                    number(file, path, "revisions"),
                    file.text(SETTINGS).orElse(""),
                    shape(file, path),
                    readArrays(file, path),
                    entries(file, "kept"),
                    entries(file, "held"));
        } catch (InputException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, Object> shape(ClassicFile file, Path path) throws IOException {
        final SortedMap<String, Object> shape = new TreeMap<>();
        for (String name : text(file, path, "shape").split(" ", 0)) {
            final Optional<String> text = file.text(SHAPE + name);
            shape.put(name, text.isPresent() ? text.get() : number(file, path, SHAPE + name));
        }
        return shape;
    }

    private static List<StateArray> readArrays(ClassicFile file, Path path) throws IOException {
        final List<StateArray> arrays = new ArrayList<>();
        for (String described : text(file, path, "arrays").split(" ", 0)) {
            final List<String> dimensions = new ArrayList<>();
            final List<Integer> lengths = new ArrayList<>();
            final String name = described.substring(0, described.indexOf(':'));
            for (String dimension : described.substring(name.length() + 1).split(",", 0)) {
                dimensions.add(dimension.substring(0, dimension.indexOf('=')));
                lengths.add(Integer.parseInt(dimension.substring(dimension.indexOf('=') + 1)));
            }
            arrays.add(array(file, name, dimensions, lengths));
        }
        return arrays;
    }

    /// @param name in the file
    private static StateArray array(ClassicFile file, String name, List<String> dimensions, List<Integer> lengths) {
        final float[] values = file.has(name) ? file.floats(name) : new float[0];
        return new StateArray(name, "", dimensions, lengths, lengths.size() == 1 ? 1 : lengths.getLast(), values);
    }

    private static SortedMap<String, byte[]> entries(ClassicFile file, String what) {
        final SortedMap<String, byte[]> entries = new TreeMap<>();
        if (!file.has(what + "_key")) return entries;
        final int[] sizes = file.ints(what + "_size");
        final byte[] keys = file.bytes(what + "_key");
        final byte[] bytes = file.bytes(what + "_bytes");
        final int keyLength = keys.length / sizes.length;
        int at = 0;
        for (int n = 0; n < sizes.length; n++) {
            entries.put(
                    new String(keys, n * keyLength, keyLength, StandardCharsets.UTF_8).replace("\0", ""),
                    Arrays.copyOfRange(bytes, at, at + sizes[n]));
            at += sizes[n];
        }
        return entries;
    }

    static String text(ClassicFile file, Path path, String name) throws IOException {
        return file.text(name).orElseThrow(() -> new IOException(path + ": lacks the attribute " + name + ", a text"));
    }

    static int number(ClassicFile file, Path path, String name) throws IOException {
        return (int) file.number(name)
                .orElseThrow(() -> new IOException(path + ": lacks the attribute " + name + ", a number"));
    }
}
