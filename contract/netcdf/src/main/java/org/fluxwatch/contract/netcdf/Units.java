package org.fluxwatch.contract.netcdf;

import java.util.Locale;
import ucar.units.ConversionException;
import ucar.units.PrefixDBException;
import ucar.units.SpecificationException;
import ucar.units.Unit;
import ucar.units.UnitDBException;
import ucar.units.UnitFormatManager;
import ucar.units.UnitSystemException;

/// Conversion of units by udunits. Also read are the spellings of ECMWF (`m s**-1`) and of I/O API (`M/S`).
public final class Units {
    private Units() {}

    /// The factor that turns values of a variable into another unit.
    ///
    /// @throws InputException when the variable's units are not those of the same quantity
    public static double factor(GridVariable variable, String to) {
        try {
            return factor(variable.units(), to);
        } catch (IllegalArgumentException e) {
            throw variable.wrong("has the units '" + variable.units() + "', expected such as '" + to + "'");
        }
    }

    /// @throws IllegalArgumentException when there is no such factor
    public static double factor(String from, String to) {
        try {
            final Unit target = parse(to);
            Unit source;
            try {
                source = parse(from);
            } catch (IllegalArgumentException e) {
                source = parse(from.toLowerCase(Locale.ROOT));
            }
            final var converter = source.getConverterTo(target);
            if (converter.convert(0.0) != 0)
                throw new IllegalArgumentException("'" + from + "' and '" + to + "' have different zeros");
            final double factor = converter.convert(1.0);
            if (!Double.isFinite(factor) || factor == 0)
                throw new IllegalArgumentException(
                        "'" + from + "' is " + factor + " '" + to + "', expected a number other than 0");
            return factor;
        } catch (ConversionException e) {
            throw new IllegalArgumentException("'" + from + "' cannot be converted to '" + to + "'", e);
        }
    }

    private static synchronized Unit parse(String units) {
        if (units.isBlank()) throw new IllegalArgumentException("there are no units");
        try {
            return UnitFormatManager.instance().parse(units.strip().replace("**", ""));
        } catch (SpecificationException
                | UnitDBException
                | PrefixDBException
                | UnitSystemException
                | StringIndexOutOfBoundsException e) { // the last is what the parser throws at 'M/S'
            throw new IllegalArgumentException("'" + units + "' is no unit that udunits knows", e);
        }
    }
}
