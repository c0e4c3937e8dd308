package org.fluxwatch.assimilate.inputs.co2;

import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;

/// Hybrid coefficients and surface pressure in files.
final class HybridLevels {
    private HybridLevels() {}

    /// Coefficients of the edges; empty where the file has neither.
    static Optional<Edges.OnModelSurface> read(GridFile file, String a, String b, int layers) {
        if (!file.has(a) || !file.has(b)) return Optional.empty();
        final GridVariable pressures = file.variable(a);
        final GridVariable shares = file.variable(b);
        final double factor = Units.factor(pressures, "Pa");
        final double[] aPa = pressures.doubles();
        final double[] bs = shares.doubles();
        if (aPa.length != layers + 1)
            throw pressures.wrong("has " + aPa.length + " values, expected the edges of " + layers + " layers");
        if (bs.length != layers + 1)
            throw shares.wrong("has " + bs.length + " values, expected the edges of " + layers + " layers");
        for (int e = 0; e < aPa.length; e++) aPa[e] *= factor;
        return Optional.of(new Edges.OnModelSurface(aPa, bs));
    }

    /// The first of several names of surface pressure that a file has.
    static Optional<GeoVariable> surface(GridFile file, List<String> names) {
        return names.stream().filter(file::has).findFirst().map(name -> GeoVariable.of(file, name));
    }

    /// Surface pressure of a window, Pa; `ln` of it is turned back.
    static double[] surfacePa(GeoVariable surface, int step, Window window) {
        final GridVariable variable = surface.variable();
        if (surface.nLevels() != 1)
            throw variable.wrong("has " + surface.nLevels() + " levels, expected one: the surface");
        final double[] pa = surface.doubles(step, 0, window);
        final boolean logarithm = variable.name().startsWith("ln");
        final double factor = logarithm ? 1 : Units.factor(variable, "Pa");
        for (int c = 0; c < pa.length; c++) pa[c] = logarithm ? Math.exp(pa[c]) : factor * pa[c];
        return pa;
    }
}
