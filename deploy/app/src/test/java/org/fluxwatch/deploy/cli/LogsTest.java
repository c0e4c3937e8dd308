package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
    private static final String FORGED = "2026-01-01T00:00:00.000Z INFO  Intake x.nc4 is published";

    @TempDir
    Path folder;

    @AfterEach
    void closeTheFile() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
    }

    private List<String> linesOf(Runnable saying) throws IOException {
        Logs.to(Level.ERROR, folder);
        saying.run();
        return Files.readAllLines(folder.resolve("fluxwatch.log"));
    }

    @Test
    void letsNoNameForgeALine() throws Exception {
        final List<String> lines = linesOf(() ->
                LoggerFactory.getLogger("org.fluxwatch.Test").warn("{} is left alone", "x\r\n" + FORGED + "\u001b[2J"));
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains("WARN").endsWith("x\\r\\n" + FORGED + "\\u001b[2J is left alone");
    }

    @Test
    void letsNoExceptionForgeALineAndKeepsItsTrace() throws Exception {
        final List<String> lines = linesOf(() -> LoggerFactory.getLogger("org.fluxwatch.Test")
                .warn("a fault", new IllegalStateException("x\r" + FORGED + "\n\u001b[2J", new IOException(FORGED))));
        assertThat(lines).filteredOn(line -> line.startsWith("2026-")).hasSizeLessThanOrEqualTo(1);
        assertThat(lines).noneMatch(line -> line.startsWith(FORGED)).noneMatch(line -> line.contains("\u001b"));
        assertThat(lines).anyMatch(line -> line.startsWith("\tat org.fluxwatch.deploy.cli.LogsTest"));
        assertThat(lines).anyMatch(line -> line.startsWith("  Caused by: java.io.IOException: 2026-01-01"));
    }
}
