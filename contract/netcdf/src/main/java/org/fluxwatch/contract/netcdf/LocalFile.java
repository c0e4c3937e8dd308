package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A file that this process reads itself. The libraries cannot be bounded: at damaged bytes they recurse, spin, or ask
/// for any memory, and not only their exceptions come out of them. So only a reader process opens files so.
sealed interface LocalFile extends GridFile permits NetcdfJavaFile, Hdf5File {
    /// Opens a file by what its first bytes say, whatever its name.
    ///
    /// @throws InputException when it is not there, is neither netCDF nor HDF5, or cannot be read
    static LocalFile open(Path path) {
        final byte[] signature = hdf5Signature();
        final byte[] begin;
        try (InputStream in = Files.newInputStream(path)) {
            begin = in.readNBytes(signature.length);
        } catch (NoSuchFileException e) {
            throw InputException.notOfTheFile(path + ": is not there", e);
        } catch (IOException e) {
            throw InputException.notOfTheFile(path + ": cannot be read: " + e.getMessage(), e);
        }
        if (Arrays.equals(begin, signature)) return Hdf5File.of(path);
        if (begin.length >= 4 && begin[0] == 'C' && begin[1] == 'D' && begin[2] == 'F') {
            if (begin[3] == CDF_5)
                throw new InputException(
                        path + ": is in the format CDF-5 (64-bit data), expected netCDF-4 or CDF-1 or -2;"
                                + " `nccopy -k nc4` turns it into one that is read");
            return NetcdfJavaFile.of(path);
        }
        throw new InputException(path + ": begins with neither 'CDF' nor the HDF5 signature, expected a netCDF file");
    }

    /// What an HDF5 file begins with.
    static byte[] hdf5Signature() {
        return new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    }

    /// Those of the file itself.
    Attributes attributes();

    @Override
    LocalVariable variable(String name);

    @Override
    default Optional<String> text(String attribute) {
        return attributes().text(attribute);
    }

    @Override
    default Optional<double[]> numbers(String attribute) {
        return attributes().numbers(attribute);
    }
}
