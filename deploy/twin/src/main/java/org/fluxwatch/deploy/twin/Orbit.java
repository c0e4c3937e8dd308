package org.fluxwatch.deploy.twin;

import java.time.Instant;
import org.fluxwatch.contract.grid.Sphere;

/// A circular sun-synchronous orbit that repeats exactly.
/// ```
/// P = 86400 D / N                                  period of N orbits in D days, s
/// φ = 2π (t - epoch) / P                           angle from the daytime equator crossing
/// latitude  = asin(± sin i sin φ)                  + northwards (ascending), - southwards (descending)
/// longitude = 15 (LT - UTC) + atan2(cos i sin φ, cos φ)
/// a = (GM (P / 2π)²)^(1/3)                         radius (Kepler)
/// ```
/// The node keeps its local mean solar time LT, so its longitude moves by 360 degrees a day, and after D days every
/// sub-satellite point comes again. An orbit begins half a turn before its daytime equator crossing, so that its sunlit
/// half is not divided. Where in the cycle the satellite stands is our choice, not the real ephemeris.
///
/// @param repeatDays D
/// @param repeatOrbits N
/// @param inclinationDegrees i
/// @param ascendingByDay whether it crosses the equator northwards in daylight
/// @param localTimeHours LT, mean solar time of the daytime equator crossing
/// @param epoch a daytime equator crossing
/// @param orbitAtEpoch number of that orbit since the mission began
public record Orbit(
        int repeatDays,
        int repeatOrbits,
        double inclinationDegrees,
        boolean ascendingByDay,
        double localTimeHours,
        Instant epoch,
        int orbitAtEpoch) {
    private static final double EARTH_GM = 3.986004418e14;

    /// 233 orbits in 16 days, 98.9 min, 13:36 northwards (Eldering et al. 2017, Atmos. Meas. Tech. 10, 549). Orbit 3099
    /// was the first of 2015-01-31, as the file names of its level 2 inputs tell.
    public static final Orbit OCO2 =
            new Orbit(16, 233, 98.2, true, 13 + 36 / 60.0, Instant.parse("2015-01-31T00:30:00Z"), 3099);

    /// 44 orbits in 3 days, 98.2 min, 12:49 southwards (Kuze et al. 2009, Appl. Opt. 48, 6716: 98.06 degrees, 13:00 +-
    /// 0:15). Orbits counted from the launch of 2009-01-23.
    public static final Orbit GOSAT =
            new Orbit(3, 44, 98.06, false, 12 + 49 / 60.0, Instant.parse("2009-01-23T04:00:00Z"), 1);

    public Orbit {
        if (repeatDays < 1 || repeatOrbits < 1)
            throw new IllegalArgumentException(
                    repeatOrbits + " orbits in " + repeatDays + " days, expected 1 or more in 1 or more");
    }

    public double periodSeconds() {
        return 86_400.0 * repeatDays / repeatOrbits;
    }

    /// Distance from the earth's centre, in earth radii.
    double radius() {
        final double angularSpeed = 2 * Math.PI / periodSeconds();
        return Math.cbrt(EARTH_GM / (angularSpeed * angularSpeed)) / Sphere.RADIUS_M;
    }

    private double turns(double epochSeconds) {
        // Whole cycles are taken off first, so that the repeat stays exact over the years.
        final double cycle = 86_400.0 * repeatDays;
        final double since = epochSeconds - epoch.getEpochSecond();
        return (since - cycle * Math.floor(since / cycle)) / periodSeconds();
    }

    /// Unit vector to the point below the satellite.
    Vector3 below(double epochSeconds) {
        final double phi = 2 * Math.PI * turns(epochSeconds);
        final double i = Math.toRadians(inclinationDegrees);
        final double northwards = ascendingByDay ? 1 : -1;
        final double latitude = Math.asin(northwards * Math.sin(i) * Math.sin(phi));
        final double secondsOfDay = epochSeconds - 86_400 * Math.floor(epochSeconds / 86_400);
        final double node = 15 * localTimeHours - secondsOfDay / 240;
        final double along = Math.atan2(Math.cos(i) * Math.sin(phi), Math.cos(phi));
        return Vector3.of(Math.toDegrees(latitude), node + Math.toDegrees(along));
    }

    /// Number of the orbit since the mission began.
    public int number(double epochSeconds) {
        return orbitAtEpoch + (int) Math.floor((epochSeconds - epoch.getEpochSecond()) / periodSeconds() + 0.5);
    }

    /// Which of the repeating ground tracks an orbit follows, 1 to N, counted westwards.
    public int path(int number) {
        return 1 + Math.floorMod((number - orbitAtEpoch) * repeatDays, repeatOrbits);
    }
}
