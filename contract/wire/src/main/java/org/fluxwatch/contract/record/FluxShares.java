package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// What one assimilated observation has added to regions' natural fluxes. The filter takes observations one by one, so
/// the shares of all observations sum to the increment: with `i` the region's place among those of the day's closing
/// record and `b` the days back, the share of an observation of day d in the flux of day d - b is
/// `values[b * regions + i]`.
///
/// @param values TgC per day, mean of the day `[(lag days + 1) * regions]`; empty where the observation was not
///   assimilated, and in records of schema 5 and before; not copied: treat as read-only
public record FluxShares(float[] values) {
    public static final FluxShares NONE = new FluxShares(new float[0]);

    /// The form on the wire.
    @JsonCreator
    static FluxShares of(byte[] packed) {
        return packed.length == 0 ? NONE : new FluxShares(PackedFloats.unpack(packed, "shares"));
    }

    @JsonValue
    byte[] packed() {
        return PackedFloats.pack(values);
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FluxShares that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FluxShares" + Arrays.toString(values);
    }
}
