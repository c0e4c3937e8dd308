package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.fluxwatch.assimilate.stream.port.Systems;

/// What all tasks of an instance share.
///
/// @param settings that a domain's numbers depend on, as products say them
/// @param numerics makes systems and runs days, one at a time
/// @param lookAgain time between two looks for inputs that are not there
/// @param failures what went wrong unforeseen, in any thread
/// @param watch what the numerics are at
/// @param nanoTime a clock like `System.nanoTime()`; decides when to begin, never what comes out
record StageContext(
        Systems systems,
        UnaryOperator<String> settings,
        CheckpointReader checkpoints,
        DomainScheduler scheduler,
        Executor numerics,
        AssimilateMetrics metrics,
        StoppedDomains stopped,
        Duration lookAgain,
        UnforeseenFailures failures,
        NumericsWatch watch,
        LongSupplier nanoTime) {
    /// Hears of domains that cannot go on or that wait for inputs, and of those that try again.
    interface StoppedDomains {
        /// @param reason empty: it tries again
        void stopped(String domain, String reason);
    }
}
