package org.fluxwatch.assimilate.filter.system;

import java.time.LocalDate;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.stream.port.SystemState;

/// The ensemble, as the day engine passes it on.
public record FilterState(EnsembleState ensemble) implements SystemState {
    @Override
    public LocalDate nextDay() {
        return ensemble.nextDay();
    }
}
