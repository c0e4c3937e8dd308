package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.publish.signature.Signatures;

/// A product's netCDF-3 file on the disk.
final class ProductFile {
    /// The dimension of days or months.
    static final String TIME = "time";

    /// Of what form the files are; a later one has what this program does not know how to read. Files of 0.2.0 and
    /// before do not say it.
    static final int FORMAT_VERSION = 1;

    static final String FORMAT = "format_version";

    /// What a file in netCDF's classic format begins with.
    private static final byte[] MAGIC = {'C', 'D', 'F', 1};

    private ProductFile() {}

    /// Writes the file in one step: a reader sees the old file or the new one, and a crash leaves one of them.
    ///
    /// @param unlimited the dimension along which files can be joined
    static void write(List<CfVariable> variables, List<ClassicAttribute> attributes, String unlimited, Path file)
            throws IOException {
        final List<ClassicAttribute> all = new ArrayList<>(attributes);
        all.add(ClassicAttribute.of(FORMAT, FORMAT_VERSION));
        final ClassicContent content = new ClassicContent(
                ClassicFormat.CDF_1,
                Optional.of(unlimited),
                variables.stream().map(CfVariable::stored).toList(),
                all);
        Files.createDirectories(file.toAbsolutePath().getParent());
        ClassicWriter.write(content, file, Signatures::replace);
    }

    /// The coordinate `time`: the middle of a period, and its bounds.
    static List<CfVariable> time(Instant begin, Instant end, String longName) {
        return times(begin, Duration.between(begin, end), 1, longName);
    }

    /// The coordinate `time` of periods of one length, one after the other.
    static List<CfVariable> times(Instant begin, Duration length, int count, String longName) {
        final double[] middles = new double[count];
        final double[] bounds = new double[2 * count];
        for (int n = 0; n < count; n++) {
            bounds[2 * n] = begin.plus(length.multipliedBy(n)).getEpochSecond();
            bounds[2 * n + 1] = begin.plus(length.multipliedBy(n + 1L)).getEpochSecond();
            middles[n] = 0.5 * (bounds[2 * n] + bounds[2 * n + 1]);
        }
        return List.of(
                CfVariable.doubles("time", "time", middles)
                        .with("standard_name", "time")
                        .described(longName, "seconds since 1970-01-01 00:00:00")
                        .with("calendar", "standard")
                        .with("axis", "T")
                        .with("bounds", "time_bnds"),
                CfVariable.of("time_bnds", "time bnds", new int[] {count, 2}, new ClassicValues.Doubles(bounds)));
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(ClassicFile file) throws IOException;
    }

    /// Once the disk has given the first bytes, whatever fails is the file's fault, an error that it drives the library
    /// to included.
    ///
    /// @throws DamagedProductException when the file is not as it was written, or a newer version has written it
    static <T> T read(Path path, Reading<T> reading) throws IOException {
        final byte[] first = new byte[MAGIC.length];
        try (InputStream in = Files.newInputStream(path)) {
            in.readNBytes(first, 0, first.length);
        }
        if (!Arrays.equals(first, MAGIC))
            throw new DamagedProductException(
                    path, "it begins with " + Arrays.toString(first) + ", expected CDF 1", null);
        try (ClassicFile file = ClassicFile.open(path)) {
            final double version = file.number(FORMAT).orElse(0);
            if (version > FORMAT_VERSION) throw DamagedProductException.newer(path, version, FORMAT_VERSION);
            return reading.of(file);
        } catch (DamagedProductException e) {
            throw e;
        } catch (Throwable e) {
            throw new DamagedProductException(path, e.toString(), e);
        }
    }
}
