package org.fluxwatch.assimilate.inputs.co2;

import java.util.Locale;
import java.util.Map;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.assimilate.model.operator.LevelProfile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;
import org.fluxwatch.contract.settings.InputSettings.Air;

/// How a variable's values become dry-air mole fractions in ppm.
/// ```
/// mole fractions     x_dry = x / (1 - w),    w = (q / M_water) / (q / M_water + (1 - q) / M_air)
/// mass mixing ratios x_dry = m M_air / M_CO2,  in moist air m / (1 - q)
/// ```
///
/// @param toPpm factor from the variable's values to ppm, humidity left out
/// @param mass kg of CO2 per kg of air, not moles per mole
/// @param dry of dry air
/// @param said who said whether dry or moist
record MoleFraction(double toPpm, boolean mass, boolean dry, Said said) {

    static final double MOLAR_MASS_WATER = 18.01528e-3;

    /// Spellings that udunits does not know.
    private static final Map<String, Double> PPM = Map.of("ppm", 1.0, "ppmv", 1.0, "v/v", 1e6, "vmr", 1e6);

    enum Said {
        SETTINGS,
        FILE,
        PRODUCT
    }

    /// @param air what settings say
    /// @param product what the product's documentation says, used where neither settings nor file say anything
    static MoleFraction of(GridVariable co2, Air air, Convention product) {
        final String units = co2.units()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\b(dry|moist|wet|air|co2)\\b", "")
                .strip();
        final boolean mass = units.matches("(k|m|u|micro)?g\\b.*");
        final double toPpm = factor(co2, units) * (mass ? Constants.MOLAR_MASS_AIR / Constants.MOLAR_MASS_CO2 : 1);
        return switch (air) {
            case DRY -> new MoleFraction(toPpm, mass, true, Said.SETTINGS);
            case MOIST -> new MoleFraction(toPpm, mass, false, Said.SETTINGS);
            case AS_STATED -> {
                final String text = text(co2);
                final boolean dry = text.matches("(?s).*\\bdry\\b.*");
                final boolean moist = text.matches("(?s).*\\b(moist|wet|humid)\\b.*");
                if (dry && moist)
                    throw co2.wrong("speaks of dry and of moist air ('" + text.strip()
                            + "'), expected one; domains.*.inputs.boundary.air says which");
                yield dry || moist
                        ? new MoleFraction(toPpm, mass, dry, Said.FILE)
                        : new MoleFraction(toPpm, mass, product.dry(mass), Said.PRODUCT);
            }
        };
    }

    private static double factor(GridVariable co2, String units) {
        final Double known = PPM.get(units);
        if (known != null) return known;
        try {
            return Units.factor(units, "1") * 1e6;
        } catch (IllegalArgumentException e) {
            throw co2.wrong("has the units '" + co2.units() + "', expected such as 'micromol mol-1' or 'kg kg-1'");
        }
    }

    private static String text(GridVariable co2) {
        final StringBuilder text = new StringBuilder(co2.units());
        for (String attribute : new String[] {"standard_name", "long_name"})
            text.append(' ').append(co2.text(attribute).orElse(""));
        return text.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// In place.
    ///
    /// @param values of the variable; receives ppm
    /// @param specificHumidity q, kg per kg moist air; not read where dry
    void toDryPpm(float[] values, float[] specificHumidity) {
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (toPpm * (dry ? values[i] : drier(values[i], specificHumidity[i])));
    }

    private double drier(double value, double specificHumidity) {
        final double q = Math.max(0, specificHumidity);
        return mass ? value / (1 - q) : LevelProfile.dry(value, waterMoleFraction(q));
    }

    private static double waterMoleFraction(double q) {
        final double water = q / MOLAR_MASS_WATER;
        return water / (water + (1 - q) / Constants.MOLAR_MASS_AIR);
    }

    String note() {
        final String whose = dry ? "dry air" : "moist air, made dry with the file's humidity";
        return switch (said) {
            case SETTINGS -> whose + " by settings";
            case FILE -> whose + " by the file's words";
            case PRODUCT -> whose + " by the product's convention";
        };
    }

    /// What air a product's values are of where its files do not say.
    enum Convention {
        DRY,
        MASS_IN_MOIST_AIR;

        boolean dry(boolean mass) {
            return switch (this) {
                case DRY -> true;
                case MASS_IN_MOIST_AIR -> !mass;
            };
        }
    }
}
