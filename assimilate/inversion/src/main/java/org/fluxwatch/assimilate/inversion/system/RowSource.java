package org.fluxwatch.assimilate.inversion.system;

import java.time.Instant;
import java.util.List;
import org.fluxwatch.assimilate.inversion.background.LaneObservation;
import org.fluxwatch.assimilate.inversion.background.LaneRing.Seen;
import org.fluxwatch.assimilate.inversion.cells.CellRow;

/// Where rows come from. Not for several threads at once.
sealed interface RowSource permits ParticleSource, RetroSource, FileSource {
    /// An observation that wants a row.
    record Asked(LaneObservation observation, Seen seen) {
        /// Of its receptor; random numbers follow from it.
        String id() {
            return observation.observed().source() + "/" + observation.id();
        }
    }

    /// What became of it.
    sealed interface Answer {
        /// @param lostShare of whose origin is not known
        record Made(CellRow row, double lostShare) implements Answer {}

        /// @param reason a metric label
        record None(String reason) implements Answer {}
    }

    /// What is not there that rows of observations in some time need, a line each; empty: nothing.
    List<String> missing(Instant begin, Instant end);

    /// Prepares for rows in some time, a slice at a time.
    ///
    /// @return whether there is more to prepare
    boolean prepare(Instant begin, Instant end);

    /// Rows of some observations of a day, in their order.
    ///
    /// @param begin midnight; what is before belongs to the background
    List<Answer> rows(List<Asked> asked, Instant begin);

    /// How many to ask for in a slice.
    int batch();

    /// In a line, for products.
    String description();
}
