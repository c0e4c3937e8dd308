package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user's own tools make of the files.
class XarrayTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String SCRIPT = """
            import sys, xarray as xr
            d = xr.open_dataset(sys.argv[1], decode_coords='all')
            area = d.cell_area / d.cell_area.sum()
            print(str(d.time.values[0])[:19], d.sizes['observation'], int(d.flux_analysis.isnull().sum()),
                  '%.4f' % float((d.flux_prior * area).sum()), d.revision, sorted(d.flux_prior.dims))
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "plane; 40; ['time', 'x', 'y']",
                "plane; 0; ['time', 'x', 'y']",
                "regular; 7; ['lat', 'lon', 'time']"
            })
    void xarrayDecodesTimesGapsAndCoordinates(String domain, int observations, String dims) throws Exception {
        assumeTrue(hasXarray(), "no /usr/bin/python3 with xarray and netCDF4");
        final Grid grid = Days.settings(folder).domains().get(domain).modelGrid();
        final DayProduct product = Days.product(domain, grid, Days.FIRST, 4, observations);
        final Path file = folder.resolve("day.nc");
        DailyFile.write(product, grid, file);
        double flux = 0;
        double area = 0;
        for (int c = 0; c < grid.cells(); c++) {
            flux += product.fields().getFirst().values()[c] * grid.areaM2(c);
            area += grid.areaM2(c);
        }
        assertThat(python(SCRIPT, file.toString()))
                .isEqualTo("2019-05-01T12:00:00 %d 1 %.4f 4 %s".formatted(observations, flux / area, dims));
    }

    @Test
    void xarrayReadsAMonthWithItsRegionsAndObservations() throws Exception {
        assumeTrue(hasXarray(), "no /usr/bin/python3 with xarray and netCDF4");
        final MonthProduct month = (MonthProduct)
                Months.day(LocalDate.of(2019, 5, 23), 1, 7).products().getFirst();
        final Path file = folder.resolve("month.nc");
        MonthlyFile.write(month, Months.grid(), file);
        assertThat(python("""
                import sys, xarray as xr
                d = xr.open_dataset(sys.argv[1], decode_coords='all')
                cov = d.region_flux_covariance
                flags = dict(zip(d.obs_status.flag_meanings.split(), d.obs_status.flag_values))
                print(str(d.time.values[0])[:16], str(d.time_bnds.values[0][1])[:10], d.sizes['observation'],
                      d.status, d.region_name.values[0].decode(), '%.2f' % float(d.region_flux_natural_posterior[0]),
                      cov.dims, bool((cov.values == cov.values.T).all()),
                      int((d.obs_status == flags['unusable']).sum()), int(d.obs_prior.isnull().sum()),
                      int(d.flux_natural_posterior.isnull().sum()), sorted(d.flux_natural_prior.dims))
                """, file.toString()))
                .isEqualTo("2019-05-16T12:00 2019-06-01 161 open, 23 of 31 days north -1.50"
                        + " ('region', 'other_region') True 23 23 1 ['lat', 'lon', 'time']");
    }

    private static boolean hasXarray() throws Exception {
        return Files.isExecutable(PYTHON)
                && python("import xarray, netCDF4; print('ok')").equals("ok");
    }

    private static String python(String script, String... arguments) throws Exception {
        final var command = new java.util.ArrayList<>(java.util.List.of(PYTHON.toString(), "-c", script));
        command.addAll(java.util.List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
