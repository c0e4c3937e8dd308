package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.netcdf.GridFile;
import org.junit.jupiter.api.Test;

class ProjectedGridTest {
    private static final double RADIUS = MapProjection.RADIUS_KM;

    @Test
    void findsMcipsCellsWhereItsFilesSayTheyAre() {
        try (GridFile file = RealWeather.mcip("GRIDCRO2D");
                GridFile fields = RealWeather.mcip("METCRO3D")) {
            final double error = error(
                    IoApiHeader.of(fields).grid().orElseThrow(),
                    file.variable("LAT").doubles(),
                    file.variable("LON").doubles());
            assertThat(error).isLessThan(1e-3);
        }
    }

    @Test
    void findsMcipsCornersWhereItsFilesSayTheyAre() {
        try (GridFile file = RealWeather.mcip("GRIDDOT2D");
                GridFile fields = RealWeather.mcip("METDOT3D")) {
            final double error = error(
                    IoApiHeader.of(fields).grid().orElseThrow(),
                    file.variable("LATD").doubles(),
                    file.variable("LOND").doubles());
            assertThat(error).isLessThan(1e-3);
        }
    }

    @Test
    void findsWrfsMassPointsAndFacesWhereItsFilesSayTheyAre() {
        try (GridFile file = RealWeather.wrf(0)) {
            final ProjectedGrid masses = WrfHeader.of(file).grid();
            final int nx = masses.nx();
            final int ny = masses.ny();
            final double[] errors = {
                error(
                        masses,
                        file.variable("XLAT").doubles(),
                        file.variable("XLONG").doubles()),
                error(
                        masses.from(-0.5, 0, nx + 1, ny),
                        file.variable("XLAT_U").doubles(),
                        file.variable("XLONG_U").doubles()),
                error(
                        masses.from(0, -0.5, nx, ny + 1),
                        file.variable("XLAT_V").doubles(),
                        file.variable("XLONG_V").doubles())
            };
            assertThat(java.util.Arrays.stream(errors).max().orElseThrow()).isLessThan(5e-3);
        }
    }

    /// On a conformal plane east is where longitude rises fastest.
    @Test
    void pointsEastWhereWrfsLongitudesRise() {
        try (GridFile file = RealWeather.wrf(0)) {
            final ProjectedGrid grid = WrfHeader.of(file).grid();
            final double[] latitudes = file.variable("XLAT").doubles();
            final double[] longitudes = file.variable("XLONG").doubles();
            final int nx = grid.nx();
            for (int j = 1; j < grid.ny() - 1; j++)
                for (int i = 1; i < nx - 1; i++) {
                    final int at = j * nx + i;
                    final double angle = Math.atan2(
                            longitudes[at + nx] - longitudes[at - nx], longitudes[at + 1] - longitudes[at - 1]);
                    assertThat(grid.eastAngle(latitudes[at], longitudes[at])).isCloseTo(angle, within(1e-3));
                }
        }
    }

    /// Largest distance of a point from where it should be, cells.
    private static double error(ProjectedGrid grid, double[] latitudes, double[] longitudes) {
        assertThat(latitudes).hasSize(grid.nx() * grid.ny());
        double largest = 0;
        for (int at = 0; at < latitudes.length; at++) {
            final double[] xy = grid.locate(latitudes[at], longitudes[at]);
            largest = Math.max(largest, Math.hypot(xy[0] - at % grid.nx(), xy[1] - at / grid.nx()));
        }
        return largest;
    }

    /// Snyder (1987), eqs. 21-5 and 21-6 with k0 of a plane true at a latitude; both poles.
    @Test
    void agreesWithSnydersPolarStereographic() {
        for (double side : new double[] {1, -1}) {
            final MapProjection projection = MapProjection.PolarStereographic.of(60 * side, -100);
            final double k0 = 0.5 * (1 + Math.sin(Math.toRadians(60)));
            for (double latitude : new double[] {30, 50, 60, 85})
                for (double longitude : new double[] {-170, -100, -30, 100}) {
                    final double rho = 2 * RADIUS * k0 * Math.tan(Math.PI / 4 - Math.toRadians(latitude) / 2);
                    final double turn = Math.toRadians(longitude + 100);
                    final double[] xy = projection.project(side * latitude, longitude);
                    assertThat(xy[0]).isCloseTo(rho * Math.sin(turn), within(1e-6));
                    assertThat(xy[1]).isCloseTo(-side * rho * Math.cos(turn), within(1e-6));
                }
        }
    }

    /// Snyder (1987), eqs. 7-1 and 7-2, true at a latitude.
    @Test
    void agreesWithSnydersMercator() {
        final MapProjection projection = MapProjection.EquatorialMercator.of(20, 110);
        final double k0 = Math.cos(Math.toRadians(20));
        for (double latitude : new double[] {-40, 0, 20, 35})
            for (double longitude : new double[] {80, 110, 150, 179}) {
                final double[] xy = projection.project(latitude, longitude);
                assertThat(xy[0]).isCloseTo(RADIUS * k0 * Math.toRadians(longitude - 110), within(1e-6));
                assertThat(xy[1])
                        .isCloseTo(
                                RADIUS * k0 * Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2)),
                                within(1e-6));
            }
    }

    /// Snyder (1987), eqs. 15-1 to 15-4.
    @Test
    void agreesWithSnydersLambert() {
        final MapProjection projection = MapProjection.Lambert.of(60, 30, 116);
        final double n = Math.log(Math.cos(Math.toRadians(30)) / Math.cos(Math.toRadians(60)))
                / Math.log(tangent(60) / tangent(30));
        final double f = Math.cos(Math.toRadians(30)) * Math.pow(tangent(30), n) / n;
        final double[] origin = projection.project(35, 116);
        for (double latitude : new double[] {10, 30, 45, 70})
            for (double longitude : new double[] {70, 116, 150, 175}) {
                final double rho = RADIUS * f / Math.pow(tangent(latitude), n);
                final double rho0 = RADIUS * f / Math.pow(tangent(35), n);
                final double turn = n * Math.toRadians(longitude - 116);
                final double[] xy = projection.project(latitude, longitude);
                assertThat(xy[0] - origin[0]).isCloseTo(rho * Math.sin(turn), within(1e-6));
                assertThat(xy[1] - origin[1]).isCloseTo(rho0 - rho * Math.cos(turn), within(1e-6));
            }
    }

    private static double tangent(double latitude) {
        return Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2);
    }

    @Test
    void pointsEastAsTheConeTurns() {
        final MapProjection projection = MapProjection.Lambert.of(60, 30, 116);
        final ProjectedGrid grid = new ProjectedGrid(projection, 0, 0, 10, 10, 5, 5);
        final double n = Math.log(Math.cos(Math.toRadians(30)) / Math.cos(Math.toRadians(60)))
                / Math.log(tangent(60) / tangent(30));
        assertThat(grid.eastAngle(40, 116)).isCloseTo(0, within(1e-9));
        assertThat(grid.eastAngle(40, 136)).isCloseTo(n * Math.toRadians(20), within(1e-7));
        assertThat(grid.eastAngle(40, 86)).isCloseTo(-n * Math.toRadians(30), within(1e-7));
    }

    @Test
    void crossesTheDateLine() {
        final ProjectedGrid grid =
                new ProjectedGrid(new MapProjection.LatitudeLongitude(180), 170, 10, 0.5, 0.25, 41, 11);
        assertThat(grid.locate(11, -175)).containsExactly(30, 4);
        assertThat(grid.eastAngle(11, 179.99999)).isCloseTo(0, within(1e-9));
    }

    @Test
    void saysWhatAPlaneNeeds() {
        assertThatThrownBy(() -> MapProjection.Lambert.of(-30, 60, 116))
                .hasMessageContaining("-30.0 and 60.0")
                .hasMessageContaining("expected both on one side");
        assertThatThrownBy(() -> MapProjection.PolarStereographic.of(0, 116)).hasMessageContaining("true latitude");
        assertThatThrownBy(() -> MapProjection.EquatorialMercator.of(90, 116)).hasMessageContaining("90.0");
    }
}
