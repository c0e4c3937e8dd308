package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user's own tools make of the files.
class XarrayTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String SCRIPT = """
            import sys, xarray as xr
            d = xr.open_dataset(sys.argv[1], decode_coords='all')
            o = xr.open_dataset(sys.argv[2], decode_coords='all')
            area = d.cell_area / d.cell_area.sum()
            print(str(d.time.values[0])[:19], o.sizes['observation'], int(d.flux_analysis.isnull().sum()),
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
        final Path file = folder.resolve("a_day.nc");
        DailyFile.write(product, grid, Map.of(), true, Map.of(), file);
        double flux = 0;
        double area = 0;
        for (int c = 0; c < grid.cells(); c++) {
            flux += product.fields().getFirst().values()[c] * grid.areaM2(c);
            area += grid.areaM2(c);
        }
        assertThat(python(
                        SCRIPT,
                        file.toString(),
                        Companion.OBSERVATIONS.beside(file).toString()))
                .isEqualTo("2019-05-01T12:00:00 %d 1 %.4f 4 %s".formatted(observations, flux / area, dims));
    }

    @Test
    void xarrayReadsAMonthWithItsRegionsAndObservations() throws Exception {
        assumeTrue(hasXarray(), "no /usr/bin/python3 with xarray and netCDF4");
        final MonthProduct month = (MonthProduct)
                Months.day(LocalDate.of(2019, 5, 23), 1, 7).products().getFirst();
        final Path file = folder.resolve("a_month.nc");
        MonthlyFile.write(month, Months.grid(), Map.of(), file);
        assertThat(python(
                        """
                import sys, xarray as xr
                d = xr.open_dataset(sys.argv[1], decode_coords='all')
                o = xr.open_dataset(sys.argv[2], decode_coords='all')
                cov = d.region_flux_covariance
                flags = dict(zip(o.obs_status.flag_meanings.split(), o.obs_status.flag_values))
                print(str(d.time.values[0])[:16], str(d.time_bnds.values[0][1])[:10], o.sizes['observation'],
                      d.status, d.region_name.values[0].decode(), '%.2f' % float(d.region_flux_natural_posterior[0, 0]),
                      cov.dims, bool((cov.values[0] == cov.values[0].T).all()),
                      int((o.obs_status == flags['unusable']).sum()), int(o.obs_prior.isnull().sum()),
                      int(d.flux_natural_posterior.isnull().sum()), sorted(d.flux_natural_prior.dims))
                """,
                        file.toString(), Companion.OBSERVATIONS.beside(file).toString()))
                .isEqualTo("2019-05-16T12:00 2019-06-01 161 open, 23 of 31 days north -1.50"
                        + " ('time', 'region', 'other_region') True 23 23 1 ['lat', 'lon', 'time']");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plane", "regular"})
    void daysAreJoinedAlongTimeByEveryTool(String domain) throws Exception {
        assumeTrue(hasXarray(), "no /usr/bin/python3 with xarray and netCDF4");
        for (String tool : List.of("ncrcat", "cdo"))
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", tool)), "no /usr/bin/" + tool);
        final Grid grid = Days.settings(folder).domains().get(domain).modelGrid();
        for (int day = 0; day < 5; day++)
            DailyFile.write(
                    Days.withDetails(Days.product(domain, grid, Days.FIRST.plusDays(day), day % 2, 3 * day + 1), grid),
                    grid,
                    Map.of("north", new double[grid.cells()]),
                    true,
                    Map.of(),
                    folder.resolve("fluxwatch_" + domain + "_filter_2019050" + (day + 1) + ".nc"));
        assertThat(python("""
                import glob, os, subprocess, sys, warnings
                import dask.array, netCDF4, numpy as np, xarray as xr
                warnings.simplefilter('error')
                folder, domain = sys.argv[1:]
                files = sorted(glob.glob(f'{folder}/fluxwatch_{domain}_filter_2*.nc'))
                def run(*command):
                    done = subprocess.run(command, capture_output=True, text=True, env={'CDO_REMAP_NORM': 'destarea'})
                    if done.returncode or 'arning' in done.stderr: print(command, done.stderr)
                    return xr.open_dataset(command[-1])
                one = [xr.open_dataset(f) for f in files]
                same = []
                for d in (xr.open_mfdataset(files),
                          run('/usr/bin/ncrcat', *files, folder + '/nco'),
                          run('/usr/bin/cdo', '-s', 'mergetime', *files, folder + '/cdo')):
                    good = [str(t)[:10] for t in d.time.values] == [f'2019-05-0{n}' for n in range(1, 6)]
                    for name in ('flux_analysis', 'xco2_analysis', 'region_flux_analysis', 'chi_square'):
                        expected = np.concatenate([o[name].values for o in one])
                        good &= bool(np.array_equal(d[name].values, expected, equal_nan=True))
                    same.append(good)
                again = run('/usr/bin/cdo', '-s', '-b', 'F64', 'remapcon,r720x360', '-selname,xco2_analysis', files[0],
                            folder + '/regridded')
                edges = np.radians(again.lat - 0.25), np.radians(again.lat + 0.25)
                area = (np.sin(edges[1]) - np.sin(edges[0])) * np.radians(0.5) * 6371000.0 ** 2
                regridded = float((again.xco2_analysis * area).sum())
                own = float((one[0].xco2_analysis * one[0].cell_area).sum())
                hourly = sorted(glob.glob(f'{folder}/fluxwatch_{domain}_filter_hourly_2*.nc'))
                members = sorted(glob.glob(f'{folder}/fluxwatch_{domain}_filter_members_2*.nc'))
                natural = np.concatenate([o.flux_analysis.values for o in one])
                for d, n in ((xr.open_mfdataset(hourly), 120),
                             (run('/usr/bin/ncrcat', *hourly, folder + '/nco_hours'), 120),
                             (run('/usr/bin/cdo', '-s', 'mergetime', *hourly, folder + '/cdo_hours'), 120)):
                    daily = d.flux_analysis.groupby('time.day').mean()
                    same.append(d.sizes['time'] == n and bool(np.allclose(daily.values, natural, atol=1e-5, equal_nan=True)))
                for d in (xr.open_mfdataset(members), run('/usr/bin/ncrcat', *members, folder + '/nco_members')):
                    same.append(bool(np.allclose(d.flux_analysis.mean('member').values, natural, atol=1e-5, equal_nan=True)))
                print(same, '%.3f' % (regridded / own))
                """, folder.toString(), domain))
                .isEqualTo("[True, True, True, True, True, True, True, True] 1.000");
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
