package org.fluxwatch.ingest;

import org.fluxwatch.ingest.catalog.Granule;

/// Hears how a look at the archive gets on.
public interface IntakeProgress {
    IntakeProgress NONE = new IntakeProgress() {};

    /// A look begins to take in what is new.
    ///
    /// @param granules that are to be taken in
    default void begins(int granules) {}

    /// The look comes to its next granule, new or not.
    default void comesTo(Granule granule) {}

    /// One of those that were to be taken in is done, or put aside.
    default void isDone(Granule granule) {}
}
