package org.fluxwatch.assimilate.stream.port;

import java.time.LocalDate;

/// All that a system remembers from one day to the next; its own otherwise.
public interface SystemState {
    /// The day that is to be run next; the state is that at its first midnight, UTC.
    LocalDate nextDay();
}
