package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCommandTest {
    @TempDir
    private Path folder;

    @Test
    void refusesAnAddressThatIsNotOfThisMachineBeforeItMakesAnything() throws Exception {
        final Path settings = folder.resolve("settings.yaml");
        Files.writeString(
                settings,
                "data-folder: '%s'\nkafka: {bootstrap-servers: kafka.example.org:9092}\n"
                        .formatted(folder.resolve("data")));
        assertThat(Main.run("broker", "--settings", settings.toString())).isEqualTo(2);
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
