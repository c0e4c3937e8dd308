package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.page.Chromium;
import org.fluxwatch.deploy.twin.WorldKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser makes of the report's file.
class ReportInBrowserTest {
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
        Chromium.assumeThere();
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        new Osse(
                        SettingsLoader.parse(SETTINGS, "tiny", Map.of()),
                        true,
                        false,
                        2,
                        1,
                        WorldKind.standard(),
                        7,
                        folder,
                        nowhere)
                .run();
        report = (ObjectNode)
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    @Test
    void drawsEveryFigureAndTable() throws Exception {
        final Chromium.Seen seen = Chromium.open(folder.resolve("report.html"));
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
        final Chromium.Seen seen = open(stopped);
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
        final Chromium.Seen seen = open(hostile);
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.count("<img")).isZero();
        assertThat(seen.count("&lt;/script&gt;&lt;img"))
                .isGreaterThan(hostile.at("/regions").size());
    }

    private static Chromium.Seen open(ObjectNode changed) throws Exception {
        final Path file = Files.createTempFile(folder, "report", ".html");
        Files.writeString(file, ReportPage.of(changed.toPrettyString()));
        return Chromium.open(file);
    }
}
