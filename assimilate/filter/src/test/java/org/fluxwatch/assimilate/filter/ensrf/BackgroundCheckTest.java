package org.fluxwatch.assimilate.filter.ensrf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Spread 3 and error 4 ppm: one standard deviation is 5 ppm.
class BackgroundCheckTest {
    @ParameterizedTest
    @CsvSource({
        "5, 0, 5.0, true",
        "5, 0, -5.0, true",
        "5, 0, 5.001, false",
        "5, 0, -5.001, false",
        "100, 3, 15.0, true",
        "100, 3, -15.001, false",
        "12, 3, 14.0, false",
        "5, 3, NaN, false"
    })
    void bothLimitsMustHold(double gatePpm, double gateSigmas, double departurePpm, boolean passes) {
        assertThat(new BackgroundCheck(gatePpm, gateSigmas).passes(departurePpm, 3, 4))
                .isEqualTo(passes);
    }
}
