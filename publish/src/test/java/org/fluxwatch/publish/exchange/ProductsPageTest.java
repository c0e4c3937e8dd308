package org.fluxwatch.publish.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.Python;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.rollup.Rollups;
import org.fluxwatch.publish.rollup.SeriesFile;
import org.fluxwatch.publish.totals.Evaluation;
import org.fluxwatch.publish.totals.EvaluationText;
import org.fluxwatch.publish.totals.FilterDays;
import org.fluxwatch.publish.totals.PeriodTotals;
import org.fluxwatch.publish.totals.Series;
import org.fluxwatch.publish.totals.SeriesTable;
import org.fluxwatch.publish.totals.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the Python of `docs/products.md`.
class ProductsPageTest {
    private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyExampleRuns() throws Exception {
        Python.assumeModules("xarray", "netCDF4", "dask.array", "pandas", "fsspec", "zarr");
        final Path products = folder.resolve("products");
        DetailedDays.write(
                folder, "plane", Days.FIRST.datesUntil(Days.FIRST.plusDays(5)).toList(), 0, 4);
        new Rollups(products).all("plane");
        final FilterDays.Found found = new FilterDays(products).read("plane", Days.FIRST, Days.FIRST.plusDays(4));
        final List<PeriodTotals> series = Series.of(found.days(), Step.MONTH, Series.regions(found.days()));
        Files.writeString(folder.resolve("series.csv"), SeriesTable.csv(series));
        SeriesFile.write("plane", "month", series, folder.resolve("series.nc"));
        Files.writeString(
                folder.resolve("tables.csv"),
                EvaluationText.csv(Evaluation.of(products, "plane", Days.FIRST, Days.FIRST.plusDays(4), false)));
        ParisFile.write(
                products,
                "plane",
                AssimilationSystem.FILTER,
                2019,
                folder.resolve(ParisFile.name("plane", AssimilationSystem.FILTER)));
        Files.writeString(
                folder.resolve("reference.json"),
                KerchunkReference.of(
                                List.copyOf(FilterFiles.days(products, "plane").values()), products, products + "/")
                        .json());
        final List<String> blocks = new ArrayList<>();
        final Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", "docs", "products.md")));
        while (matcher.find()) blocks.add(matcher.group(1).replace("east-asia", "plane"));
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(9);
        for (String block : blocks)
            assertThat(Python.run(
                            "import os, sys; os.chdir(sys.argv[1])\n" + block + "print('it ran')", folder.toString()))
                    .as(block)
                    .endsWith("it ran")
                    .doesNotContain("Traceback");
    }
}
