package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.deploy.twin.CloudMask.Sky;
import org.junit.jupiter.api.Test;

class CloudMaskTest {
    private static final double NOON = 1_556_712_000.0;
    private final CloudMask mask = new CloudMask(7);

    @Test
    void leavesTenToTwentyPercentClear() {
        int clear = 0;
        int edge = 0;
        int all = 0;
        for (int day = 0; day < 40; day++)
            for (double latitude = 15; latitude < 55; latitude += 1)
                for (double longitude = 80; longitude < 140; longitude += 2) {
                    final Sky sky = mask.at(NOON + day * 86_400, latitude, longitude);
                    if (sky == Sky.CLEAR) clear++;
                    if (sky == Sky.EDGE) edge++;
                    all++;
                }
        assertThat((double) clear / all).isCloseTo(0.15, within(0.02));
        assertThat((double) edge / all).isCloseTo(0.11, within(0.02));
    }

    @Test
    void clearsPlacesTogetherThatAreNearInSpaceAndTime() {
        assertThat(clearGivenClear(0.1, 0)).isGreaterThan(0.7);
        assertThat(clearGivenClear(0.5, 0)).isBetween(0.45, 0.9);
        assertThat(clearGivenClear(0, 1800)).isGreaterThan(0.5);
        assertThat(clearGivenClear(10, 0)).isCloseTo(0.15, within(0.05));
        assertThat(clearGivenClear(0, 86_400)).isCloseTo(0.15, within(0.05));
    }

    /// Share of clear places whose neighbour, so far north or so much later, is clear too.
    private double clearGivenClear(double degreesNorth, double secondsLater) {
        int clear = 0;
        int both = 0;
        for (int day = 0; day < 20; day++)
            for (double latitude = 15; latitude < 45; latitude += 1)
                for (double longitude = 80; longitude < 140; longitude += 2) {
                    final double time = NOON + day * 86_400;
                    if (mask.at(time, latitude, longitude) != Sky.CLEAR) continue;
                    clear++;
                    if (mask.at(time + secondsLater, latitude + degreesNorth, longitude) == Sky.CLEAR) both++;
                }
        return (double) both / clear;
    }

    @Test
    void isAFunctionOfSeedPlaceAndTime() {
        final CloudMask same = new CloudMask(7);
        final CloudMask other = new CloudMask(8);
        int differing = 0;
        for (int n = 0; n < 2000; n++) {
            final double latitude = -80 + 0.08 * n;
            final double longitude = -170 + 0.17 * n;
            assertThat(same.at(NOON + n, latitude, longitude)).isEqualTo(mask.at(NOON + n, latitude, longitude));
            if (other.at(NOON + n, latitude, longitude) != mask.at(NOON + n, latitude, longitude)) differing++;
        }
        assertThat(differing).isGreaterThan(300);
    }

    @Test
    void makesNoiseOfUnitVariance() {
        final CorrelatedNoise noise = new CorrelatedNoise(3, 100, 2);
        double sum = 0;
        double squares = 0;
        final int n = 40_000;
        for (int k = 0; k < n; k++) {
            final double z = noise.at(NOON + 7919.0 * k, Math.toDegrees(Math.asin(2.0 * k / n - 1)), 137.5 * k);
            sum += z;
            squares += z * z;
        }
        assertThat(sum / n).isCloseTo(0, within(0.03));
        assertThat(squares / n).isCloseTo(1, within(0.03));
    }
}
