package org.fluxwatch.assimilate.inputs.footprint;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.fluxwatch.contract.grid.Sphere;

/// What one footprint of a file is for.
///
/// @param file that has it
/// @param index in the file's order, from 0
/// @param from begin of what was averaged, UTC
/// @param to its end; the same where the file names a moment
/// @param latitude degrees north
/// @param longitude degrees east
public record Release(
        Path file, int index, Instant from, Instant to, double latitude, double longitude, Receptor receptor) {
    public Instant middle() {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    double distanceKm(double otherLatitude, double otherLongitude) {
        return Sphere.distanceKm(latitude, longitude, otherLatitude, otherLongitude);
    }

    @Override
    public String toString() {
        return file + " release " + (index + 1) + " at " + middle() + ", latitude " + latitude + ", longitude "
                + longitude;
    }
}
