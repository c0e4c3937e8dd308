package org.fluxwatch.assimilate.inversion.solve;

import java.time.Instant;
import java.util.Arrays;

/// One observation as the inversion sees it: how it answers to the state of two months, and what the prior
/// leaves of it.
///
/// @param id of the observation
/// @param time of the observation, UTC
/// @param columns of the joint state ([StateLayout]): those of the earlier month, then those of the later;
/// ascending
/// @param values h, one a column: ppm per µmol m-2 s-1 of a flux, ppm per ppm of an offset; finite
/// @param innovation d, observed minus background minus what the prior's three-hourly fluxes add (ppm)
/// @param errorVariance r > 0 (ppm²)
public record MonthRow(
        String id, Instant time, int[] columns, double[] values, double innovation, double errorVariance) {
    public MonthRow {
        if (columns.length != values.length)
            throw new IllegalArgumentException(
                    "row of " + id + " has " + columns.length + " columns and " + values.length + " values");
        for (int e = 0; e < columns.length; e++) {
            if (columns[e] < 0 || e > 0 && columns[e] <= columns[e - 1])
                throw new IllegalArgumentException(
                        "columns of " + id + " do not ascend: " + columns[e] + " at entry " + e);
            if (!Double.isFinite(values[e]))
                throw new IllegalArgumentException(
                        "row of " + id + " is " + values[e] + " in column " + columns[e] + ", expected a number");
        }
        if (!Double.isFinite(innovation))
            throw new IllegalArgumentException("innovation of " + id + " is " + innovation + " ppm");
        if (!(errorVariance > 0 && errorVariance < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "error variance of " + id + " is " + errorVariance + " ppm2, expected > 0");
    }

    /// Whether nothing in it differs, to the last bit.
    boolean same(MonthRow other) {
        return id.equals(other.id)
                && time.equals(other.time)
                && Arrays.equals(columns, other.columns)
                && Arrays.equals(values, other.values)
                && Double.compare(innovation, other.innovation) == 0
                && Double.compare(errorVariance, other.errorVariance) == 0;
    }
}
