package org.fluxwatch.assimilate.inputs.meteorology;

/// Hears what came of fetching, for metrics.
public interface FetchTally {
    /// @param bytes of a file that came whole
    void fetched(long bytes);

    void failed(FetchFailure failure);
}
