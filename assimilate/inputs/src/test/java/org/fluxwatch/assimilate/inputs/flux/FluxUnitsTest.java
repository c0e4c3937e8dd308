package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxUnitsTest {
    private static final Interval JANUARY = Interval.month(YearMonth.of(2019, 1));
    private static final double MONTH = 31 * 86_400.0;
    private static final double C = 1e6 / 12.011;
    private static final double CO2 = 1e6 / 44.0095;

    private static double factor(String units) {
        return FluxUnits.of(units, Optional.empty()).factor(JANUARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gC m-2 month-1",
                "g C / m^2 / month",
                "g C m-2 month-1",
                "g(C) m-2 month-1",
                "gC/m2/month",
                "gC m^-2 mon^-1",
                "grams C m-2 month-1",
                "g carbon m-2 month-1",
                "gC m-2"
            })
    void gramsOfCarbonInAMonth(String units) {
        assertThat(factor(units)).isCloseTo(C / MONTH, within(1e-12 * C / MONTH));
    }

    @ParameterizedTest
    @CsvSource({
        "umol m-2 s-1, 1",
        "µmol m⁻² s⁻¹, 1",
        "micromol m-2 s-1, 1",
        "micromoles m-2 s-1, 1",
        "umol CO2 m-2 s-1, 1",
        "mol m-2 s-1, 1e6",
        "mol/m2/s, 1e6",
        "mol m**-2 s**-1, 1e6",
        "mol(CO2) m-2 s-1, 1e6"
    })
    void moles(String units, double expected) {
        assertThat(factor(units)).isCloseTo(expected, within(1e-12 * expected));
    }

    @Test
    void massOfCarbonAndOfCarbonDioxide() {
        assertThat(factor("gC m-2 day-1")).isCloseTo(C / 86_400, within(1e-9));
        assertThat(factor("gC m-2 d-1")).isCloseTo(C / 86_400, within(1e-9));
        assertThat(factor("kgCO2 m-2 s-1")).isCloseTo(1e3 * CO2, within(1e-3));
        assertThat(factor("kg CO2/m2/s")).isCloseTo(1e3 * CO2, within(1e-3));
        assertThat(factor("kg (CO2) m-2 s-1")).isCloseTo(1e3 * CO2, within(1e-3));
        assertThat(factor("kgC m-2 year-1")).isCloseTo(1e3 * C / (365 * 86_400.0), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tC month-1",
                "t C month-1",
                "tonnes C/cell/month",
                "tonne C per cell per month",
                "MgC month-1",
                "MgC cell-1 month-1",
                "metric tons C grid-1 month-1",
                "tC"
            })
    void tonnesInACell(String units) {
        final FluxUnits parsed = FluxUnits.of(units, Optional.empty());
        assertThat(parsed.perCell()).isTrue();
        assertThat(parsed.factor(JANUARY)).isCloseTo(1e6 * C / MONTH, within(1e-12 * 1e6 * C / MONTH));
    }

    @Test
    void whatTheVariableCountsHoldsWhereUnitsDoNotSay() {
        assertThat(FluxUnits.of("kg m-2 s-1", Optional.of(Substance.CARBON)).factor(JANUARY))
                .isCloseTo(1e3 * C, within(1e-3));
        assertThat(FluxUnits.of("kgCO2 m-2 s-1", Optional.of(Substance.CARBON)).factor(JANUARY))
                .isCloseTo(1e3 * CO2, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kg m-2 s-1 | do not say whether carbon or CO2 is weighed",
                "t month-1 | do not say whether carbon or CO2 is weighed",
                "tons C month-1 | a ton may be 1000 or 907 kg",
                "kgCO2e m-2 s-1 | expected those of a flux",
                "mol m-3 s-1 | expected those of a flux",
                "K | expected those of a flux",
                "umol m-2 cell-1 s-1 | expected those of a flux"
            })
    void refusesWhatMayMeanSomethingElse(String units, String reason) {
        assertThatThrownBy(() -> factor(units))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + units + "'")
                .hasMessageContaining(reason);
    }

    @Test
    void aMonthlyRateOfAYearIsRefused() {
        final FluxUnits units = FluxUnits.of("gC m-2 month-1", Optional.empty());
        assertThatThrownBy(() -> units.factor(Interval.year(2019)))
                .hasMessageContaining(
                        "units per month and is a mean from 2019-01-01T00:00:00Z to 2020-01-01T00:00:00Z");
    }

    @Test
    void monthsAndYearsHaveTheirTrueLength() {
        final FluxUnits month = FluxUnits.of("gC m-2 month-1", Optional.empty());
        assertThat(month.factor(Interval.month(YearMonth.of(2020, 2)))).isCloseTo(C / (29 * 86_400.0), within(1e-12));
        assertThat(month.factor(Interval.hour(Instant.parse("2019-02-03T05:00:00Z"))))
                .isCloseTo(C / (28 * 86_400.0), within(1e-12));
        assertThat(FluxUnits.of("gC m-2 yr-1", Optional.empty()).factor(Interval.year(2020)))
                .isCloseTo(C / (366 * 86_400.0), within(1e-14));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Emissions of CO2 -  | CARBON_DIOXIDE",
                "carbon dioxide flux | CARBON_DIOXIDE",
                "Biomass burning carbon emissions | CARBON",
                "net flux of carbon dioxide as carbon | CARBON",
                "net ecosystem exchange, gC | CARBON",
                "carbon monoxide emissions | ",
                "CO2 and carbon | ",
                "emissions | "
            })
    void namesSayWhatIsWeighed(String text, Substance expected) {
        assertThat(Substance.inText(text)).isEqualTo(Optional.ofNullable(expected));
    }
}
