package org.fluxwatch.publish.area;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.publish.daily.CfVariable;
import org.fluxwatch.publish.daily.ReadOnce;

/// The gridded fields of product files, of which only what is wanted is read; many files at a time, on as many threads
/// as there are cores. No result depends on their number. Where a file's fields lie is remembered as long as it stays
/// the same.
public final class GridFields implements AutoCloseable {
    /// As files have it where there is no value.
    static final float FILL = CfVariable.FLOAT_FILL;

    /// Files that a thread takes at once.
    private static final int AT_ONCE = 8;

    private static final int REMEMBERED = 16_000;

    private final ReadOnce<FluxGrid> grids = new ReadOnce<>(REMEMBERED);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("publish-fields-", 0).factory());

    public record Field(String name, String longName, String units) {
        private static Field of(FluxGrid.Field field) {
            return new Field(field.name(), field.longName(), field.units());
        }
    }

    /// The fields of one value a cell, in the file's order; empty when the file is damaged or on another grid.
    public Optional<Map<String, Field>> of(Path file, Grid grid) throws IOException {
        return located(file, grid).map(found -> {
            final Map<String, Field> fields = new LinkedHashMap<>();
            found.single().forEach(field -> fields.put(field.name(), Field.of(field)));
            return fields;
        });
    }

    /// All values of a field, NaN where there is none `[cells]`; empty when the file is damaged or has no such field.
    public Optional<float[]> values(Path file, Grid grid, String name) throws IOException {
        return read(file, grid, (fields, channel) -> {
                    final Optional<FluxGrid.Field> field = fields.field(name);
                    return field.isEmpty()
                            ? new float[0]
                            : floats(channel, field.get().offset(), grid.cells());
                })
                .filter(values -> values.length > 0);
    }

    /// The values that files have of one cell, by field; empty of a file that is damaged or on another grid.
    ///
    /// @param names of the fields wanted; empty: all
    public List<Optional<Map<String, Float>>> cell(int cell, Grid grid, List<Path> files, List<String> names)
            throws IOException {
        return each(files, some -> {
            final List<Optional<Map<String, Float>>> cells = new ArrayList<>();
            for (Path file : some)
                cells.add(read(file, grid, (fields, channel) -> {
                    final Map<String, Float> values = new LinkedHashMap<>();
                    for (FluxGrid.Field field : fields.single())
                        if (names.isEmpty() || names.contains(field.name()))
                            values.put(field.name(), floats(channel, field.offset() + (long) Float.BYTES * cell, 1)[0]);
                    return values;
                }));
            return cells;
        });
    }

    private static float[] floats(FileChannel channel, long offset, int count) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count);
        fill(channel, bytes, offset);
        final float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        for (int n = 0; n < count; n++) if (values[n] == FILL) values[n] = Float.NaN;
        return values;
    }

    /// Fills a buffer and flips it.
    static void fill(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining())
            if (channel.read(bytes, offset + bytes.position()) < 0)
                throw new EOFException("it ends before byte " + (offset + bytes.limit()));
        bytes.flip();
    }

    @FunctionalInterface
    interface Part<T, R> {
        List<R> of(List<T> some) throws IOException;
    }

    /// Works on a few items at a time, in parallel; results are in the items' order.
    <T, R> List<R> each(List<T> items, Part<T, R> part) throws IOException {
        final List<Future<List<R>>> parts = new ArrayList<>();
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            final List<T> some = items.subList(from, Math.min(items.size(), from + AT_ONCE));
            parts.add(threads.submit(() -> part.of(some)));
        }
        final List<R> all = new ArrayList<>(items.size());
        for (Future<List<R>> done : parts) all.addAll(result(done));
        return all;
    }

    private static <T> T result(Future<T> part) throws IOException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) throw disk;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were read", e);
        }
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(FluxGrid fields, FileChannel channel) throws IOException;
    }

    /// Reads a file, and again when it has been replaced meanwhile, for then its fields lie elsewhere. Empty when it is
    /// damaged, on another grid, or gone.
    <T> Optional<T> read(Path file, Grid grid, Reading<T> reading) throws IOException {
        while (true) {
            final Optional<FluxGrid> before = located(file, grid);
            if (before.isEmpty()) return Optional.empty();
            Optional<T> read;
            try (FileChannel channel = FileChannel.open(file)) {
                read = Optional.of(reading.of(before.get(), channel));
            } catch (EOFException | NoSuchFileException e) {
                read = Optional.empty();
            }
            if (located(file, grid).equals(before)) return read;
        }
    }

    private Optional<FluxGrid> located(Path file, Grid grid) throws IOException {
        try {
            return grids.of(file, () -> {
                try {
                    return Optional.of(FluxGrid.read(file, grid));
                } catch (InputException | EOFException e) {
                    return Optional.empty();
                }
            });
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
