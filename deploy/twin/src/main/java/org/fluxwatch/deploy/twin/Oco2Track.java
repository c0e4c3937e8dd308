package org.fluxwatch.deploy.twin;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.region.BoxRegion;

/// OCO-2: eight footprints side by side every third of a second, 1.29 km across track each (10.3 km together) and
/// as long as the ground passes in the time, 2.25 km. Nadir and glint take turns by orbit. The slit stands across
/// the track in this model; in truth it turns along the orbit.
///
/// Source: Eldering et al. (2017), Atmos. Meas. Tech. 10, 549-563.
record Oco2Track(Orbit orbit) implements GroundTrack {
    static final int FOOTPRINTS = 8;
    private static final int EXPOSURES_PER_DAY = 3 * 86_400;
    private static final double FOOTPRINT_WIDTH = 1.29e3 / Sphere.RADIUS_M;
    private static final long[] TENTHS = {0, 3, 7};

    /// The point below the satellite may lie this far outside the window while it looks into it, degrees of arc.
    private static final double GLINT_REACH_DEGREES = 9;

    @Override
    public List<GroundPixel> pixels(LocalDate day, BoxRegion window) {
        final double midnight = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        final List<GroundPixel> pixels = new ArrayList<>();
        for (int n = 0; n < EXPOSURES_PER_DAY; n++) {
            final double time = midnight + n / 3.0;
            if (near(orbit.below(time), window)) addRow(pixels, window, time, idOf(day, n));
        }
        return pixels;
    }

    private static boolean near(Vector3 below, BoxRegion window) {
        final double latitude = below.latitude();
        if (latitude < window.south() - GLINT_REACH_DEGREES || latitude > window.north() + GLINT_REACH_DEGREES)
            return false;
        final double poleward = Math.min(89, Math.abs(latitude) + GLINT_REACH_DEGREES);
        final double reach = GLINT_REACH_DEGREES / Math.cos(Math.toRadians(poleward));
        final double offCentre =
                Math.abs(Sphere.wrapLongitude(below.longitude() - 0.5 * (window.west() + window.east())));
        return offCentre <= 0.5 * (window.east() - window.west()) + reach;
    }

    /// Sounding id of footprint 0 of the day's n-th exposure.
    private static long idOf(LocalDate day, int n) {
        final int second = n / 3;
        final long date = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
        final long time = second / 3600 * 10_000L + second / 60 % 60 * 100L + second % 60;
        return ((date * 1_000_000 + time) * 10 + TENTHS[n % 3]) * 10;
    }

    private Vector3 target(double time, GroundPixel.Mode mode) {
        return switch (mode) {
            case NADIR -> orbit.below(time);
            case GLINT -> Exposure.at(orbit, time).glintSpot();
        };
    }

    private void addRow(List<GroundPixel> pixels, BoxRegion window, double time, long id) {
        final int number = orbit.number(time);
        final GroundPixel.Mode mode = number % 2 == 0 ? GroundPixel.Mode.NADIR : GroundPixel.Mode.GLINT;
        final Exposure exposure = Exposure.at(orbit, time);
        final Vector3 centre = target(time, mode);
        if (exposure.solarZenith(centre) > GREATEST_SOLAR_ZENITH + 0.1) return;
        final Vector3 start = target(time - 1 / 6.0, mode);
        final Vector3 end = target(time + 1 / 6.0, mode);
        final Vector3 along = centre.tangentTowards(end.minus(start));
        final Vector3 across = along.cross(centre);
        final double halfLength = 0.5 * start.angle(end);
        for (int footprint = 1; footprint <= FOOTPRINTS; footprint++) {
            final double offset = (footprint - 0.5 * (FOOTPRINTS + 1)) * FOOTPRINT_WIDTH;
            final Vector3 place = centre.moved(across, offset);
            if (!window.contains(place.latitude(), place.longitude())) continue;
            if (exposure.solarZenith(place) > GREATEST_SOLAR_ZENITH) continue;
            final Vector3[] corners = corners(centre, across, along, offset, halfLength);
            pixels.add(exposure.pixel(id + footprint, place, footprint, number, orbit.path(number), mode, corners));
        }
    }

    private static Vector3[] corners(Vector3 centre, Vector3 across, Vector3 along, double offset, double halfLength) {
        final double left = offset - 0.5 * FOOTPRINT_WIDTH;
        final double right = offset + 0.5 * FOOTPRINT_WIDTH;
        return new Vector3[] {
            corner(centre, across, left, along, -halfLength),
            corner(centre, across, right, along, -halfLength),
            corner(centre, across, right, along, halfLength),
            corner(centre, across, left, along, halfLength)
        };
    }

    private static Vector3 corner(Vector3 centre, Vector3 across, double x, Vector3 along, double y) {
        return centre.plus(across.times(x)).plus(along.times(y)).unit();
    }
}
