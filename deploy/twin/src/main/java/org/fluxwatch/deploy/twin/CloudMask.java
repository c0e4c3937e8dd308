package org.fluxwatch.deploy.twin;

/// Clouds with gaps: fields of some 200 km and some hours, frayed at a finer scale.
///
/// A pixel is clear where the field lies in its lowest 15 %, at a cloud's edge in the 11 % above (retrieved, but
/// flagged bad: 57 % of the soundings of a real day are good, docs/formats.md 2.6), cloudy elsewhere. OCO-2 finds 10 to
/// 20 % of its looks clear enough (Taylor et al. 2016, Atmos. Meas. Tech. 9, 973).
public final class CloudMask {
    /// How a pixel looks.
    public enum Sky {
        CLEAR,
        EDGE,
        CLOUDY
    }

    /// Standard normal quantiles of 0.15 and 0.26.
    private static final double CLEAR_BELOW = -1.0364;

    private static final double EDGE_BELOW = -0.6433;
    private static final double FINE_SHARE = 0.2;

    private final CorrelatedNoise coarse;
    private final CorrelatedNoise fine;

    public CloudMask(long seed) {
        coarse = new CorrelatedNoise(HashNoise.mix(seed, 1), 250, 5);
        fine = new CorrelatedNoise(HashNoise.mix(seed, 2), 25, 1);
    }

    /// @param epochSeconds since 1970-01-01T00:00:00Z
    /// @param latitude degrees north
    /// @param longitude degrees east
    public Sky at(double epochSeconds, double latitude, double longitude) {
        final double cover = Math.sqrt(1 - FINE_SHARE) * coarse.at(epochSeconds, latitude, longitude)
                + Math.sqrt(FINE_SHARE) * fine.at(epochSeconds, latitude, longitude);
        if (cover < CLEAR_BELOW) return Sky.CLEAR;
        return cover < EDGE_BELOW ? Sky.EDGE : Sky.CLOUDY;
    }
}
