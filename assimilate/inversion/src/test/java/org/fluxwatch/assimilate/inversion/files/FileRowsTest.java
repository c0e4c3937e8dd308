package org.fluxwatch.assimilate.inversion.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.footprint.FileCells;
import org.fluxwatch.assimilate.inputs.footprint.Footprint;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Departed;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFile;
import org.fluxwatch.assimilate.inputs.footprint.Receptor;
import org.fluxwatch.assimilate.inputs.footprint.Release;
import org.fluxwatch.assimilate.inversion.files.FileRows.FileRow;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;

class FileRowsTest {
    private static final Instant RELEASED = Instant.parse("2020-06-01T07:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(31);
    private static final FileCells CELLS = new FileCells(new double[] {30.5, 31.5}, new double[] {110.5, 111.5, 112.5});
    private static final Grid GRID = new LatLonGrid(100, 25, 1, 20, 10);

    private static Footprint footprint(Slice... slices) {
        final Release release = new Release(
                Path.of("made.nc"), 0, RELEASED, RELEASED, 31, 112, new Receptor.Column(Receptor.Kernel.APPLIED));
        return new Footprint(
                release,
                CELLS,
                List.of(slices),
                new Departed(
                        new float[] {33},
                        new float[] {190},
                        new float[] {5500},
                        new long[] {RELEASED.getEpochSecond() - 86_400},
                        new float[] {0.75f},
                        0.25));
    }

    private static Slice slice(String from, String to, double value) {
        final float[] values = new float[6];
        Arrays.fill(values, (float) value);
        return new Slice(Instant.parse(from), Instant.parse(to), false, values);
    }

    private static FileRow row(Grid grid, Footprint footprint) {
        return new FileRows(grid, HORIZON).row("one", RELEASED, footprint);
    }

    private static double ofBin(Row row, String begin) {
        double sum = 0;
        for (int entry = 0; entry < row.size(); entry++)
            if (row.bins()[entry] == Row.bin(Instant.parse(begin))) sum += row.ppmPerFlux()[entry];
        return sum;
    }

    @Test
    void hoursAddUpInTheirBinsAndAreDividedAtAnEdge() {
        final FileRow made = row(
                GRID,
                footprint(
                        slice("2020-06-01T06:00:00Z", "2020-06-01T07:00:00Z", 1),
                        slice("2020-06-01T05:30:00Z", "2020-06-01T06:30:00Z", 2),
                        slice("2020-06-01T03:00:00Z", "2020-06-01T04:00:00Z", 4)));
        assertThat(ofBin(made.row(), "2020-06-01T06:00:00Z")).isCloseTo(6 * (1 + 1), within(1e-6));
        assertThat(ofBin(made.row(), "2020-06-01T03:00:00Z")).isCloseTo(6 * (1 + 4), within(1e-6));
        assertThat(made.row().size()).isEqualTo(12);
        assertThat(made.row().cells()[0]).isEqualTo(GRID.cellAt(30.5, 110.5));
        assertThat(made.row().sum()).isCloseTo(42, within(1e-5));
        assertThat(made.outsidePpmPerFlux()).isCloseTo(0, within(1e-6));
        assertThat(made.spreadShare()).isZero();
    }

    @Test
    void whatTheFileOnlySumsIsEvenOverItsTime() {
        final float[] values = {0, 0, 0, 0, 0, 240};
        final Slice month = new Slice(RELEASED.minus(Duration.ofDays(30)), RELEASED, true, values);
        final FileRow made = row(GRID, footprint(month));
        assertThat(made.spreadShare()).isEqualTo(1);
        assertThat(made.row().size()).isEqualTo(241); // 7 o'clock divides a bin
        assertThat(ofBin(made.row(), "2020-05-20T12:00:00Z")).isCloseTo(1, within(1e-6));
        assertThat(ofBin(made.row(), "2020-06-01T06:00:00Z")).isCloseTo(1 / 3.0, within(1e-6));
        assertThat(made.row().sum()).isCloseTo(240, within(1e-4));
    }

    @Test
    void whatLiesBeforeTheHorizonIsCountedAndInNoBin() {
        final float[] values = {0, 0, 0, 0, 0, 240};
        final Slice month = new Slice(RELEASED.minus(Duration.ofDays(30)), RELEASED, true, values);
        final Slice older = slice("2020-05-01T06:00:00Z", "2020-05-01T07:00:00Z", 2);
        final FileRow made = new FileRows(GRID, Duration.ofDays(20)).row("one", RELEASED, footprint(month, older));
        assertThat(made.row().bins()[0]).isEqualTo(Row.bin(Instant.parse("2020-05-12T07:00:00Z")));
        assertThat(made.row().sum()).isCloseTo(160, within(1e-4));
        assertThat(made.earlierPpmPerFlux()).isCloseTo(80 + 12, within(1e-6));
        assertThat(made.outsidePpmPerFlux()).isCloseTo(0, within(1e-6));
    }

    @Test
    void whatLiesOutsideTheDomainIsCounted() {
        final FileRow made = row(
                new LatLonGrid(111, 25, 1, 20, 10),
                footprint(slice("2020-06-01T06:00:00Z", "2020-06-01T07:00:00Z", 1)));
        assertThat(made.row().sum()).isCloseTo(4, within(1e-6));
        assertThat(made.outsidePpmPerFlux()).isCloseTo(2, within(1e-6));
    }

    @Test
    void aFileOfAnotherPartOfTheEarthIsRefused() {
        final Footprint here = footprint(slice("2020-06-01T06:00:00Z", "2020-06-01T07:00:00Z", 1));
        assertThatThrownBy(() -> row(new LatLonGrid(0, 25, 1, 20, 10), here))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("made.nc: cannot be brought to the model grid: source of 3 x 2 cells");
    }

    /// 5500 m in the standard atmosphere: 505.07 hPa.
    @Test
    void departedParticlesBecomeEndPoints() {
        final var ends = row(GRID, footprint(slice("2020-06-01T06:00:00Z", "2020-06-01T07:00:00Z", 1)))
                .row()
                .ends();
        assertThat(ends.longitude()).containsExactly(-170f);
        assertThat(ends.pressurePa()[0]).isCloseTo(50_507f, within(20f));
        assertThat(ends.weight()).containsExactly(0.75f);
        assertThat(ends.lost()).isEqualTo(0.25);
    }

    /// 20 km: 54.75 hPa.
    @Test
    void theStandardAtmosphereIsThatOfItsTables() {
        assertThat(StandardAtmosphere.pressurePa(0)).isEqualTo(101_325);
        assertThat(StandardAtmosphere.pressurePa(11_000)).isCloseTo(22_632, within(10.0));
        assertThat(StandardAtmosphere.pressurePa(20_000)).isCloseTo(5_475, within(5.0));
    }

    @Test
    void aRealColumnKeepsItsSumOnEitherKindOfGrid() {
        final FootprintFile file =
                FootprintFile.of(RealFiles.at("data/footprints/THW-column_NAME_UMG_EUROPE_TEST_inert_202304.nc"));
        final Footprint footprint = file.read(0);
        for (Grid grid : List.of(new LatLonGrid(-99, 10, 1, 140, 70), new StereographicGrid(50, 0, 250, 40, 40))) {
            final FileRow made = row(grid, footprint);
            assertThat(made.row().sum() + made.outsidePpmPerFlux()).isCloseTo(2.52138519, within(2.6e-6));
            assertThat(made.row().ends().size()).isPositive();
        }
        final FileRow whole = row(new LatLonGrid(-99, 10, 1, 140, 70), footprint);
        assertThat(whole.outsidePpmPerFlux()).isLessThan(1e-6);
        assertThat(whole.spreadShare()).isEqualTo(1);
    }
}
