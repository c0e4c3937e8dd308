package org.fluxwatch.assimilate.model.regrid;

import java.util.Arrays;
import org.fluxwatch.contract.area.PlanePolygon;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.grid.StereographicGrid.Angle;

/// Overlaps with the squares of a stereographic plane. Cells wider than 1.25 degrees are divided evenly until none is;
/// each part becomes an octagon on the plane, which is cut along the model's columns and rows.
///
/// Meridians and parallels are arcs of circles on the plane. The vertex between two corners lies 4/3 as far from the
/// middle of the chord as the middle of the arc does, so that two chords enclose what the arc does but for terms of
/// fourth order. Neighbours share their vertices, so that nothing is covered twice or not at all.
final class StereographicOverlaps {
    private static final double WIDEST_DEGREES = 1.25;

    /// A share this small is the rounding of a vertex on an edge.
    private static final double ROUNDING = 1e-12;

    private final StereographicGrid grid;
    private final StereographicGrid.Crossings crossings;
    private final Overlaps overlaps;

    /// Angle from the domain's centre to its corners.
    private final double radius;

    private final Strip[] strips;
    private final double widestStrip;
    private final PlanePolygon octagon = new PlanePolygon();
    private final PlanePolygon columns = new PlanePolygon();
    private final PlanePolygon column = new PlanePolygon();
    private final PlanePolygon square = new PlanePolygon();
    private int[] pieceCell = new int[64];
    private double[] pieceM2 = new double[64];
    private int pieces;

    /// A source column, or part of one.
    ///
    /// @param west degrees east, as `east`
    private record Strip(int column, double west, double east, Angle western, Angle middle, Angle eastern) {}

    /// The parallels that bound a source row, or part of one, and the one between them.
    private record Band(Angle southern, Angle middle, Angle northern) {}

    /// Grid coordinates of the southern end, middle and northern end of a meridian's piece.
    private record Side(double longitude, double[] south, double[] middle, double[] north) {}

    private StereographicOverlaps(SourceCells source, StereographicGrid grid) {
        this.grid = grid;
        crossings = grid.new Crossings();
        overlaps = new Overlaps(grid.cells());
        radius = 2 * Math.atan(0.25e3 * grid.cellKm() * Math.hypot(grid.nx(), grid.ny()) / Sphere.RADIUS_M);
        strips = strips(source);
        widestStrip = Arrays.stream(strips)
                .mapToDouble(strip -> strip.east - strip.west)
                .max()
                .orElse(0);
    }

    static Overlaps of(SourceCells source, StereographicGrid grid) {
        final StereographicOverlaps work = new StereographicOverlaps(source, grid);
        for (int row = 0; row < source.ny(); row++) {
            final double[] edges = divided(source.south(row), source.north(row));
            for (int b = 0; b < edges.length - 1; b++) work.band(row, edges[b], edges[b + 1]);
        }
        return work.overlaps;
    }

    private Strip[] strips(SourceCells source) {
        final Strip[][] all = new Strip[source.nx()][];
        for (int c = 0; c < source.nx(); c++) {
            final double[] edges = divided(source.west(c), source.east(c));
            all[c] = new Strip[edges.length - 1];
            for (int p = 0; p < all[c].length; p++)
                all[c][p] = new Strip(
                        c,
                        edges[p],
                        edges[p + 1],
                        crossings.meridian(edges[p]),
                        crossings.meridian(0.5 * (edges[p] + edges[p + 1])),
                        crossings.meridian(edges[p + 1]));
        }
        return Arrays.stream(all).flatMap(Arrays::stream).toArray(Strip[]::new);
    }

    private static double[] divided(double from, double to) {
        final int parts = Math.max(1, (int) Math.ceil((to - from) / WIDEST_DEGREES - 1e-6));
        final double[] edges = new double[parts + 1];
        for (int p = 0; p < parts; p++) edges[p] = from + (to - from) * p / parts;
        edges[parts] = to;
        return edges;
    }

    /// All cells of a source row, or of a part of one. Those farther from the centre than the domain's corners are
    /// passed over, so that the antipode never comes near.
    private void band(int row, double south, double north) {
        final double middle = 0.5 * (south + north);
        final double reach = radius + Math.toRadians(0.5 * (north - south + widestStrip));
        if (Math.abs(Math.toRadians(middle) - Math.toRadians(grid.centreLatitude())) > reach) return;
        final Band band = new Band(crossings.parallel(south), crossings.parallel(middle), crossings.parallel(north));
        final Angle centre = crossings.parallel(grid.centreLatitude());
        final double sines = band.middle.sine() * centre.sine();
        final double cosines = band.middle.cosine() * centre.cosine();
        final double leastCosine = Math.cos(reach);
        Side before = null;
        for (Strip strip : strips) {
            if (sines + cosines * strip.middle.cosine() < leastCosine) continue;
            final Side west =
                    before != null && before.longitude == strip.west ? before : side(band, strip.west, strip.western);
            final Side east = side(band, strip.east, strip.eastern);
            outline(
                    west,
                    crossings.locate(band.southern, strip.middle),
                    east,
                    crossings.locate(band.northern, strip.middle));
            cut(row, strip.column, SourceCells.areaM2(south, north, strip.east - strip.west));
            before = east;
        }
    }

    private Side side(Band band, double longitude, Angle meridian) {
        return new Side(
                longitude,
                crossings.locate(band.southern, meridian),
                crossings.locate(band.middle, meridian),
                crossings.locate(band.northern, meridian));
    }

    /// Counter-clockwise from the south-west. The octagon's unit is a model cell, its origin the domain's corner.
    private void outline(Side west, double[] southern, Side east, double[] northern) {
        octagon.clear();
        edge(west.south, southern, east.south);
        edge(east.south, east.middle, east.north);
        edge(east.north, northern, west.north);
        edge(west.north, west.middle, west.south);
    }

    private void edge(double[] a, double[] middle, double[] b) {
        final double chordX = 0.5 * (a[0] + b[0]);
        final double chordY = 0.5 * (a[1] + b[1]);
        octagon.add(a[0] + 0.5, a[1] + 0.5);
        octagon.add(chordX + 4.0 / 3 * (middle[0] - chordX) + 0.5, chordY + 4.0 / 3 * (middle[1] - chordY) + 0.5);
    }

    private void cut(int row, int sourceColumn, double trueM2) {
        final double west = octagon.leastX();
        final double east = octagon.greatestX();
        final double south = octagon.leastY();
        final double north = octagon.greatestY();
        if (east <= 0 || west >= grid.nx() || north <= 0 || south >= grid.ny()) return;
        final boolean inside = west >= 0 && east <= grid.nx() && south >= 0 && north <= grid.ny();
        final double octagonM2 = octagon.areaM2(grid);
        final int column0 = (int) Math.floor(west);
        final int row0 = (int) Math.floor(south);
        if (inside && east <= column0 + 1 && north <= row0 + 1) {
            overlaps.add(row, sourceColumn, grid.cell(column0, row0), trueM2, octagonM2);
            return;
        }
        pieces = 0;
        columns.copy(octagon);
        if (west < 0) columns.cutX(0, column);
        for (int i = Math.max(0, (int) Math.floor(west)); i < Math.min(grid.nx(), Math.ceil(east)); i++) {
            columns.cutX(i + 1, column);
            cutColumn(i, ROUNDING * octagonM2);
        }
        double wholeM2 = octagonM2;
        if (inside) wholeM2 = Arrays.stream(pieceM2, 0, pieces).sum();
        for (int p = 0; p < pieces; p++)
            overlaps.add(row, sourceColumn, pieceCell[p], trueM2 * pieceM2[p] / wholeM2, pieceM2[p]);
    }

    private void cutColumn(int i, double leastM2) {
        if (column.isEmpty()) return;
        final double south = column.leastY();
        final double north = column.greatestY();
        if (south < 0) column.cutY(0, square);
        for (int j = Math.max(0, (int) Math.floor(south)); j < Math.min(grid.ny(), Math.ceil(north)); j++) {
            column.cutY(j + 1, square);
            final double m2 = square.areaM2(grid);
            if (m2 <= leastM2) continue;
            if (pieces == pieceM2.length) {
                pieceCell = Arrays.copyOf(pieceCell, 2 * pieces);
                pieceM2 = Arrays.copyOf(pieceM2, 2 * pieces);
            }
            pieceCell[pieces] = grid.cell(i, j);
            pieceM2[pieces++] = m2;
        }
    }
}
