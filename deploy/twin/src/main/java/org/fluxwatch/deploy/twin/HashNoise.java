package org.fluxwatch.deploy.twin;

/// Random numbers as a function of keys, without state: the same keys give the same number, in any order of asking.
///
/// Mixing: SplitMix64 (Steele, Lea and Flood 2014, OOPSLA).
final class HashNoise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private HashNoise() {}

    static long mix(long key) {
        long z = key + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long mix(long seed, long key) {
        return mix(mix(seed) ^ key * GOLDEN);
    }

    /// Uniform in 0 to 1, ends excluded.
    static double uniform(long seed, long key) {
        return ((mix(seed, key) >>> 11) + 0.5) * 0x1p-53;
    }

    /// Standard normal (Box and Muller).
    static double gaussian(long seed, long key) {
        final double radius = Math.sqrt(-2 * Math.log(uniform(seed, key)));
        return radius * Math.cos(2 * Math.PI * uniform(~seed, key));
    }
}
