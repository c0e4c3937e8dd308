package org.fluxwatch.publish.health;

import java.time.LocalDate;
import java.util.List;

/// The alarms on observations that hold now.
@FunctionalInterface
public interface CurrentAlarms {
    /// The worst first.
    List<Alarm> now();

    /// @param mode of the sensor, or `all`
    /// @param severity slight, considerable or severe
    /// @param text one sentence
    record Alarm(
            String id,
            String domain,
            String system,
            LocalDate day,
            String sensor,
            String mode,
            String severity,
            String text) {}
}
