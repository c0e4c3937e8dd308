package org.fluxwatch.assimilate.inversion.row;

/// Where the air of an observation came from: what left the domain, and what was still inside at the horizon. All
/// arrays have one entry a place and are aligned.
///
/// @param latitude degrees north
/// @param longitude degrees east, -180 to 180
/// @param pressurePa Pa
/// @param time when the air was there, seconds since 1970-01-01T00Z
/// @param weight share of the observation's sensitivity to air, ppm per ppm; sums to 1 with `lost` where the
///     observation answers to all air of its column alike
/// @param lost share whose origin is not known, 0 where every one is
public record EndPoints(
        float[] latitude, float[] longitude, float[] pressurePa, long[] time, float[] weight, double lost) {
    public EndPoints {
        final int size = weight.length;
        if (latitude.length != size || longitude.length != size || pressurePa.length != size || time.length != size)
            throw new IllegalArgumentException("end points have " + latitude.length + " latitudes, " + longitude.length
                    + " longitudes, " + pressurePa.length + " pressures, " + time.length + " times, " + size
                    + " weights, expected as many of each");
        if (!Double.isFinite(lost)) throw new IllegalArgumentException("lost share is " + lost);
    }

    /// None known: all is lost.
    public static EndPoints unknown() {
        return new EndPoints(new float[0], new float[0], new float[0], new long[0], new float[0], 1);
    }

    public int size() {
        return weight.length;
    }
}
