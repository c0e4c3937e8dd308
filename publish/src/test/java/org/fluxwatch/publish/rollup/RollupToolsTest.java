package org.fluxwatch.publish.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.Python;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user's own tools make of months and years.
class RollupToolsTest {
    @TempDir
    private Path folder;

    private String make(String domain) throws Exception {
        final List<LocalDate> days = new ArrayList<>();
        for (YearMonth month : List.of(YearMonth.of(2019, 5), YearMonth.of(2019, 6)))
            for (int day = 1; day <= 6; day++) days.add(month.atDay(day));
        DetailedDays.write(folder, domain, days, 0, 4);
        new Rollups(folder.resolve("products")).all(domain);
        return folder.resolve("products").resolve(domain).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plane", "regular"})
    void everyToolJoinsMonthsAndTheirMeansAreThoseOfTheDays(String domain) throws Exception {
        Python.assumeModules("xarray", "netCDF4", "dask.array", "numpy");
        Python.assumePrograms("ncrcat", "cdo");
        assertThat(Python.run("""
                import glob, subprocess, sys, warnings
                import netCDF4, numpy as np, xarray as xr
                warnings.simplefilter('error')
                root, domain = sys.argv[1:]
                months = sorted(glob.glob(f'{root}/2019/fluxwatch_{domain}_filter_2019-0?.nc'))
                days = sorted(glob.glob(f'{root}/2019/fluxwatch_{domain}_filter_201905??.nc'))
                def run(*command):
                    done = subprocess.run(command, capture_output=True, text=True)
                    if done.returncode or 'arning' in done.stderr: print(command, done.stderr)
                    return xr.open_dataset(command[-1])
                one = [xr.open_dataset(f) for f in months]
                good = True
                for d in (xr.open_mfdataset(months), run('/usr/bin/ncrcat', *months, root + '/nco'),
                          run('/usr/bin/cdo', '-s', 'mergetime', *months, root + '/cdo')):
                    good &= [str(t)[:7] for t in d.time.values] == ['2019-05', '2019-06']
                    for name in ('flux_analysis', 'flux_analysis_spread', 'region_total_analysis', 'days_in'):
                        good &= bool(np.array_equal(d[name].values, np.concatenate([o[name].values for o in one]),
                                                    equal_nan=True))
                warnings.simplefilter('ignore')  # of a cell that is missing on all days
                may = xr.open_mfdataset(days)
                mean = run('/usr/bin/ncra', '-O', *days, root + '/ncra')
                for d in (may.mean('time'), mean.isel(time=0)):
                    good &= bool(np.allclose(d.flux_analysis, one[0].flux_analysis[0], rtol=1e-5, atol=1e-6, equal_nan=True))
                    good &= bool(np.allclose(d.region_flux_analysis, one[0].region_flux_analysis[0], rtol=1e-12))
                members = may.region_flux_analysis_members.sum('time')
                good &= bool(np.allclose(members.std('member', ddof=1), one[0].region_total_analysis_spread[0], rtol=1e-12))
                cells = xr.open_dataset(f'{root}/2019/fluxwatch_{domain}_filter_members_2019-05.nc')
                good &= bool(np.allclose(cells.flux_analysis.std('member', ddof=1)[0], one[0].flux_analysis_spread[0],
                                         rtol=1e-4, atol=1e-6, equal_nan=True))
                year = xr.open_dataset(f'{root}/fluxwatch_{domain}_filter_2019.nc', decode_coords='all')
                print(good, year.days_in.item(), str(year.time_bnds.values[0][1])[:10], year.status)
                """, make(domain), domain)).isEqualTo("True 12 2020-01-01 12 of 365 days");
    }

    @Test
    void allUnitsAreUdunits() throws Exception {
        Python.assumeModules("netCDF4");
        Python.assumePrograms("udunits2");
        assertThat(Python.run("""
                import glob, subprocess, sys, netCDF4
                units = set()
                for f in glob.glob(f'{sys.argv[1]}/**/*.nc', recursive=True):
                    for v in netCDF4.Dataset(f).variables.values():
                        if 'units' in v.ncattrs(): units.add(v.units)
                bad = [u for u in sorted(units)
                       if subprocess.run(['/usr/bin/udunits2', '-H', u, '-W', u], capture_output=True, text=True).returncode]
                print(bad, 'Tg2 d-2' in units, 'umol m-2 s-1' in units)
                """, make("plane"))).isEqualTo("[] True True");
    }
}
