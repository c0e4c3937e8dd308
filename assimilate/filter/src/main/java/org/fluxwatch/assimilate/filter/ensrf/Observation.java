package org.fluxwatch.assimilate.filter.ensrf;

/// One scalar observation as the filter sees it.
///
/// @param id of the set; what is drawn for the observation follows from it
/// @param latitude degrees north
/// @param longitude degrees east
/// @param value y, unit of the simulated values (ppm)
/// @param errorVariance r > 0, its square (ppm²)
public record Observation(String id, double latitude, double longitude, double value, double errorVariance) {
    public Observation {
        if (!(errorVariance > 0 && errorVariance < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("error variance of observation " + id + " at " + latitude + " N "
                    + longitude + " E is " + errorVariance + ", expected > 0");
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("observation " + id + " at " + latitude + " N " + longitude + " E is "
                    + value + ", expected a number");
    }
}
