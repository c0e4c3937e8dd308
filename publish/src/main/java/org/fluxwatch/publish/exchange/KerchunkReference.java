package org.fluxwatch.publish.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicLayout;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.netcdf.classic.ClassicType;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;

/// Files in netCDF's classic format, joined along their unlimited dimension, as one Zarr store (version 2) whose chunks
/// are parts of those files: a kerchunk reference, version 1. Nothing is copied but the smallest values.
public final class KerchunkReference {
    /// Values of fewer bytes stand in the reference itself, so that coordinates need no look at every file.
    private static final int INLINE = 100;

    /// Readers take the texts within for ASCII.
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);

    private final Map<String, Object> refs = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private KerchunkReference() {}

    /// @param json the reference
    /// @param leftOut files and variables that are not in it, and why
    public record Made(String json, List<String> leftOut) {}

    /// @param files in the order in which they are joined; the last says which variables there are
    /// @param base what stands before a file's path below `folder`, such as `https://example.org/products/`
    /// @throws IllegalArgumentException when no file can be used
    public static Made of(List<Path> files, Path folder, String base) throws IOException {
        final KerchunkReference reference = new KerchunkReference();
        final List<Path> usable = reference.usable(files);
        if (usable.isEmpty()) throw new IllegalArgumentException("there are no files to refer to");
        reference.add(usable, folder, base);
        final Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("version", 1);
        whole.put("refs", reference.refs);
        return new Made(JSON.writeValueAsString(whole), List.copyOf(reference.leftOut));
    }

    /// Those that can be read and have the last one's shapes. Chunks of another grid would be read as if they were of
    /// the last one's.
    ///
    /// @throws IllegalArgumentException when a file has the last one's shapes and another grid or other regions
    private List<Path> usable(List<Path> files) throws IOException {
        final List<Path> usable = new ArrayList<>();
        for (Path file : files.reversed())
            try (ClassicParts open = ClassicParts.open(file)) {
                if (usable.isEmpty()) {
                    usable.add(file);
                    continue;
                }
                final Optional<String> other;
                try (ClassicParts last = ClassicParts.open(usable.getLast())) {
                    other = difference(open.layout(), last.layout());
                }
                if (other.isPresent()) {
                    leftOut.addFirst(file.getFileName() + ": its variable " + other.get() + " has another form");
                    continue;
                }
                SameGrid.require(file, usable.getLast());
                usable.addFirst(file);
            } catch (InputException e) {
                leftOut.addFirst(e.getMessage());
            }
        return usable;
    }

    private static Optional<String> difference(ClassicLayout layout, ClassicLayout like) {
        for (ClassicLayout.Placed variable : like.variables().values()) {
            final ClassicLayout.Placed own = layout.variables().get(variable.name());
            if (own == null) {
                if (!variable.isRecord()) return Optional.of(variable.name());
            } else if (own.type() != variable.type()
                    || own.isRecord() != variable.isRecord()
                    || own.length() != variable.length()
                    || !own.dimensions().equals(variable.dimensions())) return Optional.of(variable.name());
        }
        return Optional.empty();
    }

    private void add(List<Path> files, Path folder, String base) throws IOException {
        final Map<String, Object> alike = new LinkedHashMap<>();
        final Map<String, Integer> having = new HashMap<>();
        int records = 0;
        for (Path file : files)
            try (ClassicParts open = ClassicParts.open(file)) {
                final String url = base + folder.relativize(file).toString().replace('\\', '/');
                for (ClassicLayout.Placed variable : open.layout().variables().values()) {
                    having.merge(variable.name(), 1, Integer::sum);
                    if (variable.isRecord()) chunks(open, variable, records, url);
                }
                final Map<String, Object> attributes = attributes(open.layout().attributes());
                if (records == 0) alike.putAll(attributes);
                else alike.entrySet().removeIf(entry -> !entry.getValue().equals(attributes.get(entry.getKey())));
                records += open.layout().records();
            }
        try (ClassicParts last = ClassicParts.open(files.getLast())) {
            final String url =
                    base + folder.relativize(files.getLast()).toString().replace('\\', '/');
            for (ClassicLayout.Placed variable : last.layout().variables().values()) {
                final boolean everywhere = having.getOrDefault(variable.name(), 0) == files.size();
                if (everywhere || fill(variable).isPresent()) define(last, variable, records, url);
                else leftOut.add(variable.name() + " is not in all files, and has no fill value");
            }
            final var known = last.layout().variables();
            refs.keySet().removeIf(key -> !refs.containsKey(key.substring(0, key.indexOf('/')) + "/.zarray"));
            having.keySet().stream()
                    .filter(name -> !known.containsKey(name))
                    .sorted()
                    .forEach(name -> leftOut.add(name + " is not in the last file"));
        }
        refs.put(".zgroup", "{\"zarr_format\":2}");
        refs.put(".zattrs", text(alike));
    }

    /// One chunk a record.
    private void chunks(ClassicParts file, ClassicLayout.Placed variable, int first, String url) throws IOException {
        for (int record = 0; record < file.layout().records(); record++) {
            final String key = variable.name() + "/" + (first + record)
                    + ".0".repeat(variable.dimensions().size() - 1);
            refs.put(key, part(file, variable, record, url));
        }
    }

    private static Object part(ClassicParts file, ClassicLayout.Placed variable, int record, String url)
            throws IOException {
        if (variable.bytes() <= INLINE)
            return "base64:" + Base64.getEncoder().encodeToString(file.stored(variable.name(), record));
        return List.of(url, variable.offset() + record * file.layout().recordBytes(), variable.bytes());
    }

    private void define(ClassicParts file, ClassicLayout.Placed variable, int records, String url) throws IOException {
        final int[] shape = variable.shape().clone();
        final int[] chunks = variable.shape().clone();
        if (variable.isRecord()) {
            shape[0] = records;
            chunks[0] = 1;
        } else {
            final int rank = shape.length;
            refs.put(
                    variable.name() + "/" + (rank == 0 ? "0" : "0" + ".0".repeat(rank - 1)),
                    part(file, variable, 0, url));
        }
        final Map<String, Object> array = new LinkedHashMap<>();
        array.put("chunks", chunks);
        array.put("compressor", null);
        array.put("dtype", dtype(variable.type()));
        final OptionalDouble fill = fill(variable);
        array.put("fill_value", fill.isPresent() ? number(variable.type(), fill.getAsDouble()) : null);
        array.put("filters", null);
        array.put("order", "C");
        array.put("shape", shape);
        array.put("zarr_format", 2);
        final Map<String, Object> attributes = attributes(variable.attributes());
        attributes.remove("_FillValue");
        attributes.put("_ARRAY_DIMENSIONS", variable.dimensions());
        refs.put(variable.name() + "/.zarray", text(array));
        refs.put(variable.name() + "/.zattrs", text(attributes));
    }

    private static String dtype(ClassicType type) {
        return switch (type) {
            case BYTE -> "|i1";
            case CHAR -> "|S1";
            case SHORT -> ">i2";
            case INT -> ">i4";
            case FLOAT -> ">f4";
            case DOUBLE -> ">f8";
        };
    }

    private static Object number(ClassicType type, double value) {
        return switch (type) {
            case BYTE, SHORT, INT -> (long) value;
            case CHAR, FLOAT, DOUBLE -> value;
        };
    }

    private static OptionalDouble fill(ClassicLayout.Placed variable) {
        for (ClassicAttribute attribute : variable.attributes())
            if (attribute instanceof ClassicAttribute.Numbers(String name, ClassicValues values)
                    && name.equals("_FillValue")) {
                final List<? extends Number> numbers = numbers(values);
                if (!numbers.isEmpty())
                    return OptionalDouble.of(numbers.getFirst().doubleValue());
            }
        return OptionalDouble.empty();
    }

    private static Map<String, Object> attributes(List<ClassicAttribute> attributes) {
        final Map<String, Object> all = new LinkedHashMap<>();
        for (ClassicAttribute attribute : attributes)
            switch (attribute) {
                case ClassicAttribute.Text(String name, String text) -> all.put(name, text);
                case ClassicAttribute.Numbers(String name, ClassicValues values) -> {
                    final List<? extends Number> numbers = numbers(values);
                    all.put(name, numbers.size() == 1 ? numbers.getFirst() : numbers);
                }
            }
        return all;
    }

    private static List<? extends Number> numbers(ClassicValues values) {
        return switch (values) {
            case ClassicValues.Bytes(byte[] array) -> {
                final List<Integer> numbers = new ArrayList<>();
                for (byte value : array) numbers.add((int) value);
                yield numbers;
            }
            case ClassicValues.Shorts(short[] array) -> {
                final List<Integer> numbers = new ArrayList<>();
                for (short value : array) numbers.add((int) value);
                yield numbers;
            }
            case ClassicValues.Ints(int[] array) -> Arrays.stream(array).boxed().toList();
            case ClassicValues.Floats(float[] array) -> {
                final List<Double> numbers = new ArrayList<>();
                for (float value : array) numbers.add((double) value);
                yield numbers;
            }
            case ClassicValues.Doubles(double[] array) ->
                Arrays.stream(array).boxed().toList();
            case ClassicValues.Characters _ -> List.of();
        };
    }

    private static String text(Object object) throws JsonProcessingException {
        return JSON.writeValueAsString(object);
    }
}
