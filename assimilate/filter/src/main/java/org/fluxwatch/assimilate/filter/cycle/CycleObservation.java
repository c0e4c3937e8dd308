package org.fluxwatch.assimilate.filter.cycle;

import java.time.Instant;
import java.util.Set;
import org.fluxwatch.assimilate.model.operator.ObservationError;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.AssimilateSettings.FilterSettings;
import org.fluxwatch.contract.settings.InputSettings.StationSettings;

/// An observation as the cycle takes it, whatever it comes from.
///
/// @param source granule, or name of the station
/// @param ppm observed
/// @param statedErrorPpm as it came
/// @param errorPpm as the filter takes it
/// @param intended what is done with it unless its place or the gate is against it: assimilated, withheld, validation
record CycleObservation(
        Sensor sensor,
        String source,
        String id,
        ViewMode mode,
        Instant time,
        double latitude,
        double longitude,
        double ppm,
        double statedErrorPpm,
        double errorPpm,
        ObservationOperator operator,
        int soundings,
        Status intended,
        Set<StandIn> standIns) {

    static CycleObservation of(Superobservation observation, FilterSettings filter) {
        return new CycleObservation(
                observation.sensor(),
                observation.granule(),
                observation.id(),
                observation.mode(),
                observation.time(),
                observation.latitude(),
                observation.longitude(),
                observation.xco2Ppm(),
                observation.errorPpm(),
                new ObservationError(filter.errorCorrelation(), filter.representationErrorPpm()).ppm(observation),
                new ObservationOperator.Column(observation.column()),
                observation.soundings(),
                observation.withheld() ? Status.WITHHELD : Status.ASSIMILATED,
                observation.standIns());
    }

    /// Its error is its own and that of what the model does not resolve, in quadrature.
    static CycleObservation of(StationObservation observation, StationSettings stations) {
        return new CycleObservation(
                observation.sensor(),
                observation.station(),
                observation.id(),
                ViewMode.UNKNOWN,
                observation.time(),
                observation.latitude(),
                observation.longitude(),
                observation.ppm(),
                observation.ownErrorPpm(),
                Math.hypot(observation.ownErrorPpm(), stations.errorPpm()),
                observation.operator(),
                observation.samples(),
                stations.assimilate() ? Status.ASSIMILATED : Status.VALIDATION,
                Set.of());
    }

    boolean isForValidation() {
        return intended == Status.VALIDATION;
    }
}
