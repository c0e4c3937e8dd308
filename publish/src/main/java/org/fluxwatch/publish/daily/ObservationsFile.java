package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// The file beside a day's or month's own that has its observations and what was made of them, so that the own files
/// of many days can be joined along time.
final class ObservationsFile {
    /// A variable that every such file has, even without observations.
    private static final String ALWAYS = "obs_time";

    private ObservationsFile() {}

    static void write(List<CfVariable> variables, List<ClassicAttribute> attributes, Path product) throws IOException {
        ProductFile.write(
                variables, attributes, ObservationVariables.DIMENSION, Companion.OBSERVATIONS.beside(product));
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(ClassicFile observations) throws IOException;
    }

    /// Reads a product's observations, which files of version 0.2.0 and before have among their own variables.
    ///
    /// @param own the product's file, open
    /// @param version global attributes that both must have alike
    static <T> T read(Path product, ClassicFile own, List<String> version, Reading<T> reading) throws IOException {
        if (own.has(ALWAYS)) return reading.of(own);
        final Path path = Companion.OBSERVATIONS.beside(product);
        if (!Files.exists(path)) throw new IOException(path + " with its observations is not there");
        try (ClassicFile observations = ClassicFile.open(path)) {
            for (String attribute : version) {
                final String here = NetcdfRead.any(own, attribute);
                final String there = NetcdfRead.any(observations, attribute);
                if (!here.equals(there))
                    throw new IOException(
                            path + " with its observations is of " + attribute + " " + there + ", expected " + here);
            }
            return reading.of(observations);
        }
    }
}
