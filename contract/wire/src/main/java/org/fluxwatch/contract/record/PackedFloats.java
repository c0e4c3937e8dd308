package org.fluxwatch.contract.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Floats on the wire: bytes, little-endian, which are a fifth shorter than CBOR's own form and quicker.
final class PackedFloats {
    private PackedFloats() {}

    static byte[] pack(float[] values) {
        final ByteBuffer packed =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        packed.asFloatBuffer().put(values);
        return packed.array();
    }

    /// @param what they are, for whoever reads that they are none
    static float[] unpack(byte[] packed, String what) {
        if (packed.length % Float.BYTES != 0)
            throw new IllegalArgumentException(
                    what + " are " + packed.length + " bytes, expected a multiple of " + Float.BYTES);
        final float[] values = new float[packed.length / Float.BYTES];
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
