package org.fluxwatch.contract.settings;

import java.time.Duration;

/// Checks of one setting; the message names key, value and expectation.
final class Check {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Check() {}

    static void that(boolean good, String key, Object value, String expected) {
        if (!good) throw new IllegalArgumentException(key + " is '" + value + "', expected " + expected);
    }

    static void positive(String key, double value) {
        that(value > 0 && Double.isFinite(value), key, value, "a number above 0");
    }

    /// Longer ones overflow where they are counted in nanoseconds.
    static void duration(String key, Duration value) {
        that(value.isPositive() && value.compareTo(LONGEST) <= 0, key, value, "a duration above zero, P3650D at most");
    }

    static void notNegative(String key, double value) {
        that(value >= 0 && Double.isFinite(value), key, value, "0 or more");
    }

    static void port(String key, int value) {
        that(value >= 0 && value <= 65535, key, value, "0 to 65535");
    }
}
