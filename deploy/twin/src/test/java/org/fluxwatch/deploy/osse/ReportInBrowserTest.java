package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser makes of the report's file.
class ReportInBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String SETTINGS = """
            assimilate:
              threads: 1
              ensemble: {members: 10}
              filter: {boundary-cells: 1}
            domains:
              tiny:
                start: 2019-06-01
                grid: {kind: stereographic, columns: 12, rows: 10, centre-latitude: 34.0, centre-longitude: 110.0, cell-km: 200.0}
                sigma-edges: [1.0, 0.95, 0.8, 0.5, 0.0]
                inputs: {meteorology: {kind: synthetic}, prior: {kind: synthetic}, boundary: {kind: synthetic}}
            """;

    @TempDir
    private static Path folder;

    private static ObjectNode report;

    @BeforeAll
    static void runOnce() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM);
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        new Osse(SettingsLoader.parse(SETTINGS, "tiny", Map.of()), true, false, 2, 1, 7, folder, nowhere).run();
        report = (ObjectNode)
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    @Test
    void drawsEveryFigureAndTable() throws Exception {
        final Seen seen = open(folder.resolve("report.html"));
        assertThat(seen.messages()).isEmpty();
        final int regions = report.at("/days/0/regions").size();
        final int maps = 9;
        assertThat(seen.count("<figure")).isEqualTo(3 + regions + 2 * 3 + maps);
        assertThat(seen.count("<canvas")).isEqualTo(maps);
        assertThat(seen.count("<table")).isEqualTo(8);
        assertThat(seen.drawn())
                .contains("<title>fluxwatch twin, seed 7</title>", "By day", "Is the ensemble honest? (jdas)")
                .contains("CO2 in the domain, CTRL", "From looks to observations", "Settings (these settings)")
                .doesNotContain("NaN", "undefined", "Infinity");
    }

    @Test
    void aFilterWithoutDaysSaysSo() throws Exception {
        final ObjectNode stopped = report.deepCopy();
        stopped.putArray("days");
        stopped.putArray("goals");
        stopped.putArray("months");
        stopped.putNull("maps");
        stopped.putObject("stopped").put("day", "2019-06-01").put("reason", "<b>it</b> runs away");
        final Seen seen = open(stopped);
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.drawn())
                .contains("The filter with these settings stopped itself on 2019-06-01 (no scored day): &lt;b&gt;it")
                .contains("No scored day.", "No day was analysed.");
    }

    @Test
    void textOfTheReportIsNoMarkup() throws Exception {
        final ObjectNode hostile = report.deepCopy();
        final String markup = "</script><img src=x onerror=document.body.remove()>";
        final ObjectNode setup = (ObjectNode) hostile.get("setup");
        setup.put("domain", markup);
        ((ObjectNode) setup.get("settings")).put("comment", markup);
        for (JsonNode region : hostile.at("/regions")) ((ObjectNode) region).put("region", markup);
        final Seen seen = open(hostile);
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.count("<img")).isZero();
        assertThat(seen.count("&lt;/script&gt;&lt;img"))
                .isGreaterThan(hostile.at("/regions").size());
    }

    /// @param drawn the page after its scripts have run, without scripts and styles
    /// @param messages of the console
    private record Seen(String drawn, String messages) {
        int count(String text) {
            return (int) Pattern.compile(text, Pattern.LITERAL)
                    .matcher(drawn)
                    .results()
                    .count();
        }
    }

    private static Seen open(ObjectNode changed) throws Exception {
        final Path file = Files.createTempFile(folder, "report", ".html");
        Files.writeString(file, ReportPage.of(changed.toPrettyString()));
        return open(file);
    }

    private static Seen open(Path file) throws Exception {
        final Path dom = Files.createTempFile(folder, "dom", ".html");
        final Path log = Files.createTempFile(folder, "browser", ".log");
        final Process browser = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("browser"),
                        "--enable-logging=stderr",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.destroyForcibly();
        }
        final String messages = String.join(
                "\n",
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("CONSOLE"))
                        .toList());
        return new Seen(Files.readString(dom).replaceAll("(?s)<(script|style).*?</\\1>", ""), messages);
    }
}
