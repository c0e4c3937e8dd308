package org.fluxwatch.contract.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

class RegionTest {
    private static final Grid FINE = new StereographicGrid(35, 116, 30, 60, 60);

    private static double areaM2(BoxRegion region) {
        return Sphere.RADIUS_M
                * Sphere.RADIUS_M
                * Math.toRadians(region.east() - region.west())
                * (Math.sin(Math.toRadians(region.north())) - Math.sin(Math.toRadians(region.south())));
    }

    private static double sum(Region region, Grid grid) {
        return DoubleStream.of(region.areasM2(grid)).sum();
    }

    @Test
    void areasOfABoxAddUpToItsOwn() {
        final BoxRegion box = new BoxRegion("box", 30.3, 40.1, 110.2, 121.7);
        assertThat(sum(box, FINE) / areaM2(box)).isCloseTo(1, within(0.01));
    }

    @Test
    void aBoxOfWholeCellsIsExact() {
        final BoxRegion box = new BoxRegion("box", 30, 40, 110, 120);
        assertThat(sum(box, new LatLonGrid(100, 20, 1, 40, 30)) / areaM2(box)).isCloseTo(1, within(1e-12));
    }

    @Test
    void jdasRegionsKeepTheirAreasOnTheDefaultGrid() {
        final Grid grid = new StereographicGrid(35, 116, 128, 53, 43);
        for (Region region : Regions.jdas()) { // wuyi, the smallest, is about one cell and a half
            final double area = areaM2((BoxRegion) region);
            assertThat(region.areaM2() / area).isCloseTo(1, within(1e-12));
            final double tolerance = area < 10 * 128e3 * 128e3 ? 0.02 : 0.01;
            assertThat(sum(region, grid) / area).as(region.name()).isCloseTo(1, within(tolerance));
        }
    }

    @Test
    void aRegionOutsideTheGridHasNoArea() {
        assertThat(new BoxRegion("andes", -40, -10, -75, -65).areasM2(FINE)).containsOnly(0.0);
    }

    @Test
    void aBoxMayCrossTheDateLine() {
        final BoxRegion fiji = new BoxRegion("fiji", -20, -15, 175, 185);
        assertThat(fiji.contains(-17, 179)).isTrue();
        assertThat(fiji.contains(-17, -177)).isTrue();
        assertThat(fiji.contains(-17, -174)).isFalse();
        assertThat(sum(fiji, new LatLonGrid(170, -30, 1, 30, 30)) / areaM2(fiji))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void theWholeEarthIsARegion() {
        final BoxRegion earth = new BoxRegion("earth", -90, 90, -180, 180);
        assertThat(sum(earth, new LatLonGrid(-180, -90, 10, 36, 18)) / areaM2(earth))
                .isCloseTo(1, within(1e-12));
    }

    /// Those of Kou et al. (docs/science.md 12).
    @Test
    void theTenRegionsOfJdasAreThere() {
        assertThat(Regions.jdas())
                .containsExactly(
                        new BoxRegion("west", 28, 48, 85, 104),
                        new BoxRegion("north", 37, 52, 105, 135),
                        new BoxRegion("central", 30, 36, 105, 120),
                        new BoxRegion("south", 18, 29, 105, 123),
                        new BoxRegion("daxinganling", 50, 53, 121, 127),
                        new BoxRegion("loess-plateau", 35, 40, 105, 112),
                        new BoxRegion("qinling", 32, 34, 104, 115),
                        new BoxRegion("guangxi-karst", 22, 25, 106, 111),
                        new BoxRegion("wuyi", 26.5, 28, 117.5, 119),
                        new BoxRegion("xishuangbanna", 21, 22.6, 100, 102));
    }

    @Test
    void errorsNameRegionAndValues() {
        assertThatThrownBy(() -> new BoxRegion(" ", 0, 1, 0, 1)).hasMessage("a region has no name");
        assertThatThrownBy(() -> new BoxRegion("x", 5, 1, 0, 1)).hasMessageContainingAll("region x", "5.0", "1.0");
        assertThatThrownBy(() -> new BoxRegion("x", 0, 1, 10, 5)).hasMessageContainingAll("region x", "10.0", "5.0");
    }
}
