package org.fluxwatch.publish.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.Python;
import org.fluxwatch.publish.daily.FilterFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerchunkReferenceTest {
    private static final String OPEN = """
            import glob, sys, warnings
            import fsspec, numpy as np, xarray as xr, zarr
            folder, pattern, reference = sys.argv[1:]
            def decoded(d): return {n: v for n, v in d.variables.items()}
            one = xr.open_dataset('reference://', engine='zarr', backend_kwargs={
                'consolidated': False, 'storage_options': {'fo': reference}})
            many = xr.open_mfdataset(sorted(glob.glob(folder + pattern)), data_vars='minimal', coords='minimal',
                                     compat='override')
            names = [n for n in many.variables if n in one.variables]
            same = [n for n in names if np.array_equal(one[n].values, many[n].values,
                                                       equal_nan=one[n].dtype.kind in 'fM')]
            print(sorted(set(many.variables) - set(one.variables)), sorted(set(names) - set(same)), dict(one.sizes)['time'],
                  one.attrs['domain'], one[names[0]].dtype.kind)
            """;

    @TempDir
    private Path folder;

    private Path products() throws Exception {
        DetailedDays.write(
                folder, "plane", Days.FIRST.datesUntil(Days.FIRST.plusDays(5)).toList(), 0, 3);
        return folder.resolve("products");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "day; /plane/2019/fluxwatch_plane_filter_2019050?.nc; 5",
                "hourly; /plane/2019/fluxwatch_plane_filter_hourly_*.nc; 120",
                "members; /plane/2019/fluxwatch_plane_filter_members_*.nc; 5"
            })
    void xarrayOpensItAsItOpensTheFiles(String kind, String pattern, int times) throws Exception {
        Python.assumeModules("xarray", "fsspec", "zarr", "dask.array");
        final Path products = products();
        final List<Path> files = List.copyOf(
                (kind.equals("day") ? FilterFiles.days(products, "plane") : FilterFiles.beside(products, "plane", kind))
                        .values());
        final KerchunkReference.Made made = KerchunkReference.of(files, products, products + "/");
        assertThat(made.leftOut()).isEmpty();
        final Path reference = folder.resolve("reference.json");
        Files.writeString(reference, made.json());
        assertThat(Python.run(OPEN, products.toString(), pattern, reference.toString()))
                .startsWith("[] [] " + times + " plane");
    }

    @Test
    void filesOfAnotherFormAreNamed() throws Exception {
        final Path products = products();
        DetailedDays.write(folder, "plane", List.of(Days.FIRST.plusDays(1)), 0, 0);
        Files.writeString(products.resolve("plane/2019/fluxwatch_plane_filter_20190503.nc"), "half");
        final KerchunkReference.Made made = KerchunkReference.of(
                List.copyOf(FilterFiles.days(products, "plane").values()), products, "https://example.org/");
        assertThat(made.leftOut()).anyMatch(line -> line.contains("20190503.nc"));
        assertThat(made.json()).contains("[\"https://example.org/plane/2019/fluxwatch_plane_filter_20190501.nc\",");
        assertThatThrownBy(() -> KerchunkReference.of(List.of(), products, "")).hasMessageContaining("no files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "y", "latitude", "longitude", "region_name"})
    void filesOfOneFormOnAnotherGridAreRefused(String variable) throws Exception {
        final Path products = products();
        final List<Path> days = List.copyOf(FilterFiles.days(products, "plane").values());
        OtherGrid.change(days.get(1), variable);
        assertThatThrownBy(() -> KerchunkReference.of(days, products, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "plane_filter_20190502.nc: its variable " + variable + " is not the same as that of")
                .hasMessageContaining("20190505.nc, expected files of one grid");
    }
}
