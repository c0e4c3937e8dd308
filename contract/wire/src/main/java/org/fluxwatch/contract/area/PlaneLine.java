package org.fluxwatch.contract.area;

/// Draws an outline on a grid's plane by chords, halved until what lies between each chord and its arc is small.
final class PlaneLine {
    private static final double LONGEST_CHORD_DEGREES = 0.5;

    /// Halvings; a chord is then shorter than a micrometre.
    private static final int DEEPEST = 40;

    private final CellPlane plane;
    private final double toleranceM2;
    private final PlanePolygon line = new PlanePolygon();
    private final PlanePolygon triangle = new PlanePolygon();

    /// A place as located, with its longitude that goes on from the place before.
    private record Spot(double longitude, double[] xy) {}

    private PlaneLine(CellPlane plane, double toleranceM2) {
        this.plane = plane;
        this.toleranceM2 = toleranceM2;
    }

    /// @param toleranceM2 area of the triangle of a chord and the middle of its arc, three quarters of what is between
    static PlanePolygon of(Outline outline, CellPlane plane, double toleranceM2) {
        final PlaneLine work = new PlaneLine(plane, toleranceM2);
        final Spot first = work.spot(
                outline.sides().getFirst().at(0), outline.sides().getFirst().at(0)[1]);
        work.line.add(first.xy[0], first.xy[1]);
        Spot at = first;
        for (Side side : outline.sides()) {
            final int chords = (int) Math.ceil(side.degrees() / LONGEST_CHORD_DEGREES);
            for (int c = 0; c < chords; c++)
                at = work.draw(side, c / (double) chords, at, (c + 1) / (double) chords, DEEPEST);
        }
        plane.close(work.line, at.xy, first.xy);
        return work.line;
    }

    private Spot spot(double[] place, double longitudeBefore) {
        final double longitude = place[1] + 360 * Math.rint((longitudeBefore - place[1]) / 360);
        return new Spot(longitude, plane.locate(place[0], longitude));
    }

    private Spot draw(Side side, double start, Spot from, double end, int halvings) {
        final double half = 0.5 * (start + end);
        final Spot middle = spot(side.at(half), from.longitude);
        final Spot to = spot(side.at(end), middle.longitude);
        if (plane.isFar(from.xy) && plane.isFar(to.xy)) {
            plane.addDetour(line, from.xy, to.xy);
        } else if (halvings > 0 && triangleM2(from, middle, to) > toleranceM2) {
            return draw(side, half, draw(side, start, from, half, halvings - 1), end, halvings - 1);
        }
        line.add(to.xy[0], to.xy[1]);
        return to;
    }

    private double triangleM2(Spot a, Spot b, Spot c) {
        triangle.clear();
        triangle.add(a.xy[0], a.xy[1]);
        triangle.add(b.xy[0], b.xy[1]);
        triangle.add(c.xy[0], c.xy[1]);
        return Math.abs(plane.areaM2(triangle));
    }
}
