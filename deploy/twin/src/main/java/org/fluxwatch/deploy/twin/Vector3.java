package org.fluxwatch.deploy.twin;

import org.fluxwatch.contract.grid.Sphere;

/// A vector in the frame that turns with the earth: x to 0 N 0 E, z to the north pole.
record Vector3(double x, double y, double z) {
    static final Vector3 NORTH_POLE = new Vector3(0, 0, 1);

    /// The unit vector from the earth's centre to a place in degrees.
    static Vector3 of(double latitude, double longitude) {
        final double phi = Math.toRadians(latitude);
        final double lambda = Math.toRadians(longitude);
        return new Vector3(Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi));
    }

    Vector3 plus(Vector3 that) {
        return new Vector3(x + that.x, y + that.y, z + that.z);
    }

    Vector3 minus(Vector3 that) {
        return new Vector3(x - that.x, y - that.y, z - that.z);
    }

    Vector3 times(double factor) {
        return new Vector3(factor * x, factor * y, factor * z);
    }

    double dot(Vector3 that) {
        return x * that.x + y * that.y + z * that.z;
    }

    Vector3 cross(Vector3 that) {
        return new Vector3(y * that.z - z * that.y, z * that.x - x * that.z, x * that.y - y * that.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vector3 unit() {
        return times(1 / length());
    }

    /// Angle between two vectors, radians.
    double angle(Vector3 that) {
        return Math.atan2(cross(that).length(), dot(that));
    }

    /// The unit vector reached from this one on a great circle.
    ///
    /// @param direction unit vector at right angles to this one
    /// @param radians how far
    Vector3 moved(Vector3 direction, double radians) {
        return times(Math.cos(radians)).plus(direction.times(Math.sin(radians)));
    }

    /// The part of a vector at right angles to this unit vector, as a unit vector.
    Vector3 tangentTowards(Vector3 that) {
        return that.minus(times(dot(that))).unit();
    }

    /// Degrees north.
    double latitude() {
        return Math.toDegrees(Math.atan2(z, Math.hypot(x, y)));
    }

    /// Degrees east, -180 to 180.
    double longitude() {
        return Sphere.wrapLongitude(Math.toDegrees(Math.atan2(y, x)));
    }

    /// Azimuth in which a direction is seen from this place, degrees east of north, 0 to 360.
    double azimuthOf(Vector3 direction) {
        final Vector3 east = NORTH_POLE.cross(this).unit();
        final Vector3 north = cross(east);
        final double azimuth = Math.toDegrees(Math.atan2(direction.dot(east), direction.dot(north)));
        return azimuth < 0 ? azimuth + 360 : azimuth;
    }
}
