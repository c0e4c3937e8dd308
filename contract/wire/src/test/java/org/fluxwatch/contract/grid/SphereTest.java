package org.fluxwatch.contract.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class SphereTest {
    @Test
    void knowsDistances() {
        // a degree along the equator or a meridian is πR/180
        assertThat(Sphere.distanceKm(0, 0, 0, 1)).isCloseTo(111.1949, within(1e-4));
        assertThat(Sphere.distanceKm(10, 50, 11, 50)).isCloseTo(111.1949, within(1e-4));
        assertThat(Sphere.distanceKm(90, 0, -90, 0)).isCloseTo(Math.PI * 6371, within(1e-9));
        assertThat(Sphere.distanceKm(0, 0, 0, 180)).isCloseTo(Math.PI * 6371, within(1e-9));
        assertThat(Sphere.distanceKm(0, 179.5, 0, -179.5)).isCloseTo(111.1949, within(1e-4));
        assertThat(Sphere.distanceKm(60, 0, 60, 180)).isCloseTo(60 * 111.1949, within(1e-2));
        // London - New York, 51.5 N 0 E to 40.7 N 74 W
        assertThat(Sphere.distanceKm(51.5, 0, 40.7, -74)).isCloseTo(5575, within(10.0));
    }

    @Law
    void distanceIsAMetric(
            @Range(min = -90, max = 90) double latitudeA,
            @Range(min = -180, max = 180) double longitudeA,
            @Range(min = -90, max = 90) double latitudeB,
            @Range(min = -180, max = 180) double longitudeB) {
        final double there = Sphere.distanceKm(latitudeA, longitudeA, latitudeB, longitudeB);
        assertThat(there).isBetween(0.0, Math.PI * 6371 + 1e-9);
        assertThat(Sphere.distanceKm(latitudeB, longitudeB, latitudeA, longitudeA))
                .isCloseTo(there, within(1e-9));
        assertThat(Sphere.distanceKm(latitudeA, longitudeA, latitudeA, longitudeA + 360))
                .isCloseTo(0, within(1e-6));
        final double viaPole =
                Sphere.distanceKm(latitudeA, longitudeA, 90, 0) + Sphere.distanceKm(90, 0, latitudeB, longitudeB);
        assertThat(there).isLessThanOrEqualTo(viaPole + 1e-6);
    }

    @Law
    void wrappedLongitudesAreTheSameMeridian(@Range(min = -1000, max = 1000) double longitude) {
        final double wrapped = Sphere.wrapLongitude(longitude);
        assertThat(wrapped).isBetween(-180.0, 180.0);
        assertThat(Math.IEEEremainder(wrapped - longitude, 360)).isCloseTo(0, within(1e-9));
    }

    @Test
    void theDateLineIsMinus180() {
        assertThat(Sphere.wrapLongitude(180)).isEqualTo(-180);
        assertThat(Sphere.wrapLongitude(-180)).isEqualTo(-180);
        assertThat(Sphere.wrapLongitude(540)).isEqualTo(-180);
        assertThat(Sphere.wrapLongitude(0)).isZero();
    }
}
