package org.fluxwatch.assimilate.filter.cycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.record.Innovation;

/// FC: air that has never been assimilated, moved by the same winds and driven by the flux that the day's product
/// states. That flux is known when all of the day's hours have been analysed, so FC runs the day then, by itself, from
/// where it stood at midnight. Source: Kou et al., the experiment FC.
final class ForecastLane {
    private final Lanes lanes;
    private final TransportModel transport;
    private final float[] co2;
    private final List<Hour> hours = new ArrayList<>();

    /// @param inflow ppm of this lane `[perimeter * nz]`
    private record Hour(
            Meteorology.Fields begin,
            Meteorology.Fields end,
            PriorFlux.Fields prior,
            float[] inflow,
            List<HourAnalysis.Seen> seen) {}

    /// Takes note of where the lane stands at midnight.
    ForecastLane(DomainModel model, EnsembleState state) {
        lanes = model.lanes;
        transport = model.transportOfOneLane;
        co2 = spread(lanes.lane(state.co2(), lanes.forecast()));
    }

    /// One value an element in the first of so many lanes as the transport takes at once.
    private static float[] spread(float[] values) {
        final float[] wide = new float[values.length * TransportModel.LEAST_LANES];
        for (int e = 0; e < values.length; e++)
            Arrays.fill(wide, e * TransportModel.LEAST_LANES, (e + 1) * TransportModel.LEAST_LANES, values[e]);
        return wide;
    }

    /// Takes note of an hour for the run at the day's end.
    ///
    /// @param inflow of all lanes, ppm `[perimeter * nz * stride]`
    /// @param seen the hour's observations
    void note(
            Meteorology.Fields begin,
            Meteorology.Fields end,
            PriorFlux.Fields prior,
            float[] inflow,
            List<HourAnalysis.Seen> seen) {
        hours.add(new Hour(begin, end, prior, lanes.lane(inflow, lanes.forecast()), seen));
    }

    /// Runs the day.
    ///
    /// @param analysed of the day
    /// @param fields receive the columns
    /// @param innovations receives the day's, with what this lane simulates
    void run(AnalysedFlux analysed, DayFields fields, List<Innovation> innovations) {
        for (int h = 0; h < hours.size(); h++) {
            final Hour hour = hours.get(h);
            transport.advanceHour(
                    hour.begin(), hour.end(), co2, spread(total(analysed.of(h), hour.prior())), spread(hour.inflow()));
            fields.forecastHour(co2, TransportModel.LEAST_LANES);
            for (HourAnalysis.Seen seen : hour.seen()) innovations.add(seen.simulated(co2, TransportModel.LEAST_LANES));
        }
    }

    /// Natural flux of an hour, mean of the members, µmol m-2 s-1 `[cells]`.
    @FunctionalInterface
    interface AnalysedFlux {
        float[] of(int hour);
    }

    private static float[] total(float[] natural, PriorFlux.Fields prior) {
        final float[] total = new float[natural.length];
        for (int c = 0; c < total.length; c++) total[c] = natural[c] + prior.fossil()[c] + prior.fire()[c];
        return total;
    }

    /// Puts the lane, as the day has left it, into the state.
    void store(EnsembleState state) {
        final float[] all = state.co2();
        for (int e = 0; e < co2.length / TransportModel.LEAST_LANES; e++)
            all[e * lanes.stride() + lanes.forecast()] = co2[e * TransportModel.LEAST_LANES];
    }
}
