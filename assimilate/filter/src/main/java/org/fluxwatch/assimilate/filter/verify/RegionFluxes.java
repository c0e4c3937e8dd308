package org.fluxwatch.assimilate.filter.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.model.region.CellRegions;
import org.fluxwatch.assimilate.model.region.RegionTotals;
import org.fluxwatch.contract.record.DailyAnalysis.Members;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;

/// Natural flux of an ensemble by region, with the spread of the sum.
public final class RegionFluxes {
    private final RegionTotals regions;

    public RegionFluxes(RegionTotals regions) {
        this.regions = regions;
    }

    /// The regions of every cell of the grid.
    public CellRegions ofCells(int cells) {
        return new CellRegions(regions, cells);
    }

    /// @param background natural flux, mean of the day, before its observations `[cells * stride]`
    /// @param analysis the same with them
    /// @param fossil mean of the day `[cells]`
    /// @param fire mean of the day `[cells]`
    public List<RegionFlux> of(Lanes lanes, float[] background, float[] analysis, float[] fossil, float[] fire) {
        final List<RegionFlux> fluxes = new ArrayList<>();
        for (int r = 0; r < regions.names().size(); r++) {
            final double[] before = regions.of(r, background, lanes.stride(), lanes.used());
            final double[] after = regions.of(r, analysis, lanes.stride(), lanes.used());
            fluxes.add(new RegionFlux(
                    regions.names().get(r),
                    regions.areaKm2(r),
                    before[lanes.control()],
                    lanes.spread(before, 0),
                    lanes.mean(after, 0),
                    lanes.spread(after, 0),
                    regions.of(r, fossil, 1, 1)[0],
                    regions.of(r, fire, 1, 1)[0],
                    new Members(members(lanes, before), members(lanes, after))));
        }
        return fluxes;
    }

    private static List<Double> members(Lanes lanes, double[] totals) {
        return Arrays.stream(totals, 0, lanes.members()).boxed().toList();
    }
}
