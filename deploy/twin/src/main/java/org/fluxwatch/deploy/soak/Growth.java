package org.fluxwatch.deploy.soak;

/// What is meant to become of a series as days go by.
sealed interface Growth {
    /// It stays where it is.
    record None() implements Growth {}

    /// Each day leaves something that is kept for good, or for longer than the run.
    record ByDay() implements Growth {}

    /// It fills up to a bound that is kept by whole segments or files, which a run need not reach.
    ///
    /// @param most bytes
    record UpTo(double most) implements Growth {}

    Growth NONE = new None();
    Growth BY_DAY = new ByDay();
}
