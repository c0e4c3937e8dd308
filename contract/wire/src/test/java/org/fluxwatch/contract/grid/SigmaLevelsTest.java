package org.fluxwatch.contract.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class SigmaLevelsTest {
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.9, 0.5, 0.0), 4000);

    @Test
    void edgesReachFromTheGroundToTheTop() {
        assertThat(LEVELS.nz()).isEqualTo(3);
        assertThat(LEVELS.edgePa(0, 101_325)).isEqualTo(101_325);
        assertThat(LEVELS.edgePa(3, 101_325)).isEqualTo(4000);
        assertThat(LEVELS.edgePa(2, 100_000)).isEqualTo(52_000);
        assertThat(LEVELS.middlePa(2, 100_000)).isEqualTo(28_000);
    }

    @Law
    void layersHaveTheirShareOfTheColumn(@Range(min = 50_000, max = 108_000) double surfacePa) {
        double sum = 0;
        for (int k = 0; k < LEVELS.nz(); k++) {
            sum += LEVELS.thickness(k);
            assertThat(LEVELS.edgePa(k, surfacePa) - LEVELS.edgePa(k + 1, surfacePa))
                    .isCloseTo(LEVELS.thickness(k) * (surfacePa - 4000), within(1e-9));
            assertThat(LEVELS.middlePa(k, surfacePa))
                    .isBetween(LEVELS.edgePa(k + 1, surfacePa), LEVELS.edgePa(k, surfacePa));
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void errorsNameValueAndExpectation() {
        assertThatThrownBy(() -> new SigmaLevels(List.of(0.0, 0.5, 1.0), 4000))
                .hasMessage("sigma edges are [0.0, 0.5, 1.0], expected 1 at the ground to 0 at the top");
        assertThatThrownBy(() -> new SigmaLevels(List.of(1.0, 0.5, 0.5, 0.0), 4000))
                .hasMessage("sigma edges are [1.0, 0.5, 0.5, 0.0], expected falling values");
        assertThatThrownBy(() -> new SigmaLevels(List.of(1.0, Double.NaN, 0.0), 4000))
                .hasMessageContaining("expected falling values");
        assertThatThrownBy(() -> new SigmaLevels(List.of(1.0, 0.5, 0.0), 0))
                .hasMessage("model top is 0.0 Pa, expected 0 to 50000");
    }
}
