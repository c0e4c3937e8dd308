package org.fluxwatch.assimilate.model.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stations have to say of a day.
///
/// @param observations in the order of time and id
/// @param description of the stations in one line, for products; empty where there are to be none
/// @param faults files and observations that were not used, by the label of the reason
public record DayStations(
        List<StationObservation> observations, Optional<String> description, Map<String, Integer> faults) {
    /// There are to be no stations.
    public static final DayStations NONE = new DayStations(List.of(), Optional.empty(), Map.of());
}
