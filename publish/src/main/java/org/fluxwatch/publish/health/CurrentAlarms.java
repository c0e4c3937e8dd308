package org.fluxwatch.publish.health;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysedDomain;

/// The alarms on observations of the newest days.
@FunctionalInterface
public interface CurrentAlarms {
    Told now();

    /// @param alarms by domain, the worst first
    /// @param unknown why they are not known of a domain
    record Told(List<Alarm> alarms, Map<AnalysedDomain, String> unknown) {
        public Told {
            alarms = List.copyOf(alarms);
        }
    }

    /// @param mode of the sensor, or `all`
    /// @param severity slight, considerable or severe
    /// @param text one sentence
    /// @param holds whether it counts: no longer once its file is a week old, as that of a finished back-fill
    record Alarm(
            String id,
            String domain,
            String system,
            LocalDate day,
            String sensor,
            String mode,
            String severity,
            String text,
            boolean holds) {}
}
