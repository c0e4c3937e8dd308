package org.fluxwatch.assimilate.inputs;

import org.fluxwatch.contract.netcdf.InputException;

/// Values that a quantity can have in the earth's atmosphere; what lies outside, or is no number, was damaged, or has
/// other units than it says.
public record SaneRange(String quantity, String units, double least, double greatest) {
    public static final SaneRange SURFACE_PRESSURE = new SaneRange("surface pressure", "Pa", 40_000, 110_000);
    public static final SaneRange WIND = new SaneRange("wind", "m s-1", -200, 200);
    public static final SaneRange TEMPERATURE = new SaneRange("temperature", "K", 150, 350);
    public static final SaneRange SPECIFIC_HUMIDITY = new SaneRange("specific humidity", "kg kg-1", -1e-4, 0.06);
    public static final SaneRange BOUNDARY_LAYER_HEIGHT = new SaneRange("boundary-layer height", "m", 0, 10_000);
    public static final SaneRange FRICTION_VELOCITY = new SaneRange("friction velocity", "m s-1", 0, 10);
    public static final SaneRange SENSIBLE_HEAT_FLUX = new SaneRange("sensible heat flux", "W m-2", -1500, 1500);
    public static final SaneRange CO2 = new SaneRange("CO2", "ppm", 250, 1000);
    public static final SaneRange FLUX = new SaneRange("CO2 flux", "umol m-2 s-1", -200, 100_000);

    /// @param where file, variable, time: what the error begins with
    /// @throws InputException that names the first value outside
    public void check(float[] values, String where) {
        for (float value : values) if (!(value >= least && value <= greatest)) throw outside(value, where);
    }

    public void check(double[] values, String where) {
        for (double value : values) if (!(value >= least && value <= greatest)) throw outside(value, where);
    }

    private InputException outside(double value, String where) {
        return new InputException(where + ": the " + quantity + " is "
                + (Double.isNaN(value) ? "missing somewhere in the domain" : value + " " + units) + ", expected "
                + least
                + " to " + greatest + " " + units);
    }
}
