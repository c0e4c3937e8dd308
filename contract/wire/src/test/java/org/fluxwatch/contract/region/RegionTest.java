package org.fluxwatch.contract.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.fluxwatch.contract.grid.Sphere;
import org.junit.jupiter.api.Test;

class RegionTest {
    private static final double RADIUS = Sphere.RADIUS_M;

    @Test
    void aBoxIsWhatLiesBetweenItsParallelsAndMeridians() {
        assertThat(new BoxRegion("eighth", 0, 90, 110, 200).areaM2() / (Math.PI / 2 * RADIUS * RADIUS))
                .isCloseTo(1, within(1e-15));
        assertThat(new BoxRegion("belt", 0, 30, -180, 180).areaM2() / (Math.PI * RADIUS * RADIUS))
                .isCloseTo(1, within(1e-15));
    }

    @Test
    void aBoxMayCrossTheDateLine() {
        final BoxRegion fiji = new BoxRegion("fiji", -20, -15, 175, 185);
        assertThat(fiji.contains(-17, 179)).isTrue();
        assertThat(fiji.contains(-17, -177)).isTrue();
        assertThat(fiji.contains(-17, -174)).isFalse();
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
