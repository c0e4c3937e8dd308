package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings that the worked examples tell users to take.
class ExamplesTest {
    private static final Path EAST_ASIA = Path.of("../examples/east-asia");

    @Test
    void theSettingsOfEastAsiaAreTaken() {
        final Settings settings = SettingsLoader.load(EAST_ASIA.resolve("east-asia.yaml"), Map.of());
        final InputSettings inputs = settings.domains().get("east-asia").inputs();
        assertThat(inputs.meteorology().kind()).isEqualTo(InputSettings.MeteorologyKind.MERRA2);
        assertThat(inputs.boundary().kind()).isEqualTo(InputSettings.BoundaryKind.CARBONTRACKER);
        assertThat(inputs.prior().sources().keySet()).containsExactly("biosphere", "fire", "fossil", "ocean");
        assertThat(inputs.stations().assimilate()).isFalse();
        settings.requireChosenInputs(settings.domains().keySet());
    }

    @Test
    void settingsForTryingChooseTheirInputs() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("../settings"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                final Settings settings = SettingsLoader.load(file, Map.of());
                settings.requireChosenInputs(settings.domains().keySet());
                assertThat(settings.invented()).isPresent();
                for (DomainSettings domain : settings.domains().values())
                    if (!domain.inputs().regions().isEmpty())
                        assertThat(Regions.read(Path.of("../..", domain.inputs().regions())))
                                .isNotEmpty();
            }
        }
    }

    @Test
    void megaHasThePapersPriorsBackgroundsAndRegions(@TempDir Path folder) throws Exception {
        final Settings settings = SettingsLoader.load(EAST_ASIA.resolve("mega.yaml"), Map.of());
        final InputSettings inputs = settings.domain("china").inputs();
        assertThat(settings.assimilate().inversion().backgrounds()).hasSize(10).allSatisfy((name, background) -> {
            assertThat(background.prior()).isIn("", "GONGGA");
            assertThat(background.boundary()).isIn("", "CT2022", "CAMS");
        });
        assertThat(inputs.otherPriors()).containsOnlyKeys("B", "C", "GONGGA");
        assertThat(inputs.otherBoundaries()).containsOnlyKeys("CT2022", "CAMS");
        final String names = "Gansu, Qinghai, Guangxi, Guizhou, Chongqing, Beijing, Fujian, Anhui, Guangdong, Xizang,"
                + " Xinjiang, Hainan, Ningxia, Shaanxi, Shanxi, Hubei, Hunan, Sichuan, Yunnan, Hebei, Henan, Liaoning,"
                + " Shandong, Tianjin, Jiangxi, Jiangsu, Shanghai, Zhejiang, Jilin, Inner Mongol, Heilongjiang";
        final List<String> provinces = List.of(names.split(", "));
        Files.writeString(folder.resolve("provinces.geojson"), squares("name", provinces, 90));
        Files.writeString(folder.resolve("countries.geojson"), squares("ADM0_A3", List.of("HKG", "MAC", "TWN"), 30));
        Files.copy(EAST_ASIA.resolve("regions.yaml"), folder.resolve("regions.yaml"));
        final Map<String, Double> areas = new TreeMap<>();
        for (Region region : Regions.read(folder.resolve("regions.yaml"))) areas.put(region.name(), region.areaM2());
        assertThat(areas)
                .hasSize(2 + 31 + 3 + 3)
                .containsKeys("hong-kong", "macau", "taiwan")
                .containsKeys(provinces.toArray(String[]::new));
        double sum = areas.get("hong-kong") + areas.get("macau") + areas.get("taiwan");
        for (String province : provinces) sum += areas.get(province);
        assertThat(areas.get("china")).isCloseTo(sum, withinPercentage(1e-9));
        assertThat(areas.get("southern-china") + areas.get("outside-southern-china"))
                .isCloseTo(sum, withinPercentage(1e-9));
    }

    /// Squares of a degree side by side, a feature each name.
    private static String squares(String property, List<String> names, int west) {
        final StringBuilder text = new StringBuilder("{\"type\": \"FeatureCollection\", \"features\": [");
        for (int n = 0; n < names.size(); n++) {
            final int x = west + n;
            text.append(n == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"type\": \"Feature\", \"properties\": {\"%s\": \"%s\", \"adm0_a3\": \"CHN\"},"
                                    + " \"geometry\": {\"type\": \"Polygon\","
                                    + " \"coordinates\": [[[%d, 30], [%d, 30], [%d, 31], [%d, 31], [%d, 30]]]}}",
                            property,
                            names.get(n),
                            x,
                            x + 1,
                            x + 1,
                            x,
                            x));
        }
        return text.append("]}").toString();
    }

    @Test
    void itsReadmeNamesTheFoldersOfItsSettings() throws Exception {
        final String readme = Files.readString(EAST_ASIA.resolve("README.md"));
        final InputSettings inputs = SettingsLoader.load(EAST_ASIA.resolve("east-asia.yaml"), Map.of())
                .domains()
                .get("east-asia")
                .inputs();
        assertThat(readme)
                .contains(
                        "`" + inputs.meteorology().folder() + "`",
                        "`" + inputs.boundary().folder() + "`")
                .contains("`" + inputs.stations().folder() + "`");
        inputs.prior().sources().values().forEach(source -> assertThat(readme).contains("`" + source.folder() + "`"));
    }
}
