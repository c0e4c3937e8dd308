package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.netcdf.InputException;

/// One file of gridded fields or of a station among others that are sound, as the model uses them.
final class GriddedTarget implements Target {
    private final Path folder;
    private final Path file;
    private final List<byte[]> seeds;
    private final Use use;

    @FunctionalInterface
    interface Use {
        /// Everything is read anew.
        ///
        /// @return the kind of outcome
        String of(Path folder) throws IOException;
    }

    /// @param name of the file in the folder
    GriddedTarget(Path folder, String name, List<byte[]> seeds, Use use) {
        this.folder = folder;
        this.file = folder.resolve(name);
        this.seeds = seeds;
        this.use = use;
    }

    @Override
    public List<byte[]> seeds() {
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "scale_factor",
                "add_offset",
                "_FillValue",
                "missing_value",
                "valid_range",
                "_Unsigned",
                "units",
                "calendar",
                "days since ",
                "time",
                "latitude",
                "OHDR",
                "OCHK",
                "TREE",
                "SNOD",
                "FRHP",
                "GCOL",
                "CDF\u0001",
                "CDF\u0002",
                "CDF\u0005");
    }

    private static boolean isOfNetcdfJava(AssertionError e) {
        return e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("ucar.");
    }

    @Override
    public String take(byte[] input) throws IOException {
        Files.write(file, input);
        try {
            return use.of(folder);
        } catch (InputException e) {
            return Outcomes.refused(e);
        } catch (AssertionError e) {
            if (!isOfNetcdfJava(e)) throw e;
            return "refused by an assertion of netCDF-Java, which is on in tests alone";
        }
    }
}
