package org.fluxwatch.publish.area;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.region.PolygonRegion;

/// Polygons as clients write them, checked. Sides are great circles: each corner lies within 180 degrees of
/// longitude of the one before, so that a ring may cross the date line as 170, -170, as 170, 190, or cut there
/// into two polygons.
public final class Polygons {
    static final int MOST_VERTICES = 1_000;

    /// A smaller one is a sliver or a slip; of cells of many km there is nothing to say of it.
    private static final double LEAST_M2 = 1e6;

    private static final String NAME = "polygon";

    private Polygons() {}

    /// @param areaM2 of the whole polygon, m²
    public record OnGrid(double areaM2, CellWeights cells) {}

    /// @param text GeoJSON or well-known text
    /// @throws IllegalArgumentException that says what was expected, and holds nothing of the text
    public static OnGrid of(String text, Grid grid) {
        final List<List<double[][]>> polygons = PolygonText.parse(text);
        int vertices = 0;
        for (List<double[][]> rings : polygons) for (double[][] ring : rings) vertices += ring.length;
        if (vertices > MOST_VERTICES)
            throw new IllegalArgumentException(
                    "polygon has " + vertices + " positions, expected " + MOST_VERTICES + " or fewer");
        final List<List<double[][]>> checked = new ArrayList<>();
        for (List<double[][]> rings : polygons)
            checked.add(rings.stream().map(Polygons::ring).toList());
        if (Crossing.anyIn(checked.stream().flatMap(List::stream).toList()))
            throw new IllegalArgumentException(
                    "polygon has sides that cross each other, expected rings that cross neither themselves nor others");
        final PolygonRegion region = region(checked);
        if (!(region.areaM2() >= LEAST_M2))
            throw new IllegalArgumentException("polygon encloses too little, expected 1 km2 or more");
        final CellWeights cells = CellWeights.of(RegionAreas.of(grid, region));
        if (cells.isEmpty()) throw new IllegalArgumentException("polygon lies outside the domain");
        return new OnGrid(region.areaM2(), cells);
    }

    private static PolygonRegion region(List<List<double[][]>> polygons) {
        final String expected = "expected polygons that do not overlap, with holes inside";
        final PolygonRegion region;
        try {
            region = PolygonRegion.of(NAME, polygons);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("polygon encloses no area that is one, " + expected, e);
        }
        if (Overlap.isIn(region)) throw new IllegalArgumentException("polygon has parts that overlap, " + expected);
        return region;
    }

    /// Without positions that stand twice in a row.
    private static double[][] ring(double[][] ring) {
        final double[] last = ring[ring.length - 1];
        if (ring.length < 4 || ring[0][0] != last[0] || ring[0][1] != last[1])
            throw new IllegalArgumentException(
                    "polygon has a ring that is not closed, expected 4 or more positions, the last one like the first");
        final List<double[]> distinct = new ArrayList<>();
        for (double[] position : ring) {
            if (!(Math.abs(position[0]) <= 360) || !(Math.abs(position[1]) <= 90))
                throw new IllegalArgumentException("polygon has a position out of range, expected longitudes of -360 to"
                        + " 360 degrees east first, then latitudes of -90 to 90 degrees north");
            final double[] before = distinct.isEmpty() ? position : distinct.getLast();
            final double east = Math.IEEEremainder(position[0] - before[0], 360);
            if (Math.abs(east) == 180)
                throw new IllegalArgumentException(
                        "polygon has a side over 180 degrees of longitude, either way round the earth, expected positions"
                                + " between");
            if (distinct.isEmpty() || east != 0 || position[1] != before[1]) distinct.add(position);
        }
        if (distinct.size() < 4)
            throw new IllegalArgumentException("polygon has a ring of fewer than 3 different positions");
        return distinct.toArray(double[][]::new);
    }
}
