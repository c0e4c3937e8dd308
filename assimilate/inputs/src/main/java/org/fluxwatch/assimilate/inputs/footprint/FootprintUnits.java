package org.fluxwatch.assimilate.inputs.footprint;

import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;

/// Turns a file's sensitivity into ppm per µmol m-2 s-1, which is the same number as (mol/mol) per mol m-2 s-1:
/// ```
/// s = r M / h          of a residence time over density r, s m3 kg-1
/// s = r M / (ρ h)      of a residence time r, s
/// ```
/// M: molar mass of dry air; h: height of the layer that particles were counted in; ρ: density of air there. Source:
/// Seibert and Frank (2004), Atmos. Chem. Phys. 4, 51-63.
///
/// @param factor of all values
/// @param density ρ of each cell; empty where values have it in them
record FootprintUnits(double factor, Optional<GeoVariable> density) {
    static final String SENSITIVITY = "m2 s mol-1";
    private static final String OVER_DENSITY = "s m3 kg-1";
    private static final String RESIDENCE = "s";
    private static final String LAYER = "LPDM_sampling_height";
    private static final String DENSITY = "air_density";

    /// @throws org.fluxwatch.contract.netcdf.InputException when the units are none of these, or the layer's height or
    /// density is wanted and not there
    static FootprintUnits of(GridVariable variable) {
        final Optional<Double> molar = factor(variable, SENSITIVITY);
        if (molar.isPresent()) return new FootprintUnits(molar.get(), Optional.empty());
        final Optional<Double> overDensity = factor(variable, OVER_DENSITY);
        if (overDensity.isPresent())
            return new FootprintUnits(
                    overDensity.get() * Constants.MOLAR_MASS_AIR / layerM(variable), Optional.empty());
        final Optional<Double> residence = factor(variable, RESIDENCE);
        if (residence.isPresent())
            return new FootprintUnits(
                    residence.get() * Constants.MOLAR_MASS_AIR / layerM(variable), Optional.of(density(variable)));
        throw variable.wrong("has the units '" + variable.units() + "', expected a sensitivity such as"
                + " '(mol/mol)/(mol/m2/s)' or 'ppm (umol-1 m2 s)', or a residence time in '" + OVER_DENSITY + "' or '"
                + RESIDENCE + "'");
    }

    private static Optional<Double> factor(GridVariable variable, String to) {
        try {
            return Optional.of(Units.factor(variable.units(), to));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static double layerM(GridVariable variable) {
        final Optional<Double> layer = variable.file().number(LAYER);
        if (layer.filter(m -> m > 0 && m < 10_000).isEmpty())
            throw variable.wrong("is a residence time in '" + variable.units() + "', and the global attribute " + LAYER
                    + " is " + layer.map(String::valueOf).orElse("missing")
                    + ", expected the height of the layer that particles were counted in, m");
        return layer.get();
    }

    private static GeoVariable density(GridVariable variable) {
        final GridFile file = variable.file();
        if (!file.has(DENSITY))
            throw variable.wrong("is a residence time in '" + variable.units() + "', and the file has no variable "
                    + DENSITY + ", expected the density of air in the layer that particles were counted in, kg m-3");
        return GeoVariable.of(file, DENSITY);
    }

    /// In place.
    ///
    /// @param time index of the release
    void apply(float[] values, int time, FileCells cells) {
        for (int at = 0; at < values.length; at++) values[at] = (float) (factor * values[at]);
        density.ifPresent(field -> divide(values, field, time, cells));
    }

    private static void divide(float[] values, GeoVariable density, int time, FileCells cells) {
        if (!FileCells.of(density).equals(cells))
            throw density.variable().wrong("has " + FileCells.of(density) + ", expected " + cells);
        final double toKgM3 = Units.factor(density.variable(), "kg m-3");
        final float[] rho = density.floats(density.nTimes() == 1 ? 0 : time, 0, cells.whole());
        for (int at = 0; at < values.length; at++) {
            final double kgM3 = toKgM3 * rho[at % rho.length];
            if (!(kgM3 > 0 && kgM3 < 10))
                throw density.variable().wrong("holds " + kgM3 + " kg m-3, expected a density of air, 0 to 10 kg m-3");
            values[at] = (float) (values[at] / kgM3);
        }
    }
}
