package org.fluxwatch.deploy.twin;

import java.time.Instant;

/// The geometry of one exposure: satellite, sun, and what the two make of a place on the ground.
///
/// @param epochSeconds when
/// @param satellite from the earth's centre, earth radii
/// @param sun unit vector
record Exposure(double epochSeconds, Vector3 satellite, Vector3 sun) {
    static Exposure at(Orbit orbit, double epochSeconds) {
        return new Exposure(epochSeconds, orbit.below(epochSeconds).times(orbit.radius()), Sun.direction(epochSeconds));
    }

    Vector3 below() {
        return satellite.unit();
    }

    /// The place where calm water mirrors the sun to the satellite: from the point below it by γ towards the sun, where
    /// sensor zenith = solar zenith, by bisection. Falls back to the point below where the sun is under the
    /// horizon.
    Vector3 glintSpot() {
        final Vector3 below = below();
        final double solarZenith = below.angle(sun);
        if (solarZenith >= Math.PI / 2 || solarZenith < 1e-6) return below;
        final Vector3 towardsSun = below.tangentTowards(sun);
        final double radius = satellite.length();
        double near = 0;
        double far = Math.min(solarZenith, Math.acos(1 / radius));
        for (int n = 0; n < 40; n++) {
            final double gamma = 0.5 * (near + far);
            final double sensorZenith = gamma + Math.atan2(Math.sin(gamma), radius - Math.cos(gamma));
            if (sensorZenith < solarZenith - gamma) near = gamma;
            else far = gamma;
        }
        return below.moved(towardsSun, 0.5 * (near + far));
    }

    double solarZenith(Vector3 place) {
        return Math.toDegrees(place.angle(sun));
    }

    /// The pixel at a place.
    GroundPixel pixel(
            long soundingId,
            Vector3 place,
            int footprint,
            int orbit,
            int path,
            GroundPixel.Mode mode,
            Vector3[] corners) {
        final Vector3 sight = satellite.minus(place).unit();
        // The direction to the sun, mirrored at the horizontal: d' = 2 (d·n) n - d.
        final Vector3 mirrored = place.times(2 * sun.dot(place)).minus(sun);
        final double[] latitudes = new double[corners.length];
        final double[] longitudes = new double[corners.length];
        for (int n = 0; n < corners.length; n++) {
            latitudes[n] = corners[n].latitude();
            longitudes[n] = corners[n].longitude();
        }
        return new GroundPixel(
                soundingId,
                instant(epochSeconds),
                place.latitude(),
                place.longitude(),
                footprint,
                orbit,
                path,
                mode,
                solarZenith(place),
                place.azimuthOf(sun),
                Math.toDegrees(place.angle(sight)),
                place.azimuthOf(sight),
                Math.toDegrees(sight.angle(mirrored)),
                latitudes,
                longitudes);
    }

    private static Instant instant(double epochSeconds) {
        final long seconds = (long) Math.floor(epochSeconds);
        return Instant.ofEpochSecond(seconds, Math.round((epochSeconds - seconds) * 1e6) * 1000);
    }
}
