package org.fluxwatch.assimilate.inputs.meteorology;

/// Hears what came of fetching, for metrics.
public interface FetchTally {
    /// Of a command, which has no metrics.
    FetchTally NONE = new FetchTally() {
        @Override
        public void fetched(long bytes) {}

        @Override
        public void failed(FetchFailure failure) {}
    };

    /// @param bytes of a file that came whole
    void fetched(long bytes);

    void failed(FetchFailure failure);
}
