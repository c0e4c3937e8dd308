package org.fluxwatch.contract.area;

import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.region.Region;

/// How much of each cell of a grid lies in a region. Outlines are drawn by chords on the plane on which the cells are
/// rectangles and cut along columns and rows (Sutherland and Hodgman 1974, Comm. ACM 17, 32-42), areas are exact there.
///
/// A chord misses less than 1.4e-10 of the region, or 1.4 m² of one below 10,000 km²; all together miss less than 1e-6
/// of it, of one of 1 km² less than 1e-5, unless it is thousands of times longer than wide. Boxes on
/// latitude-longitude grids are exact but for rounding.
public final class RegionAreas {
    private static final double CHORD_TOLERANCE = 1e-10;

    /// However small the region is: a sliver would have chords without end.
    private static final double LEAST_TOLERANCE_M2 = 1;

    /// Part of a region that may be covered twice, as by borders of two maps that do not fit.
    private static final double OVERLAP = 0.01;

    private RegionAreas() {}

    /// Area of each cell within the region, m² `[cells]`; a cell that is wholly inside has the grid's own area.
    ///
    /// @throws IllegalArgumentException when more than a hundredth of the region is covered twice, or negatively:
    /// polygons overlap, holes lie outside, or a ring crosses itself
    public static double[] of(Grid grid, Region region) {
        final CellPlane plane = CellPlane.of(grid);
        final double[] areas = new double[grid.cells()];
        final List<Outline> outlines = Outline.of(region);
        final double toleranceM2 = Math.max(CHORD_TOLERANCE * region.areaM2(), LEAST_TOLERANCE_M2);
        for (Outline outline : outlines) {
            final double[] shares = CellShares.of(outline, plane, toleranceM2);
            for (int c = 0; c < areas.length; c++) areas[c] += outline.hole() ? -shares[c] : shares[c];
        }
        double wrongM2 = 0;
        for (int c = 0; c < areas.length; c++) {
            final double share = Math.clamp(areas[c], 0, 1);
            wrongM2 += Math.abs(areas[c] - share) * grid.areaM2(c);
            areas[c] = share * grid.areaM2(c);
        }
        if (wrongM2 > OVERLAP * region.areaM2())
            throw new IllegalArgumentException(
                    "region " + region.name() + " of " + region.areaM2() / 1e6 + " km2 covers "
                            + wrongM2 / 1e6 + " km2 twice or negatively:"
                            + " do its polygons overlap, or its rings cross themselves?");
        return areas;
    }
}
