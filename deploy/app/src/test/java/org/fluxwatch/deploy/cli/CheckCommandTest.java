package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    @TempDir
    private Path folder;

    @Test
    void namesAllThatAFreshExampleLacksAndSumsItUp() throws Exception {
        final Path settings =
                Files.writeString(folder.resolve("settings.yaml"), """
                data-folder: 'HERE/data'
                archive: {kind: folder, folder: 'HERE/lite'}
                domains:
                  small:
                    grid: {columns: 20, rows: 20, cell-km: 128.0}
                    inputs:
                      meteorology: {kind: merra2, folder: 'HERE/winds'}
                      prior: {kind: files, sources: {fire: {category: fire, format: gfed4, folder: 'HERE/fire'}}}
                      boundary: {kind: carbontracker, folder: 'HERE/co2'}
                      stations: {kind: files, folder: 'HERE/stations'}
                      regions: 'HERE/regions.yaml'
                """.replace("HERE", folder.toString()));
        final CommandLineRun run = CommandLineRun.of(
                "check", "--settings", settings.toString(), "--from", "2019-05-01", "--to", "2019-05-02");
        assertThat(run.exitCode()).isEqualTo(1);
        for (String input : new String[] {"regions", "soundings", "meteorology", "prior", "boundary"})
            assertThat(run.out()).containsPattern("(?m)^(all days  |2019-05-01)  " + input + " +(missing|unusable)");
        assertThat(run.out())
                .contains("HERE/winds".replace("HERE", folder.toString()))
                .contains("meteorology  0 of 2 days ok, 2 missing, 0 unusable\n")
                .endsWith("2 of 2 days cannot be run\nwithout its regions no day can be run\n")
                .doesNotContain("Exception", "org.fluxwatch", "java.");
        assertThat(run.err()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"check, --from=2019-05-01;--to=2019-05-01", "run, ''", "assimilate, ''"})
    void beginsNothingWhileInputsAreNotChosen(String command, String options, @TempDir Path folder) throws Exception {
        final Path settings = Files.writeString(
                folder.resolve("settings.yaml"),
                "data-folder: '" + folder.resolve("data") + "'\ndomains: {fiji: {inputs: {prior: {kind: files}}}}\n");
        final CommandLineRun run = CommandLineRun.of(
                command, "--settings=" + settings, options.isEmpty() ? new String[0] : options.split(";"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("fluxwatch: domains.fiji.inputs.meteorology.kind is 'unset', expected one of merra2, era5,"
                        + " mcip, wrf, synthetic; domains.fiji.inputs.boundary.kind is 'unset', expected one of"
                        + " carbontracker, geos-chem, cams, synthetic; synthetic is invented, for trying\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
