package org.fluxwatch.publish.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.Python;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.MonthlyFile;
import org.fluxwatch.publish.daily.RollupName;
import org.fluxwatch.publish.rollup.Rollups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParisFileTest {
    private static final double KG_PER_YEAR = 1e9 * 44.0095 / 12.011 * 365.25;

    @TempDir
    private Path folder;

    private Path products() {
        return folder.resolve("products");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plane", "regular"})
    void hasTheFiltersMonthsInTheTemplatesUnits(String domain) throws IOException {
        DetailedDays.write(
                folder, domain, Days.FIRST.datesUntil(Days.FIRST.plusDays(3)).toList(), 0, 5);
        new Rollups(products()).all(domain);
        final Path out = folder.resolve(ParisFile.name(domain, AssimilationSystem.FILTER));
        final ParisFile.Written written = ParisFile.write(products(), domain, AssimilationSystem.FILTER, 2019, out);
        assertThat(written.months()).containsExactly(YearMonth.of(2019, 5));
        assertThat(written.regionsWithoutCode()).containsExactly("north", "central", "loess-plateau");
        try (ClassicFile file = ClassicFile.open(out);
                ClassicFile month = ClassicFile.open(RollupName.month(products(), domain, YearMonth.of(2019, 5)))) {
            final double total =
                    month.doubles("region_flux_analysis")[0] + month.doubles("region_flux_fossil")[0] + 0.25;
            assertThat((double) file.floats("flux_total_posterior_country")[0])
                    .isCloseTo(total * KG_PER_YEAR, within(1e-6 * Math.abs(total) * KG_PER_YEAR));
            assertThat(Math.sqrt(file.floats("covariance_flux_total_posterior_country")[0]))
                    .isCloseTo(
                            file.floats("stdev_flux_total_posterior_country")[0],
                            within(1e-5 * file.floats("stdev_flux_total_posterior_country")[0]));
            assertThat(file.floats("stdev_flux_total_prior_country"))
                    .as("members before observations are not the prior's uncertainty")
                    .containsOnly(Float.NaN);
            assertThat(file.text("comment").orElseThrow()).contains("None is given of the prior");
            assertThat(file.text("flux_total_prior", "units")).contains("mol m-2 s-1");
            assertThat(file.dimensions("flux_total_prior")).containsExactly("time", "latitude", "longitude");
            assertThat(file.doubles("time"))
                    .containsExactly(LocalDate.of(2019, 5, 1).toEpochDay() + 15.5);
            assertThat(file.text("comment").orElseThrow()).contains("north, central, loess-plateau");
            if (domain.equals("regular")) {
                assertThat((double) file.floats("flux_total_prior")[20])
                        .isCloseTo(month.floats("flux_prior")[20] * 1e-6, within(1e-12));
                assertThat((double) file.floats("stdev_flux_total_posterior")[20])
                        .isCloseTo(month.floats("flux_analysis_spread")[20] * 1e-6, within(1e-12));
            }
        }
    }

    @Test
    void monthsOfOneFormOnAnotherGridAreRefused() throws IOException {
        for (LocalDate first : new LocalDate[] {Days.FIRST, Days.FIRST.plusMonths(1)})
            DetailedDays.write(
                    folder, "plane", first.datesUntil(first.plusDays(2)).toList(), 0, 3);
        new Rollups(products()).all("plane");
        final Path may = RollupName.month(products(), "plane", YearMonth.of(2019, 5));
        OtherGrid.change(may, "y");
        assertThatThrownBy(() ->
                        ParisFile.write(products(), "plane", AssimilationSystem.FILTER, 2019, folder.resolve("out.nc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(may + ": its variable y is not the same as that of fluxwatch_plane_filter_2019-06.nc,"
                        + " expected files of one grid and the same regions");
        assertThat(folder.resolve("out.nc")).doesNotExist();
    }

    @Test
    void hasTheInversionsMonths() throws IOException {
        final MonthProduct month = (MonthProduct)
                Months.day(LocalDate.of(2019, 5, 23), 1, 7).products().getFirst();
        final Path file = products().resolve("months/2019/fluxwatch_months_inversion_2019-05.nc");
        Files.createDirectories(file.getParent());
        MonthlyFile.write(month, Months.grid(), Map.of(), file);
        final Path out = folder.resolve("out.nc");
        ParisFile.write(products(), "months", AssimilationSystem.INVERSION, 2019, out);
        try (ClassicFile made = ClassicFile.open(out)) {
            final var region = month.estimate().regions().getFirst();
            assertThat((double) made.floats("flux_total_posterior_country")[0])
                    .isCloseTo(
                            region.posteriorNet() * KG_PER_YEAR,
                            within(1e-6 * Math.abs(region.posteriorNet()) * KG_PER_YEAR));
            assertThat(made.floats("stdev_flux_total_prior")[3])
                    .as("not in these files")
                    .isNaN();
            assertThat(made.text("inversion_system")).contains("fluxwatch inversion");
        }
        assertThatThrownBy(() -> ParisFile.write(products(), "months", AssimilationSystem.INVERSION, 2018, out))
                .hasMessage("domain months has no months of the inversion in 2018");
    }

    @Test
    void regriddingKeepsMass() {
        final Grid plane = new StereographicGrid(35, 116, 100, 24, 20);
        final LatLonGrid target = LatLonGrid.covering(plane, 1);
        final Regridding regridding = new Regridding(plane, target);
        final double[] flux = new double[plane.cells()];
        double own = 0;
        for (int c = 0; c < flux.length; c++) {
            final int i = c % 24;
            final int j = c / 24;
            // nothing near the rim, where target cells are not whole
            flux[c] = i > 3 && i < 20 && j > 3 && j < 16 ? Math.sin(0.4 * i) + 0.1 * j : 0;
            own += flux[c] * plane.areaM2(c);
        }
        final double[] there = regridding.apply(flux);
        double sum = 0;
        for (int c = 0; c < there.length; c++) if (!Double.isNaN(there[c])) sum += there[c] * target.areaM2(c);
        assertThat(sum).isCloseTo(own, within(1e-6 * Math.abs(own)));
    }

    @Test
    void countriesHaveTheirCodes() {
        assertThat(CountryCodes.of("mainland-china")).contains("CHN");
        assertThat(CountryCodes.of("South Korea")).contains("KOR");
        assertThat(CountryCodes.of("FRA")).contains("FRA");
        assertThat(CountryCodes.of("loess-plateau")).isEmpty();
        assertThat(CountryCodes.labels(new String[] {"china", "mainland-china", "north"}))
                .containsExactly("CHN", "mainland-china", "north");
    }

    @Test
    void xarrayReadsCountriesByTheirCodes() throws Exception {
        Python.assumeModules("xarray", "netCDF4");
        DetailedDays.write(
                folder, "plane", Days.FIRST.datesUntil(Days.FIRST.plusDays(2)).toList(), 0, 5);
        new Rollups(products()).all("plane");
        final Path out = folder.resolve("out.nc");
        ParisFile.write(products(), "plane", AssimilationSystem.FILTER, 2019, out);
        assertThat(Python.run("""
                import sys, xarray as xr
                d = xr.open_dataset(sys.argv[1])
                c = d.covariance_flux_total_posterior_country
                print([str(n.decode() if isinstance(n, bytes) else n) for n in d.country.values], c.dims,
                      str(d.time.values[0])[:13], int(d.flux_total_posterior.notnull().sum()) > 50,
                      float(abs(c.values[0] - c.values[0].T).max()), d.frequency)
                """, out.toString()))
                .isEqualTo("['north', 'central', 'loess-plateau'] ('time', 'country', 'country_2')"
                        + " 2019-05-16T12 True 0.0 monthly");
    }
}
