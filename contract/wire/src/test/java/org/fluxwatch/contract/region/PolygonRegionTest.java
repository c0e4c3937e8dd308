package org.fluxwatch.contract.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolygonRegionTest {
    private static final double[][] SQUARE = {{110, 30}, {120, 30}, {120, 40}, {110, 40}, {110, 30}};
    private static final double[][] HOLE = {{113, 33}, {117, 33}, {117, 37}, {113, 37}};

    @Test
    void aHoleThatIsLargerThanWhatItIsInIsRefused() {
        final double[][] far = {{113, 33}, {200, 33}, {114, 60}};
        assertThatThrownBy(() -> PolygonRegion.of("odd", List.of(List.of(SQUARE, far))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("region odd has a polygon of -")
                .hasMessageContaining("do its rings cross each other?");
    }

    @Test
    void ringsAfterThePolygonsFirstAreHoles() {
        final Region frame = PolygonRegion.of("frame", List.of(List.of(SQUARE, HOLE)));
        assertThat(frame.contains(31, 111)).isTrue();
        assertThat(frame.contains(35, 115)).isFalse();
        assertThat(frame.areaM2())
                .isCloseTo(new Ring("square", SQUARE).areaM2() - new Ring("hole", HOLE).areaM2(), within(1.0));
    }

    @Test
    void whatFillsAHoleMakesThePolygonWhole() {
        final Region whole = PolygonRegion.of("whole", List.of(List.of(SQUARE, HOLE), List.<double[][]>of(HOLE)));
        assertThat(whole.contains(31, 111)).isTrue();
        assertThat(whole.contains(35, 115)).isTrue();
        assertThat(whole.areaM2()).isCloseTo(new Ring("square", SQUARE).areaM2(), within(1.0));
    }

    @Test
    void listsNameBoxesFeaturesAndGroupsOfFeatures(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("map.geojson"), """
                {"type": "FeatureCollection", "features": [
                  {"properties": {"NAME": "east", "ADM0_A3": "AAA", "level": 1}, "geometry": {"type": "Polygon",
                    "coordinates": [[[110,30],[120,30],[120,40],[110,40],[110,30]]]}},
                  {"properties": {"ADM0_A3": "BBB"}, "geometry": null},
                  {"properties": {"NAME": "west", "ADM0_A3": "AAA", "level": 2}, "geometry": {"type": "MultiPolygon",
                    "coordinates": [[[[100,30],[110,30],[110,40],[100,40],[100,30]]]]}}]}
                """);
        final Path list = Files.writeString(folder.resolve("regions.yaml"), """
                - {name: box, south: 1, north: 2, west: 3, east: 4}
                - {geojson: map.geojson, property: NAME, where: {ADM0_A3: AAA}}
                - {name: both, geojson: map.geojson, property: NAME, where: {ADM0_A3: AAA}, members: [east, west]}
                - name: parts
                  parts:
                    - {geojson: map.geojson, property: NAME, where: {ADM0_A3: AAA, level: 1}, members: [east]}
                    - {geojson: map.geojson, property: NAME, where: {level: 2}, members: [west]}
                """);
        final List<Region> regions = Regions.read(list);
        assertThat(regions).extracting(Region::name).containsExactly("box", "east", "west", "both", "parts");
        assertThat(regions.getLast().areaM2())
                .isCloseTo(regions.get(1).areaM2() + regions.get(2).areaM2(), within(1.0));

        Files.writeString(
                list, "- {name: c, geojson: map.geojson, property: NAME, where: {ADM0_A3: AAA}, members: [north]}");
        assertThatThrownBy(() -> Regions.read(list))
                .hasMessageContainingAll("regions.yaml", "map.geojson", "'north'", "east, west");
        Files.writeString(list, "- {geojson: map.geojson, property: NAME}");
        assertThatThrownBy(() -> Regions.read(list)).hasMessageContaining("a feature has no property 'NAME'");
        Files.writeString(list, "- {geojson: map.geojson, property: NAME, where: {ADM0_A3: CCC}}");
        assertThatThrownBy(() -> Regions.read(list)).hasMessageContaining("has no features with {\"ADM0_A3\":\"CCC\"}");
        Files.writeString(list, "- {geojson: map.geojson, property: NAME, where: AAA}");
        assertThatThrownBy(() -> Regions.read(list)).hasMessageContaining("such as {adm0_a3: CHN}");
        Files.writeString(list, "- {geojson: nowhere.geojson}");
        assertThatThrownBy(() -> Regions.read(list)).hasMessageContainingAll("nowhere.geojson", "is not there");
        Files.writeString(list, "- {name: a, south: low}");
        assertThatThrownBy(() -> Regions.read(list)).hasMessageContainingAll("'south' is 'low'", "degrees");
    }

    /// China's provinces of Natural Earth, 1:50 million; areas from the statistical yearbook, km².
    @Test
    void provincesHaveTheirAreas(@TempDir Path folder) throws Exception {
        final Path data = RealFiles.at("data/masks/ne_50m_admin1_CHN_from_rnaturalearthdata.geojson");
        final Path list =
                Files.writeString(folder.resolve("provinces.yaml"), "- {geojson: '" + data + "', property: name}");
        final List<Region> provinces = Regions.read(list);
        assertThat(provinces).hasSize(31);
        double all = 0;
        for (Region province : provinces) all += province.areaM2() / 1e6;
        assertThat(all).isCloseTo(9.4e6, within(0.2e6));
        for (String name : List.of("Sichuan", "Guangxi", "Henan")) {
            final Region province = provinces.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            final double known =
                    switch (name) {
                        case "Sichuan" -> 486_000;
                        case "Guangxi" -> 237_600;
                        default -> 167_000;
                    };
            assertThat(province.areaM2() / 1e6 / known).as(name).isCloseTo(1, within(0.03));
        }
    }
}
