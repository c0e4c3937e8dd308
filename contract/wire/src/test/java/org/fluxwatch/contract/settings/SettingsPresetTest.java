package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.settings.AssimilateSettings.EnsembleSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.FluxForecastKind;
import org.fluxwatch.contract.settings.AssimilateSettings.NoiseKind;
import org.junit.jupiter.api.Test;

class SettingsPresetTest {
    private static Settings parse(String text) {
        return SettingsLoader.parse(text, "my.yaml", Map.of());
    }

    @Test
    void jdasIsThePapersChoices() {
        final Settings settings = parse("preset: jdas");
        assertThat(settings.ingest().gridding()).isEqualTo(IngestSettings.Gridding.THIN);
        final AssimilateSettings filter = settings.assimilate();
        assertThat(filter.ensemble().members()).isEqualTo(50);
        assertThat(filter.ensemble().noise()).isEqualTo(NoiseKind.JDAS);
        assertThat(filter.ensemble().jdasCo2Percent()).isEqualTo(5);
        assertThat(filter.ensemble().jdasFluxPercent()).isEqualTo(10);
        assertThat(filter.fluxForecast().kind()).isEqualTo(FluxForecastKind.JDAS);
        assertThat(filter.fluxForecast().jdasBeta()).isEqualTo(80);
        assertThat(filter.fluxForecast().jdasDays()).isEqualTo(4);
        assertThat(filter.filter().localizationKm()).isEqualTo(1280);
        assertThat(filter.filter().fluxRadiusKm()).isEqualTo(1280);
        assertThat(filter.filter().gatePpm()).isEqualTo(5);
        assertThat(filter.filter().inflation().kind()).isEqualTo(AssimilateSettings.InflationKind.NONE);
    }

    /// Or a default that is tuned later would move the paper's filter.
    @Test
    void jdasNamesEveryKeyOfTheFilter() throws Exception {
        final ObjectNode reference = (ObjectNode) SettingsLoader.YAML.readTree(SettingsLoader.reference());
        final ObjectNode jdas = (ObjectNode) SettingsLoader.YAML.readTree(SettingsLoader.preset("jdas"));
        assertThat(Keys.all((ObjectNode) jdas.at("/assimilate/filter"), ""))
                .containsAll(Keys.all((ObjectNode) reference.at("/assimilate/filter"), ""));
    }

    @Test
    void theFileGoesOverThePresetAndTheEnvironmentOverBoth() {
        final Settings settings = SettingsLoader.parse(
                "preset: jdas\nassimilate: {ensemble: {members: 20}, filter: {gate-ppm: 4}}",
                "my.yaml",
                Map.of("FLUXWATCH_ASSIMILATE_FILTER_GATE_PPM", "3"));
        assertThat(settings.assimilate().ensemble().members()).isEqualTo(20);
        assertThat(settings.assimilate().filter().gatePpm()).isEqualTo(3);
        assertThat(settings.assimilate().filter().localizationKm()).isEqualTo(1280);
    }

    @Test
    void theEnvironmentNamesAPresetToo() {
        final Map<String, String> environment = Map.of("FLUXWATCH_PRESET", "jdas");
        assertThat(SettingsLoader.parse("", "my.yaml", environment)).isEqualTo(parse("preset: jdas"));
        assertThat(SettingsLoader.parse("preset: none", "my.yaml", environment)).isEqualTo(parse("preset: jdas"));
        assertThatThrownBy(() -> SettingsLoader.parse("", "my.yaml", Map.of("FLUXWATCH_PRESET", "megan")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("environment: preset is 'megan', expected one of none, jdas, mega");
    }

    @Test
    void aPresetIsASettingsFile() {
        for (String name : SettingsLoader.presets())
            assertThat(parse(SettingsLoader.preset(name))).isEqualTo(parse("preset: " + name));
    }

    @Test
    void thePaperOfTheInversionTrustsItsBackgroundAndHasNoFloor() {
        final InversionSettings mega = parse("preset: mega").assimilate().inversion();
        assertThat(mega.priorError().floor()).isZero();
        assertThat(mega.backgroundOffsetPpm()).isZero();
        assertThat(mega.rows().horizonDays()).isEqualTo(20);
    }

    @Test
    void anUnknownPresetIsRefused() {
        assertThatThrownBy(() -> parse("preset: megan"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("my.yaml: preset is 'megan', expected one of none, jdas, mega");
        assertThatThrownBy(() -> SettingsLoader.preset("megan")).hasMessageContaining("no preset 'megan'");
    }

    @Test
    void theFilterOfAPresetKeepsWhatTheExperimentIsMadeOf() {
        final Settings own = parse("""
                ingest: {gridding: mean, ocean-glint: true}
                domains: {fiji: {inputs: {meteorology: {seed: 4}}}}
                assimilate: {threads: 3, ensemble: {seed: 9, members: 7}}
                """);
        final Settings jdas = own.withFilterOf(parse("preset: jdas"));
        assertThat(jdas.domains()).isEqualTo(own.domains());
        assertThat(jdas.ingest().gridding()).isEqualTo(IngestSettings.Gridding.THIN);
        assertThat(jdas.ingest().oceanGlint()).isTrue();
        final EnsembleSettings ensemble = jdas.assimilate().ensemble();
        assertThat(List.of(ensemble.seed(), (long) ensemble.members(), (long)
                        jdas.assimilate().threads()))
                .containsExactly(9L, 50L, 3L);
        assertThat(jdas.withFilterOf(parse("preset: jdas"))).isEqualTo(jdas);
    }
}
