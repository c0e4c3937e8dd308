package org.fluxwatch.contract.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.PolygonRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegionAreasTest {
    private static final Region EARTH = new BoxRegion("earth", -90, 90, -180, 180);
    private static final StereographicGrid JDAS = new StereographicGrid(35, 116, 64, 105, 86);
    private static final List<Grid> AROUND_CHINA = List.of(
            JDAS,
            new StereographicGrid(35, 116, 128, 53, 43),
            new LatLonGrid(60, 0, 1.25, 80, 56),
            new LatLonGrid(-180, -90, 2.5, 144, 72));

    private static double sum(Grid grid, Region region) {
        return Arrays.stream(RegionAreas.of(grid, region)).sum();
    }

    private static Region polygon(double[]... vertices) {
        return PolygonRegion.of("polygon", List.of(List.<double[][]>of(vertices)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 12);
    }

    @Test
    void areasOfABoxAddUpToItsOwn() {
        final List<Region> boxes = new ArrayList<>(Regions.jdas());
        boxes.add(new BoxRegion("anywhere", 30.3, 40.1, 110.2, 121.7));
        boxes.add(new BoxRegion("thin", 30, 30.01, 100, 130));
        boxes.add(new BoxRegion("another turn", 30.3, 40.1, -249.8, -238.3));
        boxes.add(new BoxRegion("small", 33.123, 33.133, 111.456, 111.478));
        for (Grid grid : AROUND_CHINA)
            for (Region box : boxes)
                assertThat(sum(grid, box) / box.areaM2())
                        .as(box + " on " + grid)
                        .isCloseTo(1, within(grid instanceof LatLonGrid ? 1e-10 : 1e-6));
    }

    /// It would have chords without end if they had to be as close as its area is small.
    @Test
    void aSliverIsDrawnByFewChords() {
        final double[][] sliver = {{100, 30}, {110, 35}, {100, 30.000001}};
        for (Grid grid : AROUND_CHINA)
            assertThat(sum(grid, polygon(sliver))).as("on " + grid).isLessThan(2e5);
    }

    @Test
    void aBoxOfWholeCellsHasTheirAreas() {
        final Grid grid = new LatLonGrid(100, 20, 1, 40, 30);
        final double[] areas = RegionAreas.of(grid, new BoxRegion("box", 30, 40, 110, 120));
        for (int c = 0; c < areas.length; c++) {
            final boolean inside = Math.abs(grid.latitude(c) - 35) < 5 && Math.abs(grid.longitude(c) - 115) < 5;
            assertThat(areas[c]).isEqualTo(inside ? grid.areaM2(c) : 0);
        }
    }

    @Test
    void theEarthHasTheAreasOfAllCells() {
        for (Grid grid : List.of(
                JDAS,
                new StereographicGrid(90, 0, 200, 40, 50),
                new StereographicGrid(-90, 30, 300, 10, 10),
                new StereographicGrid(-35, -64, 150, 90, 90),
                new LatLonGrid(-180, -90, 10, 36, 18),
                new LatLonGrid(77.7, -90, 5, 72, 36),
                new LatLonGrid(100, 20, 1, 40, 30))) {
            final double[] areas = RegionAreas.of(grid, EARTH);
            for (int c = 0; c < areas.length; c++) assertThat(areas[c]).isEqualTo(grid.areaM2(c));
        }
    }

    @Test
    void aRegionOutsideTheGridHasNoArea() {
        final Region andes = new BoxRegion("andes", -40, -10, -75, -65);
        final Region antipode = polygon(new double[] {-70, -40}, new double[] {-60, -40}, new double[] {-65, -30});
        for (Region region : List.of(andes, antipode)) {
            assertThat(RegionAreas.of(JDAS, region)).containsOnly(0.0);
            assertThat(RegionAreas.of(new LatLonGrid(100, 20, 1, 40, 30), region))
                    .containsOnly(0.0);
        }
    }

    @Test
    void aRegionRoundTheGridHasTheAreasOfAllCells() {
        final Grid grid = new StereographicGrid(10, 116, 64, 10, 10);
        final double[][] vertices = {{116, -54}, {206, 0.5}, {116, 55.5}, {26, 0.5}};
        final double[] areas = RegionAreas.of(grid, polygon(vertices));
        for (int c = 0; c < areas.length; c++) assertThat(areas[c]).isEqualTo(grid.areaM2(c));
    }

    @Test
    void halvesMeetAtASideThroughTheAntipode() {
        final Grid grid = new StereographicGrid(0, 0, 300, 20, 20);
        final double[] west = RegionAreas.of(grid, new BoxRegion("west", -60, 60, -180, 0));
        final double[] east = RegionAreas.of(grid, new BoxRegion("east", -60, 60, 0, 180));
        for (int c = 0; c < west.length; c++) {
            assertThat(west[c]).isEqualTo(c % 20 < 10 ? grid.areaM2(c) : 0);
            assertThat(east[c]).isEqualTo(c % 20 < 10 ? 0 : grid.areaM2(c));
        }
    }

    @Test
    void boxesThatTileTheEarthAddUpInEveryCell() {
        for (Grid grid : List.of(
                JDAS,
                new StereographicGrid(78, -40, 130, 60, 40),
                new StereographicGrid(-90, 0, 200, 30, 31),
                new LatLonGrid(-180, -90, 7.5, 48, 24))) {
            final double[] all = new double[grid.cells()];
            for (double south = -90; south < 90; south += 22.5)
                for (double west = -170; west < 190; west += 36) {
                    final double[] areas =
                            RegionAreas.of(grid, new BoxRegion("tile", south, south + 22.5, west, west + 36));
                    for (int c = 0; c < all.length; c++) all[c] += areas[c];
                }
            final double rounding = grid instanceof LatLonGrid ? 1e-12 : 1e-5;
            for (int c = 0; c < all.length; c++)
                assertThat(all[c] / grid.areaM2(c)).isCloseTo(1, within(rounding));
            assertThat(Arrays.stream(all).sum() / sum(grid, EARTH)).isCloseTo(1, within(1e-7));
        }
    }

    @Test
    void anOctantIsAnEighthOfTheGlobe() {
        final Region octant = polygon(new double[] {0, 0}, new double[] {90, 0}, new double[] {0, 90});
        for (double west : new double[] {-180, -3, 0, 100}) {
            final Grid globe = new LatLonGrid(west, -90, 3, 120, 60);
            assertThat(sum(globe, octant) / octant.areaM2()).isCloseTo(1, within(1e-9));
        }
        final Grid north = new StereographicGrid(40, 45, 100, 130, 130);
        assertThat(sum(north, octant) / octant.areaM2()).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTriangleHasGirardsExcess(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[][] vertices = new double[3][];
        for (int v = 0; v < 3; v++)
            vertices[v] =
                    new double[] {random.nextDouble(-180, 360), Math.toDegrees(Math.asin(random.nextDouble(-1, 1)))};
        final Region triangle = polygon(vertices);
        final double west = random.nextDouble(-180, 180);
        assertThat(sum(new LatLonGrid(west, -90, 4, 90, 45), triangle) / triangle.areaM2())
                .isCloseTo(1, within(1e-6));
        for (int v = 0; v < 3; v++) vertices[v][1] = random.nextDouble(75, 90);
        final Region polar = polygon(vertices);
        assertThat(sum(new StereographicGrid(90, west, 100, 40, 40), polar) / polar.areaM2())
                .isCloseTo(1, within(1e-6));
    }

    /// A star of random reach, longitudes of any turn, with a hole of its shape; centres anywhere, poles too.
    @ParameterizedTest
    @MethodSource("fewSeeds")
    void aConcavePolygonCoversWhatSamplesSay(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double latitude = seed % 5 == 0 ? 90 : Math.toDegrees(Math.asin(random.nextDouble(-1, 1)));
        final double longitude = random.nextDouble(-180, 180);
        final Grid local = new StereographicGrid(latitude, longitude, 180, 15, 14);
        final double[] reach = random.doubles(5 + seed % 40, 0.3, 1).toArray();
        final double[][] outline = star(local, reach, 1150, random.nextBoolean(), 360 * random.nextInt(-1, 2));
        final double[][] hole = star(local, reach, 250, random.nextBoolean(), 0);
        final Region region = PolygonRegion.of("star", List.of(List.of(outline, hole)));
        for (Grid grid : List.of(local, new LatLonGrid(random.nextDouble(-180, 180), -90, 3, 120, 60))) {
            final double[] areas = RegionAreas.of(grid, region);
            assertThat(Arrays.stream(areas).sum() / region.areaM2()).isCloseTo(1, within(1e-6));
            for (int c = 0; c < areas.length; c++)
                if (areas[c] > 0 || grid == local)
                    assertThat(areas[c] / grid.areaM2(c)).isCloseTo(sampled(grid, c, region), within(0.025));
        }
    }

    private static double[][] star(Grid grid, double[] reach, double km, boolean clockwise, double turn) {
        final double[][] vertices = new double[reach.length][];
        for (int v = 0; v < reach.length; v++) {
            final double angle = 2 * Math.PI * v / reach.length;
            final double x = 7 + reach[v] * km / 180 * Math.cos(angle);
            final double y = 6.5 + reach[v] * km / 180 * Math.sin(angle);
            vertices[clockwise ? reach.length - 1 - v : v] =
                    new double[] {grid.longitude(x, y) + turn, grid.latitude(x, y)};
        }
        return vertices;
    }

    private static double sampled(Grid grid, int cell, Region region) {
        final int samples = 25;
        final double i = cell % grid.nx();
        final double j = cell / grid.nx();
        double within = 0;
        double all = 0;
        for (int b = 0; b < samples; b++)
            for (int a = 0; a < samples; a++) {
                final double x = i + (a + 0.5) / samples - 0.5;
                final double y = j + (b + 0.5) / samples - 0.5;
                final double latitude = grid.latitude(x, y);
                final double weight = grid instanceof LatLonGrid ? Math.cos(Math.toRadians(latitude)) : 1;
                all += weight;
                if (region.contains(latitude, grid.longitude(x, y))) within += weight;
            }
        return within / all;
    }

    @Test
    void polygonsBesideEachOtherMakeAWhole() {
        final double[][] west = {{110, 30}, {115, 30}, {115, 40}, {110, 40}};
        final double[][] east = {{115, 30}, {120, 30}, {120, 40}, {115, 40}};
        final Region both = PolygonRegion.of("both", List.of(List.<double[][]>of(west), List.<double[][]>of(east)));
        final double[] areas = RegionAreas.of(JDAS, both);
        assertThat(Arrays.stream(areas).sum() / both.areaM2()).isCloseTo(1, within(1e-6));
        for (int c = 0; c < areas.length; c++)
            if (Math.abs(JDAS.longitude(c) - 115) < 2 && Math.abs(JDAS.latitude(c) - 35) < 3)
                assertThat(areas[c] / JDAS.areaM2(c)).isCloseTo(1, within(1e-9));
    }

    @Test
    void polygonsThatOverlapAreRefused() {
        final double[][] square = {{110, 30}, {120, 30}, {120, 40}, {110, 40}};
        final Region twice =
                PolygonRegion.of("twice", List.of(List.<double[][]>of(square), List.<double[][]>of(square)));
        assertThatThrownBy(() -> RegionAreas.of(JDAS, twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("region twice of", "km2 twice", "do its polygons overlap");
        final Region crossed =
                polygon(new double[] {110, 30}, new double[] {120, 30}, new double[] {110, 40}, new double[] {120, 41});
        assertThatThrownBy(() -> RegionAreas.of(JDAS, crossed)).hasMessageContaining("cross themselves");
    }

    /// China's provinces of Natural Earth, 1:50 million; km² by PROJ 9 (geodesic polygons on the same sphere).
    @Test
    void provincesHaveTheAreasOfAnotherProgram(@TempDir Path folder) throws Exception {
        final Path data = RealFiles.at("data/masks/ne_50m_admin1_CHN_from_rnaturalearthdata.geojson");
        final Path list =
                Files.writeString(folder.resolve("provinces.yaml"), "- {geojson: '" + data + "', property: name}");
        final Map<String, Double> known = Map.of(
                "Sichuan", 485_188.205,
                "Guangxi", 237_864.186,
                "Hainan", 33_866.512,
                "Guangdong", 174_543.036,
                "Hebei", 188_371.046,
                "Beijing", 16_146.258,
                "Inner Mongol", 1_142_616.588);
        int found = 0;
        for (Region province : Regions.read(list)) {
            final Double km2 = known.get(province.name());
            if (km2 == null) continue;
            found++;
            assertThat(province.areaM2() / 1e6).as(province.name()).isCloseTo(km2, within(0.001));
            for (Grid grid : AROUND_CHINA)
                assertThat(sum(grid, province) / 1e6 / km2)
                        .as(province.name() + " on " + grid)
                        .isCloseTo(1, within(1e-6));
        }
        assertThat(found).isEqualTo(known.size());
    }
}
