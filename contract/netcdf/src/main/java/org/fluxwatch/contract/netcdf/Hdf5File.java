package org.fluxwatch.contract.netcdf;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An HDF5 file: netCDF-4, or plain. Dimensions are what its dimension scales say.
///
/// jHDF 0.13 fails on attributes that fill more than one block of a fractal heap, such as MERRA-2's global ones and
/// those of TCCON's `time`. Those are read by netCDF-Java; values never are.
final class Hdf5File implements LocalFile {
    private static final int DEEPEST = 30;
    private static final int MOST_NODES = 20_000;

    private final Path path;
    private final HdfFile file;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Integer, String> byDimensionId = new HashMap<>();
    private final Map<String, Hdf5Variable> described = new ConcurrentHashMap<>();
    private int nodes;
    private @Nullable NetcdfJavaFile other;

    private Hdf5File(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
    }

    static Hdf5File of(Path path) {
        Hdf5File opened = null;
        try {
            opened = new Hdf5File(path, new HdfFile(path));
            opened.collect(opened.file, "", 0);
            return opened;
        } catch (RuntimeException e) { // jHDF throws what the bytes lead it to
            if (opened != null) opened.close();
            throw e instanceof InputException
                    ? e
                    : new InputException(path + ": is a damaged HDF5 file: " + root(e), e);
        }
    }

    /// A group that a damaged file puts into itself has no bottom.
    private void collect(Group group, String prefix, int depth) {
        if (depth > DEEPEST || nodes > MOST_NODES)
            throw new InputException(path + ": has groups " + depth + " deep and " + nodes
                    + " variables and groups, expected at most " + DEEPEST + " and " + MOST_NODES
                    + ": is the file damaged?");
        for (Node node : group.getChildren().values()) {
            nodes++;
            final String name = prefix + node.getName();
            if (node instanceof Group below) collect(below, name + "/", depth + 1);
            else if (node instanceof Dataset dataset) {
                if (isVariable(node, name)) datasets.put(name, dataset);
                names.put(dataset.getAddress(), node.getName());
                dimensionId(node).ifPresent(id -> byDimensionId.put(id, node.getName()));
            }
        }
    }

    /// Not so a dimension that no variable is named after; libnetcdf marks it.
    private boolean isVariable(Node node, String name) {
        return either(
                () -> {
                    final Attribute mark = node.getAttribute("NAME");
                    return mark == null
                            || !(mark.getData() instanceof String text
                                    && text.startsWith("This is a netCDF dimension but not a netCDF variable"));
                },
                file -> file.find(name).isPresent());
    }

    private Optional<Integer> dimensionId(Node node) {
        return either(
                () -> {
                    if (node.getAttribute("CLASS") == null) return Optional.empty();
                    final Attribute id = node.getAttribute("_Netcdf4Dimid");
                    return id != null && id.getData() instanceof Number number
                            ? Optional.of(number.intValue())
                            : Optional.empty();
                },
                file -> Optional.empty());
    }

    /// @param otherwise asks netCDF-Java where jHDF fails on attributes
    private <T> T either(Supplier<T> reading, Function<NetcdfJavaFile, T> otherwise) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            try {
                return otherwise.apply(other());
            } catch (InputException neither) {
                e.addSuppressed(neither);
                throw e;
            }
        }
    }

    private synchronized NetcdfJavaFile other() {
        if (other == null) other = NetcdfJavaFile.of(path);
        return other;
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
    public LocalVariable variable(String name) {
        return described.computeIfAbsent(name, this::describe);
    }

    private Hdf5Variable describe(String name) {
        final Dataset dataset = datasets.get(name);
        if (dataset == null)
            throw new InputException(path + ": has no variable " + name + ", but " + String.join(", ", variables()));
        return undamaged(
                path + ": variable " + name + " ",
                () -> new Hdf5Variable(this, name, dimensions(dataset, name), attributes(dataset, name), dataset));
    }

    /// What lies behind the beginning of a file is read when it is asked for: of one that is still being written, or
    /// was cut off, jHDF throws what the bytes lead it to.
    ///
    /// @param place file and variable
    static <T> T undamaged(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InputException(place + "cannot be read, is the file damaged? " + root(e), e);
        }
    }

    /// What jHDF found, below what it was doing at the time.
    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private List<String> dimensions(Dataset dataset, String name) {
        return either(
                () -> dimensions(dataset),
                file -> file.find(name).map(GridVariable::dimensions).orElseThrow(() -> absent(name)));
    }

    private Attributes attributes(Dataset dataset, String name) {
        return either(
                () -> Hdf5Attributes.of(dataset),
                file -> file.find(name).map(LocalVariable::attributes).orElseThrow(() -> absent(name)));
    }

    private InputException absent(String name) {
        return new InputException(path + ": variable " + name + " cannot be read, is the file damaged?");
    }

    /// A scale that has a variable's values is its own dimension; any other variable lists its scales, or the numbers
    /// that the netCDF library gave them.
    private List<String> dimensions(Dataset dataset) {
        final int rank = dataset.getDimensions().length;
        final List<String> dimensions = new ArrayList<>(Collections.nCopies(rank, ""));
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
        } else if (ids != null && ids.getData() instanceof int[] found && found.length == rank) {
            for (int d = 0; d < rank; d++) dimensions.set(d, byDimensionId.getOrDefault(found[d], ""));
        } else if (rank == 1 && dataset.getAttribute("CLASS") != null) dimensions.set(0, dataset.getName());
        return dimensions;
    }

    @Override
    public Attributes attributes() {
        return undamaged(path + ": ", () -> either(() -> Hdf5Attributes.of(file), NetcdfJavaFile::attributes));
    }

    @Override
    public synchronized void close() {
        file.close();
        if (other != null) other.close();
    }
}
