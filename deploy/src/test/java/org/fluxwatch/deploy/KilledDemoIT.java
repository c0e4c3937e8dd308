package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A demo killed (-9) at chance moments and started again, once without its local state, ends with the files of one
/// that was left alone.
class KilledDemoIT {
    private static final int DAYS = 9;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void endsWithTheFilesOfAnUndisturbedRun() throws Exception {
        final Process undisturbed = start("undisturbed");
        assertThat(undisturbed.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(undisturbed.exitValue()).isZero();
        final Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            final Process victim = start("killed");
            victim.waitFor(random.nextLong(3_500, 12_000), TimeUnit.MILLISECONDS);
            victim.destroyForcibly().waitFor();
            if (kill == 1) Utils.delete(folder.resolve("killed/state").toFile());
        }
        final Process last = start("killed");
        assertThat(last.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();
        final Map<String, String> expected = ProductFiles.digests(folder.resolve("undisturbed/products"));
        assertThat(expected).hasSize(DAYS);
        assertThat(ProductFiles.digests(folder.resolve("killed/products"))).isEqualTo(expected);
    }

    private Process start(String name) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.fluxwatch.deploy.cli.Main",
                "demo",
                "--exit",
                "--days",
                Integer.toString(DAYS),
                "--out",
                folder.resolve(name).toString()));
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".txt").toFile()))
                .start();
        started.add(process);
        return process;
    }
}
