package org.fluxwatch.contract.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class LatLonGridTest extends GridContract {
    private static final Grid ASIA = new LatLonGrid(70, 10, 1.5, 50, 30);
    private static final double SPHERE_M2 = 4 * Math.PI * Sphere.RADIUS_M * Sphere.RADIUS_M;

    @Override
    Grid grid() {
        return ASIA;
    }

    @Override
    double domainAreaM2() {
        return SPHERE_M2 * 75 / 360 * (Math.sin(Math.toRadians(55)) - Math.sin(Math.toRadians(10))) / 2;
    }

    @Test
    void cellsOfTheWholeEarthAddUpToTheSphere() {
        final Grid earth = new LatLonGrid(-180, -90, 5, 72, 36);
        double sum = 0;
        for (int cell = 0; cell < earth.cells(); cell++) sum += earth.areaM2(cell);
        assertThat(sum / SPHERE_M2).isCloseTo(1, within(1e-12));
    }

    @Test
    void facesShrinkToNothingAtThePoles() {
        final Grid earth = new LatLonGrid(-180, -90, 5, 72, 36);
        assertThat(earth.faceYM(3, 0)).isZero();
        assertThat(earth.faceYM(3, 36)).isZero();
        assertThat(earth.faceYM(3, 18)).isCloseTo(Math.toRadians(5) * Sphere.RADIUS_M, within(1e-6));
    }

    @Test
    void neitherTheSeamNorAPoleIsABoundary() {
        final Grid earth = new LatLonGrid(-180, -90, 5, 72, 36);
        assertThat(earth.isGlobal()).isTrue();
        assertThat(earth.cellsToBoundary(0)).isEqualTo(Integer.MAX_VALUE);
        final Grid belt = new LatLonGrid(0, -30, 5, 72, 12);
        assertThat(belt.isPeriodic()).isTrue();
        assertThat(belt.isGlobal()).isFalse();
        assertThat(belt.cellsToBoundary(belt.cell(0, 2))).isEqualTo(2);
        final Grid corner = new LatLonGrid(0, 60, 5, 20, 6);
        assertThat(corner.isPeriodic()).isFalse();
        assertThat(corner.cellsToBoundary(corner.cell(10, 5))).isEqualTo(5);
        assertThat(corner.cellsToBoundary(corner.cell(3, 5))).isEqualTo(3);
    }

    @Test
    void goesOnAcrossTheDateLine() {
        final Grid pacific = new LatLonGrid(170, -10, 1, 20, 20);
        assertThat(pacific.longitude(10, 0)).isEqualTo(-179.5);
        assertThat(pacific.cellAt(0.5, 179.5)).isEqualTo(pacific.cell(9, 10));
        assertThat(pacific.cellAt(0.5, -179.5)).isEqualTo(pacific.cell(10, 10));
        assertThat(pacific.cellAt(0.5, 180)).isEqualTo(pacific.cell(10, 10));
        assertThat(pacific.cellAt(0.5, 169)).isEqualTo(-1);
        assertThat(pacific.cellAt(0.5, -169)).isEqualTo(-1);
    }

    @Test
    void longitudesOf0To360AreTheSamePlaces() {
        final Grid earth = new LatLonGrid(0, -90, 5, 72, 36);
        assertThat(earth.cellAt(1, -1)).isEqualTo(earth.cellAt(1, 359));
    }

    @Test
    void theNorthPoleIsInTheLastRow() {
        final Grid earth = new LatLonGrid(-180, -90, 5, 72, 36);
        assertThat(earth.cellAt(90, 2)).isEqualTo(earth.cell(36, 35));
        assertThat(earth.cellAt(-90, 2)).isEqualTo(earth.cell(36, 0));
    }

    @Law
    void everyPlaceIsInACellOfAnyGridOfTheWholeEarth(
            @Range(min = -360, max = 360) double west,
            @Range(min = -90, max = 90) double latitude,
            @Range(min = -180, max = 180) double longitude) {
        final Grid earth = new LatLonGrid(west, -90, 2.5, 144, 72);
        assertThat(earth.cellAt(latitude, longitude)).isNotNegative();
        assertThat(earth.cellAt(latitude, west)).isNotNegative();
        assertThat(earth.cellAt(latitude, west - 1e-14)).isNotNegative();
    }

    @Test
    void errorsNameValueAndExpectation() {
        assertThatThrownBy(() -> new LatLonGrid(0, 0, 0, 10, 10)).hasMessage("cell size is 0.0 degrees, expected > 0");
        assertThatThrownBy(() -> new LatLonGrid(0, 0, Double.NaN, 10, 10))
                .hasMessage("cell size is NaN degrees, expected > 0");
        assertThatThrownBy(() -> new LatLonGrid(0, 0, 1, 2, 10))
                .hasMessage("grid is 2 x 10 cells, expected 3 x 3 or more");
        assertThatThrownBy(() -> new LatLonGrid(0, 80, 1, 10, 11))
                .hasMessage("rows reach from 80.0 to 91.0 degrees north, expected within -90 to 90");
        assertThatThrownBy(() -> new LatLonGrid(0, 0, 1, 361, 11))
                .hasMessage("columns span 361.0 degrees of longitude, expected 360 or less");
        assertThatThrownBy(() -> new LatLonGrid(400, 0, 1, 10, 10))
                .hasMessage("western edge is 400.0 degrees east, expected -360 to 360");
    }
}
