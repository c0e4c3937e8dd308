package org.fluxwatch.contract.area;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Polygon;
import org.fluxwatch.contract.region.PolygonRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Ring;

/// A closed line on the sphere.
///
/// @param sides each from where the one before ends
/// @param leftInside whether the inside is at the left of the sides, seen from above
/// @param hole whether the inside is to be taken away
/// @param inside tells the places within
record Outline(List<Side> sides, boolean leftInside, boolean hole, Inside inside) {
    interface Inside {
        boolean contains(double latitude, double longitude);
    }

    static List<Outline> of(Region region) {
        return switch (region) {
            case BoxRegion box -> List.of(of(box));
            case PolygonRegion polygons -> of(polygons);
        };
    }

    private static Outline of(BoxRegion box) {
        final List<Side> sides = List.of(
                new Side.Straight(box.south(), box.west(), box.south(), box.east()),
                new Side.Straight(box.south(), box.east(), box.north(), box.east()),
                new Side.Straight(box.north(), box.east(), box.north(), box.west()),
                new Side.Straight(box.north(), box.west(), box.south(), box.west()));
        return new Outline(sides, true, false, box::contains);
    }

    private static List<Outline> of(PolygonRegion region) {
        final List<Outline> outlines = new ArrayList<>();
        for (Polygon polygon : region.polygons()) {
            outlines.add(of(polygon.outline(), false));
            for (Ring hole : polygon.holes()) outlines.add(of(hole, true));
        }
        return outlines;
    }

    private static Outline of(Ring ring, boolean hole) {
        final List<Side> sides = new ArrayList<>(ring.size());
        for (int v = 0; v < ring.size(); v++) {
            final int next = v + 1 == ring.size() ? 0 : v + 1;
            sides.add(Side.GreatCircle.of(
                    ring.latitude(v), ring.longitude(v), ring.latitude(next), ring.longitude(next)));
        }
        return new Outline(sides, ring.leftInside(), hole, ring::contains);
    }
}
