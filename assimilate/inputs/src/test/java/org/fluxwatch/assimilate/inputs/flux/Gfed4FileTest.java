package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gfed4FileTest {
    private static final int NY = 18;
    private static final int NX = 36;
    private static final Grid GRID = new LatLonGrid(100, 20, 10, 3, 3);

    @TempDir
    Path folder;

    private static double[][] all(double value) {
        final double[][] all = new double[NY][NX];
        for (double[] row : all) Arrays.fill(row, value);
        return all;
    }

    /// Cells of 10 degrees, north first, with days of equal shares.
    ///
    /// @param first longitude of the first column
    /// @param step to the next
    /// @param februaryDays whose shares are there
    private void write(double first, double step, int februaryDays) {
        try (WritableHdfFile file = HdfFile.write(folder.resolve("GFED4.1s_2020.hdf5"))) {
            final double[][] latitude = new double[NY][NX];
            final double[][] longitude = new double[NY][NX];
            final double[][] carbon = new double[NY][NX];
            for (int j = 0; j < NY; j++)
                for (int i = 0; i < NX; i++) {
                    latitude[j][i] = 85 - 10 * j;
                    longitude[j][i] = first + step * i;
                    carbon[j][i] = longitude[j][i];
                }
            file.putDataset("lat", latitude);
            file.putDataset("lon", longitude);
            final WritableGroup emissions = file.putGroup("emissions");
            for (int month = 2; month <= 3; month++) {
                final WritableGroup group = emissions.putGroup("0" + month);
                group.putDataset("C", carbon).putAttribute("units", "g C m-2 month-1");
                final WritableGroup days = group.putGroup("daily_fraction");
                for (int day = 1; day <= (month == 2 ? februaryDays : 31); day++)
                    days.putDataset("day_" + day, all(1.0 / (month == 2 ? 29 : 31)));
            }
        }
    }

    private double flux(String time, int cell) {
        return TestSource.of(FluxCategory.FIRE, FluxFormat.GFED4, folder)
                .on(GRID)
                .at(Instant.parse(time))
                .getFirst()[cell];
    }

    @Test
    void aMonthThatLacksADayIsNamedAndNoOtherIsConcerned() {
        write(-175, 10, 28);
        for (String day : new String[] {"2020-02-01", "2020-02-28", "2020-02-29"})
            assertThatThrownBy(() -> flux(day + "T12:00:00Z", 0))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("GFED4.1s_2020.hdf5: has no variable emissions/02/daily_fraction/day_29,"
                            + " expected the shares of 29 days in 2020-02");
        final double microMol = 1e6 / 12.011 / 31 / 86_400;
        assertThat(flux("2020-03-01T00:00:00Z", 0)).isCloseTo(105 * microMol, within(1e-9));
    }

    @Test
    void columnsFromEastToWestAreReadAsThey() {
        final double microMol = 1e6 / 12.011 / 29 / 86_400;
        write(175, -10, 29);
        for (int cell = 0; cell < 3; cell++)
            assertThat(flux("2020-02-29T12:00:00Z", cell)).isCloseTo((105 + 10 * cell) * microMol, within(1e-9));
    }
}
