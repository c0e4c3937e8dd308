package org.fluxwatch.contract.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    @Test
    void theNewestGranuleIsTheOneProducedLastThenOfTheHighestBuildThenRevision() {
        assertThat(List.of(
                        version("B11210Ar/240820000231/1"),
                        version("B11100Ar/250101000000/1"),
                        version("B11210Ar/250101000000/1"),
                        version("B11210Ar/250101000000/2"),
                        version("B11210Ar/250101000000/10")))
                .isSorted();
    }

    private static GranuleVersion version(String text) {
        final GranuleVersion version = GranuleVersion.parse(text);
        assertThat(version).hasToString(text);
        return version;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B1/2", "B1/2/3/4", "B1/2/x", "B1/2/-1", "B1/2/99999999999"})
    void refusesOtherVersions(String text) {
        assertThatThrownBy(() -> GranuleVersion.parse(text))
                .hasMessage("granule version is '" + text + "', expected build/production time/revision number");
    }

    @Test
    void sensorsAndStandInsHaveLabels() {
        for (Sensor sensor : Sensor.values())
            assertThat(Sensor.of(sensor.label())).isEqualTo(sensor);
        for (StandIn standIn : StandIn.values())
            assertThat(StandIn.of(standIn.label())).isEqualTo(standIn);
        assertThatThrownBy(() -> Sensor.of("oco1")).hasMessage("sensor is 'oco1', expected oco2, oco3 or gosat");
        assertThatThrownBy(() -> StandIn.of("x")).hasMessageContaining("'x', expected quality-flag or column-operator");
        assertThat(Innovation.Status.OUTSIDE_DOMAIN.label()).isEqualTo("outside-domain");
    }

    @Test
    void mapsAndSetsAreSortedAndClosed() {
        final DailyAnalysis day = Samples.DAILY_ANALYSIS;
        assertThat(day.counts().keySet()).containsExactly("assimilated", "gated", "withheld");
        assertThat(day.missingSensors()).containsExactly(Sensor.OCO3, Sensor.GOSAT);
        assertThatThrownBy(() -> day.counts().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(day.begin()).isEqualTo(Instant.parse("2019-05-03T00:00:00Z"));
    }

    @Test
    void profilesAreEqualByValue() {
        assertThat(new Profile(new float[] {1, 2})).isEqualTo(new Profile(new float[] {1, 2}));
        assertThat(new Profile(new float[] {1, 2})).isNotEqualTo(new Profile(new float[] {1, 3}));
        assertThatThrownBy(() -> new Profile(new float[0])).hasMessage("profile has no levels");
    }

    @Test
    void aColumnsProfilesHaveTheSameLevels() {
        final Profile two = new Profile(new float[] {1, 2});
        final Profile three = new Profile(new float[] {1, 2, 3});
        assertThat(new ColumnRetrieval(400, two, two, two, two).levels()).isEqualTo(2);
        assertThatThrownBy(() -> new ColumnRetrieval(400, two, two, three, two))
                .hasMessage("profiles have 2, 2, 3 and 2 levels, expected the same number");
    }

    @Test
    void superobservationsCheckThemselves() {
        assertThatThrownBy(() -> superobservation(0, 0, 400, 0, 1)).hasMessage("error of x is 0.0 ppm, expected > 0");
        assertThatThrownBy(() -> superobservation(0, 0, 400, Double.NaN, 1)).hasMessageContaining("NaN ppm");
        assertThatThrownBy(() -> superobservation(91, 0, 400, 1, 1)).hasMessage("place of x is 91.0 N 0.0 E");
        assertThatThrownBy(() -> superobservation(0, 181, 400, 1, 1)).hasMessage("place of x is 0.0 N 181.0 E");
        assertThatThrownBy(() -> superobservation(0, 0, -999_999, 1, 1)).hasMessage("XCO2 of x is -999999.0 ppm");
        assertThatThrownBy(() -> superobservation(0, 0, 400, 1, 0)).hasMessage("x has 0 soundings, expected 1 or more");
    }

    private static Superobservation superobservation(
            double latitude, double longitude, double xco2Ppm, double errorPpm, int soundings) {
        final Superobservation sample = Samples.SUPEROBSERVATION;
        return new Superobservation(
                "fiji",
                Sensor.OCO2,
                sample.day(),
                "g",
                sample.version(),
                "x",
                sample.time(),
                latitude,
                longitude,
                xco2Ppm,
                errorPpm,
                sample.column(),
                soundings,
                false,
                Set.of());
    }

    @Test
    void copiesWhatItIsGiven() {
        final Map<String, Integer> rejected = new java.util.HashMap<>(Map.of("ocean", 1));
        final DayComplete sample = Samples.DAY_COMPLETE;
        final DayComplete record =
                new DayComplete("fiji", Sensor.OCO2, sample.day(), "g", sample.version(), 0, 1, rejected, Set.of());
        rejected.put("quality", 2);
        assertThat(record.rejected()).containsOnlyKeys("ocean");
    }
}
