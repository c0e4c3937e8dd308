package org.fluxwatch.publish.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.MonthlyFile;
import org.fluxwatch.publish.daily.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InversionMonthsTest {
    private static final LocalDate FROM = LocalDate.of(2019, 1, 1);
    private static final LocalDate TO = LocalDate.of(2019, 12, 31);

    @TempDir
    private Path folder;

    private MonthProduct month(LocalDate asOf) throws IOException {
        MonthProduct last = null;
        for (Product product : Months.day(asOf, 1, 2).products()) {
            last = (MonthProduct) product;
            final Path file = folder.resolve("months/2019/fluxwatch_months_inversion_" + last.month() + ".nc");
            Files.createDirectories(file.getParent());
            MonthlyFile.write(last, Months.grid(), Map.of(), file);
        }
        return last;
    }

    @Test
    void monthsAddUpWithIndependentErrors() throws IOException {
        final RegionTotal may =
                month(LocalDate.of(2019, 5, 23)).estimate().regions().getFirst();
        final RegionTotal july =
                month(LocalDate.of(2019, 7, 23)).estimate().regions().getFirst();
        final List<InversionMonths.Month> months = InversionMonths.read(folder, "months", FROM, TO);
        assertThat(months).hasSize(2);
        final List<PeriodTotals> year = InversionMonths.series(
                months, Step.YEAR, List.of(RegionGroup.of(may.region()), RegionGroup.parse("both=north+central")));
        assertThat(year).hasSize(1);
        final PeriodTotals.Group north = year.getFirst().groups().getFirst();
        assertThat(may.fire()).isNotZero();
        assertThat(north.fire()).isCloseTo(31 * may.fire() + 31 * july.fire(), within(1e-9));
        assertThat(north.analysis())
                .as("without the fire that stands beside it")
                .isCloseTo(
                        31 * (may.posteriorNatural() - may.fire()) + 31 * (july.posteriorNatural() - july.fire()),
                        within(1e-9));
        assertThat(north.prior())
                .isCloseTo(
                        31 * (may.priorNatural() - may.fire()) + 31 * (july.priorNatural() - july.fire()),
                        within(1e-9));
        assertThat(north.priorSpread())
                .isCloseTo(31 * Math.hypot(may.priorNetSpread(), july.priorNetSpread()), within(1e-9));
        assertThat(north.note()).isEqualTo("errors of months taken as independent");
        final double[][] covariance = months.getFirst().covariance();
        final double[][] other = months.getLast().covariance();
        final PeriodTotals.Group both = year.getFirst().groups().getLast();
        assertThat(both.analysisSpread())
                .isCloseTo(
                        31
                                * Math.sqrt(covariance[0][0]
                                        + covariance[0][1]
                                        + covariance[1][0]
                                        + covariance[1][1]
                                        + other[0][0]
                                        + other[0][1]
                                        + other[1][0]
                                        + other[1][1]),
                        within(1e-9));
        assertThat(both.priorSpread()).isNaN();
        assertThat(both.note()).contains("no covariance of the prior");
        assertThat(year.getFirst().days()).hasSize(46);
        assertThat(SeriesTable.csv(year))
                .contains("2019,2019-01-01,2020-01-01,north,")
                .contains(",46,319,0,");
    }

    @Test
    void oneMonthHasItsOwnSpread() throws IOException {
        final RegionTotal may =
                month(LocalDate.of(2019, 5, 23)).estimate().regions().getFirst();
        final List<InversionMonths.Month> months = InversionMonths.read(folder, "months", FROM, TO);
        final PeriodTotals.Group north = InversionMonths.series(months, Step.MONTH, InversionMonths.regions(months))
                .getFirst()
                .groups()
                .getFirst();
        assertThat(north.analysisSpread()).isCloseTo(31 * may.posteriorNetSpread(), within(1e-9));
        assertThat(north.note()).isEmpty();
        assertThatThrownBy(() -> InversionMonths.series(months, Step.DAY, List.of()))
                .hasMessageContaining("expected month or longer");
        assertThatThrownBy(() -> InversionMonths.series(months, Step.YEAR, List.of(RegionGroup.of("mars"))))
                .hasMessageContaining("region is 'mars', expected one of");
    }

    @Test
    void damagedMonthsArePassedOver() throws IOException {
        month(LocalDate.of(2019, 5, 23));
        Files.writeString(folder.resolve("months/2019/fluxwatch_months_inversion_2019-06.nc"), "half");
        assertThat(InversionMonths.read(folder, "months", FROM, TO)).hasSize(1);
    }
}
