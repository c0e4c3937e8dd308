package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fluxwatch.contract.text.Printable;

/// WMO's scale that mole fractions of CO2 are on. Two numbers can be compared only on one.
/// ```
/// X2019 = 1.00079 X2007 - 0.142 ppm
/// ```
/// Source: Hall et al. (2021), Atmos. Meas. Tech. 14, 3015-3032; some 0.17 ppm at 400 ppm.
public enum Co2Scale {
    X2007,
    X2019;

    private static final double SLOPE = 1.00079;
    private static final double OFFSET_PPM = -0.142;

    /// The name in settings, records and products.
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Co2Scale of(String label) {
        for (Co2Scale scale : values()) if (scale.label().equals(label)) return scale;
        throw new IllegalArgumentException("CO2 scale is '" + Printable.line(label) + "', expected one of " + labels());
    }

    private static String labels() {
        return Arrays.stream(values()).map(Co2Scale::label).collect(Collectors.joining(", "));
    }

    /// A mole fraction on this scale, from one on another.
    ///
    /// @param ppm on `from`
    public double convert(double ppm, Co2Scale from) {
        if (from == this) return ppm;
        return this == X2019 ? SLOPE * ppm + OFFSET_PPM : (ppm - OFFSET_PPM) / SLOPE;
    }
}
