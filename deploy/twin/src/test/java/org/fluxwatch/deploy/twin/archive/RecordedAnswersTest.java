package org.fluxwatch.deploy.twin.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The twin's archive says nothing that the real one does not say, and in the same form.
class RecordedAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private HttpResponse<String> search(ArchiveServer archive, String query) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(archive.url() + "/search/granules.umm_json?" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// Types by path; elements of a list are one.
    private static void collect(JsonNode node, String path, Map<String, JsonNodeType> types) {
        types.put(path, node.getNodeType());
        if (node.isArray()) node.forEach(element -> collect(element, path + "[]", types));
        else node.properties().forEach(one -> collect(one.getValue(), path + "/" + one.getKey(), types));
    }

    @Test
    void aPageHasTheFieldsAndTypesOfRealOnesOfGesDisc() throws Exception {
        final Map<String, JsonNodeType> real = new TreeMap<>();
        for (String file : new String[] {"GPM_3IMERGHH_umm.json", "NLDAS_NOAH0125_H_umm.json"})
            collect(JSON.readTree(Files.readString(RealFiles.at("data/cmr/" + file))), "", real);
        real.put("/items[]/meta/collection-concept-id", JsonNodeType.STRING); // newer answers have it
        Files.write(folder.resolve("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4"), new byte[10]);
        try (ArchiveServer archive = ArchiveServer.ofFiles(folder, 0, new Access.Open(), () -> NOW)) {
            new ServedFiles(folder, archive, () -> NOW).look();
            final Map<String, JsonNodeType> ours = new TreeMap<>();
            collect(JSON.readTree(search(archive, "short_name=OCO2_L2_Lite_FP").body()), "", ours);
            assertThat(ours)
                    .isNotEmpty()
                    .allSatisfy((path, type) -> assertThat(real).as(path).containsEntry(path, type));
        }
    }

    @Test
    void headersOfAnEmptyAnswerAndOfTheLastPageAreThoseRecorded() throws Exception {
        final String recorded =
                Files.readString(RealFiles.at("data/cmr/TestMultipleQueries.test_zero_hits_query.yaml"));
        Files.write(folder.resolve("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4"), new byte[10]);
        try (ArchiveServer archive = ArchiveServer.ofFiles(folder, 0, new Access.Open(), () -> NOW)) {
            new ServedFiles(folder, archive, () -> NOW).look();
            final HttpResponse<String> none = search(archive, "short_name=NONE");
            assertThat(none.headers().map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .filteredOn(name -> name.startsWith("cmr-"))
                    .isNotEmpty()
                    .allSatisfy(name ->
                            assertThat(recorded.toLowerCase(Locale.ROOT)).contains(name + ":"));
            assertThat(none.headers().firstValue("CMR-Search-After")).isEmpty();
            assertThat(recorded).doesNotContain("CMR-Search-After:");
            // a short page has a way on, the page behind it has none
            final HttpResponse<String> page = search(archive, "short_name=OCO2_L2_Lite_FP&page_size=5");
            assertThat(page.headers().firstValue("CMR-Search-After")).isPresent();
        }
    }
}
