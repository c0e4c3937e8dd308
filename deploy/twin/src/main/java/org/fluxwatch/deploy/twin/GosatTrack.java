package org.fluxwatch.deploy.twin;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.region.BoxRegion;

/// GOSAT's TANSO-FTS in its three-point pattern: an exposure every 4.6 s, three at one place while the mirror holds it,
/// three places 263 km apart across track, so that the rows lie some 280 km apart. Round footprints of 10.5 km. Looks
/// aside at the sun's glint over sea are not modelled: every pixel is nadir.
///
/// Source: Kuze et al. (2009), Appl. Opt. 48, 6716; Crisp et al. (2012), Atmos. Meas. Tech. 5, 687, section 2.
record GosatTrack(Orbit orbit) implements GroundTrack {
    private static final int TENTHS_PER_EXPOSURE = 46;
    private static final int EXPOSURES_PER_DAY = 864_000 / TENTHS_PER_EXPOSURE;
    private static final int EXPOSURES_PER_PLACE = 3;
    private static final int PLACES = 3;
    private static final double SPACING = 263e3 / Sphere.RADIUS_M;

    @Override
    public List<GroundPixel> pixels(LocalDate day, BoxRegion window) {
        final double midnight = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        final List<GroundPixel> pixels = new ArrayList<>();
        for (int n = 0; n < EXPOSURES_PER_DAY; n++) {
            final double time = midnight + n * TENTHS_PER_EXPOSURE / 10.0;
            final int turn = n / EXPOSURES_PER_PLACE;
            final Vector3 place = place(midnight, turn);
            final Exposure exposure = Exposure.at(orbit, time);
            if (!window.contains(place.latitude(), place.longitude())) continue;
            if (exposure.solarZenith(place) > GREATEST_SOLAR_ZENITH) continue;
            final int number = orbit.number(time);
            pixels.add(exposure.pixel(
                    idOf(day, n * TENTHS_PER_EXPOSURE / 10),
                    place,
                    turn % PLACES + 1,
                    number,
                    orbit.path(number),
                    GroundPixel.Mode.NADIR,
                    new Vector3[0]));
        }
        return pixels;
    }

    /// The place of the day's n-th turn of the mirror: abeam of the satellite in the middle of its row's time.
    private Vector3 place(double midnight, int turn) {
        final double secondsPerRow = TENTHS_PER_EXPOSURE * EXPOSURES_PER_PLACE * PLACES / 10.0;
        final int row = turn / PLACES;
        final double time = midnight + (row + 0.5) * secondsPerRow;
        final Vector3 centre = orbit.below(time);
        final Vector3 along = centre.tangentTowards(orbit.below(time + 1).minus(orbit.below(time - 1)));
        return centre.moved(along.cross(centre), (turn % PLACES - (PLACES - 1) / 2) * SPACING);
    }

    private static long idOf(LocalDate day, int second) {
        final long date = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
        return date * 1_000_000 + second / 3600 * 10_000L + second / 60 % 60 * 100L + second % 60;
    }
}
