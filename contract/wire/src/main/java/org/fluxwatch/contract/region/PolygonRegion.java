package org.fluxwatch.contract.region;

import java.util.List;

/// Polygons that lie apart from each other, or beside each other.
///
/// @param name as reports name it
/// @param polygons one or more
public record PolygonRegion(String name, List<Polygon> polygons) implements Region {
    public PolygonRegion {
        polygons = List.copyOf(polygons);
        if (name == null || name.isBlank()) throw new IllegalArgumentException("a region has no name");
        if (polygons.isEmpty()) throw new IllegalArgumentException("region " + name + " has no polygon");
    }

    /// @param polygons of each its rings, the outline first, then the holes; a ring's vertices are
    ///     `{longitude, latitude}`, degrees
    public static PolygonRegion of(String name, List<List<double[][]>> polygons) {
        return new PolygonRegion(
                name, polygons.stream().map(rings -> Polygon.of(name, rings)).toList());
    }

    @Override
    public boolean contains(double latitude, double longitude) {
        return polygons.stream().anyMatch(polygon -> polygon.contains(latitude, longitude));
    }

    @Override
    public double areaM2() {
        return polygons.stream().mapToDouble(Polygon::areaM2).sum();
    }
}
