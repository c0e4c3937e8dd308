package org.fluxwatch.contract.region;

import java.util.ArrayList;
import java.util.List;

/// What a ring encloses less holes in it: a polygon of GeoJSON (RFC 7946, 3.1.6).
///
/// @param outline of the whole
/// @param holes within the outline, apart from each other
public record Polygon(Ring outline, List<Ring> holes) {
    public Polygon {
        holes = List.copyOf(holes);
    }

    /// @param name of the region, for messages
    /// @param rings the outline, then the holes; each of vertices `{longitude, latitude}`, degrees
    static Polygon of(String name, List<double[][]> rings) {
        if (rings.isEmpty()) throw new IllegalArgumentException("region " + name + " has a polygon without a ring");
        final List<Ring> all = new ArrayList<>();
        for (double[][] ring : rings) all.add(new Ring(name, ring));
        final Polygon polygon = new Polygon(all.getFirst(), all.subList(1, all.size()));
        if (!(polygon.areaM2() > 0))
            throw new IllegalArgumentException("region " + name + " has a polygon of " + polygon.areaM2()
                    + " m2, expected more than 0: do its rings cross each other?");
        return polygon;
    }

    /// Exact but for rounding, m².
    public double areaM2() {
        double area = outline.areaM2();
        for (Ring hole : holes) area -= hole.areaM2();
        return area;
    }

    public boolean contains(double latitude, double longitude) {
        return outline.contains(latitude, longitude)
                && holes.stream().noneMatch(hole -> hole.contains(latitude, longitude));
    }
}
