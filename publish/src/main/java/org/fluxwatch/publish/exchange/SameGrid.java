package org.fluxwatch.publish.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;

/// Whether files have the same cells and regions, so that they can be joined.
final class SameGrid {
    /// With the centres of cells, as planes that touch the earth elsewhere have the same axes.
    private static final List<String> PLACE = List.of("x", "y", "lat", "lon", "latitude", "longitude", "region_name");

    private SameGrid() {}

    /// @throws IllegalArgumentException that names file and variable where a file differs from another
    static void require(Path file, Path like) throws IOException {
        try (ClassicParts open = ClassicParts.open(file);
                ClassicParts other = ClassicParts.open(like)) {
            final Optional<String> difference = difference(open, other);
            if (difference.isPresent())
                throw new IllegalArgumentException(file + ": its variable " + difference.get()
                        + " is not the same as that of " + like.getFileName()
                        + ", expected files of one grid and the same regions");
        }
    }

    /// The first of the variables that say where cells and regions are which two files do not have alike, byte by byte.
    static Optional<String> difference(ClassicParts one, ClassicParts other) throws IOException {
        for (String name : PLACE) {
            if (one.has(name) != other.has(name)) return Optional.of(name);
            if (one.has(name)
                    && (!Arrays.equals(one.shape(name), other.shape(name))
                            || !Arrays.equals(one.stored(name, 0), other.stored(name, 0)))) return Optional.of(name);
        }
        return Optional.empty();
    }
}
