package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SettingsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int settings(String... arguments) {
        return new CommandLine(new SettingsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void printsTheReferenceOrAPreset() {
        assertThat(settings()).isZero();
        assertThat(out.toString()).isEqualTo(SettingsLoader.reference());
        out.getBuffer().setLength(0);
        assertThat(settings("--preset", "jdas")).isZero();
        assertThat(out.toString()).isEqualTo(SettingsLoader.preset("jdas"));
    }

    @Test
    void refusesAnUnknownPreset() {
        assertThat(settings("--preset", "megan")).isEqualTo(2);
        assertThat(errors.toString()).contains("--preset is 'megan', expected one of jdas, mega");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatChangesTake() {
        assertThat(settings("--changes")).isZero();
        assertThat(out.toString())
                .contains("never: observations of two scales on one topic are none\n    ingest: co2-scale\n")
                .contains("\nat-start: as the keys that it sets\n    preset\n");
    }

    @Test
    void comparesWithProductsWhereThereAreAny(@TempDir Path folder) throws Exception {
        final Path file = Files.writeString(folder.resolve("own.yaml"), "data-folder: '" + folder + "'\n");
        assertThat(settings("--changes", "--settings", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo("domain east-asia: no product that says what it was made with\n");
        assertThat(settings("--settings", file.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("--settings goes with --changes");
    }
}
