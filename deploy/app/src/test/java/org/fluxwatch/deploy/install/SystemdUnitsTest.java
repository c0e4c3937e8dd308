package org.fluxwatch.deploy.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxwatch.deploy.cli.UntilStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The units of deploy/systemd, read by systemd itself where there is one.
class SystemdUnitsTest {
    private static final Path UNITS = Path.of("../systemd");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)([mg])");
    private static final Pattern BOUND = Pattern.compile("(\\d+)([MG])");

    /// In tenths, as systemd-analyze takes it: what it calls OK, not MEDIUM.
    private static final String LARGEST_EXPOSURE = "20";

    private static final int READER_MB = 1224;
    private static final int READERS = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "assimilate", "publish"})
    void systemdTakesTheUnits(String service) throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "no " + ANALYZE);
        final String unit = "fluxwatch@" + service + ".service";
        copyUnits(unit);
        assertThat(analyze("verify", "--man=no", folder.resolve(unit).toString()))
                .isEmpty();
        analyze(
                "security",
                "--offline=true",
                "--threshold=" + LARGEST_EXPOSURE,
                folder.resolve(unit).toString());
    }

    /// With this tree's launcher where a release's would be.
    private void copyUnits(String unit) throws IOException {
        final String home = Path.of("../..").toRealPath().toString();
        Files.writeString(
                folder.resolve(unit),
                Files.readString(UNITS.resolve("fluxwatch@.service")).replace("/opt/fluxwatch", home));
        final Path dropIn = Files.createDirectories(folder.resolve(unit + ".d"));
        Files.copy(UNITS.resolve(unit + ".d/memory.conf"), dropIn.resolve("memory.conf"));
    }

    private static String analyze(String... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of(ANALYZE.toString()));
        command.addAll(List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void whatMayPassIsStartedAgainAndWrongSettingsAreNot() throws IOException {
        final Map<String, String> unit = keys(UNITS.resolve("fluxwatch@.service"));
        assertThat(unit).containsEntry("Restart", "on-failure").containsEntry("SuccessExitStatus", "143");
        assertThat(unit.get("RestartPreventExitStatus").split(" "))
                .containsExactly("2", "3")
                .doesNotContain(Integer.toString(UntilStopped.CANNOT_GO_ON));
        assertThat(Integer.parseInt(unit.get("TimeoutStopSec"))).isGreaterThan(60);
    }

    @Test
    void memoryHoldsTheHeapAndTheReaders() throws IOException {
        try (Stream<Path> all = Files.walk(UNITS)) {
            final List<Path> files =
                    all.filter(file -> file.endsWith("memory.conf")).toList();
            assertThat(files).hasSize(3);
            for (Path file : files) {
                final Map<String, String> keys = keys(file);
                final int readers = file.toString().contains("publish") ? 0 : READERS * READER_MB;
                assertThat(megabytes(BOUND, keys.get("MemoryMax")))
                        .as(file.toString())
                        .isGreaterThan(megabytes(HEAP, keys.get("Environment")) + readers);
            }
        }
    }

    private static int megabytes(Pattern pattern, String text) {
        final Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Integer.parseInt(matcher.group(1)) * (matcher.group(2).equalsIgnoreCase("g") ? 1024 : 1);
    }

    private static Map<String, String> keys(Path file) throws IOException {
        final Map<String, String> keys = new TreeMap<>();
        for (String line : Files.readAllLines(file))
            if (line.matches("[A-Za-z]+=.*")) keys.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        return keys;
    }
}
