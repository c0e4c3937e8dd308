package org.fluxwatch.assimilate.inputs.station;

import java.util.Locale;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;

/// Mole fractions in ppm, which udunits does not know by that name.
final class Ppm {
    private Ppm() {}

    /// The factor that turns a variable's mole fractions into ppm.
    static double factor(GridVariable variable) {
        return isPpm(variable.units()) ? 1 : 1e6 * Units.factor(variable, "1");
    }

    static boolean isPpm(String units) {
        return switch (units.toLowerCase(Locale.ROOT)) {
            case "ppm", "ppmv", "umol mol-1", "µmol mol-1", "umol/mol", "micromol mol-1" -> true;
            default -> false;
        };
    }
}
