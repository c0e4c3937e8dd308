package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /// The form on the wire: floats as bytes, little-endian.
    @JsonCreator
    static FluxShares of(byte[] packed) {
        if (packed.length % Float.BYTES != 0)
            throw new IllegalArgumentException(
                    "shares are " + packed.length + " bytes, expected a multiple of " + Float.BYTES);
        if (packed.length == 0) return NONE;
        final float[] values = new float[packed.length / Float.BYTES];
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new FluxShares(values);
    }

    @JsonValue
    byte[] packed() {
        final ByteBuffer packed =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        packed.asFloatBuffer().put(values);
        return packed.array();
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
