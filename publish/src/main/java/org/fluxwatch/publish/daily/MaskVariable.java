package org.fluxwatch.publish.daily;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;

/// The regions as shares of cells, packed in ten-thousandths.
final class MaskVariable {
    private static final double STEP = 1e-4;
    private static final short MISSING = -1;

    /// Areas that differ by more are of another outline than the analysis had.
    private static final double TOLERANCE = 1e-3;

    private MaskVariable() {}

    /// Empty when none of the regions' outlines is known.
    ///
    /// @param areas of cells in regions, m² `[cells]`
    static Optional<CfVariable> of(
            List<RegionFlux> regions, Map<String, double[]> areas, Grid grid, GridVariables place) {
        final short[] shares = new short[regions.size() * grid.cells()];
        Arrays.fill(shares, MISSING);
        boolean any = false;
        for (int r = 0; r < regions.size(); r++) {
            final double[] inside = areas.get(regions.get(r).region());
            if (inside == null || !fits(regions.get(r), inside)) continue;
            any = true;
            for (int c = 0; c < grid.cells(); c++)
                shares[r * grid.cells() + c] = (short) Math.round(inside[c] / grid.areaM2(c) / STEP);
        }
        if (!any) return Optional.empty();
        CfVariable mask = CfVariable.of(
                        "region_mask",
                        "region " + place.rows() + " " + place.columns(),
                        new int[] {regions.size(), grid.ny(), grid.nx()},
                        new ClassicValues.Shorts(shares))
                .with("_FillValue", new ClassicValues.Shorts(new short[] {MISSING}))
                .with("scale_factor", STEP)
                .described("share of the cell that lies in the region", "1")
                .with("grid_mapping", place.mapping());
        mask = mask.with("coordinates", ("region_name " + place.auxiliary()).strip());
        return Optional.of(mask);
    }

    private static boolean fits(RegionFlux region, double[] inside) {
        double km2 = 0;
        for (double m2 : inside) km2 += m2 / 1e6;
        return Math.abs(km2 - region.areaKm2()) <= TOLERANCE * region.areaKm2();
    }
}
