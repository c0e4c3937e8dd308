package org.fluxwatch.deploy.twin.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedFilesTest {
    private static final Instant CHANGED = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private ArchiveServer archive;
    private ServedFiles served;

    @BeforeEach
    void serve() throws IOException {
        archive = ArchiveServer.ofFiles(folder, 0, new Access.Open(), () -> NOW);
        served = new ServedFiles(folder, archive, () -> NOW);
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private Path write(String name, int bytes) throws IOException {
        final Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.write(file, new byte[bytes]), FileTime.from(CHANGED));
        return file;
    }

    private JsonNode get(String query) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(client.send(
                                    HttpRequest.newBuilder(URI.create(archive.url() + "/search/" + query))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    private JsonNode meta() throws Exception {
        return get("granules.umm_json?short_name=OCO2_L2_Lite_FP").at("/items/0/meta");
    }

    @Test
    void filesOfAllVersionsAndFoldersAreServedUnderTheirCollections() throws Exception {
        write("2019/oco2_LtCO2_190501_B11210Ar_240101000000s.nc4", 10);
        write("2019/oco2_LtCO2_190502_B11310Ar_260101000000s.nc4", 10);
        write("oco3/oco3_LtCO2_200502_B11072Ar_260101000000s.nc4", 10);
        write("acos_LtCO2_200608_v210210_B9213A_201026001634s.nc4", 10);
        write("readme.txt", 10);
        assertThat(served.look()).isEqualTo(4);
        assertThat(get("collections.umm_json?short_name=OCO2_L2_Lite_FP").findValuesAsText("Version"))
                .containsExactly("11.2r", "11.3r");
        for (String collection :
                List.of("OCO2_L2_Lite_FP&version=11.3r", "OCO3_L2_Lite_FP&version=11r", "ACOS_L2_Lite_FP&version=9r"))
            assertThat(get("granules.umm_json?short_name=" + collection)
                            .path("hits")
                            .asInt())
                    .as(collection)
                    .isEqualTo(1);
        assertThat(archive.products()).containsExactly("ACOS_L2_Lite_FP", "OCO2_L2_Lite_FP", "OCO3_L2_Lite_FP");
    }

    @Test
    void nothingIsWrittenIntoTheFolder() throws Exception {
        write("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4", 10);
        served.look();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aChangedFileIsANewerRevisionAndOneThatIsGoneIsDeleted() throws Exception {
        final Path file = write("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4", 10);
        served.look();
        served.look();
        final int first = meta().path("revision-id").asInt();
        assertThat(meta().path("revision-date").asText()).isEqualTo("2026-03-01T00:00:00.000Z");
        write("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4", 11);
        served.look();
        assertThat(meta().path("revision-id").asInt()).isGreaterThan(first);
        assertThat(meta().path("revision-date").asText()).isEqualTo("2026-06-01T00:00:00.000Z");
        Files.delete(file);
        assertThat(served.look()).isZero();
        assertThat(
                        get(
                                "deleted-granules.json?parent_collection_id=C2912085112-GES_DISC&revision_date=2026-01-01T00:00:00Z"))
                .hasSize(1);
    }

    @Test
    void aRestartGivesAFileTheSameRevisionAndOneThatHasChangedMeanwhileANewerOne() throws Exception {
        final Path file = write("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4", 10);
        served.look();
        final int first = meta().path("revision-id").asInt();
        stop();
        serve();
        served.look();
        assertThat(meta().path("revision-id").asInt()).isEqualTo(first);
        stop();
        Files.setLastModifiedTime(file, FileTime.from(CHANGED.plusSeconds(60)));
        serve();
        served.look();
        assertThat(meta().path("revision-id").asInt()).isGreaterThan(first);
    }

    @Test
    void linksHaveTheNameThatOthersReachItBy() throws Exception {
        write("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4", 10);
        try (ArchiveServer named = ArchiveServer.ofFiles(
                folder, 0, new Access.Login("token", "ada", "secret"), Optional.of("localhost"), () -> NOW)) {
            new ServedFiles(folder, named, () -> NOW).look();
            final String at = "http://localhost:" + named.url().getPort();
            assertThat(named.url()).hasToString(at);
            assertThat(named.loginUrl().toString())
                    .startsWith("http://localhost:")
                    .isNotEqualTo(at);
            try (HttpClient client = HttpClient.newHttpClient()) {
                final String answer = client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        at
                                                                + "/search/granules.umm_json?short_name=OCO2_L2_Lite_FP&sort_key=revision_date"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(answer).contains("\"" + at + "/data/");
            }
        }
    }
}
