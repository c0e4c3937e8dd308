package org.fluxwatch.assimilate.inversion.cells;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inversion.solve.RegionWeights;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;

/// Regions as sums over optimised cells, TgC per day. Regions that the optimised cells do not cover for a tenth are
/// left out; what lies in other cells is in no sum.
public final class RegionAverages {
    private static final double LEAST_SHARE = 0.1;

    private final List<String> names = new ArrayList<>();
    private final List<double[]> areas = new ArrayList<>();

    public RegionAverages(FluxCells cells, List<Region> regions) {
        for (Region region : regions) {
            final double[] inside = RegionAreas.of(cells.grid(), region);
            final double[] ofCells = new double[cells.count()];
            double total = 0;
            for (int place = 0; place < ofCells.length; place++) {
                ofCells[place] = inside[cells.cell(place)];
                total += ofCells[place];
            }
            if (total >= LEAST_SHARE * region.areaM2()) {
                names.add(region.name());
                areas.add(ofCells);
            }
        }
        final double[] all = new double[cells.count()];
        for (int place = 0; place < all.length; place++)
            all[place] = cells.grid().areaM2(cells.cell(place));
        names.add(Regions.DOMAIN);
        areas.add(all);
    }

    /// Names, all optimised cells last.
    public List<String> names() {
        return List.copyOf(names);
    }

    public double areaKm2(int region) {
        double sum = 0;
        for (double area : areas.get(region)) sum += area;
        return sum / 1e6;
    }

    /// What the totals gain by 1 µmol m-2 s-1 in a cell, TgC per day.
    public RegionWeights weights() {
        final double[][] weights = new double[areas.size()][];
        for (int r = 0; r < weights.length; r++) {
            weights[r] = areas.get(r).clone();
            for (int place = 0; place < weights[r].length; place++) weights[r][place] *= Constants.TGC_PER_DAY;
        }
        return new RegionWeights(names, weights);
    }

    /// A region's total of a flux, TgC per day.
    ///
    /// @param flux µmol m-2 s-1 `[cells]`
    public double total(int region, double[] flux) {
        double sum = 0;
        final double[] inside = areas.get(region);
        for (int place = 0; place < inside.length; place++) sum += inside[place] * Constants.TGC_PER_DAY * flux[place];
        return sum;
    }
}
