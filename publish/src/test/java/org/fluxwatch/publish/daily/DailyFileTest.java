package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.publish.Days;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DailyFileTest {
    @TempDir
    Path folder;

    private Grid grid(String domain) {
        return Days.settings(folder).domains().get(domain).modelGrid();
    }

    private Path write(String domain, int observations, String name) throws IOException {
        final Path file = folder.resolve(name);
        DailyFile.write(
                Days.product(domain, grid(domain), Days.FIRST, 2, observations),
                grid(domain),
                Map.of(),
                true,
                Map.of(),
                file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"plane, 40", "plane, 1", "plane, 0", "regular, 40", "regular, 0"})
    void givesBackWhatWasWritten(String domain, int observations) throws IOException {
        assertThat(DailyFile.read(write(domain, observations, "a_day.nc")))
                .isEqualTo(Days.product(domain, grid(domain), Days.FIRST, 2, observations));
    }

    @Test
    void takesASensorThatWasAddedAndGranulesOnX2019() throws IOException {
        final Sensor added = Sensor.of("tansat");
        final DayProduct plain = Days.product("plane", grid("plane"), Days.FIRST, 2, 10);
        final DailyAnalysis analysis = plain.analysis();
        final DailyAnalysis.Sources sources = analysis.sources();
        final List<DailyAnalysis.Granule> granules = new ArrayList<>(sources.granules());
        granules.add(new DailyAnalysis.Granule("t.nc", added, GranuleVersion.parse("v1/none/1"), 10, Co2Scale.X2019));
        final DayProduct product = new DayProduct(
                new DailyAnalysis(
                        analysis.identity(),
                        new DailyAnalysis.Sources(
                                granules, Set.of(added), sources.standIns(), sources.inputs(), sources.making()),
                        analysis.counts(),
                        analysis.regions(),
                        analysis.fields(),
                        analysis.diagnostics()),
                plain.fields(),
                plain.details(),
                plain.innovations().stream().map(one -> of(one, added)).toList());
        final Path file = folder.resolve("a_day.nc");
        DailyFile.write(product, grid("plane"), Map.of(), true, Map.of(), file);
        assertThat(DailyFile.read(file)).isEqualTo(product);
        try (ClassicFile day = ClassicFile.open(file);
                ClassicFile observations = ClassicFile.open(Companion.OBSERVATIONS.beside(file))) {
            assertThat(day.text("co2_scale")).contains("X2007\nX2019");
            assertThat(day.text("granules").orElseThrow()).endsWith("t.nc tansat v1/none/1 10 x2019");
            assertThat(observations.text("obs_sensor", "flag_meanings")).contains("oco2 oco3 gosat tansat");
            assertThat(observations.ints("obs_sensor")).containsOnly(added.code());
        }
    }

    private static Innovation of(Innovation innovation, Sensor sensor) {
        final Innovation.Observation observation = innovation.observation();
        return new Innovation(
                innovation.identity(),
                new Innovation.Observation(
                        sensor,
                        observation.source(),
                        observation.id(),
                        observation.mode(),
                        observation.position(),
                        observation.ppm(),
                        observation.errorPpm(),
                        observation.soundings(),
                        observation.standIns()),
                innovation.simulated(),
                innovation.status(),
                innovation.diagnostics());
    }

    @ParameterizedTest
    @CsvSource({"plane, 40", "plane, 0", "regular, 40"})
    void writesTheSameBytesTwice(String domain, int observations) throws Exception {
        final byte[] first = Files.readAllBytes(write(domain, observations, "a_first.nc"));
        Thread.sleep(1100); // a second on the clock must not show
        assertThat(Files.readAllBytes(write(domain, observations, "a_second.nc")))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plane", "regular"})
    void givesBackFluxesInDetailFromTheFilesBesideIt(String domain) throws IOException {
        final Path path = folder.resolve("a_day.nc");
        final DayProduct product = Days.withDetails(Days.product(domain, grid(domain), Days.FIRST, 2, 3), grid(domain));
        DailyFile.write(product, grid(domain), Map.of(), true, Map.of(), path);
        assertThat(DailyFile.read(path)).isEqualTo(product.withoutDetails());
        assertThat(DailyFile.holdsDetails(path, product)).isTrue();
        final DayProduct other = new DayProduct(
                product.analysis(),
                product.fields(),
                product.details().stream()
                        .map(detail -> new FluxDetail(
                                detail.identity(), detail.kind(), detail.index(), new float[detail.values().length]))
                        .toList(),
                product.innovations());
        assertThat(DailyFile.holdsDetails(path, other)).isFalse();
        try (ClassicFile hours = ClassicFile.open(Companion.HOURLY.beside(path));
                ClassicFile members = ClassicFile.open(Companion.MEMBERS.beside(path))) {
            assertThat(hours.doubles("time")).hasSize(24).startsWith(1_556_668_800.0 + 1800);
            assertThat(members.dimensions("flux_analysis")).last().isEqualTo("member");
        }
    }

    @Test
    void writesNoMembersWhereNoneAreKept() throws IOException {
        final Path path = folder.resolve("a_day.nc");
        final DayProduct product =
                Days.withDetails(Days.product("plane", grid("plane"), Days.FIRST, 2, 3), grid("plane"));
        DailyFile.write(product, grid("plane"), Map.of(), false, Map.of(), path);
        assertThat(Companion.HOURLY.beside(path)).exists();
        assertThat(Companion.MEMBERS.beside(path)).doesNotExist();
        assertThat(DailyFile.holdsDetails(path, product)).isTrue();
        Files.delete(Companion.HOURLY.beside(path));
        assertThat(DailyFile.holdsDetails(path, product)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"40, 3", "0, 1"})
    void hasTheSharesOfObservationsByDayAndRegion(int observations, int days) throws IOException {
        final Path path = write("plane", observations, "a_day.nc");
        try (ClassicFile file = ClassicFile.open(Companion.OBSERVATIONS.beside(path))) {
            assertThat(file.dimensions("obs_share")).containsExactly("observation", "days_back", "region");
            assertThat(file.shape("obs_share")).containsExactly(observations, days, 3);
            assertThat(file.ints("days_back"))
                    .isEqualTo(IntStream.range(0, days).toArray());
            assertThat(file.texts("region_name")).containsExactly("north", "central", "loess-plateau");
        }
        assertThat(DailyFile.readObserved(path).innovations())
                .isEqualTo(DailyFile.read(path).innovations());
        assertThat(DailyFile.readObserved(path).analysis())
                .isEqualTo(DailyFile.read(path).analysis());
    }

    /// As of records of schema 5 and before.
    @Test
    void whereSharesAreNotKnownThereAreNone() throws IOException {
        final Path path = folder.resolve("a_day.nc");
        final DayProduct product = Days.withoutShares(Days.product("plane", grid("plane"), Days.FIRST, 2, 40));
        DailyFile.write(product, grid("plane"), Map.of(), true, Map.of(), path);
        try (ClassicFile file = ClassicFile.open(Companion.OBSERVATIONS.beside(path))) {
            assertThat(file.has("obs_share")).isFalse();
        }
        assertThat(DailyFile.read(path)).isEqualTo(product);
    }

    /// A region whose outline here is another than the analysis had has no mask.
    @Test
    void hasRegionsAsSharesOfCells() throws IOException {
        final Path path = folder.resolve("a_day.nc");
        final Grid grid = grid("plane");
        final DayProduct product = Days.product("plane", grid, Days.FIRST, 2, 3);
        final double[] north = new double[grid.cells()];
        final double km2 = product.analysis().regions().getFirst().areaKm2();
        double rest = km2 * 1e6;
        for (int c = 0; rest > 0; c++) {
            north[c] = Math.min(rest, grid.areaM2(c));
            rest -= north[c];
        }
        DailyFile.write(product, grid, Map.of("north", north, "central", north), true, Map.of(), path);
        try (ClassicFile file = ClassicFile.open(path)) {
            final short[] mask = file.shorts("region_mask");
            assertThat(file.number("region_mask", "scale_factor").orElseThrow()).isEqualTo(1e-4);
            double sum = 0;
            for (int c = 0; c < grid.cells(); c++) sum += 1e-4 * mask[c] * grid.areaM2(c) / 1e6;
            assertThat(sum).isCloseTo(km2, Percentage.withPercentage(0.1));
            assertThat(mask[grid.cells()]).isEqualTo((short) -1);
        }
    }

    @Test
    void givesBackStationsToo() throws IOException {
        final Path path = folder.resolve("a_day.nc");
        final DayProduct product = Days.withStation("plane", grid("plane"), Days.FIRST, 5, 24);
        DailyFile.write(product, grid("plane"), Map.of(), true, Map.of(), path);
        assertThat(DailyFile.read(path)).isEqualTo(product);
        try (ClassicFile file = ClassicFile.open(Companion.OBSERVATIONS.beside(path))) {
            assertThat(flags(file, "obs_status")).endsWith("outside_day validation");
            assertThat(flags(file, "obs_sensor")).isEqualTo("oco2 oco3 gosat station");
            assertThat(file.text("obs_xco2", "long_name").orElseThrow()).contains("of sensor station: mole fraction");
        }
    }

    /// As it was before there were any.
    @Test
    void aDayWithoutStationsKnowsOfNone() throws IOException {
        try (ClassicFile file = ClassicFile.open(Companion.OBSERVATIONS.beside(write("plane", 5, "a_day.nc")))) {
            assertThat(flags(file, "obs_status"))
                    .isEqualTo("assimilated gated withheld near_boundary outside_domain outside_day");
            assertThat(flags(file, "obs_sensor")).isEqualTo("oco2 oco3 gosat");
            assertThat(file.text("obs_sensor", "long_name").orElseThrow()).isEqualTo("satellite instrument");
            assertThat(file.text("obs_xco2", "long_name").orElseThrow()).isEqualTo("observed XCO2");
        }
    }

    private static String flags(ClassicFile file, String variable) {
        return file.text(variable, "flag_meanings").orElseThrow();
    }

    @Test
    void leavesNoTemporaryFile() throws IOException {
        write("plane", 3, "a_day.nc");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a_day.nc", "a_obs_day.nc");
        }
    }

    @Test
    void leavesNothingOfAFileThatCouldNotTakeItsPlace() throws IOException {
        Files.createDirectories(folder.resolve("a_day.nc/in the way"));
        assertThatThrownBy(() -> write("plane", 3, "a_day.nc")).isInstanceOf(IOException.class);
        assertThat(folder.resolve("a_day.nc.part")).doesNotExist();
    }

    @Test
    void tellsADamagedFileFromADiskThatDoesNotGiveIt() throws IOException {
        final Path file = write("plane", 3, "a_day.nc");
        final byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 4, 100, 2000, bytes.length / 2}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> DailyFile.read(file))
                    .isInstanceOf(DamagedProductException.class)
                    .hasMessageContaining("a_day.nc is damaged");
        }
        assertThatThrownBy(() -> DailyFile.read(folder.resolve("no_day.nc"))).isInstanceOf(IOException.class);
    }

    @Test
    void givesEveryFieldWhatCfAsksFor() throws IOException {
        try (ClassicFile file = ClassicFile.open(write("plane", 4, "a_day.nc"))) {
            final String flux = "flux_analysis";
            assertThat(file.dimensions(flux)).containsExactly("time", "y", "x");
            assertThat(file.text(flux, "units").orElseThrow()).isEqualTo("umol m-2 s-1");
            assertThat(file.text(flux, "cell_methods").orElseThrow()).isEqualTo("time: mean");
            assertThat(file.text(flux, "coordinates").orElseThrow()).isEqualTo("latitude longitude");
            assertThat(file.text(flux, "grid_mapping").orElseThrow()).isEqualTo("stereographic");
            assertThat(file.text("Conventions").orElseThrow()).isEqualTo("CF-1.11, ACDD-1.3");
            assertThat(file.text("comment").orElseThrow())
                    .startsWith("STAND-IN: granules without averaging kernel")
                    .endsWith(" INVENTED: winds; the fluxes mean nothing for the real earth.");
            assertThat(file.text("stand_ins").orElseThrow()).isEqualTo("column-operator\ninvented-meteorology");
        }
        try (ClassicFile file = ClassicFile.open(folder.resolve("a_obs_day.nc"))) {
            assertThat(flags(file, "obs_stand_ins")).isEqualTo("quality_flag column_operator");
        }
    }

    @Test
    void whatADayHasLiesAlongTime() throws IOException {
        try (ClassicFile file = ClassicFile.open(write("plane", 4, "a_day.nc"))) {
            assertThat(file.text("flux_analysis", "standard_name"))
                    .hasValue("surface_upward_mole_flux_of_carbon_dioxide");
            assertThat(file.text("flux_increment", "standard_name")).isEmpty();
            assertThat(file.dimensions("region_flux_analysis")).containsExactly("time", "region");
            assertThat(file.dimensions("latitude_vertices")).containsExactly("y", "x", "vertex");
        }
    }

    @Test
    void totalFluxAndReductionFollowFromTheFields() {
        final AnalysisIdentity day =
                Days.product("plane", grid("plane"), Days.FIRST, 0, 0).identity();
        final List<AnalysisField> fields = List.of(
                new AnalysisField(day, "flux_analysis", "", "", "", new float[] {1, Float.NaN}),
                new AnalysisField(day, "flux_fossil", "", "", "", new float[] {2, 2}),
                new AnalysisField(day, "flux_fire", "", "", "", new float[] {0.5f, 0}),
                new AnalysisField(day, "flux_prior_spread", "", "", "", new float[] {2, 0}),
                new AnalysisField(day, "flux_analysis_spread", "", "", "", new float[] {0.5f, 0}));
        final List<AnalysisField> derived = FieldVariables.derived(day, fields);
        assertThat(derived).extracting(AnalysisField::name).containsExactly("flux_total", "uncertainty_reduction");
        assertThat(derived.getFirst().values()).containsExactly(3.5f, Float.NaN);
        assertThat(derived.getLast().values()).containsExactly(0.75f, Float.NaN);
    }

    @Test
    void saysWhereAndWhenItIsAndWhoseWithoutAClock() throws IOException {
        final Path path = folder.resolve("a_day.nc");
        final DayProduct product = Days.product("regular", grid("regular"), Days.FIRST, 2, 3);
        DailyFile.write(product, grid("regular"), Map.of(), true, Map.of("institution", "Centre"), path);
        for (Path each : List.of(path, Companion.OBSERVATIONS.beside(path)))
            try (ClassicFile file = ClassicFile.open(each)) {
                assertThat(file.text("institution")).hasValue("Centre");
                assertThat(file.text("time_coverage_start")).hasValue("2019-05-01T00:00:00Z");
                assertThat(file.text("time_coverage_end")).hasValue("2019-05-02T00:00:00Z");
                assertThat(file.text("time_coverage_duration")).hasValue("P1D");
                assertThat(file.number("geospatial_lon_min").orElseThrow()).isCloseTo(165, within(1e-9));
                assertThat(file.number("geospatial_lon_max").orElseThrow()).isCloseTo(-125, within(1e-9));
            }
    }

    @Test
    void observationsThatAreMissingOrOfAnotherRevisionAreDamage() throws IOException {
        final Path file = write("plane", 3, "a_day.nc");
        final Path observations = Companion.OBSERVATIONS.beside(file);
        final Path other = folder.resolve("other_day.nc");
        DailyFile.write(
                Days.product("plane", grid("plane"), Days.FIRST, 3, 3), grid("plane"), Map.of(), true, Map.of(), other);
        Files.copy(Companion.OBSERVATIONS.beside(other), observations, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> DailyFile.read(file))
                .isInstanceOf(DamagedProductException.class)
                .hasMessageContaining("a_obs_day.nc with its observations is of revision 3, expected 2");
        Files.delete(observations);
        assertThatThrownBy(() -> DailyFile.read(file))
                .isInstanceOf(DamagedProductException.class)
                .hasMessageContaining("a_obs_day.nc with its observations is not there");
    }

    @Test
    void keepsLongitudesRisingAcrossTheDateLine() throws IOException {
        final StoredGrid grid = DailyFile.readGrid(write("regular", 0, "a_day.nc"));
        assertThat(grid.x()).isSorted().hasSize(14);
        assertThat(grid.x()[13]).isCloseTo(232.5, within(1e-12));
    }

    @Test
    void refusesAFieldThatDoesNotFitTheGrid() {
        final DayProduct product = Days.product("plane", grid("plane"), Days.FIRST, 0, 0);
        assertThatThrownBy(() ->
                        DailyFile.write(product, grid("regular"), Map.of(), true, Map.of(), folder.resolve("a_day.nc")))
                .hasMessageContaining("flux_prior")
                .hasMessageContaining("108 values, expected 112");
    }

    @Test
    void reservesItsOwnNames() {
        assertThat(List.of("time", "cell_area", "obs_time", "region_name", "stereographic"))
                .allMatch(DailyFile::isReserved);
        assertThat(List.of("flux_prior", "xco2_increment", "observations_gated", "surface_pressure"))
                .noneMatch(DailyFile::isReserved);
    }
}
