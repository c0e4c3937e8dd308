package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.settings.LogSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
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
        return linesOf(LogSettings.Format.TEXT, saying);
    }

    private List<String> linesOf(LogSettings.Format format, Runnable saying) throws IOException {
        Logs.to(Level.ERROR, folder, format);
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

    private JsonNode objectOf(Runnable saying) throws IOException {
        final List<String> lines = linesOf(LogSettings.Format.JSON, saying);
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).matches("[\\x20-\\x7e]+");
        return new ObjectMapper().readTree(lines.getFirst());
    }

    @Test
    void writesAnObjectALineWhateverItSays() throws Exception {
        final String said = "x\r\n" + FORGED + "\u001b[2J \"quoted\" \\ {} \u00b5mol \u2028 \ud800 end\u0000";
        final JsonNode line =
                objectOf(() -> LoggerFactory.getLogger("org.fluxwatch.Test").warn("{} is left alone", said));
        assertThat(line.get("message").asText()).isEqualTo(said + " is left alone");
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("logger").asText()).isEqualTo("org.fluxwatch.Test");
        assertThat(line.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
        assertThat(line.get("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.properties()).extracting(Map.Entry::getKey).doesNotContain("exception", "domain", "day");
    }

    @Test
    void hasAnExceptionWithItsTraceAsOneText() throws Exception {
        final JsonNode line = objectOf(() -> LoggerFactory.getLogger("org.fluxwatch.Test")
                .warn("a fault", new IllegalStateException("x\n\u001b[2J\"", new IOException(FORGED))));
        assertThat(line.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: x\n\u001b[2J\"")
                .contains("Caused by: java.io.IOException: " + FORGED, "\tat org.fluxwatch.deploy.cli.LogsTest");
    }

    @Test
    void saysAsFieldsWhatTheThreadIsAt() throws Exception {
        final LocalDate day = LocalDate.of(2019, 5, 4);
        final List<String> lines = linesOf(LogSettings.Format.JSON, () -> {
            final Logger log = LoggerFactory.getLogger("org.fluxwatch.Test");
            try (var _ = LogFields.of("east-asia", day)) {
                log.warn("a day");
                try (var _ = LogFields.of("x.nc4", Sensor.OCO2, day.plusDays(1))) {
                    log.warn("a granule");
                }
                log.warn("the day");
            }
            log.warn("nothing");
        });
        assertThat(lines)
                .extracting(line -> new ObjectMapper().readTree(line))
                .extracting(line -> line.path("message").asText() + ":"
                        + line.path("domain").asText() + " " + line.path("day").asText() + " "
                        + line.path("granule").asText() + " "
                        + line.path("sensor").asText())
                .containsExactly(
                        "a day:east-asia 2019-05-04  ",
                        "a granule:east-asia 2019-05-05 x.nc4 oco2",
                        "the day:east-asia 2019-05-04  ",
                        "nothing:   ");
    }

    @Test
    void staysTextWithoutFields() throws Exception {
        final List<String> lines = linesOf(() -> {
            try (var _ = LogFields.of("east-asia", LocalDate.of(2019, 5, 4))) {
                LoggerFactory.getLogger("org.fluxwatch.Test").warn("a day");
            }
        });
        assertThat(lines.getFirst()).endsWith("WARN  Test a day");
    }
}
