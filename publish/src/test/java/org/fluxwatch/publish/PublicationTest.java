package org.fluxwatch.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxwatch.publish.Months.MONTHS;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.Edition;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.MonthlyFile;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.inbound.DayWriter.Kept;
import org.fluxwatch.publish.metrics.PublishMetrics;
import org.fluxwatch.publish.outbound.AlarmRecords;
import org.fluxwatch.publish.signature.FileSignature;
import org.fluxwatch.publish.signature.Signatures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of a month's analyses its file is of, whatever order they come in.
class PublicationTest {
    private static final LocalDate APRIL = LocalDate.of(2019, 4, 1);
    private static final LocalDate MAY = LocalDate.of(2019, 5, 1);
    private static final String APRIL_FILE = "months/2019/fluxwatch_months_inversion_2019-04.nc";
    private static final String MAY_FILE = "months/2019/fluxwatch_months_inversion_2019-05.nc";
    private static final Kept WRITTEN = new Kept.Written();
    private static final Kept UNCHANGED = new Kept.Unchanged();

    @TempDir
    Path data;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AlarmRecords alarms = new AlarmRecords(Alarming::producer, Instant::now);
    private ProductFolder folder;
    private Publication publication;

    @BeforeEach
    void open() {
        final Settings settings = Months.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
        publication = new Publication(folder, new PublishMetrics(registry, folder.own(), 5), alarms, _ -> {});
    }

    private static DayProduct day(int dayOfMay, int revision) {
        return Months.day(MAY.withDayOfMonth(dayOfMay), revision, 2);
    }

    private Kept keep(int dayOfMay, int revision) throws IOException {
        return publication.keep(day(dayOfMay, revision));
    }

    @Test
    void whereEstimatesComeDaysLaterAMonthsFirstDaysAreOfTheMonthBefore() throws IOException {
        for (LocalDate day = LocalDate.of(2019, 5, 31); day.isBefore(LocalDate.of(2019, 6, 5)); day = day.plusDays(1)) {
            assertThat(publication.keep(Months.day(day, 0, 3, 3))).isInstanceOf(Kept.Written.class);
            assertThat(publication.isKept(new AnalysisIdentity("months", MONTHS.system(), day, 0)))
                    .isTrue();
            assertThat(publication.isKept(new AnalysisIdentity("months", MONTHS.system(), day.plusDays(1), 0)))
                    .isFalse();
        }
        final MonthProduct may = MonthlyFile.read(path(MAY_FILE));
        assertThat(may.edition().asOf()).isEqualTo(LocalDate.of(2019, 6, 4));
        assertThat(may.estimate().daysIn()).isEqualTo(31);
        assertThat(may.innovations()).hasSize(93);
    }

    private boolean isKept(int dayOfMay, int revision) throws IOException {
        return publication.isKept(
                new AnalysisIdentity(MONTHS.domain(), MONTHS.system(), MAY.withDayOfMonth(dayOfMay), revision));
    }

    private String edition(LocalDate month) throws IOException {
        return folder.edition(MONTHS, month).map(Edition::toString).orElse("none");
    }

    private Path path(String name) {
        return data.resolve("products").resolve(name);
    }

    @Test
    void aMonthGrowsByTheDayAndThatBeforeIsFinalWithItsLast() throws IOException {
        assertThat(keep(19, 0)).isEqualTo(WRITTEN);
        assertThat(edition(APRIL)).isEqualTo("2019-05-19 revision 0 (open, 30 of 30 days)");
        assertThat(edition(MAY)).isEqualTo("2019-05-19 revision 0 (open, 19 of 31 days)");
        assertThat(keep(20, 0)).isEqualTo(WRITTEN);
        assertThat(edition(APRIL)).isEqualTo("2019-05-20 revision 0 (final)");
        assertThat(keep(21, 0)).isEqualTo(WRITTEN);
        assertThat(edition(APRIL)).isEqualTo("2019-05-20 revision 0 (final)");
        assertThat(edition(MAY)).isEqualTo("2019-05-21 revision 0 (open, 21 of 31 days)");
        assertThat(folder.days(MONTHS)).containsOnlyKeys(APRIL, MAY);
        assertThat(folder.find(APRIL_FILE)).contains(path(APRIL_FILE));
        assertThat(folder.find(MONTHS, LocalDate.of(2019, 5, 17))).contains(path(MAY_FILE));
    }

    @Test
    void afterLateDataOldDaysRunAgainAreSupersededAndTheNewestReplacesTheFile() throws IOException {
        keep(21, 0);
        assertThat(keep(19, 1)).isEqualTo(WRITTEN); // April is as of no day yet
        assertThat(edition(MAY)).isEqualTo("2019-05-21 revision 0 (open, 21 of 31 days)");
        assertThat(keep(20, 1)).isEqualTo(WRITTEN); // April is final with it
        assertThat(keep(19, 2)).isEqualTo(new Kept.Superseded("2019-05-21 revision 0 (open, 21 of 31 days)"));
        assertThat(edition(APRIL)).isEqualTo("2019-05-20 revision 1 (final)");
        assertThat(keep(21, 1)).isEqualTo(WRITTEN);
        assertThat(edition(MAY)).isEqualTo("2019-05-21 revision 1 (open, 21 of 31 days)");
        assertThat(keep(21, 0)).isInstanceOf(Kept.Superseded.class);
        assertThat(keep(21, 1)).isEqualTo(UNCHANGED);
    }

    @Test
    void aProductIsSignedBeforeItIsToldOfAndWhereAKillLeftItUnsigned() throws Exception {
        final Path secret = Files.writeString(data.resolve("secret.pem"), """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
                -----END PRIVATE KEY-----
                """);
        final Settings settings = Months.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings, Signatures.of(secret.toString()));
        final List<LocalDate> told = new ArrayList<>();
        publication = new Publication(folder, new PublishMetrics(registry, folder.own(), 5), alarms, product -> {
            assertThat(FileSignature.beside(folder.find(MONTHS, product.begin()).orElseThrow()))
                    .exists();
            told.add(product.begin());
        });
        keep(19, 0);
        keep(20, 0);
        assertThat(told).containsExactly(MAY, APRIL, MAY, APRIL);
        Files.delete(FileSignature.beside(path(MAY_FILE)));
        assertThat(keep(20, 0)).isEqualTo(UNCHANGED);
        assertThat(FileSignature.beside(path(MAY_FILE))).exists();
        assertThat(told).hasSize(4);
    }

    @Test
    void otherContentOfTheSameRevisionReplacesTheFile() throws IOException {
        keep(23, 0);
        assertThat(publication.keep(Months.day(MAY.withDayOfMonth(23), 0, 3))).isEqualTo(WRITTEN);
        assertThat(folder.read(MONTHS, path(MAY_FILE)).orElseThrow().innovations())
                .hasSize(69);
    }

    @Test
    void whatACrashLeftBetweenTwoFilesHealsWhenTheDayIsReadAgain() throws IOException {
        keep(18, 0);
        final byte[] before = Files.readAllBytes(path(MAY_FILE));
        keep(19, 0);
        Files.write(path(MAY_FILE), before);
        assertThat(isKept(19, 0)).isFalse();
        final Object april = Files.getLastModifiedTime(path(APRIL_FILE));
        assertThat(keep(19, 0)).isEqualTo(WRITTEN);
        assertThat(Files.getLastModifiedTime(path(APRIL_FILE))).isEqualTo(april);
        assertThat(edition(MAY)).isEqualTo("2019-05-19 revision 0 (open, 19 of 31 days)");
        assertThat(isKept(19, 0)).isTrue();
    }

    @Test
    void aDayThatIsLostIsMissedWhereItHadASayInTheMonthBefore() throws IOException {
        keep(19, 0);
        keep(21, 0);
        assertThat(isKept(20, 0)).isFalse(); // April would be final
        keep(20, 0);
        assertThat(isKept(20, 0)).isTrue();
        assertThat(isKept(21, 0)).isTrue();
        assertThat(isKept(22, 0)).isFalse();
        assertThat(isKept(21, 1)).isFalse();
    }

    @Test
    void aDamagedFileIsCountedAndReplaced() throws IOException {
        keep(23, 0);
        Files.write(path(MAY_FILE), "no netCDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(isKept(23, 0)).isFalse();
        assertThat(registry.scrape())
                .contains("fluxwatch_publish_products_damaged{domain=\"months\",system=\"inversion\"} 1.0");
        assertThat(keep(23, 0)).isEqualTo(WRITTEN);
        assertThat(folder.read(MONTHS, path(MAY_FILE)))
                .contains(day(23, 0).products().getFirst());
        assertThat(registry.scrape())
                .contains("fluxwatch_publish_products_damaged{domain=\"months\",system=\"inversion\"} 0.0");
    }

    @Test
    void leavesNothingBesideTheFiles() throws IOException {
        keep(19, 0);
        keep(20, 0);
        try (Stream<Path> files = Files.list(path("months/2019"))) {
            assertThat(files.filter(Files::isRegularFile).map(file -> "months/2019/" + file.getFileName()))
                    .containsExactlyInAnyOrder(
                            APRIL_FILE,
                            MAY_FILE,
                            APRIL_FILE.replace("inversion_", "inversion_obs_"),
                            MAY_FILE.replace("inversion_", "inversion_obs_"));
        }
    }

    @Test
    void showsTheNewestMonthAndTheSameAfterARestart() throws IOException {
        keep(20, 0);
        final String before = gauges(registry);
        assertThat(before)
                .contains("fluxwatch_publish_month_days_in{domain=\"months\",system=\"inversion\"} 20.0")
                .contains("fluxwatch_publish_degrees_of_freedom{domain=\"months\",system=\"inversion\"} 4.5")
                .contains(
                        "fluxwatch_publish_observations_unused{domain=\"months\",reason=\"no-background\",system=\"inversion\"} 3.0")
                .contains(
                        "fluxwatch_publish_region_flux_analysis_tgc_per_day{domain=\"months\",region=\"north\",system=\"inversion\"} -1.625");
        final PrometheusMeterRegistry fresh = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final Publication restarted =
                new Publication(folder, new PublishMetrics(fresh, folder.own(), 5), alarms, _ -> {});
        restarted.open(MONTHS);
        assertThat(gauges(fresh)).isEqualTo(before);
    }

    private static String gauges(PrometheusMeterRegistry registry) {
        return String.join(
                "\n",
                registry.scrape()
                        .lines()
                        .filter(line -> line.startsWith("fluxwatch_publish") && !line.contains("_total"))
                        .toList());
    }

    @Test
    void aDayWithoutAMonthYetIsPublishedWithoutAFile() throws IOException {
        final DailyAnalysis closing = day(1, 0).analysis();
        final DayProduct day = new DayProduct(
                new DailyAnalysis(
                        closing.identity(),
                        closing.sources(),
                        new DailyAnalysis.Counts(0, Map.of()),
                        List.of(),
                        List.of(),
                        new DailyAnalysis.Inversion("Grid_50", "particles", List.of())),
                List.of(),
                List.of());
        assertThat(publication.keep(day)).isEqualTo(WRITTEN);
        assertThat(folder.days(MONTHS)).isEmpty();
    }

    @Test
    void aMonthThatCannotBeAFileIsTheDaysOwnFault() {
        final DayProduct day = day(23, 0);
        final MonthProduct month = (MonthProduct) day.products().getFirst();
        final MonthProduct other = new MonthProduct(
                month.identity(),
                month.inputs(),
                month.making(),
                month.standIns(),
                month.background(),
                month.method(),
                month.estimate(),
                Days.product("plane", Months.settings(data).domain("plane").modelGrid(), MAY, 0, 0)
                        .fields(),
                month.innovations());
        assertThatThrownBy(() -> folder.write(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(path(MAY_FILE)).doesNotExist();
    }
}
