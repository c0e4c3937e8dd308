package org.fluxwatch.assimilate.inputs.footprint;

import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;

/// What the header of a file of footprints says; values are read from it when asked for.
public sealed interface FootprintFile permits OpenGhgFile, StiltFile {
    Header header();

    /// @param form which of the forms it has
    /// @param model that made it, as far as the file says
    /// @param species as the file says; `inert` where nothing was lost on the way
    /// @param releases in the file's order
    record Header(Path path, String form, String model, String species, FileCells cells, List<Release> releases) {
        public Header {
            releases = List.copyOf(releases);
        }
    }

    /// Reads the header.
    ///
    /// @throws InputException when it has none of the forms, or times, places or units are not those of footprints
    static FootprintFile of(Path path) {
        try (GridFile file = GridFile.open(path)) {
            if (StiltFile.isOne(file)) return StiltFile.of(file);
            if (OpenGhgFile.isOne(file)) return OpenGhgFile.of(file);
            throw new InputException(path + ": has the variables " + String.join(", ", file.variables())
                    + ", expected footprints: " + OpenGhgFile.NAMES + ", or STILT's " + StiltFile.VARIABLE);
        }
    }

    /// @param release index
    /// @throws InputException when a value is missing, negative or no sensitivity
    Footprint read(int release);

    default Path path() {
        return header().path();
    }

    default List<Release> releases() {
        return header().releases();
    }
}
