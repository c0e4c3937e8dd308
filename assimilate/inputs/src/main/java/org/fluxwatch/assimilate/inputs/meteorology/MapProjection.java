package org.fluxwatch.assimilate.inputs.meteorology;

import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.netcdf.MapPlane;

/// From the sphere of WRF, whose radius is 6370 km, to a plane whose origin is the centre meridian and some latitude:
/// km, or degrees for latitude and longitude as they are.
sealed interface MapProjection {
    double RADIUS_KM = 6370;

    /// Plane coordinates x, y of a place `[2]`.
    double[] project(double latitude, double longitude);

    /// Degrees east and north, within half a turn of the centre.
    record LatitudeLongitude(double centreLongitude) implements MapProjection {
        @Override
        public double[] project(double latitude, double longitude) {
            return new double[] {centreLongitude + Sphere.wrapLongitude(longitude - centreLongitude), latitude};
        }
    }

    /// Conformal conic.
    record Lambert(double parallelA, double parallelB, double centreLongitude, MapPlane plane)
            implements MapProjection {
        static Lambert of(double parallelA, double parallelB, double centreLongitude) {
            final double south = Math.min(parallelA, parallelB);
            final double north = Math.max(parallelA, parallelB);
            if (!(south * north > 0 && north < 90 && south > -90))
                throw new IllegalArgumentException("standard parallels are " + parallelA + " and " + parallelB
                        + " degrees north, expected both on one side of the equator and short of the pole");
            return new Lambert(
                    south,
                    north,
                    centreLongitude,
                    MapPlane.lambertConformal(0.5 * (south + north), centreLongitude, south, north, RADIUS_KM));
        }

        @Override
        public double[] project(double latitude, double longitude) {
            return plane.project(latitude, longitude);
        }

        @Override
        public String toString() {
            return "a Lambert conformal plane, parallels " + parallelA + " and " + parallelB + ", meridian "
                    + centreLongitude;
        }
    }

    /// Stereographic about a pole.
    record PolarStereographic(double pole, double trueLatitude, double centreLongitude, MapPlane plane)
            implements MapProjection {
        /// @param trueLatitude where lengths are true; its sign tells the pole
        static PolarStereographic of(double trueLatitude, double centreLongitude) {
            if (!(trueLatitude != 0 && Math.abs(trueLatitude) <= 90))
                throw new IllegalArgumentException("true latitude is " + trueLatitude
                        + " degrees north, expected -90 to 90 and other than 0, whose sign tells the pole");
            final double pole = Math.copySign(90, trueLatitude);
            final double scale = 0.5 * (1 + Math.sin(Math.toRadians(Math.abs(trueLatitude))));
            return new PolarStereographic(
                    pole,
                    trueLatitude,
                    centreLongitude,
                    MapPlane.stereographic(pole, centreLongitude, scale, RADIUS_KM));
        }

        @Override
        public double[] project(double latitude, double longitude) {
            return plane.project(latitude, longitude);
        }

        @Override
        public String toString() {
            return "a polar stereographic plane, true at " + trueLatitude + ", meridian " + centreLongitude;
        }
    }

    /// Mercator about the equator.
    record EquatorialMercator(double trueLatitude, double centreLongitude, MapPlane plane) implements MapProjection {
        static EquatorialMercator of(double trueLatitude, double centreLongitude) {
            if (!(Math.abs(trueLatitude) < 90))
                throw new IllegalArgumentException(
                        "true latitude is " + trueLatitude + " degrees north, expected -90 to 90");
            return new EquatorialMercator(
                    trueLatitude, centreLongitude, MapPlane.mercator(centreLongitude, trueLatitude, RADIUS_KM));
        }

        @Override
        public double[] project(double latitude, double longitude) {
            return plane.project(latitude, longitude);
        }

        @Override
        public String toString() {
            return "a Mercator plane, true at " + trueLatitude + ", meridian " + centreLongitude;
        }
    }
}
