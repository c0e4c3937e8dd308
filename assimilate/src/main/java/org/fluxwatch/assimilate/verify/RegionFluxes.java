package org.fluxwatch.assimilate.verify;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.ensemble.Lanes;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;

/// Natural flux by region with the spread of the sum. Regions that the grid does not cover for a tenth are left out.
public final class RegionFluxes {
    /// A mole of CO2 in TgC: 12.011 g/mol x 1e-12 Tg/g.
    public static final double TGC_PER_MOLE = 12.011e-12;

    /// µmol m-2 s-1 over 1 m² for a day, in TgC: 1e-6 mol/s x 86400 s.
    public static final double TGC_PER_DAY = 1e-6 * TGC_PER_MOLE * 86_400;

    private final List<Region> regions;
    private final List<double[]> areas;

    public RegionFluxes(Grid grid, List<Region> candidates) {
        regions = new ArrayList<>();
        areas = new ArrayList<>();
        final Region domain = new BoxRegion(Regions.DOMAIN, -90, 90, -180, 180);
        for (Region region : candidates) {
            final double[] inside = region.areasM2(grid);
            double area = 0;
            for (double m2 : inside) area += m2;
            if (area < 0.1 * region.areaM2()) continue;
            regions.add(region);
            areas.add(inside);
        }
        regions.add(domain);
        areas.add(domain.areasM2(grid));
    }

    /// @param background natural flux, mean of the day, before its observations `[cells * stride]`
    /// @param analysis the same with them
    public List<RegionFlux> of(Lanes lanes, float[] background, float[] analysis) {
        final List<RegionFlux> fluxes = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            final double[] before = totals(areas.get(r), lanes, background);
            final double[] after = totals(areas.get(r), lanes, analysis);
            double area = 0;
            for (double m2 : areas.get(r)) area += m2;
            fluxes.add(new RegionFlux(
                    regions.get(r).name(),
                    area / 1e6,
                    before[lanes.control()],
                    lanes.spread(before, 0),
                    lanes.mean(after, 0),
                    lanes.spread(after, 0)));
        }
        return fluxes;
    }

    private static double[] totals(double[] areas, Lanes lanes, float[] flux) {
        final double[] totals = new double[lanes.used()];
        for (int c = 0; c < areas.length; c++)
            if (areas[c] > 0)
                for (int n = 0; n < totals.length; n++)
                    totals[n] += areas[c] * TGC_PER_DAY * flux[c * lanes.stride() + n];
        return totals;
    }
}
