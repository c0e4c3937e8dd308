package org.fluxwatch.contract.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "B1/2", "B1/2/3/4", "B1/2/x", "B1/2/-1", "B1/2/99999999999"})
    void refusesOtherVersions(String text) {
        assertThatThrownBy(() -> GranuleVersion.parse(text))
                .hasMessageStartingWith(
                        "granule version is '" + text + "', expected build/production time/revision number, and");
    }

    /// Nothing is written that cannot be read.
    @ParameterizedTest
    @CsvSource({"B1, 2, -5", "B1, 2, 2147483647", "B1, 2, 1000000000", "B/1, 2, 1", "'', 2, 1", "B1, '2\n3', 1"})
    void makesNoVersionThatItWouldNotRead(String build, String produced, int revision) {
        assertThatThrownBy(() -> GranuleVersion.of(build, produced, revision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("granule version is '" + build)
                .hasMessageNotContaining("\n");
        assertThat(GranuleVersion.parse(GranuleVersion.of("B1", "2", GranuleVersion.GREATEST_REVISION)
                        .toString()))
                .isEqualTo(GranuleVersion.of("B1", "2", GranuleVersion.GREATEST_REVISION));
    }

    @Test
    void sensorsAndStandInsHaveLabels() {
        for (Sensor sensor : Sensor.coded())
            assertThat(Sensor.of(sensor.label())).isEqualTo(sensor);
        for (StandIn standIn : StandIn.values())
            assertThat(StandIn.of(standIn.label())).isEqualTo(standIn);
        assertThat(Sensor.of("oco2")).isSameAs(Sensor.OCO2);
        assertThat(Sensor.of("tansat").isSatellite()).isTrue();
        for (String label : List.of("", "OCO2", "tan sat", "a/b", "x".repeat(33)))
            assertThatThrownBy(() -> Sensor.of(label))
                    .hasMessage("sensor is '" + label
                            + "', expected a label of up to 32 lower-case letters, digits and dashes such as oco2");
        assertThatThrownBy(() -> StandIn.of("x"))
                .hasMessageContaining("'x', expected one of quality-flag, column-operator,");
        assertThat(Innovation.Status.OUTSIDE_DOMAIN.label()).isEqualTo("outside-domain");
    }

    @Test
    void mapsAndSetsAreSortedAndClosed() {
        final DailyAnalysis day = Samples.DAILY_ANALYSIS;
        final Map<String, Integer> counts = day.counts().byStatus();
        assertThat(counts.keySet()).containsExactly("assimilated", "gated", "withheld");
        assertThat(day.sources().missingSensors()).containsExactly(Sensor.OCO3, Sensor.GOSAT);
        assertThatThrownBy(() -> counts.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(day.identity().begin()).isEqualTo(Instant.parse("2019-05-03T00:00:00Z"));
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
        final Profile half = new Profile(new float[] {0.5f, 0.5f});
        assertThat(new ColumnRetrieval(400, two, half, two, two).levels()).isEqualTo(2);
        assertThatThrownBy(() -> new ColumnRetrieval(400, two, half, three, two))
                .hasMessage("profiles have 2, 2, 3 and 2 levels, expected the same number");
    }

    @Test
    void profilesHoldNumbers() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
            assertThatThrownBy(() -> new Profile(new float[] {1, value}))
                    .hasMessage("profile has " + value + " on level 1, expected a number");
    }

    @Test
    void columnsCheckThemselves() {
        assertThat(wrong(400, 1, 500, 0.5f, 1, 400)).isEmpty();
        assertThat(wrong(400, 1, 500, 0.509f, 1, 400)).isEmpty(); // real files are within 1e-5
        assertThat(wrong(-999_999, 1, 500, 0.5f, 1, 400)).contains("a-priori XCO2 is -999999.0 ppm");
        assertThat(wrong(Double.NaN, 1, 500, 0.5f, 1, 400)).contains("a-priori XCO2 is NaN ppm");
        assertThat(wrong(400, 0, 500, 0.5f, 1, 400))
                .contains("pressure on level 0 is 0.0 hPa, expected above 0.0, that of the level before");
        assertThat(wrong(400, 500, 500, 0.5f, 1, 400))
                .contains("pressure on level 1 is 500.0 hPa, expected above 500.0, that of the level before");
        assertThat(wrong(400, 1, 500, 0.6f, 1, 400).orElseThrow()).startsWith("pressure weights sum to 1.1");
        assertThat(wrong(400, 1, 500, 0.5f, -101, 400)).contains("averaging kernel on level 1 is -101.0");
        assertThat(wrong(400, 1, 500, 0.5f, 1, 0)).contains("a-priori CO2 on level 1 is 0.0 ppm");
    }

    /// A column of two levels, spoilt in the one value or the other.
    private static Optional<String> wrong(
            double priorXco2, float top, float surface, float weight, float kernel, float prior) {
        return ColumnRetrieval.impossible(
                priorXco2,
                new Profile(new float[] {top, surface}),
                new Profile(new float[] {0.5f, weight}),
                new Profile(new float[] {1, kernel}),
                new Profile(new float[] {400, prior}));
    }

    @Test
    void countsAreNotNegative() {
        assertThatThrownBy(() -> dayComplete(-1, 0, 0)).hasMessage("superobservations are -1, expected 0 or more");
        assertThatThrownBy(() -> dayComplete(0, -2, 0)).hasMessage("soundings are -2, expected 0 or more");
        assertThatThrownBy(() -> dayComplete(0, 0, -3))
                .hasMessage("rejected soundings, ocean, are -3, expected 0 or more");
    }

    private static DayComplete dayComplete(int superobservations, int soundings, int ocean) {
        final DayComplete sample = Samples.DAY_COMPLETE;
        return new DayComplete(
                "fiji",
                Sensor.OCO2,
                sample.day(),
                "g",
                sample.version(),
                superobservations,
                soundings,
                Map.of("ocean", ocean),
                Set.of(),
                Co2Scale.X2007);
    }

    @Test
    void superobservationsCheckThemselves() {
        assertThatThrownBy(() -> superobservation(0, 0, 400, 0, 1)).hasMessage("error of x is 0.0 ppm, expected > 0");
        assertThatThrownBy(() -> superobservation(0, 0, 400, Double.NaN, 1)).hasMessageContaining("NaN ppm");
        assertThatThrownBy(() -> superobservation(0, 0, 400, Double.POSITIVE_INFINITY, 1))
                .hasMessage("error of x is Infinity ppm");
        assertThatThrownBy(() -> superobservation(91, 0, 400, 1, 1)).hasMessage("place of x is 91.0 N 0.0 E");
        assertThatThrownBy(() -> superobservation(0, 181, 400, 1, 1)).hasMessage("place of x is 0.0 N 181.0 E");
        assertThatThrownBy(() -> superobservation(0, 0, -999_999, 1, 1)).hasMessage("XCO2 of x is -999999.0 ppm");
        assertThatThrownBy(() -> superobservation(0, 0, 400, 1, 0)).hasMessage("x has 0 soundings, expected 1 or more");
    }

    @Test
    void innovationsCheckThemselves() {
        assertThatThrownBy(() -> observation(91, 0, 400, 1, 1)).hasMessage("place of x is 91.0 N 0.0 E");
        assertThatThrownBy(() -> observation(0, Double.NaN, 400, 1, 1)).hasMessage("place of x is 0.0 N NaN E");
        assertThatThrownBy(() -> observation(0, 0, -1, 1, 1)).hasMessage("observed of x is -1.0 ppm");
        assertThatThrownBy(() -> observation(0, 0, 10_000, 1, 1)).hasMessage("observed of x is 10000.0 ppm");
        assertThatThrownBy(() -> observation(0, 0, 400, 0, 1)).hasMessage("error of x is 0.0 ppm, expected > 0");
        assertThatThrownBy(() -> observation(0, 0, 400, 1, 0)).hasMessage("x has 0 soundings, expected 1 or more");
        assertThatThrownBy(() -> new Innovation.Filter(0, 400, 400, -1, FluxShares.NONE))
                .hasMessage("rank is -1, expected 0 or more");
        assertThatThrownBy(() -> Samples.INNOVATION.withRevision(-1)).hasMessage("revision is -1, expected 0 or more");
    }

    private static Innovation.Observation observation(
            double latitude, double longitude, double ppm, double errorPpm, int soundings) {
        return new Innovation.Observation(
                Sensor.OCO2,
                "g",
                "x",
                ViewMode.NADIR,
                new Innovation.Position(Instant.EPOCH, latitude, longitude),
                ppm,
                errorPpm,
                soundings,
                Set.of());
    }

    /// A day that the stream holds while the program is brought up to date.
    @Test
    void aFormerAnalysisIsCorrectedWithoutTotalsOfMembers() {
        final DailyAnalysis.RegionFlux now = Samples.DAILY_ANALYSIS.regions().getFirst();
        final DailyAnalysis.RegionFlux corrected = Samples.FORMER_DAILY_ANALYSIS
                .smoothed(Samples.DAILY_ANALYSIS.regions(), 3, 7)
                .regions()
                .getFirst();
        assertThat(corrected.analysisTgCPerDay()).isEqualTo(now.analysisTgCPerDay());
        assertThat(corrected.members()).isEqualTo(DailyAnalysis.Members.NONE);
    }

    @Test
    void analysesHaveARevision() {
        assertThatThrownBy(() -> Samples.ANALYSIS_FIELD.withValues(-1, new float[1]))
                .hasMessage("revision is -1, expected 0 or more");
        assertThatThrownBy(() -> Samples.DAILY_ANALYSIS.smoothed(Samples.DAILY_ANALYSIS.regions(), -1, 0))
                .hasMessage("revision is -1, expected 0 or more");
        assertThatThrownBy(() -> Samples.DAILY_ANALYSIS.smoothed(Samples.DAILY_ANALYSIS.regions(), 0, -2))
                .hasMessage("filter has 2 members and -2 days of smoothing, expected 1 and 0 or more");
        assertThatThrownBy(() -> new DailyAnalysis.Counts(-1, Map.of()))
                .hasMessage("innovations are -1, expected 0 or more");
    }

    @Test
    void anAnalysisSaysOfWhichDomainSystemAndDayItIs() {
        assertThat(Samples.DAILY_ANALYSIS.identity()).hasToString("east-asia/filter 2019-05-03 revision 2");
        assertThat(new AnalysedDomain("a", AssimilationSystem.FILTER))
                .isLessThan(new AnalysedDomain("b", AssimilationSystem.FILTER));
        for (AssimilationSystem system : AssimilationSystem.values())
            assertThat(AssimilationSystem.of(system.label())).isEqualTo(system);
        assertThatThrownBy(() -> AssimilationSystem.of("guess"))
                .hasMessage("system is 'guess', expected one of [filter, inversion]");
    }

    @Test
    void granulesComeOfSatellites() {
        final DayComplete sample = Samples.DAY_COMPLETE;
        assertThatThrownBy(
                        () -> new Retraction("fiji", Sensor.STATION, sample.day(), sample.granule(), sample.version()))
                .hasMessage("sensor of a granule is station, expected a satellite's");
        assertThat(Sensor.builtIn()).containsExactly(Sensor.OCO2, Sensor.OCO3, Sensor.GOSAT);
    }

    @Test
    void codesOfSensorsAreTheSameForGoodAndOthersComeBehind() {
        assertThat(Sensor.coded()).extracting(Sensor::code).containsExactly(0, 1, 2, 3, 4);
        assertThat(Sensor.of("tansat").code())
                .isEqualTo(Sensor.of("tansat").code())
                .isGreaterThan(255);
        assertThat(new TreeSet<>(List.of(Sensor.of("gosat2"), Sensor.TCCON, Sensor.GOSAT, Sensor.OCO2)))
                .containsExactly(Sensor.OCO2, Sensor.GOSAT, Sensor.TCCON, Sensor.of("gosat2"));
    }

    @Test
    void scalesTurnIntoEachOtherAndBack() {
        assertThat(Co2Scale.X2019.convert(400, Co2Scale.X2007)).isCloseTo(400.174, within(1e-9));
        assertThat(Co2Scale.X2007.convert(Co2Scale.X2019.convert(415, Co2Scale.X2007), Co2Scale.X2019))
                .isCloseTo(415, within(1e-9));
        assertThat(Co2Scale.X2019.convert(400, Co2Scale.X2019)).isEqualTo(400);
        assertThatThrownBy(() -> Co2Scale.of("x1985")).hasMessage("CO2 scale is 'x1985', expected one of x2007, x2019");
    }

    @Test
    void aSuperobservationsTimeIsNearItsDay() {
        for (String time : new String[] {"2019-05-02T01:00:00Z", "2019-05-04T23:59:59Z"})
            assertThat(superobservation(0, 0, 400, 1, 1, Instant.parse(time)).time())
                    .isEqualTo(time);
        for (String time : new String[] {"1993-05-03T12:00:00Z", "2019-05-01T22:00:00Z", "2019-05-05T00:00:00Z"})
            assertThatThrownBy(() -> superobservation(0, 0, 400, 1, 1, Instant.parse(time)))
                    .hasMessage("time of x is " + time + ", its day 2019-05-03");
    }

    private static Superobservation superobservation(
            double latitude, double longitude, double xco2Ppm, double errorPpm, int soundings) {
        return superobservation(latitude, longitude, xco2Ppm, errorPpm, soundings, Samples.SUPEROBSERVATION.time());
    }

    private static Superobservation superobservation(
            double latitude, double longitude, double xco2Ppm, double errorPpm, int soundings, Instant time) {
        final Superobservation sample = Samples.SUPEROBSERVATION;
        return new Superobservation(
                "fiji",
                Sensor.OCO2,
                sample.day(),
                "g",
                sample.version(),
                "x",
                ViewMode.NADIR,
                time,
                latitude,
                longitude,
                xco2Ppm,
                errorPpm,
                sample.column(),
                soundings,
                false,
                Set.of(),
                Co2Scale.X2007);
    }

    @Test
    void copiesWhatItIsGiven() {
        final Map<String, Integer> rejected = new java.util.HashMap<>(Map.of("ocean", 1));
        final DayComplete sample = Samples.DAY_COMPLETE;
        final DayComplete record = new DayComplete(
                "fiji", Sensor.OCO2, sample.day(), "g", sample.version(), 0, 1, rejected, Set.of(), Co2Scale.X2007);
        rejected.put("quality", 2);
        assertThat(record.rejected()).containsOnlyKeys("ocean");
    }
}
