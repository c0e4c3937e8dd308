package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.FileMeteorology;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.inputs.StepIndex.Step;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.MeteorologyKind;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Merra2Test {
    private static final NumericsPool POOL = new NumericsPool(1);
    private static final String DAY = "20190503";
    private static final double[] LATITUDES =
            IntStream.range(0, 31).mapToDouble(j -> 28 + 0.5 * j).toArray();
    private static final double[] LONGITUDES =
            IntStream.range(0, 33).mapToDouble(i -> 106 + 0.625 * i).toArray();

    /// Edges of the file's layers, top first, as shares of the surface pressure's way from 20 hPa.
    private static final double[] SHARES = {0, 0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1};

    private static final double FILE_TOP_PA = 2000;
    private static final int LAYERS = SHARES.length - 1;

    private final Grid grid = new StereographicGrid(35, 116, 64, 12, 10);
    private final SigmaLevels levels = new SigmaLevels(List.of(1.0, 0.9, 0.7, 0.4, 0.1, 0.0), 4000);

    @TempDir
    private Path folder;

    /// A file's values, by time, layer, row and column; the ones a test does not change are plain.
    private static final class Day {
        private final String stream;
        private final String day;
        private double[] hours = {0, 3, 6, 9, 12, 15, 18, 21};
        private double[] layers = {65, 66, 67, 68, 69, 70, 71, 72};
        private ClassicFileWriter.Values u = index -> 5;
        private ClassicFileWriter.Values v = index -> -3;
        private ClassicFileWriter.Values t = index -> 250;
        private ClassicFileWriter.Values ps = index -> 100_000;
        private ClassicFileWriter.Values delp = index -> thickness(index[1], 100_000);
        private String humidityUnits = "kg kg-1";

        Day(String stream, String day) {
            this.stream = stream;
            this.day = day;
        }

        static double thickness(int layer, double surfacePa) {
            return (SHARES[layer + 1] - SHARES[layer]) * (surfacePa - FILE_TOP_PA);
        }

        Day write(Path folder) {
            final String since = String.format("%s-%s-%s", day.substring(0, 4), day.substring(4, 6), day.substring(6));
            new ClassicFileWriter(folder.resolve("MERRA2_" + stream + ".inst3_3d_asm_Nv." + day + ".nc4"))
                    .axis("time", "minutes since " + since + " 00:00:00", minutes(hours))
                    .axis("lev", "layer", layers)
                    .axis("lat", "degrees_north", LATITUDES)
                    .axis("lon", "degrees_east", LONGITUDES)
                    .floats("U", "m s-1", "time lev lat lon", u)
                    .floats("V", "m s-1", "time lev lat lon", v)
                    .floats("T", "K", "time lev lat lon", t)
                    .floats("QV", humidityUnits, "time lev lat lon", index -> 0.002)
                    .floats("DELP", "Pa", "time lev lat lon", delp)
                    .floats("PS", "Pa", "time lat lon", ps)
                    .write();
            new ClassicFileWriter(folder.resolve("MERRA2_" + stream + ".tavg1_2d_flx_Nx." + day + ".nc4"))
                    .axis(
                            "time",
                            "minutes since " + since + " 00:30:00",
                            minutes(IntStream.range(0, 24).asDoubleStream().toArray()))
                    .axis("lat", "degrees_north", LATITUDES)
                    .axis("lon", "degrees_east", LONGITUDES)
                    .floats("PBLH", "m", "time lat lon", index -> 100 + 10 * index[0] * index[0])
                    .floats("USTAR", "m s-1", "time lat lon", index -> 0.3)
                    .floats("HFLUX", "W m-2", "time lat lon", index -> 20 * index[0])
                    .write();
            return this;
        }

        private static double[] minutes(double[] hours) {
            final double[] minutes = hours.clone();
            for (int t = 0; t < minutes.length; t++) minutes[t] *= 60;
            return minutes;
        }
    }

    private FileMeteorology meteorology() {
        return meteorology(POOL);
    }

    private FileMeteorology meteorology(NumericsPool pool) {
        return new FileMeteorology(new Merra2(
                grid,
                levels,
                new MeteorologySettings(MeteorologyKind.MERRA2, 0, folder, List.of(), false, 40),
                Optional.empty(),
                pool));
    }

    private static Instant hour(int hour) {
        return Instant.parse("2019-05-03T00:00:00Z").plusSeconds(3600L * hour);
    }

    @Test
    void aRotationAboutTheGridsCentreGoesRoundOnTheGrid() {
        final double metresPerSecond = 200; // at a quarter of a turn from the centre
        final double[] axis = unit(35, 116);
        final Day day = new Day("400", DAY);
        day.u = index ->
                metresPerSecond * dot(cross(axis, unit(LATITUDES[index[2]], LONGITUDES[index[3]])), east(index[3]));
        day.v = index -> metresPerSecond
                * dot(
                        cross(axis, unit(LATITUDES[index[2]], LONGITUDES[index[3]])),
                        north(LATITUDES[index[2]], LONGITUDES[index[3]]));
        day.write(folder);
        final Meteorology.Fields fields = meteorology().at(hour(3));
        final var winds = (Meteorology.Winds.OnFaces) fields.winds();
        final int nx = grid.nx();
        final int nz = levels.nz();
        assertThat(winds.x()).hasSize((nx + 1) * grid.ny() * nz);
        assertThat(winds.y()).hasSize(nx * (grid.ny() + 1) * nz);
        for (int at = 0; at < winds.x().length; at++) {
            final int face = at / nz;
            final double y = face / (nx + 1) - 0.5 * (grid.ny() - 1);
            final double perCell = rotation(metresPerSecond, face % (nx + 1) - 0.5 * nx, y);
            assertThat((double) winds.x()[at]).isCloseTo(-perCell * y, within(0.01));
        }
        for (int at = 0; at < winds.y().length; at++) {
            final int face = at / nz;
            final double x = face % nx - 0.5 * (nx - 1);
            final double perCell = rotation(metresPerSecond, x, face / nx - 0.5 * grid.ny());
            assertThat((double) winds.y()[at]).isCloseTo(perCell * x, within(0.01));
        }
    }

    /// Speed over distance from the centre, m s-1 per cell.
    private static double rotation(double metresPerSecond, double x, double y) {
        final double cells = Math.hypot(x, y);
        final double speed = metresPerSecond * Math.sin(2 * Math.atan(0.5 * cells * 64_000 / Sphere.RADIUS_M));
        return cells == 0 ? 0 : speed / cells;
    }

    private static double[] unit(double latitude, double longitude) {
        final double phi = Math.toRadians(latitude);
        final double lambda = Math.toRadians(longitude);
        return new double[] {Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)};
    }

    private static double[] east(int column) {
        final double lambda = Math.toRadians(LONGITUDES[column]);
        return new double[] {-Math.sin(lambda), Math.cos(lambda), 0};
    }

    private static double[] north(double latitude, double longitude) {
        return unit(latitude + 90, longitude);
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /// The lowest layer of the file ends at 0.85 of the way, the model's at 0.9 of its own.
    @Test
    void layersAreMeansByPressureOverTheFilesOwnEdges() {
        final Day day = new Day("400", DAY);
        day.ps = index -> 90_000 + 100 * index[1];
        day.delp = index -> Day.thickness(index[1], 90_000 + 100 * index[2]);
        day.t = index -> 200 + 10 * index[1];
        day.write(folder);
        final Meteorology.Fields fields = meteorology().at(hour(6));
        for (int cell = 0; cell < grid.cells(); cell++) {
            final double ps = fields.surfacePressurePa()[cell];
            assertThat(ps).isCloseTo(90_000 + 200 * (grid.latitude(cell) - 28), within(20.0));
            for (int k = 0; k < levels.nz(); k++) {
                final double expected = mean(levels.edgePa(k + 1, ps), levels.edgePa(k, ps), ps);
                assertThat((double) fields.temperatureK()[cell * levels.nz() + k])
                        .isCloseTo(expected, within(1e-3));
            }
        }
    }

    private static double mean(double top, double bottom, double ps) {
        double sum = 0;
        for (int l = 0; l < LAYERS; l++) {
            final double above = FILE_TOP_PA + SHARES[l] * (ps - FILE_TOP_PA);
            final double below = FILE_TOP_PA + SHARES[l + 1] * (ps - FILE_TOP_PA);
            sum += Math.max(0, Math.min(bottom, below) - Math.max(top, above)) * (200 + 10 * l);
        }
        return sum / (bottom - top);
    }

    @Test
    void profilesAreBetweenTheirThreeHoursAndMeansBetweenTheirHalfHours() {
        final Day day = new Day("400", DAY);
        day.t = index -> 240 + 3 * index[0];
        day.u = index -> 6 * index[0];
        day.v = index -> 3 * index[0];
        day.write(folder);
        final FileMeteorology meteorology = meteorology();
        final var winds = (Meteorology.Winds.OnFaces) meteorology.at(hour(7)).winds();
        for (int at = 0; at < winds.x().length; at++) {
            final int face = at / levels.nz();
            final double east = grid.eastAngle(face % 13 - 0.5, face / 13);
            assertThat((double) winds.x()[at]).isCloseTo(14 * Math.cos(east) - 7 * Math.sin(east), within(1e-4));
        }
        for (int at = 0; at < winds.y().length; at++) {
            final int face = at / levels.nz();
            final double east = grid.eastAngle(face % 12, face / 12 - 0.5);
            assertThat((double) winds.y()[at]).isCloseTo(14 * Math.sin(east) + 7 * Math.cos(east), within(1e-4));
        }
        assertThat(meteorology.at(hour(6)).temperatureK()[0]).isEqualTo(246);
        assertThat(meteorology.at(hour(7)).temperatureK()[0]).isCloseTo(247, within(1e-4f));
        assertThat(meteorology.at(hour(8)).temperatureK()[0]).isCloseTo(248, within(1e-4f));
        final Meteorology.Fields fields = meteorology.at(hour(5));
        assertThat(fields.boundaryLayerHeightM()[0]).isCloseTo(100 + 10 * 0.5f * (16 + 25), within(1e-3f));
        assertThat(fields.sensibleHeatFlux()[0]).isCloseTo(90, within(1e-3f));
        assertThat(fields.frictionVelocity()[0]).isCloseTo(0.3f, within(1e-6f));
        assertThat(fields.specificHumidity()[0]).isCloseTo(0.002f, within(1e-7f));
    }

    @Test
    void theSameHourGivesTheSameBitsInWhateverOrderOnWhateverThreads() {
        final Day day = new Day("400", DAY);
        day.t = index -> 240 + 3 * Math.sin(index[0]) + 0.3 * index[2] + Math.cos(index[3]);
        day.write(folder);
        final FileMeteorology forwards = meteorology();
        final List<Meteorology.Fields> first = new ArrayList<>();
        for (int h = 1; h <= 21; h++) first.add(forwards.at(hour(h)));
        final FileMeteorology backwards = meteorology(new NumericsPool(3));
        for (int h = 21; h >= 1; h--) {
            final Meteorology.Fields again = backwards.at(hour(h));
            assertThat(again.temperatureK()).isEqualTo(first.get(h - 1).temperatureK());
            assertThat(again.winds())
                    .usingRecursiveComparison()
                    .isEqualTo(first.get(h - 1).winds());
            assertThat(again.boundaryLayerHeightM()).isEqualTo(first.get(h - 1).boundaryLayerHeightM());
        }
    }

    @Test
    void aDayWithoutItsNeighboursLacksItsEndsByName() {
        new Day("400", DAY).write(folder);
        final FileMeteorology meteorology = meteorology();
        assertThat(meteorology.missing(hour(1), hour(21))).isEmpty();
        assertThat(meteorology.missing(hour(0), hour(24)))
                .containsExactly(
                        "2019-05-03T22:00Z to 2019-05-04T00:00Z: no profiles; expected "
                                + "MERRA2_*.inst3_3d_asm_Nv.20190504*.nc* in " + folder
                                + " with U, V, T, QV, PS, DELP",
                        "2019-05-03T00:00Z: no surface fields; expected MERRA2_*.tavg1_2d_flx_Nx.20190502*.nc* in "
                                + folder + " with PBLH, USTAR, HFLUX",
                        "2019-05-04T00:00Z: no surface fields; expected MERRA2_*.tavg1_2d_flx_Nx.20190504*.nc* in "
                                + folder + " with PBLH, USTAR, HFLUX");
        assertThatThrownBy(() -> meteorology.at(hour(23)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no profiles for 2019-05-03T23:00Z")
                .hasMessageContaining("20190504");
        new Day("400", "20190502").write(folder);
        new Day("400", "20190504").write(folder);
        assertThat(meteorology.missing(hour(0), hour(24))).isEmpty();
        assertThat(meteorology.at(hour(23)).temperatureK()).hasSize(grid.cells() * levels.nz());
    }

    @Test
    void nothingIsInterpolatedOverAGap() {
        final Day day = new Day("400", DAY);
        day.hours = new double[] {0, 3, 6, 12, 15, 18, 21};
        day.write(folder);
        final FileMeteorology meteorology = meteorology();
        assertThat(meteorology.missing(hour(1), hour(20)))
                .singleElement()
                .asString()
                .startsWith("2019-05-03T07:00Z to 11:00Z: no profiles; expected MERRA2_*.inst3_3d_asm_Nv.20190503*");
        assertThat(meteorology.at(hour(6)).time()).isEqualTo(hour(6));
        assertThatThrownBy(() -> meteorology.at(hour(9))).hasMessageContaining("2019-05-03T09:00Z");
    }

    @Test
    void ofTwoStreamsTheLastByNameCounts() {
        final Day old = new Day("400", DAY);
        old.t = index -> 200;
        old.write(folder);
        final FileMeteorology meteorology = meteorology();
        assertThat(meteorology.description(java.time.LocalDate.of(2019, 5, 3))).contains("MERRA2_400.inst3");
        final Day reprocessed = new Day("401", DAY);
        reprocessed.t = index -> 260;
        reprocessed.write(folder);
        assertThat(meteorology.at(hour(3)).temperatureK()[0]).isEqualTo(260);
        assertThat(meteorology.description(java.time.LocalDate.of(2019, 5, 3)))
                .isEqualTo("MERRA-2 (M2I3NVASM, M2T1NXFLX): MERRA2_401.inst3_3d_asm_Nv.20190503.nc4, "
                        + "MERRA2_401.tavg1_2d_flx_Nx.20190503.nc4");
    }

    @Test
    void aWholeFileBesideItsSubsetIsRefused() throws IOException {
        new Day("400", DAY).write(folder);
        final String name = "MERRA2_400.inst3_3d_asm_Nv.20190503.";
        Files.copy(folder.resolve(name + "nc4"), folder.resolve(name + "SUB.nc4"));
        assertThat(meteorology().missing(hour(1), hour(20)))
                .singleElement()
                .asString()
                .contains(name + "SUB.nc4 and ", name + "nc4: both hold", "expected one of them");
    }

    @Test
    void aDayTakesTheFilesThatAreThereWhenItBegins() {
        final Day old = new Day("400", DAY);
        old.t = index -> 200;
        old.write(folder);
        final FileMeteorology meteorology = meteorology();
        assertThat(meteorology.at(hour(3)).temperatureK()[0]).isEqualTo(200);
        final Day reprocessed = new Day("401", DAY);
        reprocessed.t = index -> 260;
        reprocessed.write(folder);
        assertThat(meteorology.at(hour(3)).temperatureK()[0])
                .as("in the middle of a day")
                .isEqualTo(200);
        meteorology.missing(hour(0), hour(24));
        assertThat(meteorology.at(hour(3)).temperatureK()[0]).isEqualTo(260);
    }

    @Test
    void aFillValueInTheDomainIsNamedAndOneOutsideItIsNot() {
        final Day outside = new Day("400", DAY);
        outside.t = index -> index[2] == 0 ? 1e15 : 250;
        outside.write(folder);
        assertThat(meteorology().at(hour(3)).temperatureK()[0]).isEqualTo(250);
        final Day inside = new Day("401", DAY);
        inside.t = index -> index[0] == 1 && index[1] == 4 && index[2] == 15 && index[3] == 16 ? 1e15 : 250;
        inside.write(folder);
        assertThat(meteorology().at(hour(6)).temperatureK()[0]).isEqualTo(250);
        assertThatThrownBy(() -> meteorology().at(hour(3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "MERRA2_401.inst3_3d_asm_Nv.20190503.nc4: variable T at 2019-05-03T03:00:00Z, level 4")
                .hasMessageContaining("the temperature is missing somewhere in the domain, expected 150.0 to 350.0 K");
    }

    @Test
    void wrongUnitsOrdersAndAreasAreNamed() {
        final Day units = new Day("400", DAY);
        units.humidityUnits = "g m-3";
        units.write(folder);
        assertThatThrownBy(() -> meteorology().at(hour(3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable QV has the units 'g m-3', expected such as 'kg kg-1'");
        final Day upwards = new Day("401", DAY);
        upwards.layers = new double[] {72, 71, 70, 69, 68, 67, 66, 65};
        upwards.write(folder);
        assertThatThrownBy(() -> meteorology().at(hour(3)))
                .hasMessageContaining("variable lev is 71.0 after 72.0, expected layers numbered downwards");
        final Day thin = new Day("402", DAY);
        thin.delp = index -> 5000;
        thin.write(folder);
        assertThatThrownBy(() -> meteorology().at(hour(3)))
                .hasMessageContaining("DELP has layers up to 60000.0 Pa, expected up to the model's top at 4000.0 Pa");
        final Grid elsewhere = new StereographicGrid(10, 50, 64, 12, 10);
        assertThatThrownBy(() -> new Merra2(
                                elsewhere,
                                levels,
                                new MeteorologySettings(MeteorologyKind.MERRA2, 0, folder, List.of(), false, 40),
                                Optional.empty(),
                                POOL)
                        .profiles(hour(3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable PS does not cover the domain");
    }

    /// A file of NASA's, cut by its subsetter; it has the surface pressure only.
    @Test
    void aRealFilesPressuresAreReadAsTheyStand() {
        final Path file = RealFiles.at("data/meteorology/merra2/M2T1NXSLV_geo_temporal.nc4");
        final Grid cells = new LatLonGrid(41, -29, 0.5, 15, 15);
        final Field pressure = Field.of(SaneRange.SURFACE_PRESSURE, "PS");
        final TimedFiles files = new TimedFiles(
                file.getParent(), List.of(new FilePattern(file.getFileName().toString())), List.of(pressure));
        final Instant step = Instant.parse("2021-01-10T02:30:00Z");
        final Map<Field, Step<TimedFiles.Header>> sources = files.at(step, List.of(pressure));
        assertThat(files.find(step, step).keySet()).containsExactly(Instant.parse("2021-01-10T01:30:00Z"), step);
        final float[] read;
        try (StepFields fields = new StepFields(step, sources, new CellWeights(cells))) {
            read = fields.field(pressure).only();
        }
        final float[] raw;
        final double[] latitudes;
        final double[] longitudes;
        try (HdfFile hdf = new HdfFile(file)) {
            raw = (float[]) hdf.getDatasetByPath("/PS").getDataFlat();
            latitudes = (double[]) hdf.getDatasetByPath("/lat").getData();
            longitudes = (double[]) hdf.getDatasetByPath("/lon").getData();
        }
        for (int cell = 0; cell < cells.cells(); cell++) {
            final double y = (cells.latitude(cell) - latitudes[0]) / 0.5;
            final double x = (cells.longitude(cell) - longitudes[0]) / 0.625;
            final int at = latitudes.length * longitudes.length + (int) y * longitudes.length + (int) x;
            final double fx = x - (int) x;
            final double fy = y - (int) y;
            final double expected = (1 - fy) * ((1 - fx) * raw[at] + fx * raw[at + 1])
                    + fy * ((1 - fx) * raw[at + longitudes.length] + fx * raw[at + longitudes.length + 1]);
            assertThat((double) read[cell]).isCloseTo(expected, within(0.02));
        }
    }
}
