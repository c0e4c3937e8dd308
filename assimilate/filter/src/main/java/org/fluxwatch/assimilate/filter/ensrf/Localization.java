package org.fluxwatch.assimilate.filter.ensrf;

/// How much an observation may teach a place: ρ by distance, 0 to 1.
public sealed interface Localization {
    /// Every observation teaches every place: for domains that are small beside the reach of what is learnt.
    record None() implements Localization {}

    /// Gaspari and Cohn along the great circle; places are degrees north and degrees east.
    record GreatCircle(GaspariCohn taper) implements Localization {}

    /// Gaspari and Cohn on a plane of square cells; a place's latitude and longitude are its row and its column.
    ///
    /// @param cellKm from one row or column to the next, km
    record Plane(GaspariCohn taper, double cellKm) implements Localization {
        public Plane {
            if (!(cellKm > 0 && cellKm < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("cell of the plane is " + cellKm + " km, expected > 0");
        }
    }

    /// @param radiusKm where the taper becomes zero, km
    static Localization greatCircle(double radiusKm) {
        return new GreatCircle(new GaspariCohn(radiusKm));
    }

    /// ρ between two places; zero where nothing is to be learnt.
    default double taper(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        final Places a = new Places(new double[] {latitudeA}, new double[] {longitudeA});
        final Places b = new Places(new double[] {latitudeB}, new double[] {longitudeB});
        final double[] taper = new double[1];
        return new Neighbours(this, a, b).near(0, new int[1], taper) == 0 ? 0 : taper[0];
    }
}
