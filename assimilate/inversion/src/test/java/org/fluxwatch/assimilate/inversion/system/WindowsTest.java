package org.fluxwatch.assimilate.inversion.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/// Which backgrounds stations have.
class WindowsTest {
    private static final InversionSettings SETTINGS =
            SettingsLoader.defaults().assimilate().inversion();
    private static final ObservationRow ONE = row(Sensor.OCO2, "one", 410);
    private static final ObservationRow OTHER = row(Sensor.GOSAT, "other", 414);
    private static final ObservationRow COLUMN = row(Sensor.TCCON, "xh", 430);
    private static final ObservationRow AIR = row(Sensor.STATION, "gsn", 440);

    private static ObservationRow row(Sensor sensor, String source, double ppm) {
        final Instant time = Instant.parse("2019-06-03T04:30:00Z");
        return new ObservationRow(
                new AnalysisIdentity("tiny", AssimilationSystem.INVERSION, LocalDate.of(2019, 6, 3), 0),
                new Innovation.Observation(
                        sensor,
                        source,
                        source,
                        ViewMode.UNKNOWN,
                        new Innovation.Position(time, 33, 114),
                        ppm,
                        1,
                        3,
                        Set.of()),
                !sensor.isSatellite(),
                Map.of("Reference", 405.0),
                Map.of(),
                0,
                "",
                new int[0],
                new float[0]);
    }

    private static double ppm(Windows windows, ObservationRow row, String name) {
        final BackgroundSettings background = SETTINGS.backgrounds().get(name);
        assertThat(background).isNotNull();
        return windows.ppm(row, name, background);
    }

    @Test
    void stationsTeachNoneAndPercentilesOfColumnsAreOfColumnsAlone() {
        final Windows windows = new Windows(SETTINGS, List.of(ONE, AIR, OTHER, COLUMN));
        for (String percentile : List.of("Grid_50", "Lati_60")) {
            final double expected = percentile.equals("Grid_50") ? 412 : 412.4;
            assertThat(ppm(windows, ONE, percentile)).isEqualTo(expected);
            assertThat(ppm(windows, COLUMN, percentile)).isEqualTo(expected);
            assertThat(ppm(windows, AIR, percentile)).isNaN();
        }
        for (ObservationRow row : List.of(ONE, COLUMN, AIR))
            assertThat(ppm(windows, row, "Reference")).isEqualTo(405);
    }
}
