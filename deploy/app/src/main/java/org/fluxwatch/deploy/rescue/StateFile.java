package org.fluxwatch.deploy.rescue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.DomainState;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

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

    private record Content(
            String name, DataType type, List<String> dimensions, int[] shape, Object values, String units) {
        boolean isEmpty() {
            for (int length : shape) if (length == 0) return true;
            return false;
        }
    }

    /// Writes the file in one step.
    public static void write(DomainState state, Path file) throws IOException {
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        final List<Content> contents =
                contents(state).stream().filter(content -> !content.isEmpty()).toList();
        final NetcdfFileWriter writer = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, part.toString());
        try {
            writer.setLargeFile(true);
            final Map<String, Integer> sizes = new TreeMap<>();
            for (Content content : contents)
                for (int d = 0; d < content.shape().length; d++)
                    if (sizes.putIfAbsent(content.dimensions().get(d), content.shape()[d]) == null)
                        writer.addDimension(null, content.dimensions().get(d), content.shape()[d]);
            for (Content content : contents) {
                final Variable variable = writer.addVariable(
                        null, content.name(), content.type(), String.join(" ", content.dimensions()));
                if (!content.units().isEmpty()) variable.addAttribute(new Attribute("units", content.units()));
            }
            attributes(state).forEach(attribute -> writer.addGroupAttribute(null, attribute));
            writer.create();
            for (Content content : contents)
                writer.write(
                        writer.findVariable(content.name()),
                        Array.factory(content.type(), content.shape(), content.values()));
        } catch (InvalidRangeException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        } finally {
            writer.close();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Attribute> attributes(DomainState state) {
        return List.of(
                new Attribute("format", FORMAT),
                new Attribute("domain", state.domain()),
                new Attribute("next_day", state.nextDay().toString()),
                new Attribute("revisions", state.revisions()),
                new Attribute("grid", state.grid()),
                new Attribute("members", state.members()),
                new Attribute("layers", state.nz()),
                new Attribute("flux_rows_per_cell", state.fluxRows()));
    }

    private static List<Content> contents(DomainState state) {
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
                new Content(
                        "co2",
                        DataType.FLOAT,
                        List.of("cell", "layer", "lane"),
                        new int[] {state.cells(), state.nz(), lanes},
                        state.co2(),
                        "ppm"),
                new Content(
                        "flux_rows",
                        DataType.FLOAT,
                        List.of("cell", "flux_row", "lane"),
                        new int[] {state.cells(), state.fluxRows(), lanes},
                        state.flux(),
                        ""),
                new Content(
                        "flux_memory",
                        DataType.FLOAT,
                        List.of("memory"),
                        new int[] {state.memory().length},
                        state.memory(),
                        ""),
                new Content(
                        "held_key",
                        DataType.BYTE,
                        List.of("held", "key_length"),
                        new int[] {sizes.length, keyLength},
                        keys,
                        ""),
                new Content("held_size", DataType.INT, List.of("held"), new int[] {sizes.length}, sizes, ""),
                new Content(
                        "held_bytes",
                        DataType.BYTE,
                        List.of("held_byte"),
                        new int[] {bytes.size()},
                        bytes.toByteArray(),
                        ""));
    }

    /// @throws IOException when it cannot be read or is no such file; the message names it
    public static DomainState read(Path path) throws IOException {
        try (NetcdfFile file = NetcdfFile.open(path.toString())) {
            final String format = text(file, path, "format");
            if (!format.equals(FORMAT))
                throw new IOException(path + ": format is '" + format + "', this program reads " + FORMAT);
            return new DomainState(
                    text(file, path, "domain"),
                    LocalDate.parse(text(file, path, "next_day")),
                    number(file, path, "revisions"),
                    text(file, path, "grid"),
                    number(file, path, "members"),
                    variable(file, path, "co2").getDimension(0).getLength(),
                    number(file, path, "layers"),
                    number(file, path, "flux_rows_per_cell"),
                    floats(file, path, "co2"),
                    floats(file, path, "flux_rows"),
                    file.findVariable("flux_memory") == null ? new float[0] : floats(file, path, "flux_memory"),
                    held(file, path));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> held(NetcdfFile file, Path path) throws IOException {
        final Map<String, byte[]> held = new TreeMap<>();
        if (file.findVariable("held_key") == null) return held;
        final int[] sizes = (int[]) variable(file, path, "held_size").read().copyTo1DJavaArray();
        final byte[] keys = (byte[]) variable(file, path, "held_key").read().copyTo1DJavaArray();
        final byte[] bytes = (byte[]) variable(file, path, "held_bytes").read().copyTo1DJavaArray();
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

    private static Variable variable(NetcdfFile file, Path path, String name) throws IOException {
        final Variable variable = file.findVariable(name);
        if (variable == null) throw new IOException(path + ": lacks the variable " + name);
        return variable;
    }

    private static float[] floats(NetcdfFile file, Path path, String name) throws IOException {
        return (float[]) variable(file, path, name).read().copyTo1DJavaArray();
    }

    private static Attribute attribute(NetcdfFile file, Path path, String name) throws IOException {
        final Attribute attribute = file.findGlobalAttribute(name);
        if (attribute == null) throw new IOException(path + ": lacks the attribute " + name);
        return attribute;
    }

    private static String text(NetcdfFile file, Path path, String name) throws IOException {
        final String text = attribute(file, path, name).getStringValue();
        if (text == null) throw new IOException(path + ": the attribute " + name + " is no text");
        return text;
    }

    private static int number(NetcdfFile file, Path path, String name) throws IOException {
        final Number number = attribute(file, path, name).getNumericValue();
        if (number == null) throw new IOException(path + ": the attribute " + name + " is no number");
        return number.intValue();
    }
}
