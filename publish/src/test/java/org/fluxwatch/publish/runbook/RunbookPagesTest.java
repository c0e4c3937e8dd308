package org.fluxwatch.publish.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.TestServer;
import org.junit.jupiter.api.Test;

class RunbookPagesTest {
    private static final Path RULES = Path.of("../grafana/alerts/fluxwatch-rules.yaml");
    private static final String HERE = "http://localhost:8460";

    @Test
    void everyAlertLeadsToASectionThatIsThere() throws Exception {
        final JsonNode rules = new YAMLMapper().readTree(RULES.toFile());
        final var addresses = rules.findValuesAsText("runbook_url");
        assertThat(addresses).hasSizeGreaterThan(30);
        try (StatusServer server = TestServer.open();
                HttpClient http = HttpClient.newHttpClient()) {
            RunbookPages.addTo(server);
            for (String address : addresses) {
                assertThat(address).startsWith(HERE + "/docs/");
                final URI there = URI.create(address.replace(HERE, "http://127.0.0.1:" + server.port()));
                final HttpResponse<String> answer =
                        http.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains(" id=\"" + there.getFragment() + "\">");
            }
        }
    }

    @Test
    void textIsEscapedAndCodeHasNoHeadings() {
        assertThat(RunbookPages.page("a", "## A <b>\n```\n# no heading\n```\nx & y"))
                .contains("<h2 id=\"a-b\">A &lt;b&gt;</h2>")
                .contains("# no heading")
                .contains("x &amp; y")
                .doesNotContain("<h1");
    }
}
