package org.fluxwatch.assimilate.model.region;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;

/// Sums of surface fluxes over regions and over the whole domain. Regions that the grid does not cover for a tenth are
/// left out.
public final class RegionTotals {
    private final List<String> names = new ArrayList<>();
    private final List<double[]> areas = new ArrayList<>();

    public RegionTotals(Grid grid, List<Region> candidates) {
        for (Region region : candidates) {
            final double[] inside = RegionAreas.of(grid, region);
            if (sum(inside) >= 0.1 * region.areaM2()) add(region, inside);
        }
        final Region domain = new BoxRegion(Regions.DOMAIN, -90, 90, -180, 180);
        add(domain, RegionAreas.of(grid, domain));
    }

    private void add(Region region, double[] inside) {
        names.add(region.name());
        areas.add(inside);
    }

    private static double sum(double[] areas) {
        double sum = 0;
        for (double m2 : areas) sum += m2;
        return sum;
    }

    /// Names in the order of their indices, the domain last.
    public List<String> names() {
        return List.copyOf(names);
    }

    /// Area of a region within the grid, km².
    public double areaKm2(int region) {
        return sum(areas.get(region)) / 1e6;
    }

    /// What 1 µmol m-2 s-1 in a cell adds to a region's total, TgC per day; 0 outside it.
    public double weight(int region, int cell) {
        return areas.get(region)[cell] * Constants.TGC_PER_DAY;
    }

    /// Totals of several fields that lie beside each other, TgC per day `[nFields]`, summed in the order of cells.
    ///
    /// @param flux µmol m-2 s-1 `[cells * stride]`; field n of a cell at `cell * stride + n`
    /// @param stride values from one cell to the next
    /// @param nFields fields summed, the first of each cell
    public double[] of(int region, float[] flux, int stride, int nFields) {
        final double[] inside = areas.get(region);
        final double[] totals = new double[nFields];
        for (int c = 0; c < inside.length; c++)
            if (inside[c] > 0) for (int n = 0; n < nFields; n++) totals[n] += weight(region, c) * flux[c * stride + n];
        return totals;
    }
}
