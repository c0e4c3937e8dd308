package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
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
}
