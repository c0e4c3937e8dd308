package org.fluxwatch.assimilate.stream.port;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.Superobservation;

/// What a day is made from, besides the state.
///
/// @param revision of the day's product, goes into its records
/// @param sensors expected
/// @param granules that count, by sensor
/// @param observations all superobservations of these granules, in an order that a replay repeats
public record DayInput(
        LocalDate day,
        int revision,
        Set<Sensor> sensors,
        Map<Sensor, DayComplete> granules,
        List<Superobservation> observations) {

    /// Expected sensors of which there is no granule.
    public Set<Sensor> missingSensors() {
        final Set<Sensor> missing = new TreeSet<>(sensors);
        missing.removeAll(granules.keySet());
        return missing;
    }

    /// Assumptions that any of the granules was read with, and drivers that are invented.
    public Set<StandIn> standIns(Set<StandIn> invented) {
        final Set<StandIn> standIns = new TreeSet<>(invented);
        for (DayComplete granule : granules.values()) standIns.addAll(granule.standIns());
        return standIns;
    }

    /// The granules as a product names them.
    public List<DailyAnalysis.Granule> sources() {
        final List<DailyAnalysis.Granule> sources = new ArrayList<>();
        for (DayComplete granule : granules.values())
            sources.add(new DailyAnalysis.Granule(
                    granule.granule(),
                    granule.sensor(),
                    granule.version(),
                    granule.superobservations(),
                    granule.co2Scale()));
        return sources;
    }
}
