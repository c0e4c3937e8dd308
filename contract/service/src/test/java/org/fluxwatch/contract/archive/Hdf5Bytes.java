package org.fluxwatch.contract.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bytes that look like an HDF5 file from outside: a superblock that tells of their length, and nothing in them.
public final class Hdf5Bytes {
    private Hdf5Bytes() {}

    /// A whole file.
    public static byte[] whole(int length) {
        final byte[] bytes = superblock(0, 8, length, length);
        for (int n = 64; n < length; n++) bytes[n] = (byte) (31 * n + n / 251);
        return bytes;
    }

    /// @param offsets bytes of an address
    /// @param endOfFile what the superblock tells of
    static byte[] superblock(int version, int offsets, int length, long endOfFile) {
        final ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', (byte) version});
        bytes.put(version < 2 ? 13 : 9, (byte) offsets);
        final int base = version == 0 ? 24 : version == 1 ? 28 : 12;
        if (offsets == 8) bytes.putLong(base + 16, endOfFile);
        else bytes.putInt(base + 8, (int) endOfFile);
        return bytes.array();
    }
}
