package org.fluxwatch.publish.monitoring;

import java.util.List;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;

/// What is looked at of one column that a satellite saw.
///
/// @param status assimilated, gated or withheld
/// @param ombPpm o - b
/// @param omaPpm o - a
/// @param variancePpm2 s² + r: what o - b should vary by
public record Departure(
        Sensor sensor, ViewMode mode, Status status, double ombPpm, double omaPpm, double variancePpm2) {
    /// Those of satellites that the model has a place and time for, and that are fit to be assimilated. What is
    /// withheld
    /// departs from the background like the rest. Near the boundary the inflow speaks, and not the model.
    public static List<Departure> of(List<Innovation> innovations) {
        return innovations.stream()
                .filter(Departure::isLookedAt)
                .map(Departure::of)
                .toList();
    }

    private static boolean isLookedAt(Innovation innovation) {
        final boolean fit =
                switch (innovation.status()) {
                    case ASSIMILATED, GATED, WITHHELD -> true;
                    case NEAR_BOUNDARY, OUTSIDE_DOMAIN, OUTSIDE_DAY, VALIDATION, UNUSABLE -> false;
                };
        return fit && innovation.observation().sensor().isSatellite() && Double.isFinite(innovation.departurePpm());
    }

    private static Departure of(Innovation innovation) {
        final double error = innovation.observation().errorPpm();
        final double spread = innovation.ofFilter().spreadPpm();
        return new Departure(
                innovation.observation().sensor(),
                innovation.observation().mode(),
                innovation.status(),
                innovation.departurePpm(),
                innovation.observation().ppm() - innovation.simulated().analysisPpm(),
                spread * spread + error * error);
    }
}
