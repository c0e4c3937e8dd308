package org.fluxwatch.deploy.twin;

/// The true CO2 above a place, from the lowest layer up; the arrays are not copied.
/// ```
/// between middles   linear in pressure
/// below the lowest  the lowest value
/// above the highest x_top - 1.5 ppm log10(p_top / p), down to 1 hPa
/// ```
/// The truth's own continuation above the model's top: the filter's follows the prior.
///
/// @param surfacePressureHpa hPa
/// @param pressureHpa layer middles, falling, hPa `[nz]`
/// @param ppm dry-air mole fraction `[nz]`
public record TrueColumn(double surfacePressureHpa, double[] pressureHpa, double[] ppm) {
    private static final double PPM_PER_DECADE_ABOVE = 1.5;
    private static final double HIGHEST_HPA = 1;

    public TrueColumn {
        if (pressureHpa.length == 0 || pressureHpa.length != ppm.length)
            throw new IllegalArgumentException("a true column has " + pressureHpa.length + " pressures and "
                    + ppm.length + " mole fractions, expected as many and at least one");
        if (!(surfacePressureHpa >= pressureHpa[0]))
            throw new IllegalArgumentException("a true column's surface pressure is " + surfacePressureHpa
                    + " hPa, its lowest layer's " + pressureHpa[0] + " hPa, expected layers from the ground up");
    }

    /// Mole fraction at a pressure, ppm.
    public double at(double hpa) {
        final int top = pressureHpa.length - 1;
        if (hpa >= pressureHpa[0]) return ppm[0];
        if (hpa <= pressureHpa[top])
            return ppm[top] - PPM_PER_DECADE_ABOVE * Math.log10(pressureHpa[top] / Math.max(hpa, HIGHEST_HPA));
        int k = 0;
        while (pressureHpa[k + 1] > hpa) k++;
        final double share = (pressureHpa[k] - hpa) / (pressureHpa[k] - pressureHpa[k + 1]);
        return ppm[k] + share * (ppm[k + 1] - ppm[k]);
    }
}
