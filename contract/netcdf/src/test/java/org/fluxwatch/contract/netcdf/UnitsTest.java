package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @Test
    void readsTheSpellingsOfEcmwfAndOfIoApi() {
        assertThat(Units.factor("kg kg**-1", "g kg-1")).isEqualTo(1000);
        assertThat(Units.factor("M/S", "m s-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1e400 m, m", "1e-400 m, m", "m, 1e400 m"})
    void refusesAFactorThatIsNone(String from, String to) {
        assertThatThrownBy(() -> Units.factor(from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + from + "'");
    }
}
