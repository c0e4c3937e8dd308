package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldKindTest {
    @ParameterizedTest
    @CsvSource({
        "factors, factors=0.5, 0.5, 0.2, 1",
        "factors=0.1, factors=0.1, 0.1, 0.2, 1",
        "phenology=-5, phenology=-5, 0, 0.2, 1",
        "drought, drought=0.5, 0, 0.2, 1",
        "missing-sink, missing-sink=0.5, 0, 0.2, 1",
        "fossil, fossil=0.3, 0, 0.2, 1",
        "inflow, inflow=1, 0.5, 0.2, 1",
        "winds=0, winds=0, 0.5, 0, 1",
        "inflow-error=0, inflow-error=0, 0.5, 0.2, 1",
        "exact-air=0.2, exact-air=0.2, 0.2, 0, 1",
        "mixing, mixing=0.3, 0.5, 0.2, 1",
        "grid, grid=2, 0.5, 0.2, 2"
    })
    void hasANameWithASize(String text, String label, double factorSd, double winds, int finer) {
        final WorldKind kind = WorldKind.of(text);
        assertThat(kind.label()).isEqualTo(label);
        assertThat(WorldKind.of(label)).isEqualTo(kind);
        assertThat(kind.factorSd()).isEqualTo(factorSd);
        assertThat(kind.windErrorShare()).isEqualTo(winds);
        assertThat(kind.finer()).isEqualTo(finer);
    }

    @ParameterizedTest
    @CsvSource({"factors, 0.8", "drought, 0.8", "inflow-error, 1.5", "inflow-error=0, 0", "exact-air, 0"})
    void inflowAndBeginErrAsTheKindSays(String text, double ppm) {
        assertThat(WorldKind.of(text).inflowErrorPpm()).isEqualTo(ppm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rain; expected factors, phenology",
                "factors=; expected factors, phenology",
                "factors=2; expected a size from 0.0 to 1.0",
                "grid=1.5; expected a whole number",
                "grid=0; expected a size from 1.0 to 8.0"
            })
    void anOtherIsRefused(String text, String why) {
        assertThatThrownBy(() -> WorldKind.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("world is '" + text + "'")
                .hasMessageContaining(why);
    }
}
