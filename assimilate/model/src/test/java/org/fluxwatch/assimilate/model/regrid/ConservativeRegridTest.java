package org.fluxwatch.assimilate.model.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.model.regrid.RectilinearGridTest.even;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConservativeRegridTest {
    private static final Grid DEFAULT = new StereographicGrid(35, 116, 64, 105, 86);
    private static final Grid AROUND_THE_POLE = new StereographicGrid(90, 0, 64, 61, 51);
    private static final Grid POLE_WITHIN = new StereographicGrid(-84, 175, 150, 31, 25);
    private static final Grid ACROSS_THE_DATE_LINE = new LatLonGrid(165, -20.3, 0.7, 45, 60);
    private static final Grid EARTH = new LatLonGrid(-180, -90, 2, 180, 90);

    /// Edges of an inventory's cells.
    private record Source(String name, double[] latitudeEdges, double[] longitudeEdges) {
        ConservativeRegrid onto(Grid grid) {
            return ConservativeRegrid.of(latitudeEdges, longitudeEdges, grid);
        }

        double areaM2(int row, int column) {
            return Sphere.RADIUS_M
                    * Sphere.RADIUS_M
                    * Math.toRadians(longitudeEdges[column + 1] - longitudeEdges[column])
                    * Math.abs(Math.sin(Math.toRadians(latitudeEdges[row + 1]))
                            - Math.sin(Math.toRadians(latitudeEdges[row])));
        }

        /// Whether a cell lies wholly in the domain, by points along its outline, a tenth of a model cell from the
        /// border.
        boolean inside(int row, int column, Grid grid) {
            for (int a = 0; a <= 20; a++) {
                final double latitude = between(latitudeEdges[row], latitudeEdges[row + 1], a / 20.0);
                final double longitude = between(longitudeEdges[column], longitudeEdges[column + 1], a / 20.0);
                if (!holds(grid, latitude, longitudeEdges[column])
                        || !holds(grid, latitude, longitudeEdges[column + 1])
                        || !holds(grid, latitudeEdges[row], longitude)
                        || !holds(grid, latitudeEdges[row + 1], longitude)) return false;
            }
            return true;
        }

        private static double between(double a, double b, double share) {
            return a + share * (b - a);
        }

        private static boolean holds(Grid grid, double latitude, double longitude) {
            if (grid == EARTH) return true;
            final double[] xy = grid.locate(latitude, longitude);
            return xy[0] > -0.4 && xy[0] < grid.nx() - 0.6 && xy[1] > -0.4 && xy[1] < grid.ny() - 0.6;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static double[] uneven(double from, double to, int n) {
        final SplittableRandom random = new SplittableRandom(n);
        final double[] edges = new double[n + 1];
        for (int e = 0; e < n; e++) edges[e + 1] = edges[e] + random.nextDouble(0.2, 1);
        final double length = edges[n];
        for (int e = 0; e <= n; e++) edges[e] = from + (to - from) * edges[e] / length;
        edges[n] = to;
        return edges;
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(DEFAULT, AROUND_THE_POLE, POLE_WITHIN, ACROSS_THE_DATE_LINE, EARTH)
                .flatMap(grid -> Stream.of(
                                new Source("1 degree", even(-90, 1, 181), even(-180, 1, 361)),
                                new Source("GFED", even(90, -0.25, 721), even(-180, 0.25, 1441)),
                                window(grid),
                                new Source("CarbonTracker", even(-90, 2, 91), even(-180, 3, 121)),
                                new Source("uneven", uneven(-90, 90, 120), uneven(-20, 340, 200)),
                                new Source("one column", even(-90, 18, 11), new double[] {-180, 180}))
                        .map(source -> Arguments.of(source, grid)));
    }

    /// Of EDGAR's grid a part that holds some of the domain.
    private static Source window(Grid grid) {
        final double latitude = Math.clamp(Math.rint(grid.latitude(20, 10)), -85, 85);
        final double longitude = Math.rint(grid.longitude(20, 10));
        return new Source("EDGAR", even(latitude - 5, 0.1, 101), even(longitude - 7, 0.1, 141));
    }

    private static double modelTotal(ConservativeRegrid regrid, double[] field, Grid grid) {
        final double[] out = new double[grid.cells()];
        regrid.apply(field, out);
        double total = 0;
        for (int cell = 0; cell < grid.cells(); cell++) total += out[cell] * grid.areaM2(cell);
        return total;
    }

    @ParameterizedTest(name = "{0} onto {1}")
    @MethodSource("pairs")
    void massInsideTheDomainIsKept(Source source, Grid grid) {
        final ConservativeRegrid regrid = source.onto(grid);
        final Window window = regrid.window();
        final SplittableRandom random = new SplittableRandom(11);
        final double[] field = new double[window.size()];
        double expected = 0;
        int inside = 0;
        for (int r = 0; r < source.latitudeEdges.length - 1; r++)
            for (int c = 0; c < source.longitudeEdges.length - 1; c++) {
                if (!source.inside(r, c, grid)) continue;
                final int at = (r - window.y0()) * window.nx() + c - window.x0();
                field[at] = random.nextDouble(0.1, 1);
                expected += field[at] * source.areaM2(r, c);
                inside++;
            }
        if (!source.name.equals("one column") || grid == EARTH)
            assertThat(inside).isPositive();
        assertThat(modelTotal(regrid, field, grid)).isCloseTo(expected, within(1e-12 * expected));
    }

    @ParameterizedTest(name = "{0} onto {1}")
    @MethodSource("pairs")
    void uniformStaysUniformWhereItIsCovered(Source source, Grid grid) {
        final ConservativeRegrid regrid = source.onto(grid);
        final double[] one = new double[regrid.window().size()];
        Arrays.fill(one, 1);
        final double[] out = new double[grid.cells()];
        regrid.apply(one, out);
        for (int cell = 0; cell < grid.cells(); cell++) {
            assertThat(out[cell]).isCloseTo(regrid.covered(cell), within(1e-9));
            if (!source.name.equals("EDGAR")) assertThat(regrid.covered(cell)).isCloseTo(1, within(1e-11));
            else assertThat(regrid.covered(cell)).isBetween(0.0, 1 + 1e-11);
        }
    }

    @ParameterizedTest(name = "{0} onto {1}")
    @MethodSource("pairs")
    void aCellsAreaIsItsTrueArea(Source source, Grid grid) {
        final ConservativeRegrid regrid = source.onto(grid);
        final Window window = regrid.window();
        for (int at = 0; at < window.size(); at += 7) {
            final double expected = source.areaM2(window.y0() + at / window.nx(), window.x0() + at % window.nx());
            assertThat(regrid.sourceAreaM2(at)).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    /// Each model cell is sampled at 200 x 200 points weighted by the area they stand for.
    @ParameterizedTest(name = "{0} onto {1}")
    @MethodSource("pairs")
    void aCellsDensityIsThatOfFineSamples(Source source, Grid grid) {
        final ConservativeRegrid regrid = source.onto(grid);
        final Window window = regrid.window();
        final SplittableRandom random = new SplittableRandom(5);
        final double[] field = random.doubles(window.size()).toArray();
        final double[] out = new double[grid.cells()];
        regrid.apply(field, out);
        final int n = 200;
        for (int cell : new int[] {0, grid.cell(20, 10), grid.cell(grid.nx() / 2, grid.ny() / 2), grid.cells() - 1}) {
            double sum = 0;
            double areas = 0;
            for (int b = 0; b < n; b++)
                for (int a = 0; a < n; a++) {
                    final double x = cell % grid.nx() - 0.5 + (a + 0.5) / n;
                    final double y = cell / grid.nx() - 0.5 + (b + 0.5) / n;
                    final double latitude = grid.latitude(x, y);
                    final double area = grid instanceof StereographicGrid plane
                            ? mapped(plane, x, y)
                            : Math.cos(Math.toRadians(latitude));
                    final int r = interval(source.latitudeEdges, latitude);
                    final int c = interval(source.longitudeEdges, turned(source, grid.longitude(x, y)));
                    areas += area;
                    if (r >= 0 && c >= 0) sum += area * field[(r - window.y0()) * window.nx() + c - window.x0()];
                }
            assertThat(out[cell]).isCloseTo(sum / areas, within(4e-3));
        }
    }

    private static double mapped(StereographicGrid grid, double x, double y) {
        final double planeX = 1e3 * grid.cellKm() * (x - 0.5 * (grid.nx() - 1));
        final double planeY = 1e3 * grid.cellKm() * (y - 0.5 * (grid.ny() - 1));
        final double k = 1 + (planeX * planeX + planeY * planeY) / (4 * Sphere.RADIUS_M * Sphere.RADIUS_M);
        return 1 / (k * k);
    }

    private static double turned(Source source, double longitude) {
        final double east = (longitude - source.longitudeEdges[0]) % 360;
        return source.longitudeEdges[0] + (east < 0 ? east + 360 : east);
    }

    private static int interval(double[] edges, double value) {
        for (int e = 0; e < edges.length - 1; e++)
            if (Math.min(edges[e], edges[e + 1]) <= value && value < Math.max(edges[e], edges[e + 1])) return e;
        return -1;
    }

    @Law(tries = 60)
    void massIsKeptWhereverTheDomainLies(
            @Range(min = -90, max = 90) double latitude,
            @Range(min = -180, max = 180) double longitude,
            @Range(min = 5, max = 400) double cellKm) {
        final Grid grid = new StereographicGrid(latitude, longitude, cellKm, 21, 17);
        final Source source = new Source("MERRA-2", even(-90, 2.5, 73), even(0, 2, 181));
        final ConservativeRegrid regrid = source.onto(grid);
        final double[] field =
                new SplittableRandom(1).doubles(regrid.window().size(), 0.1, 1).toArray();
        final Window window = regrid.window();
        double expected = 0;
        for (int at = 0; at < field.length; at++) {
            final int r = window.y0() + at / window.nx();
            final int c = window.x0() + at % window.nx();
            if (!source.inside(r, c, grid)) field[at] = 0;
            expected += field[at] * source.areaM2(r, c);
        }
        assertThat(modelTotal(regrid, field, grid)).isCloseTo(expected, within(1e-11 * expected));
        for (int cell = 0; cell < grid.cells(); cell++)
            assertThat(regrid.covered(cell)).isCloseTo(1, within(1e-9));
    }

    @Test
    void oneCellIntoAnotherOfTheSameEdgesIsACopy() {
        final ConservativeRegrid regrid = ConservativeRegrid.of(
                even(50, -0.1, 301), even(463.1, 0.1, 401), new LatLonGrid(103.1, 20, 0.1, 400, 300));
        assertThat(regrid.window()).isEqualTo(new Window(0, 0, 400, 300));
        final double[] field = new SplittableRandom(2).doubles(120_000).toArray();
        final double[] out = new double[120_000];
        regrid.apply(field, out);
        for (int j = 0; j < 300; j++)
            for (int i = 0; i < 400; i++)
                assertThat(out[(299 - j) * 400 + i]).isCloseTo(field[j * 400 + i], within(1e-9));
    }

    @Test
    void whereTheSourceEndsTheRestCountsAsNothing() {
        final Grid grid = new LatLonGrid(100, 20, 1, 5, 4);
        final ConservativeRegrid regrid = ConservativeRegrid.of(even(20, 1, 5), even(101.5, 1, 10), grid);
        final double[] out = new double[20];
        final double[] one = new double[regrid.window().size()];
        Arrays.fill(one, 8);
        regrid.apply(one, out);
        assertThat(regrid.covered(0)).isZero();
        assertThat(regrid.covered(1)).isCloseTo(0.5, within(1e-12));
        assertThat(regrid.covered(2)).isCloseTo(1, within(1e-12));
        assertThat(Arrays.copyOf(out, 3)).containsExactly(new double[] {0, 4, 8}, within(1e-10));
    }

    @Test
    void aNanIsSeenInTheCellsItMeetsAndNoOther() {
        final ConservativeRegrid regrid = ConservativeRegrid.of(even(-90, 1, 181), even(-180, 1, 361), DEFAULT);
        final double[] field = new double[regrid.window().size()];
        final Window window = regrid.window();
        field[(125 - window.y0()) * window.nx() + 296 - window.x0()] = Double.NaN; // 35 to 36 N, 116 to 117 E
        final double[] out = new double[DEFAULT.cells()];
        regrid.apply(field, out);
        assertThat(out[DEFAULT.cellAt(35.5, 116.5)]).isNaN();
        assertThat(Arrays.stream(out).filter(Double::isNaN).count()).isBetween(4L, 9L);
    }

    @Test
    void edgesAreHalfWayBetweenCentres() {
        assertThat(ConservativeRegrid.latitudeEdges(even(-90, 0.5, 361)))
                .hasSize(362)
                .contains(-90, -89.75, 89.75, 90);
        assertThat(ConservativeRegrid.latitudeEdges(even(89.875, -0.25, 720)))
                .startsWith(90, 89.75)
                .endsWith(-89.75, -90);
        assertThat(ConservativeRegrid.latitudeEdges(new double[] {10, 11, 13})).containsExactly(9.5, 10.5, 12, 14);
        assertThat(ConservativeRegrid.longitudeEdges(new double[] {100, 102, 106}))
                .containsExactly(99, 101, 104, 108);
        assertThat(ConservativeRegrid.longitudeEdges(even(-178.5, 3, 120))).isEqualTo(even(-180, 3, 121));
    }

    @Test
    void axesInSinglePrecisionReachThePolesAndAroundTheEarth() {
        final double[] latitudes = even(-89.95, 0.1, 1800);
        final double[] longitudes = even(0.05, 0.1, 3600);
        for (int j = 0; j < 1800; j++) latitudes[j] = (float) latitudes[j];
        for (int i = 0; i < 3600; i++) longitudes[i] = (float) longitudes[i];
        final double[] latitudeEdges = ConservativeRegrid.latitudeEdges(latitudes);
        final double[] longitudeEdges = ConservativeRegrid.longitudeEdges(longitudes);
        assertThat(latitudeEdges[0]).isEqualTo(-90);
        assertThat(latitudeEdges[1800]).isEqualTo(90);
        assertThat(longitudeEdges[3600] - longitudeEdges[0]).isEqualTo(360);
        final ConservativeRegrid regrid = ConservativeRegrid.of(latitudeEdges, longitudeEdges, AROUND_THE_POLE);
        for (int cell = 0; cell < AROUND_THE_POLE.cells(); cell++)
            assertThat(regrid.covered(cell)).isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesWhatIsNoSource() {
        assertThatThrownBy(() -> ConservativeRegrid.of(even(-60, 1, 11), even(-100, 1, 11), DEFAULT))
                .hasMessageStartingWith("source of 10 x 10 cells of latitude -60.0 to -50.0, longitude -100.0 to -90.0 "
                        + "does not meet the domain of StereographicGrid");
        assertThatThrownBy(() -> ConservativeRegrid.of(even(-90, 1, 182), even(0, 1, 11), DEFAULT))
                .hasMessage("latitude edge 181 is 91.0 degrees north, expected -90 to 90");
        assertThatThrownBy(() -> ConservativeRegrid.of(even(0, 1, 11), even(0, 1, 370), DEFAULT))
                .hasMessageContaining("expected 360 degrees or less");
        assertThatThrownBy(() -> ConservativeRegrid.of(even(0, 1, 11), even(10, -1, 5), DEFAULT))
                .hasMessage("longitude edge 1 is 9.0 after 10.0, expected rising");
        final ConservativeRegrid regrid = ConservativeRegrid.of(even(-90, 1, 181), even(-180, 1, 361), DEFAULT);
        assertThatThrownBy(() -> regrid.apply(new double[3], new double[DEFAULT.cells()]))
                .hasMessageContaining("field has 3 values");
    }
}
