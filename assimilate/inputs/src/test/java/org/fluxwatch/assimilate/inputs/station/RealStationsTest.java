package org.fluxwatch.assimilate.inputs.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.model.operator.LevelProfile;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.assimilate.model.operator.VerticalWeights;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.InputSettings.StationKind;
import org.fluxwatch.contract.settings.InputSettings.StationSettings;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;

/// Cabauw's tower (ObsPack of ICOS) and Harwell's spectrometer (TCCON), whose files lie beside the repository. Expected
/// figures: python3-netCDF4 on the same files.
class RealStationsTest {
    private static final Grid EUROPE = new LatLonGrid(-10, 40, 1, 30, 25);
    private static final LocalDate HARWELLS = LocalDate.of(2023, 4, 2);

    private static StationFiles files() {
        return StationFiles.of(
                new StationSettings(StationKind.FILES, RealFiles.at("data/stations"), false, 2), EUROPE, 2);
    }

    @Test
    void cabauwsHoursAreAsTheFileHasThem() {
        final StationFiles files = files();
        final List<StationObservation> day = files.ofDay(LocalDate.of(2019, 6, 1));
        assertThat(day).hasSize(24);
        final StationObservation noon = day.get(12);
        assertThat(noon.station()).isEqualTo("co2_cbw_tower-insitu_445_allvalid-207magl");
        assertThat(noon.scale()).isEqualTo("WMO CO2 X2019");
        assertThat(noon.time()).isEqualTo("2019-06-01T12:30:00Z");
        assertThat(noon.ppm()).isCloseTo(407.8510101, within(1e-6));
        assertThat(noon.ownErrorPpm()).isCloseTo(0.062, within(1e-6));
        assertThat(noon.latitude()).isCloseTo(51.9703, within(1e-5));
        assertThat(noon.longitude()).isCloseTo(4.9264, within(1e-5));
        assertThat(noon.operator()).isEqualTo(new ObservationOperator.Point(207));
        assertThat(day.getFirst().ppm()).isCloseTo(412.40500286, within(1e-6));

        final List<StationObservation> first = files.ofDay(LocalDate.of(1992, 10, 23));
        assertThat(first).hasSize(11);
        assertThat(first.getFirst().time()).isEqualTo("1992-10-23T13:30:00Z");
        assertThat(first.getFirst().ppm()).isCloseTo(360.12500641, within(1e-6));
        final List<StationObservation> last = files.ofDay(LocalDate.of(2023, 9, 12));
        assertThat(last).hasSize(24);
        assertThat(last.getLast().ppm()).isCloseTo(424.28201413, within(1e-6));
        assertThat(last.getLast().samples()).isEqualTo(60);
        assertThat(files.ofDay(LocalDate.of(2023, 9, 13))).isEmpty();
        assertThat(files.takeFaults().values()).containsOnly(0);
    }

    @Test
    void allOfCabauwsHoursPassTheFlagsWhoseFillIsAlsoTheirValue() {
        final Path cabauw = RealFiles.at("data/stations/co2_cbw_tower-insitu_445_allvalid-207magl.nc");
        try (GridFile file = GridFile.open(cabauw)) {
            final LocalDate from = LocalDate.of(1992, 10, 1);
            final StationSeries series =
                    ObsPackFile.read(file, new Wanted(from, LocalDate.of(2023, 10, 1), EUROPE, 2), new FaultCount());
            int count = 0;
            for (LocalDate day = from; day.getYear() < 2024; day = day.plusDays(1))
                count += series.of(day).size();
            assertThat(count).isEqualTo(198_752);
        }
    }

    private static List<StationObservation> harwell() {
        return files().ofDay(HARWELLS).stream()
                .filter(observation -> observation.sensor() == Sensor.TCCON)
                .toList();
    }

    private static ColumnRetrieval column(StationObservation observation) {
        return ((ObservationOperator.Column) observation.operator()).retrieval();
    }

    @Test
    void harwellsSoundingsBecomeHours() {
        final List<StationObservation> hours = harwell();
        assertThat(hours).hasSize(2);
        assertThat(hours).extracting(StationObservation::samples).containsExactly(24, 40);
        assertThat(hours).extracting(StationObservation::scale).containsOnly("WMO CO2 X2007");
        final StationObservation hour = hours.getFirst();
        assertThat(hour.station()).isEqualTo("harwell01");
        assertThat(hour.time()).isEqualTo(Instant.parse("2023-04-02T15:00:00Z").plusSeconds(2085));
        assertThat(hour.ppm()).isCloseTo(420.930414836, within(1e-6));
        assertThat(hour.ownErrorPpm()).isCloseTo(1.299583301, within(1e-6));
        assertThat(column(hour).priorXco2Ppm()).isCloseTo(423.269354502, within(1e-6));
    }

    @Test
    void itsPriorIsMadeDryAndTurnedToSpaceFirst() {
        final ColumnRetrieval column = column(harwell().getFirst());
        assertThat(column.levels()).isEqualTo(51);
        // the lowest level has 430.84 ppm in moist air with 0.75 % of water; all soundings of the hour share the prior
        assertThat(column.priorPpm().at(50)).isCloseTo(434.09667646f, within(1e-3f));
        assertThat(column.priorPpm().at(49)).isCloseTo(432.49949175f, within(1e-3f));
        assertThat(column.pressureHpa().at(50)).isCloseTo(1027.334f, within(1e-2f));
        assertThat(column.pressureHpa().at(0)).isCloseTo(0.04245f, within(1e-4f));
        double sum = 0;
        for (int k = 0; k < 51; k++) sum += column.pressureWeight().at(k);
        assertThat(sum).isCloseTo(1, within(0.004)); // the dry column is from O2
        assertThat(column.averagingKernel().at(50)).isBetween(0.9f, 1.1f);
    }

    /// Σ h times the prior is the file's own prior_xco2 to 0.03 ppm: that comes from 0.2095 and the file's rounding.
    @Test
    void theOperatorOnThePriorIsThePriorColumn() {
        for (StationObservation hour : harwell()) {
            final ColumnRetrieval column = column(hour);
            final double[] prior = new double[51];
            double integral = 0;
            for (int k = 0; k < 51; k++) {
                prior[k] = column.priorPpm().at(k);
                integral += column.pressureWeight().at(k) * prior[k];
            }
            assertThat(integral).isCloseTo(column.priorXco2Ppm(), within(0.03));
            assertThat(LevelProfile.xco2(column, prior)).isCloseTo(column.priorXco2Ppm(), within(1e-9));
        }
    }

    /// The prior on the model's layers, by interpolation, and back through the operator.
    @Test
    void thePriorOnTheModelsLayersIsThePriorColumnToo() {
        final List<Double> edges = new ArrayList<>();
        for (int k = 0; k <= 40; k++) edges.add(1 - k / 40.0);
        final SigmaLevels levels = new SigmaLevels(edges, 4_000);
        final ColumnRetrieval column = column(harwell().getFirst());
        final double surfacePa = 101_080; // pout
        final double[] layers = new double[40];
        for (int k = 0; k < 40; k++) layers[k] = prior(column, levels.middlePa(k, surfacePa) / 100);
        assertThat(VerticalWeights.of(column, levels, surfacePa).apply(layers))
                .isCloseTo(column.priorXco2Ppm(), within(0.1));
    }

    private static double prior(ColumnRetrieval column, double hpa) {
        int below = 1;
        while (below < 50 && column.pressureHpa().at(below) < hpa) below++;
        final double upper = column.pressureHpa().at(below - 1);
        final double share = (hpa - upper) / (column.pressureHpa().at(below) - upper);
        return (1 - share) * column.priorPpm().at(below - 1)
                + share * column.priorPpm().at(below);
    }
}
