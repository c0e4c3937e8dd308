package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.deploy.twin.RetrievalSimulator.Fate;
import org.fluxwatch.deploy.twin.RetrievalSimulator.SimulatedDay;
import org.junit.jupiter.api.Test;

class RetrievalSimulatorTest {
    static final BoxRegion EAST_ASIA = new BoxRegion("east asia", 15, 55, 80, 145);
    static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    static final Instant PRODUCED = Instant.parse("2019-05-03T12:00:00Z");
    private final RetrievalSimulator simulator = new RetrievalSimulator(5, new LandMask());

    static ColumnTruth uniform(double ppm) {
        final double[] pressures = {980, 900, 700, 500, 300, 150, 60};
        final double[] values = new double[pressures.length];
        java.util.Arrays.fill(values, ppm);
        return (time, latitude, longitude) -> Optional.of(new TrueColumn(1000, pressures, values));
    }

    private SimulatedDay day(Sensor sensor) {
        return simulator.simulate(sensor, DAY, EAST_ASIA, uniform(412), PRODUCED);
    }

    @Test
    void keepsAPlausibleShareOfTheLooks() {
        final SimulatedDay day = day(Sensor.OCO2);
        final int looks =
                day.fates().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(looks).isGreaterThan(20_000);
        assertThat(day.granule().soundings().size()).isBetween(looks / 20, looks / 2);
        final double good = day.fates().get(Fate.GOOD);
        assertThat(good / day.granule().soundings().size()).isBetween(0.35, 0.75);
        assertThat(day.fates()).containsKeys(Fate.CLOUDY, Fate.FLAGGED, Fate.DARK_SEA);
    }

    @Test
    void findsTheSeaOnlyInGlint() {
        assertThat(day(Sensor.OCO2).granule().soundings())
                .anyMatch(sounding -> sounding.surface() == LiteSounding.Surface.OCEAN)
                .allMatch(sounding -> sounding.surface() == LiteSounding.Surface.LAND
                        || sounding.pixel().mode() == GroundPixel.Mode.GLINT);
    }

    @Test
    void statesUncertaintiesAsRealFilesDo() {
        final double[] oco2 = day(Sensor.OCO2).granule().soundings().stream()
                .mapToDouble(LiteSounding::uncertaintyPpm)
                .sorted()
                .toArray();
        assertThat(oco2[oco2.length / 2]).isCloseTo(0.58, within(0.02));
        assertThat(oco2[oco2.length / 100]).isCloseTo(0.37, within(0.02));
        assertThat(oco2[oco2.length * 99 / 100]).isCloseTo(1.19, within(0.06));
        assertThat(day(Sensor.GOSAT).granule().soundings())
                .isNotEmpty()
                .allMatch(sounding -> sounding.uncertaintyPpm() > 0.7 && sounding.uncertaintyPpm() < 3);
    }

    @Test
    void errsAsMuchAsItSays() {
        final List<LiteSounding> good = goodOfManyDays();
        double squares = 0;
        double sum = 0;
        for (LiteSounding sounding : good) {
            final double error = sounding.xco2Ppm() - seen(sounding, 412);
            sum += error;
            squares += error * error / (sounding.uncertaintyPpm() * sounding.uncertaintyPpm() + 0.09);
        }
        assertThat(sum / good.size()).isCloseTo(0, within(0.15));
        assertThat(squares / good.size()).isCloseTo(1, within(0.1));
    }

    private List<LiteSounding> goodOfManyDays() {
        return DAY.datesUntil(DAY.plusDays(4))
                .flatMap(day ->
                        simulator
                                .simulate(Sensor.OCO2, day, EAST_ASIA, uniform(412), PRODUCED)
                                .granule()
                                .soundings()
                                .stream())
                .filter(sounding -> sounding.verdict() == LiteSounding.Verdict.GOOD)
                .toList();
    }

    private static double seen(LiteSounding sounding, double ppm) {
        return RetrievalSimulator.seen(
                sounding.column(),
                uniform(ppm).at(sounding.pixel().time(), 0, 0).orElseThrow());
    }

    @Test
    void seesTheTruthThroughItsKernel() {
        final LiteSounding sounding = day(Sensor.OCO2).granule().soundings().getFirst();
        final ColumnRetrieval column = sounding.column();
        double sensitivity = 0;
        double weights = 0;
        for (int k = 0; k < column.levels(); k++) {
            weights += column.pressureWeight().at(k);
            sensitivity +=
                    column.pressureWeight().at(k) * column.averagingKernel().at(k);
        }
        assertThat(weights).isCloseTo(1, within(1e-6));
        // The real sounding of docs/formats.md 2.4 has 0.8758.
        assertThat(sensitivity).isBetween(0.84, 0.95);
        assertThat(seen(sounding, 413) - seen(sounding, 412)).isCloseTo(sensitivity, within(1e-6));
    }

    @Test
    void drawsTheShapeOfARealKernel() {
        // a few levels of the real land sounding of docs/formats.md 2.4 (sun at about 71 degrees)
        final float[] kernel = ColumnSensitivity.kernel(Sensor.OCO2, LiteSounding.Surface.LAND, 71);
        assertThat(kernel[0]).isCloseTo(0.2305f, within(0.05f));
        assertThat(kernel[4]).isCloseTo(0.7524f, within(0.05f));
        assertThat(kernel[10]).isCloseTo(1.009f, within(0.05f));
        assertThat(kernel[19]).isCloseTo(0.977f, within(0.05f));
    }

    @Test
    void leavesOutWhereThereIsNoTruth() {
        final SimulatedDay day =
                simulator.simulate(Sensor.GOSAT, DAY, EAST_ASIA, (time, lat, lon) -> Optional.empty(), PRODUCED);
        assertThat(day.granule().soundings()).isEmpty();
        assertThat(day.fates()).containsKey(Fate.NO_TRUTH).doesNotContainKey(Fate.GOOD);
    }

    @Test
    void givesTheSameSoundingsForTheSameSeed() {
        final RetrievalSimulator same = new RetrievalSimulator(5, new LandMask());
        final RetrievalSimulator other = new RetrievalSimulator(6, new LandMask());
        final SimulatedDay day = day(Sensor.GOSAT);
        assertThat(same.simulate(Sensor.GOSAT, DAY, EAST_ASIA, uniform(412), PRODUCED)
                        .granule()
                        .soundings())
                .extracting(LiteSounding::xco2Ppm)
                .isEqualTo(day.granule().soundings().stream()
                        .map(LiteSounding::xco2Ppm)
                        .toList());
        assertThat(other.simulate(Sensor.GOSAT, DAY, EAST_ASIA, uniform(412), PRODUCED)
                        .granule()
                        .soundings())
                .extracting(LiteSounding::xco2Ppm)
                .isNotEqualTo(day.granule().soundings().stream()
                        .map(LiteSounding::xco2Ppm)
                        .toList());
    }

    @Test
    void followsGrowthAndSeasonInThePrior() {
        final double may = Instant.parse("2019-05-01T00:00:00Z").getEpochSecond();
        final double september = Instant.parse("2019-09-10T00:00:00Z").getEpochSecond();
        final double nextMay = Instant.parse("2020-05-01T00:00:00Z").getEpochSecond();
        assertThat(PriorClimatology.ppm(may, 45, 1)).isBetween(408.0, 420.0);
        assertThat(PriorClimatology.ppm(may, 45, 1) - PriorClimatology.ppm(september, 45, 1))
                .isBetween(4.0, 12.0);
        assertThat(PriorClimatology.ppm(nextMay, 45, 1) - PriorClimatology.ppm(may, 45, 1))
                .isCloseTo(2.4, within(0.1));
        assertThat(PriorClimatology.ppm(may, 45, 1e-4)).isLessThan(PriorClimatology.ppm(may, 45, 0.5) - 5);
    }
}
