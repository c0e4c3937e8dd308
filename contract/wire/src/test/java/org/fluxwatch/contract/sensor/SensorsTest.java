package org.fluxwatch.contract.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fluxwatch.contract.record.ProcessingStream;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.sensor.SensorDescription.Operation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorsTest {
    @TempDir
    Path folder;

    private Path write(String... replacements) throws IOException {
        String text = Sensors.bundled(Sensor.OCO2).replace("sensor: oco2", "sensor: tansat");
        for (int n = 0; n < replacements.length; n += 2) {
            assertThat(text).contains(replacements[n]);
            text = text.replace(replacements[n], replacements[n + 1]);
        }
        return Files.writeString(folder.resolve("tansat.yaml"), text);
    }

    @Test
    void knowsTheSensorsThatComeWithTheProgram() {
        assertThat(Sensors.builtIn().known()).containsExactly(Sensor.OCO2, Sensor.OCO3, Sensor.GOSAT);
        assertThat(Sensors.of("")).isSameAs(Sensors.builtIn());
        final SensorDescription oco3 =
                Sensors.builtIn().description(Sensor.OCO3).orElseThrow();
        assertThat(oco3.modes().of(4)).contains(Operation.SNAPSHOT_AREA);
        final SensorDescription oco2 =
                Sensors.builtIn().description(Sensor.OCO2).orElseThrow();
        assertThat(oco2.modes().of(4)).isEmpty();
        assertThat(oco2.streamOf("B11210Ar")).contains(ProcessingStream.RETROSPECTIVE);
        assertThat(oco2.streamOf("B11008")).contains(ProcessingStream.FORWARD);
        assertThat(Sensors.builtIn().description(Sensor.GOSAT).orElseThrow().streamOf("B9213A"))
                .isEmpty();
    }

    @Test
    void addsASensorByOneFileAndADomainMayWaitForIt() throws IOException {
        write("file-name: 'oco2_", "file-name: 'tansat_");
        Files.writeString(folder.resolve("notes.txt"), "not a description");
        final Settings settings = SettingsLoader.parse(
                "sensors-folder: " + folder + "\ndomains: {fiji: {sensors: [oco2, tansat]}}", "test", Map.of());
        assertThat(settings.sensors().known()).contains(Sensor.of("tansat"));
        assertThat(settings.domain("fiji").sensors()).containsExactly(Sensor.OCO2, Sensor.of("tansat"));
        assertThat(settings.sensors()
                        .named("tansat_LtCO2_190501_B1r_240101000000s.nc4")
                        .orElseThrow()
                        .description()
                        .sensor())
                .isEqualTo(Sensor.of("tansat"));
    }

    @Test
    void aFileMayDescribeSomeBuildsOfAKnownSensor() throws IOException {
        write("sensor: tansat", "sensor: oco2", "builds: '.*'", "builds: 'B7.*'", "good: [0]", "good: [0, 1]");
        final Sensors sensors = Sensors.of(folder.toString());
        assertThat(sensors.known()).containsExactly(Sensor.OCO2, Sensor.OCO3, Sensor.GOSAT);
        for (String build : new String[] {"B7305Br", "B11210Ar"})
            assertThat(sensors.named("oco2_LtCO2_190501_" + build + "_240101000000s.nc4")
                            .orElseThrow()
                            .description()
                            .qualityFlag()
                            .good())
                    .hasSize(build.startsWith("B7") ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sensor: tansat | sensor: TanSat | sensor is 'TanSat', expected a satellite's label
            sensor: tansat | sensor: station | sensor is 'station', expected a satellite's label
            retrospective-builds: '.*r' | retrospective-builds: ['.*r'] | expected a regular expression, [] for none
            levels: space-to-surface | levels: downwards | levels is 'downwards', expected one of space-to-surface
            levels: space-to-surface | level: 3 | unknown key level, expected one of sensor, file-name
            land-only: true | "" | lacks the key land-only
            land-only: true | land-only: maybe | land-only is 'maybe', expected true or false
            co2-scale: x2007 | co2-scale: x1985 | co2-scale is 'x1985', expected one of x2007, x2019
            xco2: [xco2] | xco2: [] | variables.xco2 is '[]', expected one name or more
            xco2: [xco2] | xco2: xco2 | variables.xco2 is 'xco2', expected a list of names
            good: [0] | good: [good] | "quality-flag.good is '[""good""]', expected a list of whole numbers"
            3: transition | 3: turning | expected numbers that are each one of nadir, glint
            land-from: 50 | land-from: 500 | "surface[1].land-from is '500', expected a whole number, 1 to 100"
            ", land-from: 50" | "" | surface[1].land is '', expected either land
            (?<day> | (?<date> | expected the groups (?<day>...) and (?<build>...) in it
            (?<produced> | (?<made> | expected no other named groups
            builds: '.*' | builds: '(' | builds is '(', expected a regular expression
            form: YYYYMMDDhhmmssmf | form: hex | id.form is 'hex', expected one of YYYYMMDDhhmmssmf, YYYYMMDDhhmmss, number
            sensor: tansat | "sensor: tansat\tx: :" | tansat.yaml
            """)
    void namesFileKeyValueAndWhatWasExpected(String good, String bad, String message) throws IOException {
        write(good, bad);
        assertThatThrownBy(() -> Sensors.of(folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.resolve("tansat.yaml") + ":")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aWrongFileIsAnErrorOfTheSettings() throws IOException {
        write("levels: space-to-surface", "levels: downwards");
        assertThatThrownBy(() -> SettingsLoader.parse("sensors-folder: " + folder, "my.yaml", Map.of()))
                .hasMessageStartingWith("my.yaml: ")
                .hasMessageContaining("tansat.yaml: levels is 'downwards', expected one of");
    }
}
