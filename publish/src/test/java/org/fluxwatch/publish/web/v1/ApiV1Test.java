package org.fluxwatch.publish.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.publish.SeriesDays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiV1Test {
    private static final String PLANE = "/domains/plane/filter";
    private static final String DAY = PLANE + "/days/2019-05-03";
    private static final String FILE = "/products/plane/2019/fluxwatch_plane_filter_20190503.nc";

    @TempDir
    static Path data;

    private static ApiServer server;

    @BeforeAll
    static void open() throws Exception {
        server = new ApiServer(data);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static JsonNode json(String path) throws Exception {
        return server.json(path);
    }

    @Test
    void theDescriptionNamesEveryPathAndParameterThatIsAnsweredAndNoOther() throws Exception {
        final JsonNode description = json("/openapi.json");
        assertThat(description.get("openapi").asText()).startsWith("3.1");
        final Set<String> described = new TreeSet<>();
        description.get("paths").fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(server.api().paths());
        final Set<String> operations = new TreeSet<>();
        for (String path : described) {
            final JsonNode item = description.get("paths").get(path);
            final Set<String> parts = new TreeSet<>();
            final Set<String> parameters = new TreeSet<>();
            for (JsonNode list :
                    List.of(item.path("parameters"), item.get("get").path("parameters")))
                for (JsonNode parameter : list) {
                    final JsonNode resolved = resolved(description, parameter);
                    (resolved.get("in").asText().equals("path") ? parts : parameters)
                            .add(resolved.get("name").asText());
                }
            assertThat(parameters).as(path).isEqualTo(server.api().parameters(path));
            for (String part : parts) assertThat(path).contains("{" + part + "}");
            assertThat(parts).as(path).hasSize((int)
                    path.chars().filter(c -> c == '{').count());
            assertThat(item.get("get").get("summary").asText()).as(path).isNotBlank();
            assertThat(operations.add(item.get("get").get("operationId").asText()))
                    .as(path)
                    .isTrue();
        }
        for (JsonNode reference : description.findValues("$ref")) resolved(description, reference);
    }

    private static JsonNode resolved(JsonNode description, JsonNode node) {
        final String reference =
                node.isTextual() ? node.asText() : node.path("$ref").asText();
        if (reference.isEmpty()) return node;
        final JsonNode found = description.at(reference.substring(1));
        assertThat(found.isMissingNode()).as(reference).isFalse();
        return found;
    }

    @Test
    void everyDescribedPathAnswers() throws Exception {
        for (String path : server.api().paths()) {
            if (path.equals("/events")) continue;
            String filled = path.replace("{domain}", "plane")
                    .replace("{system}", "filter")
                    .replace("{day}", "2019-05-03")
                    .replace("{name}", "flux_analysis");
            if (path.endsWith("/series")) filled += "?region=west";
            if (path.endsWith("/cells")) filled += "?latitude=35&longitude=116";
            final HttpResponse<byte[]> answer = server.get("/api/v1" + filled);
            assertThat(answer.statusCode())
                    .as(filled + new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(new ObjectMapper().readTree(answer.body()).isObject())
                    .as(filled)
                    .isTrue();
        }
    }

    @Test
    void listsDomainsAndDays() throws Exception {
        final JsonNode domains = json("/domains").get("domains");
        assertThat(domains.get(1).toString())
                .isEqualTo(
                        "{\"domain\":\"plane\",\"system\":\"filter\",\"first\":\"2019-04-01\",\"last\":\"2019-06-30\","
                                + "\"count\":90}");
        final JsonNode days =
                json(PLANE + "/days?from=2019-05-03&to=2019-05-06").get("days");
        assertThat(days).hasSize(3);
        assertThat(days.get(0).toString())
                .isEqualTo(
                        "{\"day\":\"2019-05-03\",\"revision\":0,\"spin_up\":false,\"smoothing_days\":0,\"as_of\":null,"
                                + "\"status\":null,\"file\":\"plane/2019/fluxwatch_plane_filter_20190503.nc\"}");
        final JsonNode months = json("/domains/months/inversion/days").get("days");
        assertThat(months).hasSize(2);
        assertThat(months.get(1).get("status").asText()).isEqualTo("open, 20 of 31 days");
        assertThat(months.get(1).get("as_of").asText()).isEqualTo("2019-05-20");
    }

    @Test
    void givesADaysSummaryScoresObservationsAndProvenance() throws Exception {
        final JsonNode day = json(DAY);
        assertThat(day.get("revision").asInt()).isZero();
        assertThat(day.get("spin_up").asBoolean()).isFalse();
        assertThat(day.get("regions")).hasSize(2);
        assertThat(day.get("regions").get(0).get("fossil").asDouble()).isGreaterThan(0);
        assertThat(day.get("files").get("fields").asText()).isEqualTo(FILE.substring("/products/".length()));
        for (JsonNode file : day.get("files"))
            assertThat(server.get("/products/" + file.asText()).statusCode()).isEqualTo(200);
        assertThat(json(DAY + "/scores").get("rows").get(0).get("lane").asText())
                .isEqualTo("AN");
        assertThat(json(DAY + "/observations").get("rows")).hasSize(6);
        final JsonNode provenance = json(DAY + "/provenance");
        assertThat(provenance.get("granules").get(0).get("sensor").asText()).isEqualTo("gosat");
        assertThat(provenance.get("program_version").asText()).isEqualTo("0.2.0");
        assertThat(provenance.get("checkpoint").asText()).isEqualTo("2019-04-30");
        assertThat(provenance.get("settings_digest").asText()).hasSize(64);
        assertThat(provenance.get("inputs").get("meteorology").asText()).contains("synthetic");
        final JsonNode month = json("/domains/months/inversion/days/2019-05-17");
        assertThat(month.get("day").asText()).isEqualTo("2019-05-01");
        assertThat(month.get("regions").get(0).get("net_posterior").isNumber()).isTrue();
        assertThat(json("/domains/months/inversion/days/2019-05-17/observations")
                        .get("rows"))
                .hasSize(140);
        assertThat(json("/domains/months/inversion/days/2019-05-17/provenance").get("inputs"))
                .isNotEmpty();
    }

    @Test
    void givesFieldsWithTheirPlaces() throws Exception {
        assertThat(json(DAY + "/fields").get("fields").findValuesAsText("name"))
                .contains("flux_prior", "flux_analysis", "flux_total")
                .doesNotContain("cell_area", "region_mask");
        final JsonNode field = json(DAY + "/fields/flux_analysis");
        assertThat(field.get("units").asText()).isEqualTo("umol m-2 s-1");
        assertThat(field.get("values")).hasSize(server.grid.cells());
        assertThat(field.get("rows").asInt() * field.get("columns").asInt()).isEqualTo(server.grid.cells());
        assertThat(field.get("grid").get("origin_latitude").asDouble()).isEqualTo(35);
        final List<String> lines = server.text("/api/v1" + DAY + "/fields/flux_analysis?format=csv")
                .lines()
                .toList();
        assertThat(lines).hasSize(server.grid.cells() + 1);
        assertThat(lines.getFirst()).isEqualTo("latitude,longitude,value");
        final String[] last = lines.getLast().split(",", -1);
        final int cell = server.grid.cells() - 1;
        assertThat(Double.parseDouble(last[0])).isEqualTo(server.grid.latitude(cell));
        assertThat(Double.parseDouble(last[1])).isEqualTo(server.grid.longitude(cell));
        assertThat(Float.parseFloat(last[2]))
                .isEqualTo((float) field.get("values").get(cell).asDouble());
        assertThat(json("/domains/months/inversion/days/2019-05-17/fields/flux_natural_posterior")
                        .get("values"))
                .anyMatch(JsonNode::isNull);
    }

    @Test
    void givesACellDayByDayAndNamesDaysThatAreMissingOrDamaged() throws Exception {
        final Path damaged = server.folder
                .find("plane/2019/fluxwatch_plane_filter_20190507.nc")
                .orElseThrow();
        final byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        final JsonNode cells;
        final JsonNode series;
        try {
            final String period = "from=2019-05-03&to=2019-05-08";
            cells = json(PLANE + "/cells?latitude=35&longitude=116&fields=flux_prior,flux_total&" + period);
            series = json(PLANE + "/series?polygon=" + polygon("west") + "&" + period);
            assertThat(json(PLANE + "/series?region=west&" + period)
                            .get("damaged")
                            .toString())
                    .isEqualTo("[\"2019-05-07\"]");
            assertThat(server.get("/api/v1" + PLANE + "/days/2019-05-07/fields").statusCode())
                    .isEqualTo(404);
        } finally {
            Files.write(damaged, whole);
        }
        for (JsonNode answer : List.of(cells, series)) {
            assertThat(answer.get("missing").toString()).isEqualTo("[\"2019-05-05\"]");
            assertThat(answer.get("damaged").toString()).isEqualTo("[\"2019-05-07\"]");
            assertThat(answer.get("rows")).hasSize(6);
        }
        assertThat(cells.get("rows").get(4).toString())
                .isEqualTo("{\"day\":\"2019-05-07\",\"file\":\"damaged\",\"flux_prior\":null,\"flux_total\":null}");
        final int cell = server.grid.cellAt(35, 116);
        try (ClassicFile file = ClassicFile.open(
                server.folder.find(FILE.substring("/products/".length())).orElseThrow())) {
            assertThat((float) cells.get("rows").get(0).get("flux_prior").asDouble())
                    .isEqualTo(file.floats("flux_prior")[cell]);
            assertThat((float) cells.get("rows").get(0).get("flux_total").asDouble())
                    .isEqualTo(file.floats("flux_total")[cell]);
        }
    }

    @Test
    void aFileOfANewerVersionIsReadNowhere() throws Exception {
        final Path file = server.folder
                .find("plane/2019/fluxwatch_plane_filter_20190509.nc")
                .orElseThrow();
        final byte[] whole = Files.readAllBytes(file);
        final byte[] newer = whole.clone();
        final byte[] name = "format_version".getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (!Arrays.equals(newer, at, at + name.length, name, 0, name.length)) at++;
        newer[at + 16 + 4 + 4 + 3] = 99; // the name with its padding, type, count, and the number's last byte
        Files.write(file, newer);
        try {
            assertThat(json(PLANE + "/days?from=2019-05-09&to=2019-05-09")
                            .get("days")
                            .get(0)
                            .get("revision")
                            .isNull())
                    .isTrue();
            final String period = "from=2019-05-08&to=2019-05-09";
            for (String path : List.of(
                    "/cells?latitude=35&longitude=116&" + period, "/series?polygon=" + polygon("west") + "&" + period))
                assertThat(json(PLANE + path).get("damaged").toString()).isEqualTo("[\"2019-05-09\"]");
            for (String path : List.of("", "/provenance", "/fields/flux_prior"))
                assertThat(server.get("/api/v1" + PLANE + "/days/2019-05-09" + path)
                                .statusCode())
                        .isEqualTo(404);
        } finally {
            Files.write(file, whole);
        }
    }

    private static String polygon(String region) {
        final List<String> positions = new ArrayList<>();
        for (double[] position : SeriesDays.OUTLINES.get(region)) positions.add(position[0] + " " + position[1]);
        return ApiServer.encoded("POLYGON((" + String.join(", ", positions) + "))");
    }

    private static String geoJson(String region) {
        final List<String> positions = new ArrayList<>();
        for (double[] position : SeriesDays.OUTLINES.get(region))
            positions.add("[" + position[0] + "," + position[1] + "]");
        return ApiServer.encoded(
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[" + String.join(",", positions) + "]]]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "month", "season", "year", "cumulated"})
    void aPolygonHasTheFluxAndSpreadOfTheRegionOfTheSameOutline(String by) throws Exception {
        final String period = "&to=2019-05-31&by=" + by;
        final JsonNode region = json(PLANE + "/series?region=west" + period);
        assertThat(region.get("units").asText()).isEqualTo(by.equals("day") ? "TgC d-1" : "TgC");
        for (String polygon : List.of(polygon("west"), geoJson("west"))) {
            final JsonNode series = json(PLANE + "/series?polygon=" + polygon + period);
            assertThat(series.get("area_km2").asDouble())
                    .isCloseTo(region.get("area_km2").asDouble(), within(1e-6));
            assertThat(series.get("rows")).hasSameSizeAs(region.get("rows"));
            for (int n = 0; n < region.get("rows").size(); n++) {
                final JsonNode ofRegion = region.get("rows").get(n);
                final JsonNode ofPolygon = series.get("rows").get(n);
                for (String name : List.of("period", "begin", "end", "days", "missing"))
                    assertThat(ofPolygon.get(name)).isEqualTo(ofRegion.get(name));
                for (String name : List.of("prior", "analysis", "spread", "fossil", "fire", "total"))
                    if (ofRegion.get(name).isNull())
                        assertThat(ofPolygon.get(name).isNull()).isTrue();
                    else
                        assertThat(ofPolygon.get(name).asDouble())
                                .as(name + " of " + ofRegion)
                                .isCloseTo(ofRegion.get(name).asDouble(), within(1e-6));
            }
        }
    }

    @Test
    void theSpreadOfASumIsThatOfTheMembersOwnSums() throws Exception {
        final double[] sums = new double[SeriesDays.MEMBERS];
        double analysis = 0;
        double fossil = 0;
        for (LocalDate day = LocalDate.of(2019, 5, 1); day.getMonthValue() == 5; day = day.plusDays(1)) {
            if (day.equals(ApiServer.MISSING)) continue;
            for (var region : SeriesDays.day("plane", server.grid, day, 0, true)
                    .analysis()
                    .regions()) {
                for (int n = 0; n < sums.length; n++)
                    sums[n] += region.members().analysis().get(n);
                analysis += region.analysisTgCPerDay();
                fossil += region.fossilTgCPerDay();
            }
        }
        final String both = "west," + ApiServer.encoded("east, the \"other\"").replace("%2C", "%2C");
        final JsonNode series = json(PLANE + "/series?by=month&from=2019-05-01&to=2019-05-31&region=" + both);
        final JsonNode row = series.get("rows").get(0);
        assertThat(row.get("days").asInt()).isEqualTo(30);
        assertThat(row.get("missing").asInt()).isEqualTo(1);
        assertThat(row.get("analysis").asDouble()).isCloseTo(analysis, within(1e-9));
        assertThat(row.get("fossil").asDouble()).isCloseTo(fossil, within(1e-9));
        assertThat(row.get("spread").asDouble())
                .isCloseTo(SeriesDays.spread(Arrays.stream(sums).boxed().toList()), within(1e-9));
        assertThat(series.get("group").asText()).contains("several");
        assertThat(series.get("missing").toString()).isEqualTo("[\"2019-05-05\"]");
    }

    @Test
    void withoutMembersTheSpreadOfASumIsNullAndSaidWhy() throws Exception {
        final JsonNode series = json(PLANE + "/series?by=month&polygon=" + polygon("west"));
        assertThat(series.get("rows").get(1).get("spread").isNumber()).isTrue();
        assertThat(series.get("rows").get(2).get("spread").isNull()).isTrue();
        assertThat(series.get("spread_of").asText()).contains("null in 1 rows", "keep-members-days");
        final JsonNode ofRegion = json(PLANE + "/series?from=2019-06-01&to=2019-06-02&by=cumulated&region=west");
        assertThat(ofRegion.get("rows").get(0).get("spread").isNumber()).isTrue();
        assertThat(ofRegion.get("rows").get(1).get("spread").isNull()).isTrue();
    }

    @Test
    void cumulatedRowsEndAtTheTotalOfTheYear() throws Exception {
        final JsonNode cumulated =
                json(PLANE + "/series?by=cumulated&region=west&to=2019-05-31").get("rows");
        final JsonNode year = json(PLANE + "/series?by=year&region=west&to=2019-05-31")
                .get("rows")
                .get(0);
        final JsonNode last = cumulated.get(cumulated.size() - 1);
        for (String name : List.of("days", "missing", "prior", "analysis", "spread", "total"))
            assertThat(last.get(name).asDouble())
                    .as(name)
                    .isCloseTo(year.get(name).asDouble(), within(1e-9));
    }

    @Test
    void monthsOfTheInversionAddUpWithTheCovarianceOfTheirRegions() throws Exception {
        final String inversion = "/domains/months/inversion";
        final List<String> regions = json(inversion + "/regions").findValuesAsText("region");
        assertThat(regions).contains("north");
        final JsonNode one = json(inversion + "/series?region=north");
        assertThat(one.get("by").asText()).isEqualTo("month");
        assertThat(one.get("rows")).hasSize(2);
        final JsonNode row = one.get("rows").get(1);
        assertThat(row.get("days").asInt()).isEqualTo(31);
        final JsonNode stored =
                json(inversion + "/days/2019-05-01").get("regions").get(0);
        assertThat(row.get("total").asDouble())
                .isCloseTo(31 * stored.get("net_posterior").asDouble(), within(1e-9));
        assertThat(row.get("spread").asDouble())
                .isCloseTo(31 * stored.get("net_posterior_spread").asDouble(), within(1e-9));
        final JsonNode all = json(inversion + "/series?by=year&region=north");
        assertThat(all.get("rows").get(0).get("spread").isNull()).isTrue();
        assertThat(all.get("spread_of").asText()).contains("null in 1 rows");
        final JsonNode polygon = json(inversion + "/series?polygon=" + polygon("west"));
        assertThat(polygon.get("rows")).hasSize(2);
        assertThat(polygon.get("spread_of").asText()).contains("no gridded members");
    }

    @Test
    void quotesWhatCsvWouldTakeApart() throws Exception {
        final String regions = server.text("/api/v1" + PLANE + "/regions");
        assertThat(regions).contains("east, the \\\"other\\\"");
        final Table table = new Table(List.of("a", "b"));
        table.add("x, \"y\"\nz", Double.NaN);
        table.add(null, 1.5f);
        assertThat(new String(table.csv(), StandardCharsets.UTF_8))
                .isEqualTo("a,b\r\n\"x, \"\"y\"\"\nz\",\r\n,1.5\r\n");
        final List<String> lines = server.text(
                        "/api/v1" + PLANE + "/series?format=csv&region=west&from=2019-05-04&to=2019-05-05")
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("period,begin,end,days,missing,prior,analysis,spread,fossil,fire,total");
        assertThat(lines.get(2)).isEqualTo("2019-05-05,2019-05-05,2019-05-05,0,1,,,,,,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nothing | 404",
                "/domains/ | 404",
                "/domains/atlantis/filter/days | 404",
                "/domains/plane/guess/days | 404",
                "/domains/plane%2Ffilter/days | 404",
                "/domains?x=1 | 400",
                "PLANE/days?from=2019-05-03&from=2019-05-04 | 400",
                "PLANE/days?from=2019-05-04&to=2019-05-03 | 400",
                "PLANE/days?from=yesterday | 400",
                "PLANE/days?format=csv | 400",
                "PLANE/days/2019-05-05 | 404",
                "PLANE/days/2019-02-30 | 400",
                "PLANE/days/x | 400",
                "PLANE/days/2019-05-05/fields | 404",
                "PLANE/days/2019-05-03/fields/flux_guess | 404",
                "PLANE/days/2019-05-03/fields/..%2F..%2Fx | 404",
                "PLANE/days/2019-05-03/fields/flux_prior?format=xml | 400",
                "PLANE/days/2019-05-05/observations | 404",
                "PLANE/days/2019-05-05/scores | 404",
                "PLANE/days/2019-05-05/provenance | 404",
                "PLANE/cells | 400",
                "PLANE/cells?latitude=35 | 400",
                "PLANE/cells?latitude=north&longitude=116 | 400",
                "PLANE/cells?latitude=91&longitude=116 | 400",
                "PLANE/cells?latitude=NaN&longitude=116 | 400",
                "PLANE/cells?latitude=35&longitude=-60 | 404",
                "PLANE/cells?latitude=35&longitude=116&fields=nix | 404",
                "PLANE/cells?latitude=35&longitude=116&from=2018-01-01&to=2018-01-02 | 404",
                "PLANE/series | 400",
                "PLANE/series?region= | 400",
                "PLANE/series?region=west,west | 400",
                "PLANE/series?region=atlantis | 404",
                "PLANE/series?region=west&by=week | 400",
                "PLANE/series?region=west&from=2018-01-01&to=2018-12-31 | 404",
                "PLANE/series?region=west&to=2018-12-31 | 404",
                "PLANE/series?region=west&from=2020-01-01 | 404",
                "PLANE/series?region=west&from=2019-06-01&to=2019-05-01 | 400",
                "PLANE/series?region=west&from=0001-01-01&to=2019-05-01 | 400",
                "PLANE/series?region=west&polygon=POLYGON((1+1,2+1,2+2,1+1)) | 400",
                "/domains/regular/filter/series?region=west | 404",
                "/domains/regular/filter/series?region=west&from=2019-05-01&to=2019-05-02 | 404",
                "/domains/regular/filter/regions | 404",
                "/domains/plane/inversion/series?region=west | 404",
                "/domains/months/inversion/series?region=north&by=day | 400",
                "/domains/months/inversion/series?region=nowhere | 404"
            })
    void whatMakesNoSenseOrIsNotThereIsRefusedInJson(String path, int status) throws Exception {
        final HttpResponse<byte[]> answer = server.get("/api/v1" + path.strip().replace("PLANE", PLANE));
        final String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()).get("error").asText())
                .isNotBlank()
                .doesNotContain("Exception", "atlantis", "guess", "yesterday", "nowhere", "nix", "week", "xml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POINT(1 2) | of another kind",
                "POLYGON 5 | lacks a '('",
                "POLYGON((105 30, 110 30, 110 35, 105 30)) x | after its end",
                "POLYGON((105 30, 110 30, 110 35)) | not closed",
                "POLYGON((105 30, 110 30, 105 30)) | not closed",
                "POLYGON((105 30, 110 30, 110 30, 105 30)) | fewer than 3",
                "POLYGON((105 30, 110 x, 110 35, 105 30)) | position that is none",
                "POLYGON((105 30, 110 NaN, 110 35, 105 30)) | position that is none",
                "POLYGON((35 105, 40 105, 40 110, 35 105)) | latitudes",
                "POLYGON((105 30, 1000 30, 110 35, 105 30)) | longitudes",
                "POLYGON((105 30, 110 35, 110 30, 105 35, 105 30)) | cross each other",
                "MULTIPOLYGON(((105 30, 110 30, 110 35, 105 30)), ((107 28, 108 28, 108 34, 107 28))) | cross each other",
                "POLYGON((105 30, 110 30, 110 35, 105 30), (106 31, 120 31, 120 32, 106 31)) | cross each other",
                "MULTIPOLYGON(((105 30, 110 30, 110 35, 105 35, 105 30)), ((105 30, 110 30, 110 35, 105 35, 105 30)))| overlap",
                "POLYGON((100 30, 110 35, 100 30.000000000001, 100 30)) | 1 km2 or more",
                "POLYGON((105 30, 105.001 30, 105.001 30.001, 105 30)) | 1 km2 or more",
                "POLYGON((-10 40, 5 40, 5 50, -10 40)) | outside the domain",
                "POLYGON((0 0, 180 0, 180 10, 0 0)) | 180 degrees",
                "{ | no JSON",
                "{\"type\":\"Polygon\"} | lacks an array",
                "{\"type\":\"Polygon\",\"coordinates\":[]} | lacks an array",
                "{\"type\":\"Polygon\",\"coordinates\":[[[\"a\",1]]]} | position that is none",
                "{\"type\":\"Feature\"} | another type",
                "[[[]]] | of another kind"
            })
    void aPolygonThatIsNoneIsRefusedAndSaidWhy(String polygon, String why) throws Exception {
        final HttpResponse<byte[]> answer = server.get(
                "/api/v1" + PLANE + "/series?from=2019-05-01&to=2019-05-02&polygon=" + ApiServer.encoded(polygon));
        final String text =
                new ObjectMapper().readTree(answer.body()).get("error").asText();
        assertThat(answer.statusCode()).as(text).isEqualTo(400);
        assertThat(text).startsWith("polygon ").contains(why).doesNotContain("Exception", "105", "1000");
    }

    @Test
    void refusesAPolygonOfTooManyPositionsAndAnOverlongQuery() throws Exception {
        final StringBuilder many = new StringBuilder("POLYGON((");
        for (int n = 0; n < 1_100; n++) many.append("1 ").append(n % 9).append(',');
        final String path = "/api/v1" + PLANE + "/series?polygon=";
        final HttpResponse<byte[]> answer =
                server.get(path + ApiServer.encoded(many + "1 0))").replace("%2C", ","));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("1101 positions", "1000 or fewer");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.get(path + "x".repeat(15_500)).statusCode()).isEqualTo(400);
    }

    /// One such polygon as it is written with and without a turn more.
    @Test
    void aPolygonAcrossTheDateLineIsTheSameWithLongitudesThatGoOn() throws Exception {
        final LocalDate day = LocalDate.of(2019, 5, 1);
        server.folder.write(org.fluxwatch.publish.Days.product(
                "regular",
                org.fluxwatch.publish.Days.settings(data).domain("regular").modelGrid(),
                day,
                0,
                3));
        final String path = "/domains/regular/filter/series?polygon=";
        final JsonNode beyond =
                json(path + ApiServer.encoded("POLYGON((171 -9, 180 -9, 189 -9, 189 9, 180 9, 171 9, 171 -9))"));
        final JsonNode cut = json(path
                + ApiServer.encoded("MULTIPOLYGON(((171 -9, 180 -9, 180 9, 171 9, 171 -9)),"
                        + "((-180 -9, -171 -9, -171 9, -180 9, -180 -9)))"));
        assertThat(beyond.get("area_km2").asDouble()).isBetween(3.9e6, 4.05e6);
        assertThat(cut.get("area_km2").asDouble())
                .isCloseTo(beyond.get("area_km2").asDouble(), within(1e-3));
        assertThat(cut.get("rows").get(0).get("prior").asDouble())
                .isCloseTo(beyond.get("rows").get(0).get("prior").asDouble(), within(1e-9));
        final JsonNode across =
                json(path + ApiServer.encoded("POLYGON((171 -9, 180 -9, -171 -9, -171 9, -180 9, 171 9, 171 -9))"));
        assertThat(across.get("area_km2").asDouble())
                .isCloseTo(beyond.get("area_km2").asDouble(), within(1e-3));
        assertThat(across.get("rows").get(0).get("prior").asDouble())
                .isCloseTo(beyond.get("rows").get(0).get("prior").asDouble(), within(1e-9));
        Files.delete(server.folder
                .find("regular/2019/fluxwatch_regular_filter_20190501.nc")
                .orElseThrow());
    }

    @Test
    void answersAreKeptByTheirTagAndToHeadAsToGet() throws Exception {
        for (String path : List.of(
                "/api/v1/domains",
                "/api/v1" + DAY,
                "/api/v1" + PLANE + "/series?region=west",
                "/api/v1" + PLANE + "/series?region=west&format=csv",
                FILE)) {
            final HttpResponse<byte[]> first = server.get(path);
            final String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).matches("\"[0-9a-f]{32}\"");
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(server.get(path).headers().firstValue("ETag")).hasValue(tag);
            for (String had : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
                final HttpResponse<byte[]> again = server.get(path, "If-None-Match", had);
                assertThat(again.statusCode()).as(path + " " + had).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            }
            assertThat(server.get(path, "If-None-Match", "\"other\"").statusCode())
                    .isEqualTo(200);
            final HttpResponse<byte[]> head = server.send("HEAD", path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String header : List.of("Content-Type", "Content-Length", "ETag"))
                assertThat(head.headers().firstValue(header))
                        .as(path + " " + header)
                        .isPresent()
                        .isEqualTo(first.headers().firstValue(header));
        }
        assertThat(server.send("POST", "/api/v1/domains").statusCode()).isEqualTo(405);
    }

    @Test
    void aFilesTagChangesWithItsRevision() throws Exception {
        final LocalDate day = LocalDate.of(2019, 4, 2);
        final String path = "/products/plane/2019/fluxwatch_plane_filter_20190402.nc";
        final String before = server.get(path).headers().firstValue("ETag").orElseThrow();
        server.folder.write(SeriesDays.day("plane", server.grid, day, 0, true));
        assertThat(server.get(path, "If-None-Match", before).statusCode()).isEqualTo(200);
        assertThat(server.get(path, "Range", "bytes=10-19", "If-Range", before).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0, 4",
        "bytes=100-199, 100, 200",
        "bytes=-7, -7, 0",
        "bytes=500-, 500, 0",
        "bytes=0-999999999, 0, 0",
        "bytes = 5-5, 5, 6"
    })
    void givesAPartOfAFile(String range, int from, int to) throws Exception {
        final byte[] whole = server.get(FILE).body();
        final int first = from < 0 ? whole.length + from : from;
        final int end = to == 0 ? whole.length : to;
        final HttpResponse<byte[]> part = server.get(FILE, "Range", range);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, end));
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes " + first + "-" + (end - 1) + "/" + whole.length);
        final String tag = part.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get(FILE, "Range", range, "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(server.get(FILE, "Range", range, "If-Range", "\"former\"").body())
                .isEqualTo(whole);
        final HttpResponse<byte[]> head = server.send("HEAD", FILE, "Range", range);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue(Integer.toString(whole.length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=999999999- | 416",
                "bytes=-0 | 416",
                "bytes=5-3 | 200",
                "bytes=0-1,4-5 | 200",
                "lines=1-2 | 200",
                "bytes=x | 200",
                "bytes=- | 200"
            })
    void aRangeThatIsNoneOrNotThere(String range, int status) throws Exception {
        final HttpResponse<byte[]> answer = server.get(FILE, "Range", range);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        if (status == 416)
            assertThat(answer.headers().firstValue("Content-Range").orElseThrow())
                    .startsWith("bytes */");
        else assertThat(answer.body()).isEqualTo(server.get(FILE).body());
    }
}
