package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Profiles;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Surface;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invented files on a polar stereographic plane, of which the answers are known.
class McipTest {
    private static final int COLUMNS = 40;
    private static final int ROWS = 30;
    private static final Instant BEGIN = Instant.parse("2019-03-01T00:00:00Z");
    private static final float[] EDGES = {1, 0.9f, 0.6f, 0.2f, 0};
    private static final double TOP = 5000;
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.9, 0.6, 0.2, 0.0), TOP);
    private static final StereographicGrid GRID = new StereographicGrid(50, 130, 40, 6, 5);
    private static final MapProjection PLANE = MapProjection.PolarStereographic.of(60, 110);

    @TempDir
    Path folder;

    private double x0;
    private double y0;

    /// South-western corner of the cells, km on the plane; the model's centre is in the middle.
    @BeforeEach
    void setUp() {
        final double[] centre = PLANE.project(50, 130);
        x0 = centre[0] - 12 * COLUMNS / 2.0;
        y0 = centre[1] - 12 * ROWS / 2.0;
    }

    /// A place on the plane and a layer.
    private record Place(double x, double y, int layer) {}

    private FieldFile header(int columns, int rows, double shift, int nTimes) {
        final double[] origin = PLANE.project(45, 120);
        final int[] flags = new int[2 * nTimes];
        for (int t = 0; t < nTimes; t++) {
            flags[2 * t] = 2019060;
            flags[2 * t + 1] = t * 10000;
        }
        return new FieldFile()
                .global("FTYPE", 1)
                .global("TSTEP", 10000)
                .global("NCOLS", columns)
                .global("NROWS", rows)
                .global("GDTYP", 6)
                .global("P_ALP", 1.0)
                .global("P_BET", 60.0)
                .global("P_GAM", 110.0)
                .global("XCENT", 120.0)
                .global("YCENT", 45.0)
                .global("XORIG", 1e3 * (x0 - origin[0]) + 12e3 * shift)
                .global("YORIG", 1e3 * (y0 - origin[1]) + 12e3 * shift)
                .global("XCELL", 12e3)
                .global("YCELL", 12e3)
                .global("VGTYP", 7)
                .global("VGTOP", (float) TOP)
                .global("VGLVLS", EDGES)
                .field("TFLAG", "<YYYYDDD,HHMMSS>", flags, nTimes, 1, 2);
    }

    private float[] values(int nTimes, int layers, int columns, int rows, double shift, ToDoubleFunction<Place> at) {
        final float[] values = new float[nTimes * layers * columns * rows];
        int v = 0;
        for (int t = 0; t < nTimes; t++)
            for (int k = 0; k < layers; k++)
                for (int j = 0; j < rows; j++)
                    for (int i = 0; i < columns; i++)
                        values[v++] = (float) at.applyAsDouble(
                                new Place(x0 + 12 * (i + 0.5 + shift), y0 + 12 * (j + 0.5 + shift), k));
        return values;
    }

    private static double surfacePa(Place place) {
        return 98_000 + 2 * (place.x() - PLANE.project(50, 130)[0]);
    }

    private static double middlePa(Place place) {
        return TOP + 0.5 * (EDGES[place.layer()] + EDGES[place.layer() + 1]) * (surfacePa(place) - TOP);
    }

    private void writeMasses() {
        final int layers = EDGES.length - 1;
        header(COLUMNS, ROWS, 0, 3)
                .field(
                        "PRES",
                        "Pa              ",
                        values(3, layers, COLUMNS, ROWS, 0, McipTest::middlePa),
                        3,
                        layers,
                        ROWS,
                        COLUMNS)
                .field(
                        "TA",
                        "K               ",
                        values(3, layers, COLUMNS, ROWS, 0, at -> 280 - 10 * at.layer()),
                        3,
                        layers,
                        ROWS,
                        COLUMNS)
                .field(
                        "QV",
                        "KG/KG           ",
                        values(3, layers, COLUMNS, ROWS, 0, at -> 0.01),
                        3,
                        layers,
                        ROWS,
                        COLUMNS)
                .write(folder.resolve("METCRO3D_20190301"));
    }

    private void writeSurface(String units) {
        header(COLUMNS, ROWS, 0, 3)
                .field(
                        "PRSFC",
                        units,
                        values(3, 1, COLUMNS, ROWS, 0, at -> surfacePa(at) / (units.startsWith("hPa") ? 100 : 1)),
                        3,
                        1,
                        ROWS,
                        COLUMNS)
                .field("PBL", "M               ", values(3, 1, COLUMNS, ROWS, 0, at -> 700), 3, 1, ROWS, COLUMNS)
                .field("USTAR", "M/S             ", values(3, 1, COLUMNS, ROWS, 0, at -> 0.4), 3, 1, ROWS, COLUMNS)
                .field("HFX", "WATTS/M**2      ", values(3, 1, COLUMNS, ROWS, 0, at -> -20), 3, 1, ROWS, COLUMNS)
                .write(folder.resolve("METCRO2D_20190301"));
    }

    /// A wind of 10 m s-1 to the east everywhere: at a longitude λ it blows λ - 110 degrees off the plane's x axis.
    private void writeWinds(double shift, String... names) {
        final int layers = EDGES.length - 1;
        final int nx = COLUMNS + 1;
        final int ny = ROWS + 1;
        final FieldFile file = header(nx, ny, shift, 3);
        for (String name : names)
            file.field(
                    name,
                    "M/S             ",
                    values(3, layers, nx, ny, -0.5, at -> {
                        // UWINDC stands half a cell north of the corner of its index, VWINDC half a cell east
                        final double x = at.x() + (name.equals("VWINDC") ? 6 : 0);
                        final double y = at.y() + (name.equals("UWINDC") ? 6 : 0);
                        final double turn = Math.atan2(x, -y);
                        return 10 * (name.startsWith("U") ? Math.cos(turn) : Math.sin(turn));
                    }),
                    3,
                    layers,
                    ny,
                    nx);
        file.write(folder.resolve("METDOT3D_20190301"));
    }

    private Mcip mcip() {
        return new Mcip(GRID, LEVELS, folder, List.of());
    }

    @Test
    void readsWindsOnFaces() {
        writeMasses();
        writeSurface("Pascal          ");
        writeWinds(-0.5, "UWINDC", "VWINDC");
        blowsEast(mcip().profiles(BEGIN));
    }

    @Test
    void readsWindsOnCornersWhereThereAreNoneOnFaces() {
        writeMasses();
        writeSurface("Pascal          ");
        writeWinds(-0.5, "UWIND", "VWIND", "UWINDC");
        blowsEast(mcip().profiles(BEGIN));
    }

    private static void blowsEast(Profiles profiles) {
        final int nx = GRID.nx();
        for (int at = 0; at < profiles.winds().x().length; at++) {
            final int face = at / LEVELS.nz();
            final double east = GRID.eastAngle(face % (nx + 1) - 0.5, face / (nx + 1));
            assertThat((double) profiles.winds().x()[at]).isCloseTo(10 * Math.cos(east), within(2e-3));
        }
        for (int at = 0; at < profiles.winds().y().length; at++) {
            final int face = at / LEVELS.nz();
            final double east = GRID.eastAngle(face % nx, face / nx - 0.5);
            assertThat((double) profiles.winds().y()[at]).isCloseTo(10 * Math.sin(east), within(2e-3));
        }
        for (int cell = 0; cell < GRID.cells(); cell++) {
            for (int k = 0; k < LEVELS.nz(); k++) {
                assertThat((double) profiles.temperatureK()[cell * LEVELS.nz() + k])
                        .isCloseTo(280 - 10 * k, within(1e-4));
                assertThat((double) profiles.specificHumidity()[cell * LEVELS.nz() + k])
                        .isCloseTo(0.01 / 1.01, within(1e-8));
            }
            final double[] xy = PLANE.project(GRID.latitude(cell), GRID.longitude(cell));
            assertThat((double) profiles.surfacePressurePa()[cell])
                    .isCloseTo(surfacePa(new Place(xy[0], xy[1], 0)), within(0.3));
        }
    }

    @Test
    void convertsUnits() {
        writeMasses();
        writeSurface("hPa             ");
        writeWinds(-0.5, "UWINDC", "VWINDC");
        blowsEast(mcip().profiles(BEGIN));
    }

    @Test
    void readsTheSurface() {
        writeSurface("Pascal          ");
        final Surface surface = mcip().surface(BEGIN.plusSeconds(3600));
        assertThat(surface.boundaryLayerHeightM()).containsOnly(700);
        assertThat(surface.frictionVelocity()).containsOnly(0.4f);
        assertThat(surface.sensibleHeatFlux()).containsOnly(-20);
    }

    @Test
    void hasStepsWhereAllFilesHaveThem() {
        writeMasses();
        writeSurface("Pascal          ");
        assertThat(mcip().profileSteps(BEGIN, BEGIN.plusSeconds(3600))).isEmpty();
        writeWinds(-0.5, "UWIND", "VWIND");
        final Mcip mcip = mcip();
        assertThat(mcip.profileSteps(BEGIN, BEGIN.plusSeconds(1))).containsExactly(BEGIN, BEGIN.plusSeconds(3600));
        assertThat(mcip.surfaceSteps(BEGIN, BEGIN.plusSeconds(9999))).hasSize(3);
        assertThat(mcip.profileInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(mcip.description(java.time.LocalDate.EPOCH)).startsWith("MCIP: METCRO3D*");
    }

    /// 02:00 is the last hour of one file and the first of the next.
    @Test
    void takesTheRunThatEndsRatherThanTheOneThatBegins() {
        writeSurface("Pascal          ");
        final Mcip mcip = mcip();
        final Instant shared = BEGIN.plusSeconds(7200);
        final float[] other = new float[2 * ROWS * COLUMNS];
        Arrays.fill(other, 1);
        header(COLUMNS, ROWS, 0, 2)
                .field("TFLAG", "", new int[] {2019060, 20000, 2019060, 30000}, 2, 1, 2)
                .field("PBL", "M", other, 2, 1, ROWS, COLUMNS)
                .field("USTAR", "M/S", other, 2, 1, ROWS, COLUMNS)
                .field("HFX", "WATTS/M**2", other, 2, 1, ROWS, COLUMNS)
                .write(folder.resolve("METCRO2D_20190302"));
        assertThat(mcip.surfaceSteps(BEGIN, shared)).hasSize(4);
        assertThat(mcip.surface(shared).boundaryLayerHeightM()).containsOnly(700);
        assertThat(mcip.surface(BEGIN.plusSeconds(10800)).boundaryLayerHeightM())
                .containsOnly(1);
    }

    @Test
    void readsAFileAgainThatHasChanged() throws IOException {
        writeSurface("Pascal          ");
        final Mcip mcip = mcip();
        assertThat(mcip.surfaceSteps(BEGIN, BEGIN)).hasSize(2);
        Files.delete(folder.resolve("METCRO2D_20190301"));
        assertThat(mcip.surfaceSteps(BEGIN, BEGIN)).isEmpty();
        header(COLUMNS, ROWS, 0, 1)
                .field("PBL", "M", new float[ROWS * COLUMNS], 1, 1, ROWS, COLUMNS)
                .field("USTAR", "M/S", new float[ROWS * COLUMNS], 1, 1, ROWS, COLUMNS)
                .field("HFX", "WATTS/M**2", new float[ROWS * COLUMNS], 1, 1, ROWS, COLUMNS)
                .write(folder.resolve("METCRO2D_20190301"));
        assertThat(mcip.surfaceSteps(BEGIN, BEGIN)).containsExactly(BEGIN);
    }

    @Test
    void passesOverFilesOfNoTime() {
        writeSurface("Pascal          ");
        header(COLUMNS, ROWS, 0, 1).global("TSTEP", 0).write(folder.resolve("METCRO2D_constant"));
        assertThat(mcip().surfaceSteps(BEGIN, BEGIN)).containsExactly(BEGIN, BEGIN.plusSeconds(3600));
    }

    @Test
    void saysWhereItLooked() {
        assertThatThrownBy(() -> mcip().surface(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("METCRO3D*, METDOT3D*, METCRO2D* in " + folder)
                .hasMessageContaining("PBL")
                .hasMessageContaining("2019-03-01T00:00:00Z");
    }

    @Test
    void saysThatWindsLieElsewhere() {
        writeMasses();
        writeSurface("Pascal          ");
        writeWinds(0, "UWINDC", "VWINDC");
        assertThatThrownBy(() -> mcip().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("METDOT3D_20190301")
                .hasMessageContaining("UWINDC")
                .hasMessageContaining("expected the cells' corners");
    }

    @Test
    void saysThatUnitsAreWrong() {
        writeMasses();
        writeSurface("K               ");
        writeWinds(-0.5, "UWINDC", "VWINDC");
        assertThatThrownBy(() -> mcip().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("METCRO2D_20190301: variable PRSFC has the units 'K'");
    }

    @Test
    void saysThatLayersAreNoneOfPressure() {
        final int layers = EDGES.length - 1;
        header(COLUMNS, ROWS, 0, 3)
                .global("VGTYP", 6)
                .field("PRES", "Pa", values(3, layers, COLUMNS, ROWS, 0, McipTest::middlePa), 3, layers, ROWS, COLUMNS)
                .field("TA", "K", values(3, layers, COLUMNS, ROWS, 0, at -> 280), 3, layers, ROWS, COLUMNS)
                .field("QV", "KG/KG", values(3, layers, COLUMNS, ROWS, 0, at -> 0.01), 3, layers, ROWS, COLUMNS)
                .write(folder.resolve("METCRO3D_20190301"));
        writeSurface("Pascal          ");
        writeWinds(-0.5, "UWINDC", "VWINDC");
        assertThatThrownBy(() -> mcip().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("METCRO3D_20190301")
                .hasMessageContaining("VGTYP is 6, expected 1, 2 (sigma of pressure) or 7");
    }

    @Test
    void saysThatPressureRises() {
        final int layers = EDGES.length - 1;
        final float[] upsideDown = values(3, layers, COLUMNS, ROWS, 0, McipTest::middlePa);
        Arrays.fill(upsideDown, 90_000);
        header(COLUMNS, ROWS, 0, 3)
                .field("PRES", "Pa", upsideDown, 3, layers, ROWS, COLUMNS)
                .field("TA", "K", upsideDown, 3, layers, ROWS, COLUMNS)
                .field("QV", "KG/KG", upsideDown, 3, layers, ROWS, COLUMNS)
                .write(folder.resolve("METCRO3D_20190301"));
        writeSurface("Pascal          ");
        writeWinds(-0.5, "UWINDC", "VWINDC");
        assertThatThrownBy(() -> mcip().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("METCRO3D_20190301: at 2019-03-01T00:00:00Z PRSFC, PRES and VGTOP do not fall");
    }
}
