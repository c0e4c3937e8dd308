package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Known answers of two-dimensional advection on both grids: on a square of 64 km, small enough to be flat, and on a
/// piece of the sphere. The field comes back to where it was; its errors are held against bounds and orders.
///
/// We found no figures for these flows by the method of Colella and Woodward that we could read in full, so none is
/// quoted; [PublishedFiguresTest] has those for one dimension.
class AdvectionTest {
    private static final int STRIDE = 16;
    private static final double SIDE_M = 64_000;
    private static final double RADIUS_M = 6_371_000;
    private static final double DEGREES_PER_M = Math.toDegrees(1 / RADIUS_M);
    private static final double BACKGROUND_PPM = 400;
    private static final double HEIGHT_PPM = 10;
    /// p / (p + 1), the order in l1 at a jump of a method of order p = 2 on smooth fields. Source: Banks, Aslam and
    /// Rider (2008), J. Comput. Phys. 227, 6985-7002.
    private static final double JUMP_ORDER = 2.0 / 3;

    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.6, 0.0), 5_000);

    /// Wind at a place (0 to 1 along both sides of the square) and time (0 to 1), m s-1.
    private interface Flow {
        double at(double x, double y, double t);
    }

    /// Share of the height, 0 to 1.
    private interface Shape {
        double at(double x, double y);
    }

    enum Kind {
        STEREOGRAPHIC,
        LAT_LON;

        /// A square of 64 km around 0 N 0 E, of n x n cells.
        Grid flat(int n) {
            final double degrees = SIDE_M / n * DEGREES_PER_M;
            return switch (this) {
                case STEREOGRAPHIC -> new StereographicGrid(0, 0, SIDE_M / n / 1000, n, n);
                case LAT_LON -> new LatLonGrid(-0.5 * n * degrees, -0.5 * n * degrees, degrees, n, n);
            };
        }

        /// 50 degrees, or 5600 km, around 35 N 100 E, of n x n cells.
        Grid wide(int n) {
            return switch (this) {
                case STEREOGRAPHIC -> new StereographicGrid(35, 100, 5_600.0 / n, n, n);
                case LAT_LON -> new LatLonGrid(75, 10, 50.0 / n, n, n);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void cosineBellComesBackFromSolidBodyRotation(Kind kind) {
        final Shape bell = (x, y) -> bell(x, y, 0.5, 0.72, 0.22);
        final ErrorNorms coarse = rotated(kind.flat(24), bell);
        final ErrorNorms middle = rotated(kind.flat(48), bell);
        final ErrorNorms fine = rotated(kind.flat(96), bell);
        assertBelow(middle, 0.032, 0.029, 0.049);
        assertThat(middle.most()).isGreaterThan(0.94);
        assertOrder(coarse, middle, 1.3, 1.5, 1.5);
        assertOrder(middle, fine, 1.1, 1.1, 1.7);
    }

    /// The cylinder of Zalesak (1979), J. Comput. Phys. 31, 335-362, on his 100 x 100 cells and on half and twice as
    /// many: radius 0.15, slot 0.05 wide and 0.25 long.
    @ParameterizedTest
    @EnumSource
    void slottedCylinderComesBackFromSolidBodyRotation(Kind kind) {
        final ErrorNorms coarse = rotated(kind.flat(50), AdvectionTest::slottedCylinder);
        final ErrorNorms middle = rotated(kind.flat(100), AdvectionTest::slottedCylinder);
        final ErrorNorms fine = rotated(kind.flat(200), AdvectionTest::slottedCylinder);
        assertBelow(middle, 0.15, 0.18, 0.56);
        assertThat(middle.most()).isGreaterThan(0.9999);
        assertThat(Math.sqrt(coarse.l1() / fine.l1())).isGreaterThan(Math.pow(2, JUMP_ORDER));
    }

    private static void assertBelow(ErrorNorms errors, double l1, double l2, double lInfinity) {
        assertThat(errors.l1()).isLessThan(l1);
        assertThat(errors.l2()).isLessThan(l2);
        assertThat(errors.lInfinity()).isLessThan(lInfinity);
    }

    private static void assertOrder(ErrorNorms errors, ErrorNorms finer, double l1, double l2, double lInfinity) {
        final double[] order = errors.orderTo(finer);
        assertThat(order[0]).isGreaterThan(l1);
        assertThat(order[1]).isGreaterThan(l2);
        assertThat(order[2]).isGreaterThan(lInfinity);
    }

    /// One turn in eight hours, some twenty times as fast as weather turns: what is seen is how far the order of sweeps
    /// may matter, as sub-steps are as long as `MAX_TURN` lets them be. [#bellComesBackFromATurnOfTheSphere] is
    /// as fast as weather.
    private static ErrorNorms rotated(Grid grid, Shape shape) {
        final int hours = 8;
        final double omega = 2 * Math.PI / (hours * 3600.0);
        return carried(
                grid, hours, (x, y, t) -> -omega * (y - 0.5) * SIDE_M, (x, y, t) -> omega * (x - 0.5) * SIDE_M, shape);
    }

    @ParameterizedTest
    @EnumSource
    void swirlingFlowReturnsTheBell(Kind kind) {
        final Shape bell = (x, y) -> bell(x, y, 0.5, 0.72, 0.22);
        final ErrorNorms coarse = swirled(kind.flat(32), bell);
        final ErrorNorms middle = swirled(kind.flat(64), bell);
        final ErrorNorms fine = swirled(kind.flat(128), bell);
        assertBelow(middle, 0.043, 0.043, 0.062);
        assertThat(middle.most()).isGreaterThan(0.93);
        assertOrder(coarse, middle, 1.9, 1.8, 1.5);
        assertOrder(middle, fine, 1.5, 1.5, 1.5);
    }

    @ParameterizedTest
    @EnumSource
    void swirlingFlowReturnsTheSlottedCylinder(Kind kind) {
        final ErrorNorms coarse = swirled(kind.flat(32), AdvectionTest::slottedCylinder);
        final ErrorNorms middle = swirled(kind.flat(64), AdvectionTest::slottedCylinder);
        final ErrorNorms fine = swirled(kind.flat(128), AdvectionTest::slottedCylinder);
        assertBelow(fine, 0.26, 0.28, 0.72);
        assertThat(coarse.l1()).isGreaterThan(middle.l1());
        assertOrder(middle, fine, JUMP_ORDER, 0.45, 0.1);
    }

    /// LeVeque (1996), SIAM J. Numer. Anal. 33, 627-665, Eq. 9.4, with his period T = 2 in twelve hours.
    private static ErrorNorms swirled(Grid grid, Shape shape) {
        final int hours = 12;
        final double speed = SIDE_M / (hours * 3600.0);
        return carried(
                grid,
                hours,
                (x, y, t) -> speed * sin2(x) * 2 * Math.sin(2 * Math.PI * y) * Math.cos(Math.PI * t),
                (x, y, t) -> -speed * sin2(y) * 2 * Math.sin(2 * Math.PI * x) * Math.cos(Math.PI * t),
                shape);
    }

    private static double sin2(double x) {
        return Math.pow(Math.sin(Math.PI * x), 2);
    }

    private static double bell(double x, double y, double centreX, double centreY, double radius) {
        final double distance = Math.hypot(x - centreX, y - centreY) / radius;
        return distance < 1 ? 0.5 * (1 + Math.cos(Math.PI * distance)) : 0;
    }

    private static double slottedCylinder(double x, double y) {
        final boolean inside = Math.hypot(x - 0.5, y - 0.75) < 0.15;
        return inside && (Math.abs(x - 0.5) >= 0.025 || y >= 0.85) ? 1 : 0;
    }

    /// Carries a shape on the unit square, its cells' means taken at 8 x 8 points.
    private static ErrorNorms carried(Grid grid, int hours, Flow u, Flow v, Shape shape) {
        final int n = grid.nx();
        final double[] initial = new double[grid.cells()];
        for (int c = 0; c < initial.length; c++)
            for (int point = 0; point < 64; point++)
                initial[c] += shape.at((c % n + (point % 8 + 0.5) / 8) / n, (c / n + (point / 8 + 0.5) / 8) / n) / 64;
        final Meteorology.Fields[] winds = new Meteorology.Fields[hours + 1];
        for (int hour = 0; hour <= hours; hour++) {
            final double t = (double) hour / hours;
            winds[hour] = Winds.of(
                    grid,
                    LEVELS,
                    hour,
                    (i, j, k) -> u.at((i + 0.5) / n, (j + 0.5) / n, t),
                    (i, j, k) -> v.at((i + 0.5) / n, (j + 0.5) / n, t));
        }
        return carried(grid, winds, initial);
    }

    @ParameterizedTest
    @EnumSource
    void bellComesBackFromATurnOfTheSphere(Kind kind) {
        final ErrorNorms coarse = turned(kind.wide(24));
        final ErrorNorms middle = turned(kind.wide(48));
        final ErrorNorms fine = turned(kind.wide(96));
        assertBelow(middle, 0.014, 0.020, 0.060);
        assertThat(middle.most()).isGreaterThan(0.92);
        assertOrder(coarse, middle, 2.5, 2.3, 1.5);
        assertOrder(middle, fine, 1.3, 2.0, 1.5); // at 58 km what an hour's turn costs begins to show
    }

    /// A cosine bell 1200 km wide carried around 35 N 100 E in five days by the sphere's solid-body rotation.
    /// ```
    /// u = ω R (sin φ0 cos φ - cos φ0 sin φ cos(λ - λ0)),  v = ω R cos φ0 sin(λ - λ0)
    /// ```
    private static ErrorNorms turned(Grid grid) {
        final int hours = 120;
        final double phi0 = Math.toRadians(35);
        final double speed = 2 * Math.PI / (hours * 3600.0) * RADIUS_M;
        final double[] u = new double[grid.cells()];
        final double[] v = new double[grid.cells()];
        final double[] initial = new double[grid.cells()];
        for (int c = 0; c < grid.cells(); c++) {
            final double phi = Math.toRadians(grid.latitude(c));
            final double lambda = Math.toRadians(grid.longitude(c) - 100);
            final double east =
                    speed * (Math.sin(phi0) * Math.cos(phi) - Math.cos(phi0) * Math.sin(phi) * Math.cos(lambda));
            final double north = speed * Math.cos(phi0) * Math.sin(lambda);
            final double angle = grid.eastAngle(c % grid.nx(), c / grid.nx());
            u[c] = east * Math.cos(angle) - north * Math.sin(angle);
            v[c] = east * Math.sin(angle) + north * Math.cos(angle);
            initial[c] = bell(kmFrom(grid, c, 43, 100), 0, 0, 0, 1_200);
        }
        final Meteorology.Fields[] winds = new Meteorology.Fields[hours + 1];
        for (int hour = 0; hour <= hours; hour++)
            winds[hour] =
                    Winds.of(grid, LEVELS, hour, (i, j, k) -> u[grid.cell(i, j)], (i, j, k) -> v[grid.cell(i, j)]);
        return carried(grid, winds, initial);
    }

    private static double kmFrom(Grid grid, int cell, double latitude, double longitude) {
        final double phi = Math.toRadians(grid.latitude(cell));
        final double phi0 = Math.toRadians(latitude);
        final double cosine = Math.sin(phi) * Math.sin(phi0)
                + Math.cos(phi) * Math.cos(phi0) * Math.cos(Math.toRadians(grid.longitude(cell) - longitude));
        return RADIUS_M / 1e3 * Math.acos(Math.min(1, cosine));
    }

    /// Carries `initial` on a background, in all layers and lanes, and returns its errors; checks on the way that there
    /// is no new extremum.
    ///
    /// @param winds at all hours, first to last
    /// @param initial and exact in the end, 0 to 1 `[cells]`
    private static ErrorNorms carried(Grid grid, Meteorology.Fields[] winds, double[] initial) {
        try (NumericsPool pool = new NumericsPool(2)) {
            final int nz = LEVELS.nz();
            final TransportModel model = new TransportModel(grid, LEVELS, STRIDE, pool);
            final float[] co2 = new float[grid.cells() * nz * STRIDE];
            for (int at = 0; at < co2.length; at++)
                co2[at] = (float) (BACKGROUND_PPM + HEIGHT_PPM * initial[at / STRIDE / nz]);
            final float[] flux = new float[grid.cells() * STRIDE];
            final float[] inflow = Winds.filled(model.perimeter().size() * nz * STRIDE, BACKGROUND_PPM);
            for (int hour = 1; hour < winds.length; hour++) {
                model.advanceHour(winds[hour - 1], winds[hour], co2, flux, inflow);
                assertThat(TransportModelTest.inRange(co2, 399.999f, 410.001f)).isTrue();
            }
            final double[] result = new double[grid.cells()];
            final double[] area = new double[grid.cells()];
            for (int c = 0; c < result.length; c++) {
                result[c] = (co2[c * nz * STRIDE] - BACKGROUND_PPM) / HEIGHT_PPM;
                area[c] = grid.areaM2(c);
            }
            return ErrorNorms.of(result, initial, area);
        }
    }
}
