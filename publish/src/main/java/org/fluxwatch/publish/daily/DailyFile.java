package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;
import ucar.ma2.DataType;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.Attribute;
import ucar.nc2.NetcdfFile;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

/// One day of one domain as a CF-1.8 file in netCDF's classic format (netCDF-3). What is written can be read
/// back whole. Nothing in it depends on the clock: the same day gives the same bytes.
public final class DailyFile {
    private static final double SECONDS_PER_DAY = 86_400;

    /// What a file in netCDF's classic format begins with.
    private static final byte[] MAGIC = {'C', 'D', 'F', 1};

    /// Names of the file's own variables, which no field may take.
    private static final Set<String> RESERVED = Set.of(
            "time",
            "time_bnds",
            "x",
            "y",
            "lat",
            "lon",
            "lat_bnds",
            "lon_bnds",
            "latitude",
            "longitude",
            "stereographic",
            "sphere",
            "cell_area",
            "chi_square",
            "rank_histogram");

    private DailyFile() {}

    /// Whether a field cannot have this name because the file needs it.
    public static boolean isReserved(String name) {
        return RESERVED.contains(name) || name.matches("(obs|region|score|status)_.*");
    }

    /// Writes the file in one step: a reader sees the old file or the new one, and a crash leaves one of them.
    public static void write(DayProduct product, Grid grid, Path file) throws IOException {
        final List<CfVariable> variables = variables(product, grid);
        final List<Attribute> global = DayAttributes.of(product.analysis());
        Files.createDirectories(file.toAbsolutePath().getParent());
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            writeNetcdf(variables, global, part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (Throwable e) {
            remove(part, e);
            throw e;
        }
        forceFolder(file.toAbsolutePath().getParent());
    }

    /// What is left of a file that could not be written. Emptied first: netcdf-java keeps a file open that it could not
    /// write to its end, and on a full disk its space is needed.
    private static void remove(Path part, Throwable failure) {
        try {
            if (Files.exists(part))
                FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Makes the rename itself durable. Only POSIX systems can open a folder.
    private static void forceFolder(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<CfVariable> variables(DayProduct product, Grid grid) {
        final GridVariables place = GridVariables.of(grid);
        final List<CfVariable> variables =
                new ArrayList<>(time(product.analysis().day()));
        variables.addAll(place.variables());
        variables.addAll(FieldVariables.of(product.fields(), grid, place));
        variables.addAll(SummaryVariables.of(product.analysis()));
        variables.addAll(ObservationVariables.of(product.innovations()));
        return variables;
    }

    private static List<CfVariable> time(LocalDate day) {
        final double begin = day.toEpochDay() * SECONDS_PER_DAY;
        return List.of(
                CfVariable.doubles("time", "time", new double[] {begin + 0.5 * SECONDS_PER_DAY})
                        .with("standard_name", "time")
                        .described("middle of the day, UTC", "seconds since 1970-01-01 00:00:00")
                        .with("calendar", "standard")
                        .with("axis", "T")
                        .with("bounds", "time_bnds"),
                CfVariable.of("time_bnds", "time bnds", DataType.DOUBLE, new int[] {1, 2}, new double[] {
                    begin, begin + SECONDS_PER_DAY
                }));
    }

    private static void writeNetcdf(List<CfVariable> variables, List<Attribute> global, Path file) throws IOException {
        final Map<String, Integer> sizes = sizes(variables);
        try (NetcdfWriter out = new NetcdfWriter(file)) {
            final NetcdfFileWriter writer = out.writer;
            sizes.forEach((name, size) -> {
                if (name.equals(ObservationVariables.DIMENSION)) writer.addUnlimitedDimension(name);
                else writer.addDimension(null, name, size);
            });
            final List<Variable> defined = new ArrayList<>();
            for (CfVariable variable : variables) {
                final Variable definition = writer.addVariable(
                        null,
                        variable.name(),
                        variable.values().getDataType(),
                        String.join(" ", variable.dimensions()));
                variable.attributes().forEach(definition::addAttribute);
                defined.add(definition);
            }
            global.forEach(attribute -> writer.addGroupAttribute(null, attribute));
            writer.create();
            for (int n = 0; n < defined.size(); n++)
                if (variables.get(n).values().getSize() > 0)
                    writer.write(defined.get(n), variables.get(n).values());
        } catch (InvalidRangeException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /// Sizes by name, the unlimited one last.
    private static Map<String, Integer> sizes(List<CfVariable> variables) {
        final Map<String, Integer> sizes = new LinkedHashMap<>();
        for (CfVariable variable : variables)
            for (int d = 0; d < variable.dimensions().size(); d++) {
                final String name = variable.dimensions().get(d);
                final int size = variable.values().getShape()[d];
                final Integer before = sizes.putIfAbsent(name, size);
                if (before != null && before != size)
                    throw new IllegalStateException(
                            variable.name() + " has " + size + " along " + name + ", others have " + before);
            }
        return sizes;
    }

    /// NetcdfFileWriter is no AutoCloseable.
    private record NetcdfWriter(NetcdfFileWriter writer) implements AutoCloseable {
        NetcdfWriter(Path file) throws IOException {
            this(NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, file.toString()));
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /// The day as it was written; times of observations to the microsecond.
    ///
    /// @throws DamagedProductException when the file is not as it was written
    /// @throws IOException when the disk does not give the file
    public static DayProduct read(Path path) throws IOException {
        return read(path, file -> {
            final int innovations = NetcdfRead.variable(file, "obs_time").getShape(0);
            final DailyAnalysis day = DayAttributes.read(file, innovations);
            final List<Innovation> read = ObservationVariables.read(file, day.domain(), day.day(), day.revision());
            return new DayProduct(
                    day, FieldVariables.read(file, day.fields(), day.domain(), day.day(), day.revision()), read);
        });
    }

    /// Only the revision.
    static int readRevision(Path path) throws IOException {
        return read(path, file -> NetcdfRead.number(file, "revision"));
    }

    /// Only where the cells are.
    public static StoredGrid readGrid(Path path) throws IOException {
        return read(path, StoredGrid::read);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(NetcdfFile file) throws IOException;
    }

    /// Once the disk has given the first bytes, whatever fails is the file's fault, an error that it drives the library
    /// to included.
    private static <T> T read(Path path, Reading<T> reading) throws IOException {
        final byte[] first = new byte[MAGIC.length];
        try (InputStream in = Files.newInputStream(path)) {
            in.readNBytes(first, 0, first.length);
        }
        if (!Arrays.equals(first, MAGIC))
            throw new DamagedProductException(
                    path, "it begins with " + Arrays.toString(first) + ", expected CDF 1", null);
        try (NetcdfFile file = NetcdfFile.open(path.toString())) {
            return reading.of(file);
        } catch (Throwable e) {
            throw new DamagedProductException(path, e.toString(), e);
        }
    }
}
