package org.fluxwatch.assimilate.filter.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.forecast.FluxMoments;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.FluxDetail.Kind;

/// A day's natural flux in detail: its hours, and its mean by member.
record DayDetails(AnalysisIdentity identity, Lanes lanes) {
    /// @param analysed mean of the day of all lanes, µmol m-2 s-1 `[cells * stride]`
    /// @param hour the analysed flux of an hour
    List<FluxDetail> of(DayPrior prior, IntFunction<FluxMoments> hour, float[] analysed) {
        final List<FluxDetail> details = new ArrayList<>();
        for (int h = 0; h < DayPrior.HOURS; h++) {
            final FluxMoments moments = hour.apply(h);
            details.add(new FluxDetail(
                    identity, Kind.HOUR_PRIOR, h, prior.hours().get(h).net()));
            details.add(new FluxDetail(identity, Kind.HOUR_ANALYSIS, h, moments.mean()));
            details.add(new FluxDetail(identity, Kind.HOUR_SPREAD, h, moments.spread()));
        }
        for (int n = 0; n < lanes.members(); n++)
            details.add(new FluxDetail(identity, Kind.MEMBER, n, lanes.lane(analysed, n)));
        return details;
    }
}
