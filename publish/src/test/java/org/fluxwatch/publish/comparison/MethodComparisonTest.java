package org.fluxwatch.publish.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodComparisonTest {
    private static final LocalDate MAY = LocalDate.of(2019, 5, 1);

    @TempDir
    Path data;

    private Settings settings;
    private ProductFolder folder;

    @BeforeEach
    void open() {
        settings = Months.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
    }

    private void filterDays(int from, int to) throws IOException {
        for (int day = from; day <= to; day++) folder.write(filterDay(day, region -> region));
    }

    private DayProduct filterDay(int day, UnaryOperator<RegionFlux> change) {
        final DayProduct product =
                Days.product("plane", settings.domain("plane").modelGrid(), MAY.withDayOfMonth(day), 0, 1);
        final DailyAnalysis of = product.analysis();
        return new DayProduct(
                new DailyAnalysis(
                        of.identity(),
                        of.sources(),
                        of.counts(),
                        of.regions().stream().map(change).toList(),
                        of.fields(),
                        of.diagnostics()),
                product.fields(),
                product.innovations());
    }

    private static RegionFlux changed(RegionFlux region, double area, double flux, double spread) {
        return new RegionFlux(region.region(), area, 0, 1, flux, spread, 0, 0, DailyAnalysis.Members.NONE);
    }

    private void month(LocalDate asOf) throws IOException {
        for (Product product : Months.day(asOf, 0, 1).products()) folder.write(product);
    }

    private void month(String method, String winds) throws IOException {
        final MonthProduct month = (MonthProduct)
                Months.day(MAY.withDayOfMonth(23), 0, 1).products().getFirst();
        folder.write(new MonthProduct(
                month.identity(),
                Map.of("meteorology", winds),
                month.making(),
                month.standIns(),
                month.background(),
                method,
                month.estimate(),
                month.fields(),
                month.innovations()));
    }

    private List<MethodDifference> all() throws IOException {
        return new MethodComparison(folder).all();
    }

    @Test
    void comparesNaturalFluxWithoutFireInUnitsOfTheJointUncertainty() throws IOException {
        month(MAY.withDayOfMonth(23));
        filterDays(1, 16);
        final List<MethodDifference> all = all();
        assertThat(all).extracting(MethodDifference::region).containsExactly("north", "central");
        final MethodDifference north = all.getFirst();
        assertThat(north.filter()).isEqualTo("plane");
        assertThat(north.inversion()).isEqualTo("months");
        assertThat(north.month()).isEqualTo(YearMonth.of(2019, 5));
        assertThat(north.filterDays()).isEqualTo(16);
        assertThat(north.inversionDays()).isEqualTo(23);
        assertThat(north.isFinal()).isFalse();
        assertThat(north.filterFlux()).isCloseTo(-1.84, within(1e-12));
        assertThat(north.inversionFlux()).isCloseTo(1.0 - 2.5 - 0.125, within(1e-12));
        assertThat(north.jointUncertainty()).isCloseTo(Math.hypot(0.55, 0.5), within(1e-12));
        assertThat(north.sigmas()).isCloseTo((-1.625 + 1.84) / Math.hypot(0.55, 0.5), within(1e-12));
        assertThat(north.sameWinds()).isTrue();
        assertThat(north.independentRows()).isFalse();
    }

    @Test
    void theFiltersErrorsAreTakenAsTheSameOnAllDaysOfAMonth() throws IOException {
        month(MAY.withDayOfMonth(23));
        for (int day = 1; day <= 20; day++) {
            final double odd = day % 2;
            folder.write(filterDay(day, region -> changed(region, region.areaKm2(), odd, 0.2 + 0.2 * odd)));
        }
        assertThat(all().getFirst().filterFlux()).isCloseTo(0.5, within(1e-12));
        assertThat(all().getFirst().filterUncertainty()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void aMonthOfWhichTheFilterHasLessThanHalfIsNotCompared() throws IOException {
        month(MAY.withDayOfMonth(23));
        filterDays(1, 15);
        assertThat(all()).isEmpty();
        filterDays(16, 16);
        assertThat(all()).hasSize(2);
    }

    @Test
    void aRegionOfAnotherAreaIsAnother() throws IOException {
        month(MAY.withDayOfMonth(23));
        for (int day = 1; day <= 16; day++)
            folder.write(filterDay(
                    day,
                    region -> changed(
                            region, region.areaKm2() * (region.region().equals("north") ? 1.009 : 1.011), 0, 1)));
        assertThat(all()).extracting(MethodDifference::region).containsExactly("north");
    }

    @Test
    void rowsOfFilesAreIndependentAndOtherWindsAreSaid() throws IOException {
        filterDays(1, 31);
        month("footprints in files of flexpart", "ERA5: era5_20190501.nc");
        assertThat(all()).allMatch(one -> one.independentRows() && !one.sameWinds());
    }

    @Test
    void newestIsTheLatestMonthThatBothHave() throws IOException {
        month(LocalDate.of(2019, 5, 20));
        month(LocalDate.of(2019, 6, 3));
        filterDays(1, 31);
        assertThat(new MethodComparison(folder).newest()).hasSize(2).allMatch(one -> one.month()
                .equals(YearMonth.of(2019, 5)));
        assertThat(all()).hasSize(2);
    }

    @Test
    void damagedFilesArePassedOver() throws IOException {
        month(MAY.withDayOfMonth(23));
        filterDays(1, 17);
        final AnalysedDomain plane = new AnalysedDomain("plane", AssimilationSystem.FILTER);
        Files.writeString(folder.find(plane, MAY).orElseThrow(), "no netCDF", StandardCharsets.US_ASCII);
        assertThat(all().getFirst().filterDays()).isEqualTo(16);
        Files.writeString(folder.find(Months.MONTHS, MAY).orElseThrow(), "no netCDF", StandardCharsets.US_ASCII);
        assertThat(all()).isEmpty();
        assertThat(folder.damaged(Months.MONTHS)).isEqualTo(1);
    }

    @Test
    void withoutBothThereIsNothingToCompare() throws IOException {
        assertThat(all()).isEmpty();
        filterDays(1, 31);
        assertThat(all()).isEmpty();
    }

    @Test
    void ofADomainAreItsOwnPairsAndOneMonthOnly() throws IOException {
        month(MAY.withDayOfMonth(23));
        filterDays(1, 16);
        final MethodComparison comparison = new MethodComparison(folder);
        final AnalysedDomain plane = new AnalysedDomain("plane", AssimilationSystem.FILTER);
        final Optional<YearMonth> may = Optional.of(YearMonth.of(2019, 5));
        assertThat(comparison.of(plane, may)).isEqualTo(all()).hasSize(2);
        assertThat(comparison.of(Months.MONTHS, Optional.empty())).hasSize(2);
        assertThat(comparison.of(plane, Optional.of(YearMonth.of(2019, 4)))).isEmpty();
        assertThat(comparison.of(new AnalysedDomain("regular", AssimilationSystem.FILTER), may))
                .isEmpty();
    }

    /// A day's file is read again when it is another one.
    @Test
    void aMonthIsReadAgainWhenADayIsRevised() throws IOException {
        month(MAY.withDayOfMonth(23));
        filterDays(1, 16);
        final MethodComparison comparison = new MethodComparison(folder);
        final double before = comparison.all().getFirst().filterFlux();
        folder.write(filterDay(16, region -> changed(region, region.areaKm2(), 5, 1)));
        assertThat(comparison.all().getFirst().filterFlux()).isGreaterThan(before + 0.1);
        assertThat(comparison.all()).isEqualTo(all());
    }
}
