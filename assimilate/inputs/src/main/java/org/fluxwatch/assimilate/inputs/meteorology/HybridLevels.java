package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.Units;

/// Half levels of a hybrid coordinate, from the top (0) to the ground: `p_n = a_n + b_n ps`. Level n lies between the
/// half levels n - 1 and n.
///
/// @param aPa `[levels + 1]`
/// @param b `[levels + 1]`
record HybridLevels(double[] aPa, double[] b) {
    private static final String RESOURCE = "l137.txt";
    private static final HybridLevels L137 = ofResource();

    /// What the file says (attribute `GRIB_pv`, variables `hyai` and `hybi`), else the 137 levels of ERA5.
    ///
    /// @throws InputException when what the file says are no hybrid levels
    static HybridLevels of(GridVariable variable) {
        try {
            return ofFile(variable);
        } catch (IllegalArgumentException e) {
            throw variable.wrong("lies on levels that cannot be used: " + e.getMessage());
        }
    }

    private static HybridLevels ofFile(GridVariable variable) {
        final Optional<double[]> pv = variable.numbers("GRIB_pv").filter(numbers -> numbers.length > 2);
        if (pv.isPresent()) {
            final int half = pv.get().length / 2;
            return new HybridLevels(Arrays.copyOf(pv.get(), half), Arrays.copyOfRange(pv.get(), half, 2 * half));
        }
        final GridFile file = variable.file();
        if (file.has("hyai") && file.has("hybi"))
            return new HybridLevels(
                    inPa(file.variable("hyai")), file.variable("hybi").doubles());
        return L137;
    }

    private static double[] inPa(GridVariable a) {
        final double factor = Units.factor(a, "Pa");
        return Arrays.stream(a.doubles()).map(value -> factor * value).toArray();
    }

    HybridLevels {
        if (aPa.length != b.length || aPa.length < 2 || b[b.length - 1] != 1)
            throw new IllegalArgumentException("hybrid levels have " + aPa.length + " a and " + b.length
                    + " b, the last " + b[b.length - 1] + ", expected as many of each, and 1 at the ground");
    }

    int levels() {
        return aPa.length - 1;
    }

    double halfPa(int n, double surfacePressurePa) {
        return aPa[n] + b[n] * surfacePressurePa;
    }

    private static HybridLevels ofResource() {
        try (var stream = HybridLevels.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) throw new IllegalStateException(RESOURCE + " is missing beside " + HybridLevels.class);
            final List<double[]> rows = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            return new HybridLevels(
                    rows.stream().mapToDouble(row -> row[1]).toArray(),
                    rows.stream().mapToDouble(row -> row[2]).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
