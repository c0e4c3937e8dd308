package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An open file of gridded fields. Reading is safe from several threads at once.
public sealed interface GridFile extends AutoCloseable permits NetcdfJavaFile, Hdf5File {
    byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    byte CDF_5 = 5;

    /// Opens a file by what its first bytes say, whatever its name.
    ///
    /// @throws InputException when it is not there, is neither netCDF nor HDF5, or cannot be read
    static GridFile open(Path path) {
        final byte[] begin;
        try (InputStream in = Files.newInputStream(path)) {
            begin = in.readNBytes(HDF5_SIGNATURE.length);
        } catch (NoSuchFileException e) {
            throw new InputException(path + ": is not there", e);
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
        if (Arrays.equals(begin, HDF5_SIGNATURE)) return hdf5(path);
        if (begin.length >= 4 && begin[0] == 'C' && begin[1] == 'D' && begin[2] == 'F') {
            if (begin[3] == CDF_5)
                throw new InputException(
                        path + ": is in the format CDF-5 (64-bit data), expected netCDF-4 or CDF-1 or -2;"
                                + " `nccopy -k nc4` turns it into one that is read");
            return NetcdfJavaFile.of(path);
        }
        throw new InputException(path + ": begins with neither 'CDF' nor the HDF5 signature, expected a netCDF file");
    }

    /// jHDF 0.13 fails on attributes that fill more than one block of a fractal heap, such as those of TCCON's `time`.
    private static GridFile hdf5(Path path) {
        try {
            return Hdf5File.of(path);
        } catch (InputException e) {
            try {
                return NetcdfJavaFile.of(path);
            } catch (InputException neither) {
                e.addSuppressed(neither);
                throw e;
            }
        }
    }

    Path path();

    /// Names of all variables; those of groups with their path, such as `emissions/01/C`.
    List<String> variables();

    default boolean has(String variable) {
        return variables().contains(variable);
    }

    /// @throws InputException when there is none of that name
    GridVariable variable(String name);

    /// A global attribute as text, blanks at its ends removed.
    Optional<String> text(String attribute);

    /// A global attribute that is one number, or the first of several.
    default Optional<Double> number(String attribute) {
        return numbers(attribute).filter(numbers -> numbers.length > 0).map(numbers -> numbers[0]);
    }

    Optional<double[]> numbers(String attribute);

    /// A global attribute that must be there.
    default double requiredNumber(String attribute) {
        return number(attribute)
                .orElseThrow(() ->
                        new InputException(path() + ": has no global attribute " + attribute + ", expected a number"));
    }

    @Override
    void close();
}
