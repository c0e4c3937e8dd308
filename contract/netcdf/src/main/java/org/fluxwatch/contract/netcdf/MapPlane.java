package org.fluxwatch.contract.netcdf;

import ucar.unidata.geoloc.LatLonPointImpl;
import ucar.unidata.geoloc.ProjectionImpl;
import ucar.unidata.geoloc.ProjectionPointImpl;
import ucar.unidata.geoloc.projection.LambertConformal;
import ucar.unidata.geoloc.projection.Mercator;
import ucar.unidata.geoloc.projection.Stereographic;

/// From a sphere to a map's plane: coordinates in the unit of the sphere's radius, angles in degrees north and east.
/// Equal where it is the same map.
public final class MapPlane {
    private final ProjectionImpl projection;

    private MapPlane(ProjectionImpl projection) {
        this.projection = projection;
    }

    /// Conic; true at two parallels.
    ///
    /// @param originLatitude where y is 0 on the centre meridian
    public static MapPlane lambertConformal(
            double originLatitude, double centreLongitude, double south, double north, double radius) {
        return new MapPlane(new LambertConformal(originLatitude, centreLongitude, south, north, 0.0, 0.0, radius));
    }

    /// @param scale of lengths at its centre
    public static MapPlane stereographic(double centreLatitude, double centreLongitude, double scale, double radius) {
        return new MapPlane(new Stereographic(centreLatitude, centreLongitude, scale, 0.0, 0.0, radius));
    }

    /// About the equator.
    public static MapPlane mercator(double centreLongitude, double trueLatitude, double radius) {
        return new MapPlane(new Mercator(centreLongitude, trueLatitude, 0.0, 0.0, radius));
    }

    /// Plane coordinates x, y of a place `[2]`.
    public double[] project(double latitude, double longitude) {
        final ProjectionPointImpl point = new ProjectionPointImpl();
        projection.latLonToProj(new LatLonPointImpl(latitude, longitude), point);
        return new double[] {point.getX(), point.getY()};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapPlane plane && projection.equals(plane.projection);
    }

    @Override
    public int hashCode() {
        return projection.hashCode();
    }
}
