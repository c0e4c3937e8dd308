package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The inversion in the engine: whatever comes late, in a new version or is taken back, and whenever the stage is
/// restarted, months end at the numbers of the run in which all was on time.
class InversionStreamTest {
    private static final String OLD = "190701000000";
    private static final String NEW = "190801000000";
    private static final double[] USUAL = {410, 411.5, 409.5};
    private static final double[] OTHER = {412, 409};

    @TempDir
    private Path folder;

    private int stages;

    private static Settings settings(Map<String, String> more) {
        final Map<String, String> environment = new TreeMap<>(Map.of(
                "FLUXWATCH_DOMAINS_TINY_SYSTEM", "inversion",
                "FLUXWATCH_ASSIMILATE_INVERSION_CELL_DEGREES", "2",
                "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_PARTICLES", "200",
                "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_HORIZON_DAYS", "3",
                "FLUXWATCH_ASSIMILATE_INVERSION_BACKGROUND_OFFSET_PPM", "0.2",
                "FLUXWATCH_ASSIMILATE_LATE_DATA_SETTLE", "PT0S",
                "FLUXWATCH_ASSIMILATE_LATE_DATA_CHECKPOINT_EVERY_DAYS", "4"));
        environment.putAll(more);
        return TinyDomain.settings(environment);
    }

    private DrivenStage stage(Settings settings) {
        return InversionStage.of(folder, Integer.toString(stages++), settings);
    }

    private static LocalDate day(int n) {
        return TinyDomain.START.plusDays(n);
    }

    private static void days(DrivenStage stage, int from, int to) {
        for (int n = from; n < to; n++) stage.day(TinyDomain.DOMAIN, day(n), USUAL);
    }

    private static DailyAnalysis.Inversion inversion(DailyAnalysis day) {
        return day.ofInversion();
    }

    @Test
    void aMonthGrowsDayByDayAndTheOneBeforeIsOpenForAsLongAsObservationsLookBackIntoIt() {
        try (DrivenStage stage = stage(settings(Map.of()))) {
            days(stage, 0, 36);
            stage.work(40);
            final List<DailyAnalysis> days = stage.days();
            assertThat(days).hasSize(36);
            final YearMonth june = YearMonth.of(2019, 6);
            for (int n = 0; n < 30; n++) {
                assertThat(inversion(days.get(n)).months()).singleElement().satisfies(month -> assertThat(month.month())
                        .isEqualTo(june));
                assertThat(inversion(days.get(n)).months().getFirst().daysIn()).isEqualTo(n + 1);
            }
            for (int n = 30; n < 33; n++) {
                final List<DailyAnalysis.MonthEstimate> months =
                        inversion(days.get(n)).months();
                assertThat(months)
                        .extracting(DailyAnalysis.MonthEstimate::month)
                        .containsExactly(june, june.plusMonths(1));
                assertThat(months.getFirst().finished()).isEqualTo(n == 32);
                assertThat(months.getFirst().daysIn()).isEqualTo(30);
            }
            for (int n = 33; n < 36; n++)
                assertThat(inversion(days.get(n)).months()).hasSize(1);
            final DailyAnalysis.MonthEstimate first =
                    inversion(days.get(0)).months().getLast();
            final DailyAnalysis.MonthEstimate last =
                    inversion(days.get(29)).months().getLast();
            assertThat(last.degreesOfFreedom()).isGreaterThan(first.degreesOfFreedom());
            assertThat(last.used()).isEqualTo(90);
            assertThat(last.chiSquare()).isPositive();
            assertThat(last.regions().getLast().posteriorNetSpread())
                    .isLessThan(last.regions().getLast().priorNetSpread());
        }
    }

    @Test
    void aMonthWithoutObservationsIsThePrior() {
        try (DrivenStage stage = stage(settings(Map.of()))) {
            for (int n = 0; n < 3; n++) stage.day(TinyDomain.DOMAIN, day(n));
            stage.work(5);
            final DailyAnalysis.MonthEstimate month =
                    inversion(stage.days().getLast()).months().getLast();
            assertThat(month.used()).isZero();
            assertThat(month.chiSquare()).isNaN();
            for (DailyAnalysis.RegionTotal region : month.regions()) {
                assertThat(region.posteriorNet()).isEqualTo(region.priorNet());
                assertThat(region.posteriorNetSpread()).isCloseTo(region.priorNetSpread(), withinPercentage(1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reference", "Lati_60"})
    void lateGranulesAcrossTheTurnOfAMonthEndAtTheNumbersOfTheRunInWhichTheyWereOnTime(String background) {
        final Settings settings = settings(Map.of("FLUXWATCH_ASSIMILATE_INVERSION_BACKGROUND", background));
        final Map<LocalDate, List<Object>> onTime;
        final Map<LocalDate, List<String>> rows;
        try (DrivenStage stage = stage(settings)) {
            days(stage, 0, 26);
            stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, day(26), NEW, OTHER);
            stage.granule(TinyDomain.DOMAIN, Sensor.GOSAT, day(26), OLD);
            days(stage, 27, 38);
            stage.work(42);
            onTime = new Products().read(stage).numbers();
            rows = rows(stage);
        }
        try (DrivenStage stage = stage(settings)) {
            days(stage, 0, 38);
            stage.work(42);
            final Products products = new Products().read(stage);
            assertThat(products.numbers()).isNotEqualTo(onTime);
            stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, day(26), NEW, OTHER);
            stage.work(42);
            assertThat(products.read(stage).numbers()).isEqualTo(onTime);
            assertThat(rows(stage)).isEqualTo(rows);
            assertThat(stage.wentBack(TinyDomain.DOMAIN)).isEqualTo(1);
        }
    }

    /// Rows as a reader of the topic has them in the end.
    private static Map<LocalDate, List<String>> rows(DrivenStage stage) {
        final Map<LocalDate, Map<Integer, List<String>>> all = new TreeMap<>();
        stage.rows().forEach(row -> all.computeIfAbsent(row.identity().day(), _ -> new TreeMap<>())
                .computeIfAbsent(row.identity().revision(), _ -> new ArrayList<>())
                .add(row.observation() + " " + row.backgroundsPpm() + " " + row.simulatedPpm() + " "
                        + java.util.Arrays.toString(row.columns()) + java.util.Arrays.toString(row.values())));
        final Map<LocalDate, List<String>> last = new TreeMap<>();
        all.forEach((day, revisions) -> last.put(
                day, ((TreeMap<Integer, List<String>>) revisions).lastEntry().getValue()));
        return last;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anyOrderWithRestartsEndsAtTheSameNumbers(long seed) {
        final int days = 12;
        final Settings settings = settings(Map.of("FLUXWATCH_DOMAINS_TINY_START", "2019-06-24"));
        final LocalDate start = LocalDate.of(2019, 6, 24);
        final List<List<GranuleRecord>> granules = new ArrayList<>();
        final Random random = new Random(seed);
        final Map<LocalDate, List<Object>> onTime;
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < days; n++)
                for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT)) {
                    final LocalDate day = start.plusDays(n);
                    final double[] ppm = IntStream.range(0, random.nextInt(1, 4))
                            .mapToDouble(k -> 409 + 4 * random.nextDouble())
                            .toArray();
                    final List<GranuleRecord> counts = granule(sensor, day, NEW, ppm);
                    counts.forEach(stage::send);
                    granules.add(counts);
                    if (random.nextInt(3) == 0) granules.add(granule(sensor, day, OLD, 411));
                    if (random.nextInt(4) == 0)
                        granules.add(List.of(new Retraction(
                                TinyDomain.DOMAIN,
                                sensor,
                                day,
                                DrivenStage.granule(sensor, day, OLD),
                                TinyDomain.version(OLD))));
                }
            stage.work(days + 2);
            onTime = new Products().read(stage).numbers();
        }
        assertThat(onTime).hasSize(days);
        Collections.shuffle(granules, random);
        final Products products = new Products();
        DrivenStage stage = stage(settings);
        try {
            for (List<GranuleRecord> granule : granules) {
                for (GranuleRecord record : granule) {
                    stage.send(record);
                    if (random.nextInt(3) == 0) stage.work(1);
                }
                if (random.nextInt(5) == 0) {
                    products.read(stage);
                    final DrivenStage restarted = stage(settings);
                    restarted.restore(stage);
                    stage.close();
                    stage = restarted;
                }
            }
            stage.work(3 * days);
            products.read(stage);
        } finally {
            stage.close();
        }
        assertThat(products.numbers()).isEqualTo(onTime);
    }

    private static List<GranuleRecord> granule(Sensor sensor, LocalDate day, String produced, double... ppm) {
        return DrivenStage.records(TinyDomain.DOMAIN, sensor, day, produced, ppm);
    }
}
