package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineCommandTest {
    private static final String NAME = "oco2_LtCO2_190501_B11210Ar_240101000000s.nc4";

    @TempDir
    private Path folder;

    private String settings;

    @BeforeEach
    void writeSettings() throws Exception {
        settings = Files.writeString(folder.resolve("f.yaml"), "data-folder: '" + folder + "'\n")
                .toString();
    }

    private void putAside(String reason) throws Exception {
        final Path quarantine = Files.createDirectories(folder.resolve("ingest/quarantine"));
        Files.write(quarantine.resolve(NAME), new byte[123]);
        final Path why = Files.writeString(quarantine.resolve(NAME + ".reason.txt"), NAME + " " + reason + "\n");
        Files.setLastModifiedTime(why, FileTime.from(Instant.parse("2026-11-28T19:00:00Z")));
    }

    @Test
    void saysThatNothingIsPutAside() throws Exception {
        final CommandLineRun run = CommandLineRun.of("quarantine", "--settings", settings);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("nothing is put aside\n");
    }

    @Test
    void listsWhatIsPutAsideSinceWhenAndWhy() throws Exception {
        putAside("is cut\u001b[2J off");
        assertThat(CommandLineRun.of("quarantine", "--settings", settings).out())
                .contains("2026-11-28T19:00:00Z          123  " + NAME)
                .contains("is cut?[2J off")
                .doesNotContain("\u001b");
    }

    @Test
    void listsAsJson() throws Exception {
        putAside("is cut off");
        assertThat(CommandLineRun.of("quarantine", "--json", "--settings", settings)
                        .out())
                .isEqualTo("{\"name\":\"" + NAME
                        + "\",\"reason\":\"is cut off\",\"since\":\"2026-11-28T19:00:00Z\",\"bytes\":123}\n");
    }
}
