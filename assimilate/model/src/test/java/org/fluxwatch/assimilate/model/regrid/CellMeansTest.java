package org.fluxwatch.assimilate.model.regrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.model.regrid.RectilinearGridTest.even;

import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

class CellMeansTest {
    private static final Grid DEFAULT = new StereographicGrid(35, 116, 64, 105, 86);

    private interface Field {
        double at(double latitude, double longitude);
    }

    private static double[] values(RectilinearGrid source, Window window, Field field) {
        final double[] values = new double[window.size()];
        for (int j = 0; j < window.ny(); j++)
            for (int i = 0; i < window.nx(); i++)
                values[j * window.nx() + i] =
                        field.at(source.latitudes()[window.y0() + j], source.longitudes()[window.x0() + i]);
        return values;
    }

    private static double[] means(CellMeans cells, double[] field) {
        final double[] out = new double[cells.targets()];
        cells.apply(field, out, 0, 1);
        return out;
    }

    @Test
    void linearFunctionsAreReproduced() {
        final RectilinearGrid source = new RectilinearGrid(even(80, -0.5, 321), even(-180, 0.625, 576));
        final Grid target = new LatLonGrid(70, -20, 1, 40, 50);
        final CellMeans cells = CellMeans.of(source, target);
        final double[] out = means(cells, values(source, cells.window(), (north, east) -> 3 + 2 * north - 0.7 * east));
        for (int cell = 0; cell < target.cells(); cell++)
            assertThat(out[cell])
                    .isCloseTo(3 + 2 * target.latitude(cell) - 0.7 * target.longitude(cell), within(1e-10));
    }

    @Test
    void onAPlaneTheMeanOfALinearFunctionIsThatOfFineSamples() {
        final RectilinearGrid source = new RectilinearGrid(even(90, -0.25, 721), even(0, 0.25, 1440));
        final CellMeans cells = CellMeans.of(source, DEFAULT);
        final double[] out = means(cells, values(source, cells.window(), (north, east) -> 3 + 2 * north - 0.7 * east));
        for (int cell = 0; cell < DEFAULT.cells(); cell += 97) {
            double sum = 0;
            for (int b = 0; b < 20; b++)
                for (int a = 0; a < 20; a++) {
                    final double x = cell % 105 - 0.475 + 0.05 * a;
                    final double y = cell / 105 - 0.475 + 0.05 * b;
                    sum += 3 + 2 * DEFAULT.latitude(x, y) - 0.7 * DEFAULT.longitude(x, y);
                }
            assertThat(out[cell]).isCloseTo(sum / 400, within(2e-3));
        }
    }

    @Test
    void afterTheCellsComeTheFaces() {
        final RectilinearGrid source = new RectilinearGrid(even(80, -0.5, 321), even(-180, 0.625, 576));
        final Grid target = new LatLonGrid(70, -20, 1, 40, 50);
        final CellMeans all = CellMeans.ofCellsAndFaces(source, target);
        final Field linear = (north, east) -> 3 + 2 * north - 0.7 * east;
        final double[] out = means(all, values(source, all.window(), linear));
        final CellMeans cells = CellMeans.of(source, target);
        assertThat(Arrays.copyOf(out, target.cells()))
                .containsExactly(means(cells, values(source, cells.window(), linear)));
        assertThat(out).hasSize(40 * 50 + 41 * 50 + 40 * 51);
        int at = target.cells();
        for (int j = 0; j < 50; j++)
            for (int i = 0; i <= 40; i++)
                assertThat(out[at++]).isCloseTo(linear.at(target.latitude(i, j), 70 + i), within(1e-10));
        for (int j = 0; j <= 50; j++)
            for (int i = 0; i < 40; i++)
                assertThat(out[at++]).isCloseTo(linear.at(-20 + j, target.longitude(i, j)), within(1e-10));
    }

    /// Faces are four source rows or columns long. The mean of a square over the four points is 5 / 64, and half-way
    /// between two source points the interpolant is the square of half their distance too high.
    @Test
    void aFaceIsAMeanAlongIt() {
        final RectilinearGrid source = new RectilinearGrid(even(-10, 0.25, 81), even(90, 0.25, 81));
        final CellMeans all = CellMeans.ofCellsAndFaces(source, new LatLonGrid(95, -5, 1, 10, 10));
        final double[] square = means(all, values(source, all.window(), (north, east) -> Math.pow(north - 0.5, 2)));
        final double between = 0.125 * 0.125;
        final int xFace = 100 + 5 * 11 + 4; // from 0 to 1 north
        final int yFace = 100 + 110 + 5 * 10 + 4; // at 0 north
        assertThat(square[xFace]).isCloseTo(5.0 / 64 + between, within(1e-12));
        assertThat(square[yFace]).isCloseTo(0.25, within(1e-12));
        final double[] across = means(all, values(source, all.window(), (north, east) -> Math.pow(east - 99.5, 2)));
        assertThat(across[xFace]).isCloseTo(0.25, within(1e-12));
        assertThat(across[yFace]).isCloseTo(5.0 / 64 + between, within(1e-12));
    }

    @Test
    void partsAreTheSameMeansFromTheSameWindow() {
        final RectilinearGrid source = new RectilinearGrid(even(-89.5, 1, 180), even(0.5, 1, 360));
        final CellMeans all = CellMeans.ofCellsAndFaces(source, DEFAULT);
        final double[] field = values(source, all.window(), (north, east) -> Math.sin(north) + Math.cos(east));
        final double[] out = means(all, field);
        final CellMeans faces = all.part(DEFAULT.cells(), all.targets());
        assertThat(faces.window()).isEqualTo(all.window());
        assertThat(means(faces, field)).containsExactly(Arrays.copyOfRange(out, DEFAULT.cells(), out.length));
        assertThat(means(all.part(0, DEFAULT.cells()), field)).containsExactly(Arrays.copyOf(out, DEFAULT.cells()));
    }

    @Test
    void aGridOntoItselfChangesNothing() {
        final Grid target = new LatLonGrid(170, -30, 2, 20, 30);
        final RectilinearGrid source = new RectilinearGrid(even(-29, 2, 30), even(171, 2, 20));
        final CellMeans cells = CellMeans.of(source, target);
        final double[] field = values(source, cells.window(), (north, east) -> Math.sin(north * east));
        assertThat(cells.window()).isEqualTo(new Window(0, 0, 20, 30));
        assertThat(means(cells, field)).containsExactly(field);
    }

    @Test
    void readsNoMoreThanIsNeeded() {
        final CellMeans cells = CellMeans.of(
                new RectilinearGrid(even(-89.5, 1, 180), even(0.5, 1, 360)), new LatLonGrid(100, 20, 1, 5, 4));
        assertThat(cells.window()).isEqualTo(new Window(100, 110, 5, 4));
    }

    @Test
    void acrossTheSeamItReadsTheWholeWidthAndIsSmooth() {
        final RectilinearGrid source = new RectilinearGrid(even(-89.5, 1, 180), even(0, 1.25, 288));
        final Grid target = new LatLonGrid(-5, 20, 0.5, 20, 10);
        final CellMeans cells = CellMeans.of(source, target);
        assertThat(cells.window().x0()).isZero();
        assertThat(cells.window().nx()).isEqualTo(288);
        final double[] out =
                means(cells, values(source, cells.window(), (north, east) -> Sphere.wrapLongitude(east + 0.1)));
        for (int cell = 0; cell < target.cells(); cell++)
            assertThat(out[cell]).isCloseTo(target.longitude(cell) + 0.1, within(1e-9));
    }

    @Test
    void risingAndFallingLatitudesAgree() {
        final RectilinearGrid north = new RectilinearGrid(even(90, -1, 181), even(0, 1, 360));
        final RectilinearGrid south = new RectilinearGrid(even(-90, 1, 181), even(0, 1, 360));
        final Field field = (latitude, longitude) -> Math.sin(latitude) + Math.cos(0.3 * longitude);
        final CellMeans falling = CellMeans.of(north, DEFAULT);
        final CellMeans rising = CellMeans.of(south, DEFAULT);
        final double[] expected = means(falling, values(north, falling.window(), field));
        final double[] out = means(rising, values(south, rising.window(), field));
        for (int cell = 0; cell < out.length; cell++) assertThat(out[cell]).isCloseTo(expected[cell], within(1e-12));
    }

    @Test
    void aDomainAroundThePoleHasMeansEverywhere() {
        final RectilinearGrid source = new RectilinearGrid(even(-89, 2, 90), even(-178.5, 3, 120));
        final CellMeans cells = CellMeans.of(source, new StereographicGrid(90, 0, 100, 21, 21));
        final double[] one = new double[cells.window().size()];
        Arrays.fill(one, 1);
        for (double mean : means(cells, one)) assertThat(mean).isCloseTo(1, within(1e-12));
    }

    @Test
    void aPlaceOutsideIsNamed() {
        final RectilinearGrid source = new RectilinearGrid(even(10, 1, 41), even(100, 1, 31));
        assertThatThrownBy(() -> CellMeans.of(source, new LatLonGrid(120, 20, 1, 15, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target 10 has a point at latitude 20.5, longitude 130.5, outside the source of 31 x 41 "
                        + "places of latitude 10.0 to 50.0, longitude 100.0 to 130.0");
        assertThatThrownBy(() -> CellMeans.ofPlaces(source, new double[] {9}, new double[] {110}))
                .hasMessageContaining("target 0 has a point at latitude 9.0");
    }

    @Test
    void placesAreBilinear() {
        final RectilinearGrid source = new RectilinearGrid(new double[] {0, 1}, new double[] {10, 12});
        final CellMeans places = CellMeans.ofPlaces(source, new double[] {0.25, 1}, new double[] {11.5, 10});
        assertThat(places.targets()).isEqualTo(2);
        final float[] out = new float[7];
        places.apply(new float[] {0, 4, 8, 16}, out, 1, 3);
        assertThat(out).containsExactly(0, 0.75f * 3 + 0.25f * 14, 0, 0, 8, 0, 0);
    }

    @Test
    void aNanIsSeenOnlyWhereItHasAWeight() {
        final RectilinearGrid source = new RectilinearGrid(even(0, 1, 3), even(0, 1, 3));
        final CellMeans places = CellMeans.ofPlaces(source, new double[] {1, 0.5}, new double[] {1, 1.5});
        final double[] field = {1, 1, Double.NaN, 1, 2, 1, 1, 1, 1};
        final double[] out = means(places, window(places, field));
        assertThat(out[0]).isEqualTo(2);
        assertThat(out[1]).isNaN();
    }

    private static double[] window(CellMeans places, double[] field) {
        final Window window = places.window();
        final double[] part = new double[window.size()];
        for (int j = 0; j < window.ny(); j++)
            System.arraycopy(field, (window.y0() + j) * 3 + window.x0(), part, j * window.nx(), window.nx());
        return part;
    }

    @Test
    void aFieldThatIsNotTheWindowIsRefused() {
        final CellMeans places = CellMeans.ofPlaces(
                new RectilinearGrid(even(0, 1, 3), even(0, 1, 3)), new double[] {1}, new double[] {1});
        assertThatThrownBy(() -> places.apply(new double[9], new double[1], 0, 1))
                .hasMessage("field has 9 values, expected the window's 1 x 1 = 1");
    }

    /// MERRA-2 and ERA5 reach both poles; their seams lie at 180 and at 0 degrees east.
    @Test
    void theWholeEarthIsCoveredAndItsSeamHasOneFace() {
        final Grid earth = new LatLonGrid(-180, -90, 2, 180, 90);
        for (RectilinearGrid source : new RectilinearGrid[] {
            new RectilinearGrid(even(-90, 0.5, 361), even(-180, 0.625, 576)),
            new RectilinearGrid(even(90, -1, 181), even(0, 1, 360))
        }) {
            final CellMeans all = CellMeans.ofCellsAndFaces(source, earth);
            final double[] out = means(
                    all,
                    values(source, all.window(), (north, east) -> north + 10 * Math.cos(Math.toRadians(east - 170))));
            for (int j = 0; j < 90; j++) {
                final int west = earth.cells() + j * 181;
                assertThat(out[west + 180]).isCloseTo(out[west], within(1e-9));
                assertThat(out[west]).isCloseTo(earth.latitude(0, j) + 10 * Math.cos(Math.toRadians(10)), within(1e-3));
            }
            for (double value : out) assertThat(value).isBetween(-100.0, 100.0);
        }
    }
}
