package org.fluxwatch.assimilate.inputs.co2;

import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;

/// What is peculiar to the files of a global model: names of files and variables, how pressure is given, and what its
/// documentation says where the files do not.
public sealed interface Co2Product permits CarbonTrackerCo2, GeosChemCo2, CamsCo2 {
    String name();

    /// Names of files, if settings give none; the first that any file fits is used.
    List<String> patterns();

    /// The variable of CO2.
    ///
    /// @throws InputException when the file has none, naming those it has
    GeoVariable co2(GridFile file);

    MoleFraction.Convention convention();

    /// Names that specific humidity may have.
    List<String> humidities();

    /// Pressures of the edges of the layers of CO2.
    ///
    /// @param step index of the time
    /// @throws InputException when there are none
    Edges edges(GridFile file, GeoVariable co2, int step, Window window);

    /// How the edges' pressures were made, for products; empty: they are the file's.
    default String note(GridFile file, GeoVariable co2) {
        return "";
    }

    /// The first of several variables that a file has.
    static GeoVariable first(GridFile file, List<String> names, String expected) {
        for (String name : names) if (file.has(name)) return GeoVariable.of(file, name);
        throw new InputException(file.path() + ": has none of the variables " + String.join(", ", names) + ", but "
                + String.join(", ", file.variables()) + ", expected " + expected);
    }

    /// Fails unless a variable has as many places and times as CO2.
    static void requireSameGrid(GeoVariable other, GeoVariable co2) {
        final GridVariable variable = other.variable();
        if (!Arrays.equals(other.latitudes(), co2.latitudes()) || !Arrays.equals(other.longitudes(), co2.longitudes()))
            throw variable.wrong(
                    "has other latitudes and longitudes than " + co2.variable().name() + ", expected the same");
        if (other.nTimes() != co2.nTimes())
            throw variable.wrong("has " + other.nTimes() + " times, expected the " + co2.nTimes() + " of "
                    + co2.variable().name());
        if (other.times().isPresent()
                && co2.times().isPresent()
                && !Arrays.equals(other.times().get(), co2.times().get()))
            throw variable.wrong("has other times than " + co2.variable().name() + ", expected the same");
    }
}
