package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NumericSettingsTest {
    private static final String DOMAINS = """
            archive: {token: secret-token}
            ingest: {gridding: thin, withheld-share: 0.25}
            assimilate: {ensemble: {members: 12, seed: 7}, filter: {gate-ppm: 3.5}}
            domains:
              here:
                start: 2019-05-01
                sensors: [oco2, gosat]
                patience-days: 5
                grid: {kind: lat-lon, columns: 8, rows: 7, west: 106.0, south: 26.0, cell-degrees: 2.0}
                sigma-edges: [1.0, 0.5, 0.0]
                top-hpa: 40.0
                system: %s
                inputs: {meteorology: {kind: synthetic}, prior: {kind: files, sources: {land: {format: sib4, folder: /data/sib}}},
                         boundary: {kind: carbontracker, folder: ct}}
            """;

    private static Settings settings(String system) {
        return SettingsLoader.parse(DOMAINS.formatted(system), "here.yaml", Map.of());
    }

    @Test
    void areASettingsFileThatGivesTheSameNumbers() {
        for (String system : new String[] {"filter", "inversion"}) {
            final Settings settings = settings(system);
            final String text = NumericSettings.of(settings, "here");
            final Settings again = SettingsLoader.parse(text, "again.json", Map.of());
            assertThat(again.domains()).isEqualTo(settings.domains());
            assertThat(again.ingest()).isEqualTo(settings.ingest());
            assertThat(again.assimilate().inversion())
                    .isEqualTo(settings.assimilate().inversion());
            if (system.equals("filter")) {
                assertThat(again.assimilate().ensemble())
                        .isEqualTo(settings.assimilate().ensemble());
                assertThat(again.assimilate().filter())
                        .isEqualTo(settings.assimilate().filter());
            }
            assertThat(NumericSettings.of(again, "here")).isEqualTo(text);
        }
    }

    @Test
    void holdNoSecretAndNothingThatNumbersDoNotDependOn() {
        assertThat(NumericSettings.of(settings("filter"), "here"))
                .doesNotContain("secret", "http-port", "quarantine", "threads", "inversion\":{");
    }
}
