package org.fluxwatch.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.totals.InversionMonths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishMetricsTest {
    private static final Settings SETTINGS = Days.settings(Path.of("unused"));

    @TempDir
    private Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PublishMetrics metrics =
            new PublishMetrics(registry, new ProductFolder(Path.of("unused"), SETTINGS).own(), 5.0);

    private static DayProduct day(String domain, LocalDate day, int observations) {
        return Days.product(domain, SETTINGS.domains().get(domain).modelGrid(), day, 0, observations);
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void showTheLatestDayOfEachDomain() {
        metrics.show(day("plane", Days.FIRST.plusDays(1), 10));
        metrics.show(day("plane", Days.FIRST, 20));
        metrics.show(day("regular", Days.FIRST, 20));
        assertThat(gauge("fluxwatch_publish_analysis_day_seconds", "domain", "plane"))
                .isEqualTo(Days.FIRST.plusDays(1).toEpochDay() * 86_400.0);
        assertThat(gauge("fluxwatch_publish_analysis_day_seconds", "domain", "regular"))
                .isEqualTo(Days.FIRST.toEpochDay() * 86_400.0);
        assertThat(gauge("fluxwatch_publish_observations", "domain", "plane", "status", "gated"))
                .isEqualTo(1);
        assertThat(gauge("fluxwatch_publish_region_flux_analysis_tgc_per_day", "domain", "plane", "region", "north"))
                .isEqualTo(-1.84);
        assertThat(gauge("fluxwatch_publish_innovation_rmse_ppm", "domain", "plane", "set", "withheld", "lane", "AN"))
                .isEqualTo(1.0);
    }

    /// What a file of the same month says, as the page and series have it.
    @Test
    void theNaturalFluxOfAMonthIsThatOfItsFileWithoutFossilAndFire() throws IOException {
        final Settings settings = Months.settings(folder);
        final MonthProduct month = (MonthProduct)
                Months.day(LocalDate.of(2019, 5, 23), 0, 7).products().getFirst();
        new ProductFolder(settings.productsFolder(), settings).write(month);
        metrics.show(month);
        final var regions = InversionMonths.read(settings.productsFolder(), "months", month.begin(), month.begin())
                .getFirst()
                .regions();
        assertThat(regions).isNotEmpty().allSatisfy(region -> {
            assertThat(region.fire()).as("else it would prove nothing").isPositive();
            assertThat(gauge(
                            "fluxwatch_publish_region_flux_analysis_tgc_per_day",
                            "domain",
                            "months",
                            "region",
                            region.name()))
                    .isCloseTo(region.analysis(), within(1e-6));
            assertThat(gauge(
                            "fluxwatch_publish_region_flux_prior_tgc_per_day",
                            "domain",
                            "months",
                            "region",
                            region.name()))
                    .isCloseTo(region.prior(), within(1e-6));
        });
        assertThat(gauge("fluxwatch_publish_analysis_day_seconds", "domain", "months"))
                .as("the day that the month is known up to")
                .isEqualTo(LocalDate.of(2019, 5, 23).toEpochDay() * 86_400.0);
    }

    @Test
    void countRevisionsOfAnyDay() {
        metrics.published(day("plane", Days.FIRST.plusDays(1), 10));
        metrics.published(Days.product("plane", SETTINGS.domains().get("plane").modelGrid(), Days.FIRST, 2, 10));
        assertThat(registry.get("fluxwatch_publish_revisions")
                        .tags("domain", "plane", "system", "filter")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countDaysWithAChiSquareOutOfRangeOnEitherSide() throws IOException {
        final Settings settings = Days.settings(folder);
        final ProductFolder products = new ProductFolder(settings.productsFolder(), settings);
        for (int n = 0; n < 7; n++) products.write(day("plane", Days.FIRST.plusDays(n), 20));
        final AnalysedDomain plane = new AnalysedDomain("plane", AssimilationSystem.FILTER);
        final List<Double> latest = new LatestChiSquares().of(products.days(plane));
        assertThat(latest).hasSize(5).allMatch(one -> one > 0);
        metrics.chiSquares(plane, List.of(3.0, 0.1, 2.5, 0.3, Double.NaN));
        assertThat(gauge("fluxwatch_publish_chi_square_days_out", "domain", "plane"))
                .isEqualTo(2);
        metrics.show(day("plane", Days.FIRST, 20));
        assertThat(gauge("fluxwatch_publish_chi_square_days_out", "domain", "plane"))
                .isEqualTo(2);
    }

    @Test
    void countOutliersAmongAssimilatedAndGated() {
        // of 20: 2 gated at 6.5 ppm, 2 withheld, 1 near the boundary
        metrics.published(day("plane", Days.FIRST, 20));
        assertThat(registry.get("fluxwatch_publish_innovation_outliers")
                        .tags("domain", "plane")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(gauge("fluxwatch_publish_outlier_ratio", "domain", "plane")).isCloseTo(2.0 / 17, within(1e-12));
        assertThat(gauge("fluxwatch_publish_innovation_largest_ppm", "domain", "plane"))
                .isCloseTo(6.5, within(1e-9));
    }

    @Test
    void stationsHaveAScoreTogetherAndAreNoOutliers() {
        metrics.published(
                Days.withStation("plane", SETTINGS.domains().get("plane").modelGrid(), Days.FIRST, 20, 24));
        assertThat(gauge("fluxwatch_publish_innovation_rmse_ppm", "domain", "plane", "set", "station", "lane", "AN"))
                .isEqualTo(9.5);
        assertThat(gauge("fluxwatch_publish_observations", "domain", "plane", "status", "validation"))
                .isEqualTo(24);
        assertThat(registry.scrape()).doesNotContain("co2_cbw_tower");
        assertThat(gauge("fluxwatch_publish_innovation_largest_ppm", "domain", "plane"))
                .isCloseTo(6.5, within(1e-9));
    }

    @Test
    void stationsOfAMonthHaveAScoreTogether() {
        metrics.published(Months.withStations(Months.day(LocalDate.of(2019, 5, 23), 0, 7))
                .products()
                .getFirst());
        assertThat(gauge(
                        "fluxwatch_publish_innovation_rmse_ppm",
                        "domain",
                        "months",
                        "set",
                        "station",
                        "lane",
                        "posterior"))
                .isEqualTo(0.75);
        assertThat(gauge("fluxwatch_publish_observations", "domain", "months", "status", "validation"))
                .isEqualTo(23);
        assertThat(registry.scrape()).doesNotContain("co2_gsn_hourly");
    }

    @Test
    void sayNothingOfScoresThatADayDoesNotHave() {
        metrics.show(day("plane", Days.FIRST, 20));
        metrics.show(day("plane", Days.FIRST.plusDays(1), 0));
        assertThat(registry.scrape())
                .doesNotContain("fluxwatch_publish_chi_square{")
                .doesNotContain("fluxwatch_publish_outlier_ratio{")
                .doesNotContain("fluxwatch_publish_innovation_rmse_ppm{")
                .contains("fluxwatch_publish_sensors_missing{domain=\"plane\",system=\"filter\"} 2.0");
    }

    @Test
    void measureLatencyFromTheEndOfTheDayToTheGranulesProduction() {
        metrics.show(day("plane", LocalDate.of(2019, 5, 1), 10));
        assertThat(gauge("fluxwatch_publish_granule_latency_seconds", "domain", "plane", "sensor", "gosat"))
                .isEqualTo(18 * 86_400.0); // 2019-05-02 00:00 to 2019-05-20 00:00
    }
}
