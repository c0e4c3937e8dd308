package org.fluxwatch.deploy.twin;

import org.fluxwatch.contract.record.ColumnRetrieval;

/// One simulated retrieval.
///
/// @param pixel where the satellite looked
/// @param surface what lies there
/// @param verdict what the quality screen of the retrieval says
/// @param xco2Ppm bias-corrected column mole fraction, X2007 scale, ppm
/// @param uncertaintyPpm posterior error, ppm
/// @param column prior, kernel, weights and levels
/// @param surfacePressureHpa retrieved, hPa
/// @param priorSurfacePressureHpa from the meteorology, hPa
public record LiteSounding(
        GroundPixel pixel,
        Surface surface,
        Verdict verdict,
        double xco2Ppm,
        double uncertaintyPpm,
        ColumnRetrieval column,
        double surfacePressureHpa,
        double priorSurfacePressureHpa) {
    public static final int LEVELS = 20;

    /// The code is that of `land_water_indicator`.
    public enum Surface {
        LAND(0),
        OCEAN(1);

        private final int code;

        Surface(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    /// The bits are those of `xco2_qf_bitflag`.
    public enum Verdict {
        GOOD(0),
        CLOUD_EDGE(1),
        HAZE(2);

        private final int bits;

        Verdict(int bits) {
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }
    }

    public LiteSounding {
        if (column.levels() != LEVELS)
            throw new IllegalArgumentException(
                    "sounding " + pixel.soundingId() + " has " + column.levels() + " levels, expected " + LEVELS);
        if (!(xco2Ppm > 0) || !(uncertaintyPpm > 0) || !(surfacePressureHpa > 0))
            throw new IllegalArgumentException("sounding " + pixel.soundingId() + " has XCO2 " + xco2Ppm + " +- "
                    + uncertaintyPpm + " ppm over " + surfacePressureHpa + " hPa, expected numbers above 0");
    }
}
