package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"filter", "inversion"})
    void theTextIsASettingsFileThatGivesTheSameText(String system) {
        final Settings settings = SettingsLoader.parse(
                "domains: {east-asia: {start: 2019-07-03, system: " + system
                        + "}}\nassimilate: {ensemble: {seed: 7}}\n",
                "the test's settings",
                Map.of());
        final String text = NumericSettings.of(settings, "east-asia");
        final Settings again = SettingsLoader.parse(text, "the product's settings", Map.of());
        assertThat(again.domain("east-asia")).isEqualTo(settings.domain("east-asia"));
        assertThat(NumericSettings.of(again, "east-asia")).isEqualTo(text);
    }
}
