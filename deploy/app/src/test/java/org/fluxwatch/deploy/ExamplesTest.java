package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

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
            for (Path file : files.toList()) {
                final Settings settings = SettingsLoader.load(file, Map.of());
                settings.requireChosenInputs(settings.domains().keySet());
                assertThat(settings.invented()).isPresent();
            }
        }
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
