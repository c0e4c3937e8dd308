package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestServiceTest {
    @TempDir
    Path folder;

    /// Nobody listens at the broker's port.
    private Settings settings(int port) {
        return SettingsLoader.parse(
                "data-folder: '" + folder
                        + "'\nkafka: {bootstrap-servers: 'localhost:1'}\narchive: {kind: folder, folder: '" + folder
                        + "'}\ningest: {http-port: " + port + "}",
                "test",
                Map.of());
    }

    private static HttpResponse<String> get(IngestService service, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void answersWithoutABrokerAndStopsWithinSeconds() throws Exception {
        final IngestService service = new IngestService(settings(0));
        service.start();
        assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
        final var ready = get(service, "/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"kafka\"").contains("\"archive\"");
        assertThat(get(service, "/metrics").body())
                .contains("fluxwatch_ingest_archive_errors_total 0.0")
                .contains("fluxwatch_ingest_download_bytes_total 0.0")
                .contains("fluxwatch_ingest_download_seconds_count 0")
                .contains("fluxwatch_ingest_download_retries_total{reason=\"broken-off\"} 0.0")
                .contains("fluxwatch_ingest_downloads_in_flight 0.0");
        final long startNanos = System.nanoTime();
        service.close();
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void clearsWhatAnEarlierRunLeft() throws Exception {
        final Path downloads = Files.createDirectories(folder.resolve("ingest").resolve("downloads"));
        Files.write(downloads.resolve("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4.part"), new byte[3]);
        try (IngestService service = new IngestService(settings(0))) {
            service.start();
            assertThat(downloads).isEmptyDirectory();
        }
    }

    @Test
    void keepsADownloadThatCanBeGoneOnWith() throws Exception {
        final Path downloads = Files.createDirectories(folder.resolve("ingest").resolve("downloads"));
        final String part = "oco2_LtCO2_190501_B11210Ar_240101000000s.nc4.part";
        Files.write(downloads.resolve(part), new byte[3]);
        Files.writeString(downloads.resolve(part + ".of"), "\"etag\"");
        Files.writeString(downloads.resolve("other.nc4.part.of"), "\"etag\"");
        try (IngestService service = new IngestService(settings(0))) {
            service.start();
            assertThat(downloads.toFile().list()).containsExactlyInAnyOrder(part, part + ".of");
        }
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (IngestService first = new IngestService(settings(0));
                IngestService second = start(first)) {
            assertThatThrownBy(second::start)
                    .hasMessageContaining("ingest cannot listen on")
                    .hasMessageContaining("ingest.http-port");
        }
    }

    private IngestService start(IngestService first) {
        first.start();
        return new IngestService(settings(first.port()));
    }
}
