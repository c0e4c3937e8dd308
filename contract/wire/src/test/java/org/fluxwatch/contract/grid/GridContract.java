package org.fluxwatch.contract.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every grid promises; a grid's test extends it.
abstract class GridContract {
    /// The grid under test.
    abstract Grid grid();

    /// Exact area of the grid's domain on the sphere, m².
    abstract double domainAreaM2();

    @Test
    void locateInvertsLatitudeAndLongitude() {
        final Random random = new Random(1);
        for (int n = 0; n < 1000; n++) {
            final double x = random.nextDouble() * grid().nx() - 0.5;
            final double y = random.nextDouble() * grid().ny() - 0.5;
            final double[] xy = grid().locate(grid().latitude(x, y), grid().longitude(x, y));
            assertThat(xy[0]).isCloseTo(x, within(1e-7));
            assertThat(xy[1]).isCloseTo(y, within(1e-7));
        }
    }

    @Test
    void findsEachCellAtItsCentre() {
        for (int cell = 0; cell < grid().cells(); cell++)
            assertThat(grid().cellAt(grid().latitude(cell), grid().longitude(cell)))
                    .isEqualTo(cell);
    }

    @Test
    void givesPlacesInDegreesOfTheUsualRange() {
        for (int cell = 0; cell < grid().cells(); cell++) {
            assertThat(grid().latitude(cell)).isBetween(-90.0, 90.0);
            assertThat(grid().longitude(cell)).isGreaterThanOrEqualTo(-180).isLessThan(180);
        }
    }

    @Test
    void cellsAddUpToTheDomain() {
        double sum = 0;
        for (int cell = 0; cell < grid().cells(); cell++) {
            assertThat(grid().areaM2(cell)).isPositive();
            sum += grid().areaM2(cell);
        }
        assertThat(sum / domainAreaM2()).isCloseTo(1, within(1e-6));
    }

    /// The distance between two corners is the length of the face between them: exactly on great circles, nearly on
    /// the small circles and plane lines that faces are.
    @Test
    void facesAreAsLongAsTheWayBetweenTheirCorners() {
        for (int j = 1; j < grid().ny() - 1; j++)
            for (int i = 1; i < grid().nx() - 1; i++) {
                assertThat(grid().faceXM(i, j) / distanceM(i - 0.5, j - 0.5, i - 0.5, j + 0.5))
                        .isCloseTo(1, within(2e-3));
                if (grid().faceYM(i, j) > 1)
                    assertThat(grid().faceYM(i, j) / distanceM(i - 0.5, j - 0.5, i + 0.5, j - 0.5))
                            .isCloseTo(1, within(2e-3));
            }
    }

    @Test
    void facesAgreeWithAreas() {
        for (int j = 0; j < grid().ny(); j++)
            for (int i = 0; i < grid().nx(); i++) {
                assertThat(grid().faceXM(i, j)).isPositive();
                assertThat(grid().faceYM(i, j)).isNotNegative();
                final double width = 0.5 * (grid().faceYM(i, j) + grid().faceYM(i, j + 1));
                final double height = 0.5 * (grid().faceXM(i, j) + grid().faceXM(i + 1, j));
                assertThat(grid().areaM2(i, j) / (width * height)).isCloseTo(1, within(5e-3));
            }
    }

    @Test
    void eastAngleTurnsAStepEastIntoAStepOnThePlane() {
        final double step = 1e-3;
        for (double y = 0; y < grid().ny(); y += 0.5)
            for (double x = 0; x < grid().nx(); x += 0.5) {
                final double latitude = grid().latitude(x, y);
                if (Math.abs(latitude) > 89) continue; // east turns within one step
                final double[] east = grid().locate(latitude, grid().longitude(x, y) + step);
                final double length = Math.hypot(east[0] - x, east[1] - y);
                final double angle = grid().eastAngle(x, y);
                assertThat((east[0] - x) / length).isCloseTo(Math.cos(angle), within(1e-3));
                assertThat((east[1] - y) / length).isCloseTo(Math.sin(angle), within(1e-3));
            }
    }

    @Test
    void aWindFromTheSouthBlowsTowardsTheNorthOfThePlane() {
        final int i = grid().nx() / 3;
        final int j = grid().ny() / 3;
        final double angle = grid().eastAngle(i, j);
        final double[] north = grid().locate(grid().latitude(i, j) + 1e-3, grid().longitude(i, j));
        final double length = Math.hypot(north[0] - i, north[1] - j);
        assertThat((north[0] - i) / length).isCloseTo(-Math.sin(angle), within(1e-3));
        assertThat((north[1] - j) / length).isCloseTo(Math.cos(angle), within(1e-3));
    }

    @Test
    void countsCellsToTheBoundaryFromTheOutermost() {
        assertThat(grid().cellsToBoundary(grid().cell(0, 1))).isZero();
        assertThat(grid().cellsToBoundary(grid().cell(grid().nx() - 1, grid().ny() - 1)))
                .isZero();
        assertThat(grid().cellsToBoundary(grid().cell(1, 1))).isOne();
    }

    private double distanceM(double x1, double y1, double x2, double y2) {
        return 1e3
                * Sphere.distanceKm(
                        grid().latitude(x1, y1),
                        grid().longitude(x1, y1),
                        grid().latitude(x2, y2),
                        grid().longitude(x2, y2));
    }
}
