package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;

/// What all tasks of an instance share.
///
/// @param models makes the model of a domain, which is expensive
/// @param numerics runs models and days, one at a time
/// @param lookAgain time between two looks for inputs that are not there
/// @param failures what went wrong unforeseen, in any thread
/// @param underWay what the numerics are at
/// @param nanoTime a clock like `System.nanoTime()`; decides when to begin, never what comes out
record Surroundings(
        DomainModels models,
        CheckpointReader checkpoints,
        Turns turns,
        Executor numerics,
        AssimilateMetrics metrics,
        StoppedDomains stopped,
        Duration lookAgain,
        UnforeseenFailures failures,
        UnderWay underWay,
        LongSupplier nanoTime) {
    /// Makes the model of a domain.
    interface DomainModels {
        DomainModel model(String domain);
    }

    /// Hears of domains that cannot go on or that wait for inputs, and of those that try again.
    interface StoppedDomains {
        /// @param reason empty: it tries again
        void stopped(String domain, String reason);
    }
}
