package org.fluxwatch.contract.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class StereographicGridTest extends GridContract {
    private static final StereographicGrid JDAS = new StereographicGrid(35, 116, 64, 105, 86);

    @Override
    Grid grid() {
        return JDAS;
    }

    @Override
    double domainAreaM2() {
        return rectangleAreaM2(105 * 64e3, 86 * 64e3);
    }

    /// Area on the sphere of a rectangle of the plane about its centre: with a, b half its sides over 2R,
    /// ```
    /// 4R² ∫∫ dx dy / (1 + x² + y²)² = 8R² (a/α atan(b/α) + b/β atan(a/β))   α = √(1+a²), β = √(1+b²)
    /// ```
    private static double rectangleAreaM2(double widthM, double heightM) {
        final double a = widthM / (4 * Sphere.RADIUS_M);
        final double b = heightM / (4 * Sphere.RADIUS_M);
        final double alpha = Math.sqrt(1 + a * a);
        final double beta = Math.sqrt(1 + b * b);
        return 8
                * Sphere.RADIUS_M
                * Sphere.RADIUS_M
                * (a / alpha * Math.atan(b / alpha) + b / beta * Math.atan(a / beta));
    }

    @Test
    void theWholePlaneWouldBeTheWholeSphere() {
        assertThat(rectangleAreaM2(1e16, 1e16) / (4 * Math.PI * Sphere.RADIUS_M * Sphere.RADIUS_M))
                .isCloseTo(1, within(1e-8));
    }

    @Test
    void areasAgreeWithNumericalIntegrationOverLatitudeAndLongitude() {
        final int cell = JDAS.cell(3, 80);
        final int n = 1000;
        final double south = JDAS.latitude(cell) - 0.6;
        final double west = JDAS.longitude(cell) - 1.2;
        double sum = 0;
        for (int b = 0; b < n; b++)
            for (int a = 0; a < n; a++) {
                final double latitude = south + 1.2 * (b + 0.5) / n;
                if (JDAS.cellAt(latitude, west + 2.4 * (a + 0.5) / n) == cell)
                    sum += Math.cos(Math.toRadians(latitude));
            }
        final double piece = Math.toRadians(1.2 / n) * Math.toRadians(2.4 / n) * Sphere.RADIUS_M * Sphere.RADIUS_M;
        assertThat(sum * piece / JDAS.areaM2(cell)).isCloseTo(1, within(1e-3));
    }

    @Test
    void spans6720By5504KmOnThePlane() {
        assertThat(JDAS.nx() * JDAS.cellKm()).isEqualTo(6720);
        assertThat(JDAS.ny() * JDAS.cellKm()).isEqualTo(5504);
        // distance on the sphere of a plane distance ρ from the centre: 2R atan(ρ / 2R)
        final double toEdge = Sphere.distanceKm(35, 116, JDAS.latitude(104.5, 42.5), JDAS.longitude(104.5, 42.5));
        assertThat(toEdge).isCloseTo(2 * 6371 * Math.atan(3360 / 2.0 / 6371), within(1e-6));
    }

    @Test
    void mapFactorIs1AtTheCentreAndGrowsOutwards() {
        assertThat(JDAS.mapFactor(52, 42.5)).isEqualTo(1);
        assertThat(JDAS.latitude(52, 42.5)).isEqualTo(35);
        assertThat(JDAS.longitude(52, 42.5)).isEqualTo(116);
        // k = 1 + (ρ/2R)², ρ = 3328 km
        assertThat(JDAS.mapFactor(0, 42.5)).isCloseTo(1 + Math.pow(3328 / 2.0 / 6371, 2), within(1e-12));
    }

    @Test
    void northIsUpAtTheCentre() {
        final Grid odd = new StereographicGrid(35, 116, 64, 5, 5);
        assertThat(odd.eastAngle(2, 2)).isCloseTo(0, within(1e-9));
        // seen from the centre of a northern plane, meridians lean inwards: east of it, east turns counter-clockwise
        assertThat(odd.eastAngle(4, 2)).isPositive();
        assertThat(odd.eastAngle(0, 2)).isNegative();
    }

    @Test
    void goesOnAcrossTheDateLine() {
        final Grid fiji = new StereographicGrid(-18, 180, 100, 21, 21);
        assertThat(fiji.longitude(10, 10)).isEqualTo(-180);
        assertThat(fiji.longitude(9, 10)).isBetween(178.0, 180.0);
        assertThat(fiji.longitude(11, 10)).isBetween(-180.0, -178.0);
        assertThat(fiji.cellAt(-18, -180)).isEqualTo(fiji.cellAt(-18, 180));
        assertThat(fiji.cellAt(-18, 179)).isEqualTo(fiji.cell(9, 10));
    }

    @Test
    void coversAPole() {
        final Grid arctic = new StereographicGrid(90, 0, 100, 41, 41);
        assertThat(arctic.latitude(20, 20)).isEqualTo(90);
        assertThat(arctic.cellAt(90, 77)).isEqualTo(arctic.cell(20, 20));
        assertThat(arctic.longitude(25, 20)).isCloseTo(90, within(1e-9));
        assertThat(arctic.longitude(20, 15)).isCloseTo(0, within(1e-9));
    }

    @Law
    void placesNearThePoleHaveALatitude(
            @Range(min = 60, max = 90) double centre,
            @Range(min = 89.999, max = 90) double latitude,
            @Range(min = -180, max = 180) double longitude) {
        final Grid arctic = new StereographicGrid(centre, 20, 100, 81, 81);
        final double[] xy = arctic.locate(latitude, longitude);
        assertThat(arctic.latitude(xy[0], xy[1])).isCloseTo(latitude, within(1e-5));
    }

    @Law
    void crossingsAreThePlacesOfTheirLatitudeAndLongitude(
            @Range(min = -90, max = 90) double latitude, @Range(min = -180, max = 180) double longitude) {
        final StereographicGrid.Crossings crossings = JDAS.new Crossings();
        assertThat(crossings.locate(crossings.parallel(latitude), crossings.meridian(longitude)))
                .containsExactly(JDAS.locate(latitude, longitude));
    }

    @Law
    void theAntipodeIsInNoCell(
            @Range(min = -90, max = 90) double latitude, @Range(min = -180, max = 180) double longitude) {
        final Grid grid = new StereographicGrid(latitude, longitude, 100, 141, 141);
        assertThat(grid.cellAt(-latitude, longitude + 180)).isEqualTo(-1);
    }

    @Test
    void theSouthPoleIsInNoCellOfAPlaneAboutTheNorthPole() {
        final Grid arctic = new StereographicGrid(90, 0, 100, 41, 41);
        for (int longitude = -180; longitude <= 180; longitude += 15)
            assertThat(arctic.cellAt(-90, longitude)).isEqualTo(-1);
    }

    @Test
    void errorsNameValueAndExpectation() {
        assertThatThrownBy(() -> new StereographicGrid(91, 0, 100, 10, 10))
                .hasMessage("centre latitude is 91.0 degrees north, expected -90 to 90");
        assertThatThrownBy(() -> new StereographicGrid(0, Double.NaN, 100, 10, 10))
                .hasMessage("centre longitude is NaN degrees east, expected -360 to 360");
        assertThatThrownBy(() -> new StereographicGrid(0, 0, -1, 10, 10))
                .hasMessage("cell size is -1.0 km, expected > 0");
        assertThatThrownBy(() -> new StereographicGrid(0, 0, 100, 10, 2))
                .hasMessage("grid is 10 x 2 cells, expected 3 x 3 or more");
        assertThatThrownBy(() -> new StereographicGrid(0, 0, 1000, 20, 20))
                .hasMessageContainingAll("20 x 20 cells of 1000.0 km", "20000 km");
    }
}
