package org.fluxwatch.deploy.rescue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;

/// A [DomainState] as netCDF (classic format, 64-bit offsets).
/// ```
/// co2(cell, layer, lane)            dry-air mole fraction, ppm; lanes: members, control, forecast
/// flux_rows(cell, flux_row, lane)   the flux forecast's rows
/// flux_memory(memory)               what else it remembers
/// held_key(held, key_length), held_size(held), held_bytes(held_byte)    records of days the smoother may still correct
/// ```
/// A dimension of length 0 is left out, with its variables.
public final class StateFile {
    private static final String FORMAT = "fluxwatch-state-1";

    private StateFile() {}

    /// Writes the file in one step.
    public static void write(DomainState state, Path file) throws IOException {
        final List<ClassicVariable> variables = variables(state).stream()
                .filter(variable -> variable.values().length() > 0)
                .toList();
        ClassicWriter.write(
                new ClassicContent(ClassicFormat.CDF_2, Optional.empty(), variables, attributes(state)), file);
    }

    private static List<ClassicAttribute> attributes(DomainState state) {
        return List.of(
                ClassicAttribute.of("format", FORMAT),
                ClassicAttribute.of("domain", state.domain()),
                ClassicAttribute.of("next_day", state.nextDay().toString()),
                ClassicAttribute.of("revisions", state.revisions()),
                ClassicAttribute.of("grid", state.grid()),
                ClassicAttribute.of("members", state.members()),
                ClassicAttribute.of("layers", state.nz()),
                ClassicAttribute.of("flux_rows_per_cell", state.fluxRows()));
    }

    private static List<ClassicVariable> variables(DomainState state) {
        final int lanes = state.members() + 2;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final int[] sizes = new int[state.held().size()];
        final int keyLength = state.held().keySet().stream()
                .mapToInt(key -> key.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
        final byte[] keys = new byte[sizes.length * keyLength];
        int n = 0;
        for (Map.Entry<String, byte[]> entry : state.held().entrySet()) {
            final byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(key, 0, keys, n * keyLength, key.length);
            sizes[n++] = entry.getValue().length;
            bytes.writeBytes(entry.getValue());
        }
        return List.of(
                ClassicVariable.of(
                                "co2",
                                "cell layer lane",
                                new int[] {state.cells(), state.nz(), lanes},
                                new ClassicValues.Floats(state.co2()))
                        .with("units", "ppm"),
                ClassicVariable.of(
                        "flux_rows",
                        "cell flux_row lane",
                        new int[] {state.cells(), state.fluxRows(), lanes},
                        new ClassicValues.Floats(state.flux())),
                along("flux_memory", "memory", new ClassicValues.Floats(state.memory())),
                ClassicVariable.of(
                        "held_key",
                        "held key_length",
                        new int[] {sizes.length, keyLength},
                        new ClassicValues.Bytes(keys)),
                along("held_size", "held", new ClassicValues.Ints(sizes)),
                along("held_bytes", "held_byte", new ClassicValues.Bytes(bytes.toByteArray())));
    }

    private static ClassicVariable along(String name, String dimension, ClassicValues values) {
        return ClassicVariable.of(name, dimension, new int[] {values.length()}, values);
    }

    /// @throws IOException when it cannot be read or is no such file; the message names it
    public static DomainState read(Path path) throws IOException {
        try (ClassicFile file = ClassicFile.open(path)) {
            final String format = text(file, path, "format");
            if (!format.equals(FORMAT))
                throw new IOException(path + ": format is '" + format + "', this program reads " + FORMAT);
            return new DomainState(
                    text(file, path, "domain"),
                    LocalDate.parse(text(file, path, "next_day")),
                    number(file, path, "revisions"),
                    text(file, path, "grid"),
                    number(file, path, "members"),
                    file.shape("co2")[0],
                    number(file, path, "layers"),
                    number(file, path, "flux_rows_per_cell"),
                    file.floats("co2"),
                    file.floats("flux_rows"),
                    file.has("flux_memory") ? file.floats("flux_memory") : new float[0],
                    held(file));
        } catch (InputException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> held(ClassicFile file) {
        final Map<String, byte[]> held = new TreeMap<>();
        if (!file.has("held_key")) return held;
        final int[] sizes = file.ints("held_size");
        final byte[] keys = file.bytes("held_key");
        final byte[] bytes = file.bytes("held_bytes");
        final int keyLength = keys.length / sizes.length;
        int at = 0;
        for (int n = 0; n < sizes.length; n++) {
            held.put(
                    new String(keys, n * keyLength, keyLength, StandardCharsets.UTF_8).replace("\0", ""),
                    Arrays.copyOfRange(bytes, at, at + sizes[n]));
            at += sizes[n];
        }
        return held;
    }

    private static String text(ClassicFile file, Path path, String name) throws IOException {
        return file.text(name).orElseThrow(() -> new IOException(path + ": lacks the attribute " + name + ", a text"));
    }

    private static int number(ClassicFile file, Path path, String name) throws IOException {
        return (int) file.number(name)
                .orElseThrow(() -> new IOException(path + ": lacks the attribute " + name + ", a number"));
    }
}
