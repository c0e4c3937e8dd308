package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import org.fluxwatch.assimilate.stream.port.DayProducts;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.SystemState;

/// A day that has been run, with what it takes to write it.
///
/// @param taken time of the run
record FinishedDay<S extends SystemState>(DaySystem<S> system, DayResult<S> result, Duration taken) {
    /// What of it goes out; without its state, which is large.
    Outgoing outgoing() {
        return new Outgoing(system.lagDays(), result.products(), taken);
    }

    void saveState(StateStore store, String domain) {
        store.save(domain, system.format(), result.state());
    }

    record Outgoing(int lagDays, DayProducts products, Duration taken) {}
}
