package org.fluxwatch.publish.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.AlarmSettings;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    private static final Set<Sensor> SENSORS = Set.of(Sensor.OCO2, Sensor.GOSAT);
    private static final AlarmSettings SETTINGS = new AlarmSettings(4, 5, 10, 0.5, 5);

    private final Random random = new Random(20190501);
    private final Monitor monitor = new Monitor(SETTINGS);
    private final List<PastDay> past = new ArrayList<>();

    /// Departures with a day's own part of 0.3 ppm and noise of 0.7 ppm.
    private List<Departure> departures(Map<Sensor, Double> offPpm, int count) {
        final List<Departure> departures = new ArrayList<>();
        offPpm.forEach((sensor, off) -> {
            final double ofDay = 0.3 * random.nextGaussian();
            for (int n = 0; n < count; n++) {
                final double omb = off + ofDay + 0.7 * random.nextGaussian();
                departures.add(new Departure(
                        sensor,
                        sensor == Sensor.GOSAT ? ViewMode.UNKNOWN : n % 2 == 0 ? ViewMode.NADIR : ViewMode.GLINT,
                        n % 8 == 7 ? Status.WITHHELD : Status.ASSIMILATED,
                        omb,
                        0.2 * omb,
                        0.58));
            }
        });
        return departures;
    }

    private DayAlarms day(Map<Sensor, Double> offPpm) {
        return day(departures(offPpm, 40), false);
    }

    private DayAlarms day(List<Departure> departures, boolean spinUp) {
        final DayAlarms day = monitor.watchDepartures(
                new AnalysisIdentity("plane", AssimilationSystem.FILTER, START.plusDays(past.size()), 0),
                departures,
                spinUp,
                List.copyOf(past.subList(Math.max(0, past.size() - Monitor.HORIZON_DAYS), past.size())),
                SENSORS);
        past.add(new PastDay(day, spinUp));
        return day;
    }

    private static Map<Sensor, Double> off(double oco2, double gosat) {
        return new TreeMap<>(Map.of(Sensor.OCO2, oco2, Sensor.GOSAT, gosat));
    }

    private void cleanDays(int days) {
        for (int d = 0; d < days; d++) assertThat(day(off(0, 0)).alarms()).isEmpty();
    }

    @Test
    void statisticsAreTheDeparturesMoments() {
        final List<Departure> departures = List.of(
                new Departure(Sensor.OCO2, ViewMode.NADIR, Status.ASSIMILATED, 1, 0.25, 2),
                new Departure(Sensor.OCO2, ViewMode.NADIR, Status.ASSIMILATED, 3, 0.75, 2),
                new Departure(Sensor.OCO2, ViewMode.GLINT, Status.GATED, 8, 8, 2),
                new Departure(Sensor.OCO2, ViewMode.GLINT, Status.WITHHELD, 0, 0, 2));
        final List<Departure> thrice = new ArrayList<>();
        for (int n = 0; n < 3; n++) thrice.addAll(departures);
        final Statistics all = DayStatistics.of(thrice).get(Subject.all(Sensor.OCO2));
        assertThat(all.count()).isEqualTo(12);
        assertThat(all.gatedShare()).isEqualTo(1.0 / 3);
        assertThat(all.ombMeanPpm()).isEqualTo(3);
        assertThat(all.ombSdPpm()).isCloseTo(Math.sqrt(3 * (4 + 0 + 25 + 9) / 11.0), within(1e-12));
        assertThat(all.omaMeanPpm()).isEqualTo(0.5);
        assertThat(all.chiSquare()).isEqualTo(2.5);
        assertThat(DayStatistics.of(departures).keySet())
                .containsExactly(
                        Subject.all(Sensor.OCO2), new Subject(Sensor.OCO2, "glint"), new Subject(Sensor.OCO2, "nadir"));
    }

    @Test
    void eachStatisticIsJudgedByTheObservationsItIsOf() {
        final List<Departure> departures = new ArrayList<>();
        for (int n = 0; n < 19; n++)
            departures.add(new Departure(Sensor.OCO2, ViewMode.NADIR, Status.WITHHELD, 0.1 * n, 0.1 * n, 1));
        departures.add(new Departure(Sensor.OCO2, ViewMode.NADIR, Status.GATED, 9, 9, 1));
        final Statistics all = DayStatistics.of(departures).get(Subject.all(Sensor.OCO2));
        assertThat(all.count()).isEqualTo(20);
        assertThat(all.ombMeanPpm()).isPositive();
        assertThat(all.gatedShare()).isNaN();
        assertThat(all.chiSquare()).isNaN();
        assertThat(day(departures, true).alarms()).isEmpty();
    }

    @Test
    void softLimitsAreThoseOfTheDaysWithoutTheirExtremes() {
        final List<Statistics> days = new ArrayList<>();
        for (int n = 0; n < 26; n++) // of the last 6 nothing is learnt yet
        days.add(new Statistics(
                40, 0, n >= 20 ? 9 : n == 3 ? 50 : n == 7 ? -50 : n % 2 == 0 ? 0.8 : -0.8, 0.7, 0, 0.2, 1));
        final Range limits = SoftLimits.of(Statistic.OMB_MEAN, days, days.getFirst());
        // of 20 days the two least and the two greatest are left out: 9 of 0.8 and 7 of -0.8 remain
        final double sd = Math.sqrt((9 * 0.7 * 0.7 + 7 * 0.9 * 0.9) / 15) / 0.66;
        assertThat(limits.low()).isCloseTo(0.1 - 3 * sd, within(1e-9));
        assertThat(limits.high()).isCloseTo(0.1 + 3 * sd, within(1e-9));
        assertThat(SoftLimits.of(Statistic.OMB_MEAN, days.subList(0, 9), days.getFirst()))
                .isEqualTo(Range.UNKNOWN);
    }

    @Test
    void softLimitsAreWiderForADayOfFewObservationsAndNeverNarrowerThanTheLeastWidth() {
        final List<Statistics> days = new ArrayList<>();
        for (int n = 0; n < 26; n++) days.add(new Statistics(40, 0, 0, 0.8, 0, 0.2, 1));
        final Range usual = SoftLimits.of(Statistic.OMB_MEAN, days, days.getFirst());
        final Range few = SoftLimits.of(Statistic.OMB_MEAN, days, new Statistics(5, 0, 0, 0.8, 0, 0.2, 1));
        assertThat(usual.high()).isCloseTo(3 * Math.sqrt(0.25 * 0.25 + 0.64 / 40), within(1e-12));
        assertThat(few.high()).isCloseTo(3 * Math.sqrt(0.25 * 0.25 + 0.64 / 5), within(1e-12));
    }

    @Test
    void aSensorThatIsOffAloneIsNamedWithinThreeDays() {
        cleanDays(30);
        final List<Alarm> alarms = new ArrayList<>();
        for (int d = 0; d < 3; d++) alarms.addAll(day(off(2, -0.3)).alarms());
        assertThat(alarms).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.sensor()).isEqualTo(Sensor.OCO2);
            assertThat(alarm.side()).isEqualTo(Side.SENSOR);
            assertThat(alarm.statistic()).isEqualTo(Statistic.OMB_MEAN);
        });
        assertThat(alarms.getLast().text())
                .contains("oco2 is off: mean of o - b", "in 2 of 2 modes", "the retrievals of oco2 are suspect");
        assertThat(alarms.getLast().id()).isEqualTo("plane/filter/2019-06-02/oco2");
    }

    @Test
    void sensorsThatAreAllOffAlikePointToTheModel() {
        cleanDays(30);
        final List<Alarm> alarms = new ArrayList<>();
        for (int d = 0; d < 3; d++) alarms.addAll(day(off(-2, -2)).alarms());
        assertThat(alarms).extracting(Alarm::sensor).contains(Sensor.OCO2, Sensor.GOSAT);
        assertThat(alarms).extracting(Alarm::side).containsOnly(Side.MODEL);
        assertThat(alarms.getLast().text()).contains("the inflow or another part of the model is suspect");
    }

    @Test
    void aSensorThatFollowsABackgroundPulledAlongByAnotherIsNotBlamed() {
        cleanDays(30);
        day(off(2.5, -0.2));
        day(off(2.2, -1.0));
        final List<Alarm> alarms = new ArrayList<>();
        for (int d = 0; d < 3; d++) alarms.addAll(day(off(1.8, -1.8)).alarms());
        assertThat(alarms)
                .filteredOn(alarm -> alarm.sensor() == Sensor.GOSAT)
                .isNotEmpty()
                .allSatisfy(alarm -> {
                    assertThat(alarm.side()).isEqualTo(Side.MODEL);
                    assertThat(alarm.text()).contains("it follows oco2");
                });
        assertThat(alarms)
                .filteredOn(alarm -> alarm.sensor() == Sensor.OCO2)
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(alarm.side()).isEqualTo(Side.SENSOR));
    }

    @Test
    void aLoneSensorLeavesTheQuestionOpen() {
        for (int d = 0; d < 30; d++)
            assertThat(day(Map.of(Sensor.OCO2, 0.0)).alarms()).isEmpty();
        Alarm last = null;
        for (int d = 0; d < 3; d++)
            for (Alarm alarm : day(Map.of(Sensor.OCO2, 2.0)).alarms()) last = alarm;
        assertThat(last).isNotNull();
        assertThat(last.side()).isEqualTo(Side.UNKNOWN);
    }

    @Test
    void limitsDoNotLearnFromDaysThatAreOutSoAnAlarmStays() {
        cleanDays(30);
        final Range before = past.getLast()
                .alarms()
                .watched()
                .getFirst()
                .check(Statistic.OMB_MEAN)
                .soft();
        DayAlarms day = day(off(3, 0));
        for (int d = 1; d < 12; d++) day = day(off(3, 0));
        final Range after = day.watched().stream()
                .filter(watched ->
                        watched.sensor() == Sensor.OCO2 && watched.mode().equals(DayAlarms.ALL_MODES))
                .findFirst()
                .orElseThrow()
                .check(Statistic.OMB_MEAN)
                .soft();
        assertThat(after.high()).isLessThan(1.6);
        assertThat(before.hasLimit()).isTrue();
        assertThat(day.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.daysOut()).isEqualTo(10);
            assertThat(alarm.severity()).isEqualTo(Severity.SEVERE);
        });
    }

    @Test
    void aSensorThatHasNothingForFiveDaysIsSilentAndNothingElse() {
        cleanDays(30);
        day(off(3, 0));
        for (int d = 0; d < 4; d++)
            assertThat(day(Map.of(Sensor.GOSAT, 0.0)).alarms()).singleElement().satisfies(alarm -> {
                assertThat(alarm.statistic()).isEqualTo(Statistic.OMB_MEAN);
                assertThat(alarm.text()).endsWith("are suspect; too few observations to be judged since.");
            });
        assertThat(day(Map.of(Sensor.GOSAT, 0.0)).alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.sensor()).isEqualTo(Sensor.OCO2);
            assertThat(alarm.statistic()).isEqualTo(Statistic.COUNT);
            assertThat(alarm.daysOut()).isEqualTo(5);
            assertThat(alarm.text()).contains("oco2 is silent", "2019-05-31");
        });
        assertThat(day(off(0, 0)).alarms()).isEmpty();
    }

    @Test
    void aSilentSensorStaysSoWhenNoOtherIsSeenAndForLongerThanFilesAreLookedAt() {
        cleanDays(30);
        for (int d = 0; d < 6; d++) day(Map.of(Sensor.GOSAT, 0.0));
        assertThat(day(Map.of()).alarms()).singleElement().satisfies(alarm -> assertThat(alarm.daysOut())
                .isEqualTo(6));
        for (int d = 0; d < 2 * Monitor.HORIZON_DAYS; d++)
            assertThat(day(Map.of(Sensor.GOSAT, 0.0)).alarms())
                    .filteredOn(alarm -> alarm.sensor() == Sensor.OCO2)
                    .singleElement()
                    .satisfies(alarm -> assertThat(alarm.text()).contains("oco2 is silent"));
    }

    @Test
    void anAlarmStaysAsLongAsItsCauseWhateverDaysTheSensorIsSeenOn() {
        for (int d = 0; d < 150; d++) day(d % 5 == 0 ? off(0, 0) : Map.of(Sensor.GOSAT, 0.0));
        boolean isAlarmed = false;
        for (int d = 0; d < 300; d++) {
            final List<Alarm> alarms =
                    day(d % 5 == 0 ? off(3, 0) : Map.of(Sensor.GOSAT, 0.0)).alarms();
            isAlarmed |= !alarms.isEmpty();
            if (isAlarmed)
                assertThat(alarms)
                        .as("day %d", d)
                        .filteredOn(alarm -> alarm.sensor() == Sensor.OCO2)
                        .singleElement()
                        .satisfies(alarm -> assertThat(alarm.side()).isEqualTo(Side.SENSOR));
        }
        assertThat(isAlarmed).isTrue();
    }

    @Test
    void aSensorThatNeverWasSeenIsNotSilent() {
        for (int d = 0; d < 20; d++)
            assertThat(day(Map.of(Sensor.OCO2, 0.0)).alarms()).isEmpty();
    }

    @Test
    void inSpinUpOnlyHardLimitsCount() {
        cleanDays(30);
        assertThat(day(departures(off(1.6, 0), 40), true).alarms()).isEmpty();
        assertThat(day(departures(off(5, 0), 40), true).alarms())
                .singleElement()
                .extracting(Alarm::severity)
                .isEqualTo(Severity.SEVERE);
    }

    @Test
    void tooFewObservationsAreNotJudged() {
        cleanDays(30);
        final DayAlarms day = day(departures(off(8, 0), 4), false);
        assertThat(day.alarms()).isEmpty();
        assertThat(day.watched().getFirst().checks()).isEmpty();
    }

    @Test
    void sixtyQuietDaysHaveNoAlarm() {
        cleanDays(90);
    }

    @Test
    void theSameDaysGiveTheSameAlarmsWhateverTheOrderOfDepartures() {
        cleanDays(30);
        final List<Departure> departures = departures(off(2.5, 0), 40);
        final DayAlarms day = day(departures, false);
        past.removeLast();
        final DayAlarms again = day(departures, false);
        assertThat(again).isEqualTo(day);
    }
}
