package org.fluxwatch.assimilate.inversion.particles;

/// Random bits by counting: the same (key, number) has the same bits, whoever asks and when.
final class Draw {
    private static final long ODD = 0x9e37_79b9_7f4a_7c15L; // 2^64 / golden ratio
    private static final float UNIT = 0x1p-24f;

    private Draw() {}

    /// Mixes all bits of a word.
    static long mixed(long word) {
        long bits = (word ^ word >>> 32) * 0xd6e8_feb8_6659_fd93L;
        bits = (bits ^ bits >>> 32) * 0xd6e8_feb8_6659_fd93L;
        return bits ^ bits >>> 32;
    }

    /// A key from a seed, a name and a count.
    static long key(long seed, String name) {
        long key = mixed(seed + ODD);
        for (int at = 0; at < name.length(); at++) key = mixed(key + ODD * (name.charAt(at) + 1));
        return key;
    }

    static long bits(long key, int number) {
        return mixed(key + ODD * number);
    }

    /// The lowest 24 bits as 0 (included) to 1 (excluded).
    static float unit(long bits) {
        return (int) (bits & 0xff_ffff) * UNIT;
    }
}
