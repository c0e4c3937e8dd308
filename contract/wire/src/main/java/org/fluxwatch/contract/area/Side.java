package org.fluxwatch.contract.area;

/// A line on the sphere from one place to another.
sealed interface Side {
    /// @param share of the way, 0 to 1
    /// @return latitude, degrees north, and longitude, degrees east of any turn `[2]`
    double[] at(double share);

    /// At least the angle that it spans, degrees.
    double degrees();

    /// Along a parallel or a meridian; longitudes need not be within one turn.
    record Straight(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) implements Side {
        @Override
        public double[] at(double share) {
            if (share == 1) return new double[] {toLatitude, toLongitude};
            return new double[] {
                fromLatitude + share * (toLatitude - fromLatitude),
                fromLongitude + share * (toLongitude - fromLongitude)
            };
        }

        @Override
        public double degrees() {
            return Math.abs(toLatitude - fromLatitude) + Math.abs(toLongitude - fromLongitude);
        }
    }

    /// The shorter way round a great circle: `(sin((1 - s) ω) a + sin(s ω) b) / sin ω`, ω between a and b. Source:
    /// Shoemake (1985), SIGGRAPH Comput. Graph. 19, 245-254.
    ///
    /// @param from latitude and longitude, degrees; kept as they are at the end
    /// @param to likewise
    /// @param a from, on the unit sphere
    /// @param b to, on the unit sphere
    /// @param angle ω, radians
    record GreatCircle(double[] from, double[] to, double[] a, double[] b, double angle) implements Side {
        static GreatCircle of(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
            final double[] a = onSphere(fromLatitude, fromLongitude);
            final double[] b = onSphere(toLatitude, toLongitude);
            final double chord = Math.hypot(Math.hypot(b[0] - a[0], b[1] - a[1]), b[2] - a[2]);
            return new GreatCircle(
                    new double[] {fromLatitude, fromLongitude},
                    new double[] {toLatitude, toLongitude},
                    a,
                    b,
                    2 * Math.asin(Math.min(1, 0.5 * chord)));
        }

        private static double[] onSphere(double latitude, double longitude) {
            final double phi = Math.toRadians(latitude);
            final double lambda = Math.toRadians(longitude);
            return new double[] {Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)};
        }

        @Override
        public double[] at(double share) {
            if (share == 0 || angle == 0) return from;
            if (share == 1) return to;
            final double ofA = Math.sin((1 - share) * angle);
            final double ofB = Math.sin(share * angle);
            final double x = ofA * a[0] + ofB * b[0];
            final double y = ofA * a[1] + ofB * b[1];
            return new double[] {
                Math.toDegrees(Math.atan2(ofA * a[2] + ofB * b[2], Math.hypot(x, y))), Math.toDegrees(Math.atan2(y, x))
            };
        }

        @Override
        public double degrees() {
            return Math.toDegrees(angle);
        }
    }
}
