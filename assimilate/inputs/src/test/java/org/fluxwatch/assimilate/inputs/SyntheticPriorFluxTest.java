package org.fluxwatch.assimilate.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.junit.jupiter.api.Test;

class SyntheticPriorFluxTest {
    private static final Grid GLOBE = new LatLonGrid(-180, -88, 4, 90, 44);
    private static final LandMask LAND = new LandMask();

    @Test
    void releaseGoesToTheAirAndUptakeOutOfIt() {
        final SyntheticPriorFlux prior = new SyntheticPriorFlux(GLOBE, 2019);
        for (int month = 1; month <= 12; month++) {
            final PriorFlux.Fields fields = prior.at(Midsummer.hour(LocalDate.of(2019, month, 10), 2 * month % 24));
            for (int c = 0; c < GLOBE.cells(); c++) {
                assertThat(fields.release()[c]).isBetween(0f, 8f);
                assertThat(fields.uptake()[c]).isBetween(-25f, 0f);
                assertThat(fields.fossil()[c]).isBetween(0f, 30f);
                assertThat(fields.fire()[c]).isBetween(0f, 3f);
                assertThat(fields.natural(c)).isEqualTo(fields.release()[c] + fields.uptake()[c]);
            }
        }
    }

    @Test
    void plantsTakeUpNothingAtNightAndMostAtLocalNoon() {
        for (double longitude : new double[] {-100, 20, 105}) {
            final Grid grid = new LatLonGrid(longitude - 1.5, longitude < 0 ? 38.5 : 48.5, 1, 3, 3);
            final SyntheticPriorFlux prior = new SyntheticPriorFlux(grid, 2019);
            int strongest = -1;
            float strength = 0;
            for (int h = 0; h < 24; h++) {
                final float uptake = prior.at(Midsummer.hour(Midsummer.DAY, h)).uptake()[4];
                if (uptake < strength) {
                    strength = uptake;
                    strongest = h;
                }
                final double solarHour = (h + 0.5 + longitude / 15 + 24) % 24; // the middle of the hour
                if (solarHour < 2 || solarHour > 22) assertThat(uptake).isZero();
            }
            assertThat((strongest + 0.5 + longitude / 15 + 24) % 24)
                    .as("at %s E", longitude)
                    .isBetween(11.4, 12.6);
        }
    }

    @Test
    void landIsASinkInSummerAndASourceInWinter() {
        final Grid russia = new LatLonGrid(35, 53, 1, 8, 6);
        final SyntheticPriorFlux prior = new SyntheticPriorFlux(russia, 2019);
        assertThat(dayMean(prior, russia, LocalDate.of(2019, 7, 10))).isNegative();
        assertThat(dayMean(prior, russia, LocalDate.of(2019, 1, 10))).isPositive();
    }

    private static double dayMean(SyntheticPriorFlux prior, Grid grid, LocalDate day) {
        double sum = 0;
        for (int h = 0; h < 24; h++) {
            final PriorFlux.Fields fields = prior.at(Midsummer.hour(day, h));
            for (int c = 0; c < grid.cells(); c++) sum += fields.natural(c) / 24 / grid.cells();
        }
        return sum;
    }

    @Test
    void citiesStandOnLandAndTheSeaBurnsNothing() {
        final PriorFlux.Fields fields = new SyntheticPriorFlux(GLOBE, 2019).at(Midsummer.hour(Midsummer.DAY, 0));
        for (int c = 0; c < GLOBE.cells(); c++)
            if (!LAND.land(GLOBE.latitude(c), GLOBE.longitude(c)))
                assertThat(fields.fossil()[c] + fields.fire()[c]).isZero();
        final Grid beijing = new LatLonGrid(115.5, 39, 0.5, 4, 4);
        assertThat(new SyntheticPriorFlux(beijing, 2019)
                        .at(Midsummer.hour(Midsummer.DAY, 0))
                        .fossil()[5])
                .isGreaterThan(5);
    }

    @Test
    void sameHourHasTheSameBitsAndAnotherSeedOtherPatches() {
        final var time = Midsummer.hour(Midsummer.DAY, 5);
        final float[] first = new SyntheticPriorFlux(GLOBE, 1).at(time).uptake();
        assertThat(new SyntheticPriorFlux(GLOBE, 1).at(time).uptake()).isEqualTo(first);
        assertThat(new SyntheticPriorFlux(GLOBE, 2).at(time).uptake()).isNotEqualTo(first);
    }
}
