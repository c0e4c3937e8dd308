package org.fluxwatch.contract.netcdf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An open file of gridded fields. Reading is safe from several threads at once.
public sealed interface GridFile extends AutoCloseable permits LocalFile, ReaderFile {
    byte CDF_5 = 5;

    /// Opens a file by what its first bytes say, whatever its name. It is read by a process of its own
    /// ([ReaderProcesses]), so that no file's bytes harm this one.
    ///
    /// @throws InputException when it is not there, is neither netCDF nor HDF5, or cannot be read
    static GridFile open(Path path) {
        return Readers.ofThisProcess().open(path);
    }

    Path path();

    /// Names of all variables; those of groups with their path, such as `emissions/01/C`.
    List<String> variables();

    /// Whether there is a variable of that name, or of that path in the one group that OPeNDAP makes of a file's
    /// groups.
    default boolean has(String variable) {
        return variables().contains(variable) || variables().contains(flattened(variable));
    }

    /// A variable by its name, or by its path in the one group that OPeNDAP makes of a file's groups.
    ///
    /// @throws InputException when there is none of that name
    GridVariable variable(String name);

    /// `Sounding_operation_mode` for `Sounding/operation_mode`.
    static String flattened(String path) {
        return path.replace('/', '_');
    }

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
