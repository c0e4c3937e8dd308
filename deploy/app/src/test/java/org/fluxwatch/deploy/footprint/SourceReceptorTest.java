package org.fluxwatch.deploy.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFile;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReceptorTest {
    private static final Instant OBSERVED = Instant.parse("2020-06-01T07:20:00Z");
    private static final Pattern DATA =
            Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static SourceReceptor row(Grid grid) {
        final int bin = Row.bin(OBSERVED);
        return SourceReceptor.of(
                new Row(
                        "a<b",
                        OBSERVED,
                        new int[] {bin - 2, bin, bin},
                        new int[] {0, 0, 5},
                        new float[] {0.5f, 0.25f, 0.125f},
                        new EndPoints(
                                new float[] {40},
                                new float[] {120},
                                new float[] {50_000},
                                new long[] {1_590_000_000L},
                                new float[] {0.9f},
                                0.1)),
                "fluxwatch: particles",
                31,
                112,
                grid);
    }

    private static JsonNode data(SourceReceptor row) throws IOException {
        final Matcher data = DATA.matcher(SourceReceptorPage.of(row));
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void aRowIsWrittenBinByBin() throws IOException {
        final Path path = folder.resolve("row.nc");
        SourceReceptorFile.write(row(new LatLonGrid(110, 30, 1, 4, 3)), path);
        try (GridFile file = GridFile.open(path)) {
            assertThat(file.text("Conventions")).contains("CF-1.11");
            assertThat(file.variable("srr").dimensions()).containsExactly("time", "lat", "lon");
            assertThat(file.variable("srr").shape()).containsExactly(2, 3, 4);
            assertThat(file.variable("srr").doubles()[0]).isEqualTo(0.5);
            assertThat(file.variable("srr").doubles()[12]).isEqualTo(0.25);
            assertThat(file.variable("srr").doubles()[17]).isEqualTo(0.125);
            assertThat(CfTime.bounds(file.variable("time")).orElseThrow())
                    .containsExactly(
                            Instant.parse("2020-06-01T00:00:00Z"),
                            Instant.parse("2020-06-01T03:00:00Z"),
                            Instant.parse("2020-06-01T06:00:00Z"),
                            Instant.parse("2020-06-01T09:00:00Z"));
            assertThat(file.variable("end_pressure").doubles()).containsExactly(50_000);
            assertThat(file.variable("end_lost").doubles()).containsExactly(0.1);
            assertThat(file.variable("receptor_latitude").doubles()).containsExactly(31);
        }
    }

    @Test
    void aRowOnAPlaneHasItsMapping() throws IOException {
        final Path path = folder.resolve("row.nc");
        final SourceReceptor row = row(new StereographicGrid(35, 116, 64, 5, 4));
        SourceReceptorFile.write(row, path);
        try (GridFile file = GridFile.open(path)) {
            assertThat(file.variable("srr").dimensions()).containsExactly("time", "y", "x");
            assertThat(file.variable("srr").text("grid_mapping")).contains("stereographic");
            assertThat(file.variable("srr").text("coordinates")).contains("latitude longitude");
        }
        assertThat(data(row).get("grid").get("originLatitude").asDouble()).isEqualTo(35);
    }

    @Test
    void aRowOfNothingIsAFileOfNothing() throws IOException {
        final Path path = folder.resolve("row.nc");
        final Row nothing = new Row("none", OBSERVED, new int[0], new int[0], new float[0], EndPoints.unknown());
        final SourceReceptor row =
                SourceReceptor.of(nothing, "fluxwatch: particles", 31, 112, new LatLonGrid(110, 30, 1, 4, 3));
        SourceReceptorFile.write(row, path);
        try (GridFile file = GridFile.open(path)) {
            assertThat(file.variable("srr").shape()).containsExactly(0, 3, 4);
        }
        assertThat(data(row).get("values")).hasSize(12).allMatch(JsonNode::isNull);
    }

    @Test
    void thePageShowsTheSumAndNeedsNothingElse() throws IOException {
        final SourceReceptor row = row(new LatLonGrid(110, 30, 1, 4, 3));
        final JsonNode data = data(row);
        assertThat(data.get("title").asText()).isEqualTo("a<b");
        assertThat(data.get("facts").get("Sum").asText()).startsWith("0.875000 ppm");
        assertThat(data.get("values").get(0).asDouble()).isCloseTo(Math.log10(0.75), within(1e-4));
        assertThat(data.get("values").get(1).isNull()).isTrue();
        assertThat(SourceReceptorPage.of(row))
                .doesNotContain("https:", "a<b", "/*styles*/", "/*scripts*/", "/*data*/")
                .doesNotContainPattern("<script[^>]* src=|<link[^>]*href=\"(?!data:)|@import|url\\(|fetch\\(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MHD-10magl_FLEXPART_ECMWFHRES_TEST_inert_201809.nc",
                "RGL-90magl_UKV_co2_TEST_201401.nc",
                "THW-column_NAME_UMG_EUROPE_TEST_inert_202304.nc"
            })
    void aRealFootprintKeepsItsSum(String name) throws IOException {
        final FootprintFile file = FootprintFile.of(RealFiles.at("data/footprints/" + name));
        final SourceReceptor row = SourceReceptor.of(file, file.read(2));
        final Path path = folder.resolve("footprint.nc");
        SourceReceptorFile.write(row, path);
        double sum = 0;
        try (GridFile written = GridFile.open(path)) {
            for (double value : written.variable("srr").doubles()) sum += value;
            assertThat(written.variable("lat").doubles())
                    .containsExactly(file.header().cells().latitudes());
        }
        assertThat(sum).isCloseTo(file.read(2).sum(), within(1e-9));
        final byte[] first = Files.readAllBytes(path);
        SourceReceptorFile.write(row, path);
        assertThat(path).hasBinaryContent(first);
    }
}
