package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.contract.record.DailyAnalysis;

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
        final ClassicContent content = new ClassicContent(
                ClassicFormat.CDF_1,
                Optional.of(ObservationVariables.DIMENSION),
                variables(product, grid).stream().map(CfVariable::stored).toList(),
                DayAttributes.of(
                        product.analysis(), SystemPart.of(product.analysis().diagnostics())));
        Files.createDirectories(file.toAbsolutePath().getParent());
        ClassicWriter.write(content, file);
    }

    private static List<CfVariable> variables(DayProduct product, Grid grid) {
        final GridVariables place = GridVariables.of(grid);
        final List<CfVariable> variables =
                new ArrayList<>(time(product.analysis().identity().day()));
        variables.addAll(place.variables());
        variables.addAll(FieldVariables.of(product.fields(), grid, place));
        final SystemPart part = SystemPart.of(product.analysis().diagnostics());
        variables.addAll(SummaryVariables.of(product.analysis(), part));
        variables.addAll(ObservationVariables.of(product.innovations(), part));
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
                CfVariable.of(
                        "time_bnds",
                        "time bnds",
                        new int[] {1, 2},
                        new ClassicValues.Doubles(begin, begin + SECONDS_PER_DAY)));
    }

    /// The day as it was written; times of observations to the microsecond.
    ///
    /// @throws DamagedProductException when the file is not as it was written
    /// @throws IOException when the disk does not give the file
    public static DayProduct read(Path path) throws IOException {
        return read(path, file -> {
            final int innovations = file.shape("obs_time")[0];
            final DailyAnalysis day = DayAttributes.read(file, innovations);
            return new DayProduct(
                    day,
                    FieldVariables.read(file, day.fields(), day.identity()),
                    ObservationVariables.read(file, day.identity()));
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
        T of(ClassicFile file) throws IOException;
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
        try (ClassicFile file = ClassicFile.open(path)) {
            return reading.of(file);
        } catch (Throwable e) {
            throw new DamagedProductException(path, e.toString(), e);
        }
    }
}
