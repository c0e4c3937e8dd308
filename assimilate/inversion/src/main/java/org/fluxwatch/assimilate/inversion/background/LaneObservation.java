package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.util.Set;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;

/// An observation as backgrounds and rows take it, whatever it comes from.
///
/// @param observed with its error as the inversion takes it
/// @param withheld kept out of the estimate, and of all that observations teach backgrounds; so is every station
public record LaneObservation(Innovation.Observation observed, ObservationOperator operator, boolean withheld) {
    /// @param errorPpm as the inversion takes it
    public static LaneObservation of(Superobservation observation, double errorPpm) {
        return new LaneObservation(
                new Innovation.Observation(
                        observation.sensor(),
                        observation.granule(),
                        observation.id(),
                        observation.mode(),
                        new Innovation.Position(observation.time(), observation.latitude(), observation.longitude()),
                        observation.xco2Ppm(),
                        errorPpm,
                        observation.soundings(),
                        observation.standIns()),
                new ObservationOperator.Column(observation.column()),
                observation.withheld());
    }

    /// Its error is its own and that of what the model does not resolve, in quadrature.
    ///
    /// @param modelErrorPpm of what the model does not resolve
    public static LaneObservation of(StationObservation observation, double modelErrorPpm) {
        return new LaneObservation(
                new Innovation.Observation(
                        observation.sensor(),
                        observation.station(),
                        observation.id(),
                        ViewMode.UNKNOWN,
                        new Innovation.Position(observation.time(), observation.latitude(), observation.longitude()),
                        observation.ppm(),
                        Math.hypot(observation.ownErrorPpm(), modelErrorPpm),
                        observation.samples(),
                        Set.of()),
                observation.operator(),
                true);
    }

    public String id() {
        return observed.id();
    }

    public Instant time() {
        return observed.position().time();
    }

    public double latitude() {
        return observed.position().latitude();
    }

    public double longitude() {
        return observed.position().longitude();
    }

    public boolean ofStation() {
        return !observed.sensor().isSatellite();
    }
}
