package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaspariCohnTest {
    private final GaspariCohn taper = new GaspariCohn(1280);

    @Test
    void hasTheValuesOfEquation410() {
        assertThat(taper.at(0)).isEqualTo(1);
        assertThat(taper.at(320)).isCloseTo(263.0 / 384, within(1e-15)); // z = 1/2
        assertThat(taper.at(640)).isCloseTo(5.0 / 24, within(1e-15)); // z = 1
        assertThat(taper.at(960)).isCloseTo(19.0 / 1152, within(1e-14)); // z = 3/2
        assertThat(taper.at(1280)).isZero();
        assertThat(taper.at(5000)).isZero();
    }

    @Law
    void liesBetweenNoneAndAllAndFallsWithDistance(@Range(min = 0, max = 1400) double distanceKm) {
        assertThat(taper.at(distanceKm)).isBetween(0.0, 1.0);
        assertThat(taper.at(distanceKm + 1)).isLessThanOrEqualTo(taper.at(distanceKm) + 1e-15);
    }

    @Law
    void tapersOnTheSphereAreSymmetricAndInRange(
            @Range(min = -90, max = 90) double latitudeA,
            @Range(min = -180, max = 180) double longitudeA,
            @Range(min = -90, max = 90) double latitudeB,
            @Range(min = -180, max = 180) double longitudeB) {
        final Localization localization = Localization.greatCircle(3000);
        final double there = localization.taper(latitudeA, longitudeA, latitudeB, longitudeB);
        assertThat(there).isBetween(0.0, 1.0);
        assertThat(localization.taper(latitudeB, longitudeB, latitudeA, longitudeA))
                .isCloseTo(there, within(1e-12));
    }

    @Law
    void tapersOnTheSphereAreThoseOfTheGreatCircleDistance(
            @Range(min = -90, max = 90) double latitudeA,
            @Range(min = -180, max = 180) double longitudeA,
            @Range(min = -90, max = 90) double latitudeB,
            @Range(min = -180, max = 180) double longitudeB,
            @Range(min = 1, max = 40_000) double radiusKm) {
        assertThat(Localization.greatCircle(radiusKm).taper(latitudeA, longitudeA, latitudeB, longitudeB))
                .isCloseTo(
                        new GaspariCohn(radiusKm).at(Sphere.distanceKm(latitudeA, longitudeA, latitudeB, longitudeB)),
                        within(1e-9));
    }

    @Test
    void tapersOnAPlaneAreThoseOfItsCells() {
        final Localization plane = new Localization.Plane(taper, 64);
        assertThat(plane.taper(2, 3, 2 + 6, 3 + 8)).isCloseTo(5.0 / 24, within(1e-15)); // 640 km
        assertThat(plane.taper(0, 0, 0, 20)).isZero();
    }

    @Test
    void withoutLocalizationDistanceDoesNotMatter() {
        assertThat(new Localization.None().taper(90, 0, -90, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -64, Double.NaN, Double.POSITIVE_INFINITY})
    void aCellOfThePlaneThatIsNotPositiveIsAnError(double cellKm) {
        assertThatThrownBy(() -> new Localization.Plane(taper, cellKm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cell of the plane is " + cellKm + " km, expected > 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aRadiusThatIsNotPositiveIsAnError(double radiusKm) {
        assertThatThrownBy(() -> Localization.greatCircle(radiusKm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("localization radius is " + radiusKm + " km, expected > 0");
    }
}
