package org.fluxwatch.contract.netcdf;

/// The checksum that HDF5 keeps behind a chunk's bytes.
/// ```
/// w_i = 256 b_2i + b_2i+1            an odd last byte counts 256 times
/// s   = Σ_i w_i,  t = Σ_i Σ_j≤i w_j  both modulo 65535, which is written as 65535 but for no words
/// sum = 65536 t + s                  4 bytes, least significant first
/// ```
/// Source: H5_checksum_fletcher32 of libhdf5; Fletcher (1982), IEEE Trans. Commun. 30, 247-252.
final class Fletcher32 {
    static final int BYTES = 4;

    /// As many words keep both sums below 2^32.
    private static final int WORDS_UNREDUCED = 360;

    private Fletcher32() {}

    /// Whether the last four bytes are the sum of those before. As in libhdf5 their pairs may be swapped, which version
    /// 1.6.2 did on some machines.
    static boolean holds(byte[] bytes, int length) {
        final int sum = sum(bytes, length - BYTES);
        final int at = length - BYTES;
        final int stored = bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
        return stored == sum || stored == ((sum & 0x00ff00ff) << 8 | sum >>> 8 & 0x00ff00ff);
    }

    static int sum(byte[] bytes, int length) {
        long s = 0;
        long t = 0;
        int i = 0;
        while (i + 1 < length) {
            final int end = Math.min(length - 1, i + 2 * WORDS_UNREDUCED);
            for (; i < end; i += 2) {
                s += (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
                t += s;
            }
            s = folded(s);
            t = folded(t);
        }
        if (length % 2 == 1) {
            s = folded(s + ((bytes[length - 1] & 0xff) << 8));
            t = folded(t + s);
        }
        s = folded(s);
        t = folded(t);
        return (int) (t << 16 | s);
    }

    private static long folded(long sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
