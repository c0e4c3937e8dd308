package org.fluxwatch.contract.netcdf;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// An HDF5 file: netCDF-4, or plain. Dimensions are what its dimension scales say.
final class Hdf5File implements GridFile {
    private final Path path;
    private final HdfFile file;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Integer, String> byDimensionId = new HashMap<>();

    private Hdf5File(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    static Hdf5File of(Path path) {
        HdfFile file = null;
        try {
            file = new HdfFile(path);
            final Hdf5File opened = new Hdf5File(path, file);
            opened.collect(file, "");
            return opened;
        } catch (RuntimeException e) { // jHDF throws what the bytes lead it to
            if (file != null) file.close();
            throw new InputException(path + ": is a damaged HDF5 file: " + e.getMessage(), e);
        }
    }

    private void collect(Group group, String prefix) {
        for (Node node : group.getChildren().values()) {
            final String name = prefix + node.getName();
            if (node instanceof Group below) collect(below, name + "/");
            else if (node instanceof Dataset dataset) {
                if (!isDimensionAlone(node)) datasets.put(name, dataset);
                names.put(dataset.getAddress(), node.getName());
                scalar(node, "_Netcdf4Dimid").ifPresent(id -> byDimensionId.put(id, node.getName()));
            }
        }
    }

    /// How libnetcdf marks a dimension that no variable is named after.
    private static boolean isDimensionAlone(Node node) {
        return text(node, "NAME")
                .filter(name -> name.startsWith("This is a netCDF dimension but not a netCDF variable"))
                .isPresent();
    }

    private static Optional<Integer> scalar(Node node, String attribute) {
        final boolean scale = node.getAttribute("CLASS") != null;
        final Attribute found = node.getAttribute(attribute);
        return scale && found != null && found.getData() instanceof Number number
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<String> variables() {
        return List.copyOf(datasets.keySet());
    }

    @Override
    public GridVariable variable(String name) {
        final Dataset dataset = datasets.get(name);
        if (dataset == null)
            throw new InputException(path + ": has no variable " + name + ", but " + String.join(", ", variables()));
        return undamaged(path, () -> new Hdf5Variable(this, name, dimensions(dataset), dataset));
    }

    /// What lies behind the beginning of a file is read when it is asked for: of one that is still being written, or
    /// was cut off, jHDF throws what the bytes lead it to.
    static <T> T undamaged(Path path, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InputException(path + ": cannot be read, is the file damaged? " + e.getMessage(), e);
        }
    }

    /// A scale that has a variable's values is its own dimension; any other variable lists its scales.
    private List<String> dimensions(Dataset dataset) {
        final int rank = dataset.getDimensions().length;
        final List<String> dimensions = new ArrayList<>(java.util.Collections.nCopies(rank, ""));
        final Attribute list = dataset.getAttribute("DIMENSION_LIST");
        final Attribute ids = dataset.getAttribute("_Netcdf4Coordinates");
        if (list != null && list.getData() instanceof Object[] scales && scales.length == rank) {
            for (int d = 0; d < rank; d++) {
                final Object scale = scales[d];
                if (scale.getClass().isArray() && Array.getLength(scale) > 0)
                    dimensions.set(d, names.getOrDefault(((Number) Array.get(scale, 0)).longValue(), ""));
                else if (scale instanceof List<?> addresses && !addresses.isEmpty())
                    dimensions.set(d, names.getOrDefault(((Number) addresses.getFirst()).longValue(), ""));
            }
        } else if (rank > 1 && ids != null && ids.getData() instanceof int[] found && found.length == rank) {
            for (int d = 0; d < rank; d++) dimensions.set(d, byDimensionId.getOrDefault(found[d], ""));
        } else if (rank == 1 && dataset.getAttribute("CLASS") != null) dimensions.set(0, dataset.getName());
        return dimensions;
    }

    @Override
    public Optional<String> text(String attribute) {
        return global(() -> text(file, attribute), other -> other.text(attribute));
    }

    @Override
    public Optional<double[]> numbers(String attribute) {
        return global(() -> numbers(file, attribute), other -> other.numbers(attribute));
    }

    /// jHDF 0.13 fails on attributes that fill more than one block of a fractal heap, as the global ones of MERRA-2 do.
    private <T> T global(Supplier<T> reading, Function<GridFile, T> otherwise) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            try (GridFile other = NetcdfJavaFile.of(path)) {
                return otherwise.apply(other);
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }

    static AttributeType type(Node node, String name) {
        final Attribute attribute = node.getAttribute(name);
        if (attribute == null) return AttributeType.NONE;
        if (attribute.isEmpty()) return AttributeType.OTHER;
        if (text(node, name).isPresent()) return AttributeType.TEXT;
        if (numbers(node, name).isEmpty()) return AttributeType.OTHER;
        return switch (attribute.getData()) {
            case Double _, double[] _ -> AttributeType.DOUBLE;
            case Float _, float[] _ -> AttributeType.SINGLE;
            default -> AttributeType.WHOLE;
        };
    }

    static Optional<String> text(Node node, String name) {
        final Attribute attribute = node.getAttribute(name);
        if (attribute == null || attribute.isEmpty()) return Optional.empty();
        return switch (attribute.getData()) {
            case String text -> Optional.of(GridVariable.trimmed(text));
            case String[] texts when texts.length == 1 -> Optional.of(GridVariable.trimmed(texts[0]));
            default -> Optional.empty();
        };
    }

    static Optional<double[]> numbers(Node node, String name) {
        final Attribute attribute = node.getAttribute(name);
        if (attribute == null || attribute.isEmpty()) return Optional.empty();
        final Object data = attribute.getData();
        if (data instanceof Number number) return Optional.of(new double[] {number.doubleValue()});
        if (!data.getClass().isArray()) return Optional.empty();
        final double[] numbers = new double[Array.getLength(data)];
        for (int i = 0; i < numbers.length; i++) {
            if (!(Array.get(data, i) instanceof Number number)) return Optional.empty();
            numbers[i] = number.doubleValue();
        }
        return Optional.of(numbers);
    }
}
