package org.fluxwatch.assimilate.inversion.row;

/// Where the air of a row came from.
///
/// @param latitude degrees
/// @param longitude degrees
/// @param pressurePa Pa
/// @param time epoch seconds
/// @param weight sums with lost() to 1
/// @param lost share of the air of which no end is known
public record EndPoints(
        float[] latitude, float[] longitude, float[] pressurePa, long[] time, float[] weight, double lost) {}
