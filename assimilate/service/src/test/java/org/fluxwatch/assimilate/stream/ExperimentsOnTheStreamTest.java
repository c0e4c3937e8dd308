package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.CaseMonth;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Total;
import org.fluxwatch.assimilate.inversion.experiment.Experiments;
import org.fluxwatch.assimilate.inversion.system.Estimated;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Experiments on the rows of one run give what runs of their own have in their products.
class ExperimentsOnTheStreamTest {
    private static final double[] USUAL = {410, 411.5, 409.5};
    private static final int DAYS = 38;
    private static final NumericsPool POOL = new NumericsPool(1);

    @TempDir
    private Path folder;

    private static Settings settings(Map<String, String> more) {
        final Map<String, String> environment = new TreeMap<>(Map.of(
                "FLUXWATCH_DOMAINS_TINY_SYSTEM", "inversion",
                "FLUXWATCH_ASSIMILATE_INVERSION_CELL_DEGREES", "2",
                "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_PARTICLES", "200",
                "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_HORIZON_DAYS", "3",
                "FLUXWATCH_ASSIMILATE_INVERSION_INCREMENT", "uptake-release",
                "FLUXWATCH_ASSIMILATE_INVERSION_BACKGROUND_OFFSET_PPM", "0.2"));
        environment.putAll(more);
        return TinyDomain.settings(environment);
    }

    private DrivenStage run(String name, Settings settings) {
        final DrivenStage stage = InversionStage.of(folder, name, settings);
        for (int n = 0; n < DAYS; n++) {
            final double[] ppm = USUAL.clone();
            ppm[0] += n % 7 / 2.0;
            stage.day(TinyDomain.DOMAIN, TinyDomain.START.plusDays(n), ppm);
        }
        stage.work(DAYS + 4);
        return stage;
    }

    /// Months as they are in the last product that has them.
    private static Map<YearMonth, MonthEstimate> products(DrivenStage stage) {
        final Map<YearMonth, MonthEstimate> last = new TreeMap<>();
        stage.days().forEach(day -> day.ofInversion().months().forEach(month -> last.put(month.month(), month)));
        return last;
    }

    private static ExperimentReport report(Settings settings, List<ObservationRow> rows) {
        final SortedMap<LocalDate, List<ObservationRow>> days = new TreeMap<>();
        for (int n = 0; n < DAYS; n++) days.put(TinyDomain.START.plusDays(n), new ArrayList<>());
        for (ObservationRow row : rows)
            days.computeIfAbsent(row.identity().day(), _ -> new ArrayList<>()).add(row);
        final Estimated estimated = Estimated.of(
                settings.domain(TinyDomain.DOMAIN), settings.assimilate().inversion(), POOL);
        return Experiments.all(TinyDomain.DOMAIN, estimated, Estimated.OWN_PRIOR, POOL)
                .of(month -> days.subMap(month.atDay(1), month.plusMonths(1).atDay(1)), days.lastKey(), 2019);
    }

    private static CaseMonth month(ExperimentReport report, String prior, String background, int month) {
        return report.cases().stream()
                .filter(one -> one.prior().equals(prior) && one.background().equals(background))
                .findFirst()
                .orElseThrow()
                .months()
                .get(month);
    }

    private static void assertSame(CaseMonth experiment, MonthEstimate product) {
        assertThat(experiment.month()).isEqualTo(product.month());
        assertThat(experiment.used()).isEqualTo(product.used());
        assertThat(experiment.regions()).hasSameSizeAs(product.regions());
        for (int r = 0; r < product.regions().size(); r++) {
            final Total total = experiment.regions().get(r);
            final RegionTotal region = product.regions().get(r);
            assertThat(total.priorNet()).isCloseTo(region.priorNet(), within(1e-9));
            assertThat(total.posteriorNet()).isCloseTo(region.posteriorNet(), within(1e-9));
            assertThat(total.posteriorSpread()).isCloseTo(region.posteriorNetSpread(), within(1e-9));
        }
        product.scores().forEach((name, scores) -> {
            if (scores.count() == 0) return;
            assertThat(experiment.scores().get(name).rmsePpm()).isCloseTo(scores.rmsePpm(), within(1e-9));
            assertThat(experiment.scores().get(name).count()).isEqualTo(scores.count());
        });
    }

    @Test
    void eachCaseIsTheRunThatHasItsPriorAndBackground() {
        final Settings own = settings(Map.of());
        final ExperimentReport report;
        final Map<YearMonth, MonthEstimate> products;
        try (DrivenStage stage = run("own", own)) {
            products = products(stage);
            report = report(own, stage.rows());
        }
        final YearMonth june = YearMonth.of(2019, 6);
        assertThat(report.ownPrior()).isEqualTo("A 1x 50%");
        assertThat(report.priors()).hasSize(9);
        assertThat(report.cases()).hasSize(9 * 6);
        assertThat(report.months()).extracting(ExperimentReport.Month::daysIn).containsExactly(30, 8);
        assertThat(products.get(june).finished()).isTrue();
        assertSame(month(report, "A 1x 50%", "Reference", 0), products.get(june));
        assertSame(month(report, "A 1x 50%", "Reference", 1), products.get(june.plusMonths(1)));
        assertThat(report.deviations())
                .allSatisfy(deviation -> assertThat(deviation.percent()).isBetween(0.0, 1000.0));
        try (DrivenStage stage =
                run("window", settings(Map.of("FLUXWATCH_ASSIMILATE_INVERSION_BACKGROUND", "Lati_60")))) {
            assertSame(month(report, "A 1x 50%", "Lati_60", 0), products(stage).get(june));
        }
        try (DrivenStage stage =
                run("unsure", settings(Map.of("FLUXWATCH_ASSIMILATE_INVERSION_PRIOR_ERROR_SHARE", "2")))) {
            assertSame(
                    month(report, "A 1x 200%", "Reference", 0), products(stage).get(june));
        }
    }

    @Test
    void aYearWithoutDaysAndAPriorThatIsNotThereAreRefused() {
        final Settings settings = settings(Map.of());
        final Estimated estimated = Estimated.of(
                settings.domain(TinyDomain.DOMAIN), settings.assimilate().inversion(), POOL);
        assertThatThrownBy(() -> Experiments.all("tiny", estimated, "A", POOL)
                        .of(_ -> new TreeMap<>(), LocalDate.of(2019, 7, 8), 2020))
                .hasMessage("domain tiny is analysed from 2019-06-01 to 2019-07-08, expected days of the year 2020");
        assertThatThrownBy(() -> Experiments.all("tiny", estimated, "C", POOL))
                .hasMessageContaining("there is no prior 'C', expected one of [A]");
    }

    @Test
    void aYearWithoutObservationsIsThePrior() {
        final ExperimentReport report = report(settings(Map.of()), List.of());
        for (ExperimentReport.Case one : report.cases())
            for (CaseMonth month : one.months())
                for (Total total : month.regions())
                    assertThat(total.posteriorNet()).isEqualTo(total.priorNet());
    }
}
