package org.fluxwatch.publish.web.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.publish.area.AreaFluxes;
import org.fluxwatch.publish.area.GridFields;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.totals.FilterDays;
import org.fluxwatch.publish.web.Etag;
import org.fluxwatch.publish.web.FiniteNumbers;
import org.fluxwatch.publish.web.Query;
import org.fluxwatch.publish.web.Refused;
import org.fluxwatch.publish.web.Turns;

/// What is in the product files, for programs. `openapi.yaml` describes every path; [#routes] has them all.
/// ```
/// path known? ──> parameters known? ──> answer ──> had already? ──> 200, with its tag
///      │ 404              │ 400          │ 4xx          └ 304
/// ```
/// All but events are JSON or CSV. What is not there answers 404, what makes no sense 400, what is too much at
/// once 503; all with `{"error": ...}` that holds nothing of what was sent.
public final class ApiV1 implements AutoCloseable {
    public static final String PATH = "/api/v1";
    private static final ObjectMapper MAPPER = RecordSerde.jsonMapper()
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .registerModule(new FiniteNumbers());

    /// A request's head is 16 KiB at most.
    private static final int GREATEST_QUERY = 15_000;

    private static final int HEAVY_AT_ONCE = 8;

    private final ProductFolder folder;
    private final GridFields fields = new GridFields();
    private final Turns heavy = new Turns(HEAVY_AT_ONCE, "too much is being read, ask again");
    private final List<Route> routes;

    public ApiV1(ProductFolder folder, DayEvents events) {
        this.folder = folder;
        this.routes = routes(events);
    }

    private List<Route> routes(DayEvents events) {
        final DayHead.Reader heads = new DayHead.Reader();
        final Listings listings = new Listings(folder, heads);
        final DayAnswers days = new DayAnswers(folder, heads);
        final FieldAnswers ofFields = new FieldAnswers(folder, fields);
        final SeriesAnswers series = new SeriesAnswers(
                folder,
                new RegionSource(folder, new FilterDays(folder.path())),
                new PolygonSource(folder, new AreaFluxes(fields)));
        final Answer description = new Answer.OfJson(description());
        final String system = "/domains/{domain}/{system}";
        final String day = system + "/days/{day}";
        final Set<String> none = Set.of();
        final Set<String> format = Set.of("format");
        return List.of(
                new Route("/openapi.json", none, false, _ -> description),
                new Route("/domains", none, false, listings::domains),
                new Route("/events", none, false, _ -> new Answer.OfStream(events::answer)),
                new Route(system + "/days", Set.of("from", "to"), true, listings::days),
                new Route(system + "/regions", none, false, series::regions),
                new Route(
                        system + "/series",
                        Set.of("region", "polygon", "from", "to", "by", "format"),
                        true,
                        series::series),
                new Route(
                        system + "/cells",
                        Set.of("latitude", "longitude", "from", "to", "fields", "format"),
                        true,
                        ofFields::cells),
                new Route(day, none, true, days::summary),
                new Route(day + "/fields", none, false, ofFields::names),
                new Route(day + "/fields/{name}", format, true, ofFields::field),
                new Route(day + "/observations", format, true, days::observations),
                new Route(day + "/scores", format, true, days::scores),
                new Route(day + "/provenance", none, true, days::provenance));
    }

    private static JsonNode description() {
        try (InputStream in = ApiV1.class.getResourceAsStream("openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("openapi.yaml in the program's own jar cannot be read", e);
        }
    }

    /// Templates of all paths, below `/api/v1`.
    Set<String> paths() {
        final Set<String> paths = new TreeSet<>();
        for (Route route : routes) paths.add(route.template());
        return paths;
    }

    /// The parameters of a path's query.
    Set<String> parameters(String template) {
        return routes.stream()
                .filter(route -> route.template().equals(template))
                .findFirst()
                .map(Route::parameters)
                .orElseThrow();
    }

    public void addTo(StatusServer server) {
        server.handleBelow(PATH + "/", Refused.answering(this::answer));
    }

    private void answer(HttpExchange exchange) throws IOException, Refused {
        final String raw = exchange.getRequestURI().getRawPath();
        final String below = raw.startsWith(PATH) ? raw.substring(PATH.length()) : "";
        for (Route route : routes) {
            final Optional<Map<String, String>> parts = route.match(below);
            if (parts.isPresent()) {
                answer(exchange, route, parts.get());
                return;
            }
        }
        throw new Refused(404, "no such path, " + PATH + "/openapi.json describes all");
    }

    private void answer(HttpExchange exchange, Route route, Map<String, String> parts) throws IOException, Refused {
        final Query query = new Query(exchange, GREATEST_QUERY);
        query.only(route.parameters());
        final Request request = new Request(folder, parts, query);
        if (!route.isHeavy()) {
            send(exchange, found(route, request));
            return;
        }
        // sent within: an answer is as large as what it was made of
        heavy.take(exchange, () -> send(exchange, found(route, request)));
    }

    private static Answer found(Route route, Request request) throws IOException, Refused {
        try {
            return route.handler().answer(request);
        } catch (NoSuchFileException e) {
            throw new Refused(404, "a file is not there any more");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.OfJson(Object body) -> respond(exchange, "application/json", MAPPER.writeValueAsBytes(body));
            case Answer.OfCsv(Table table) -> respond(exchange, "text/csv; charset=utf-8", table.csv());
            case Answer.OfStream(var handler) -> handler.handle(exchange);
        }
    }

    private static void respond(HttpExchange exchange, String type, byte[] body) throws IOException {
        final Etag etag = Etag.of(body);
        etag.addTo(exchange);
        if (etag.isHad(exchange)) exchange.sendResponseHeaders(304, -1);
        else StatusServer.respond(exchange, 200, type, body);
    }

    @Override
    public void close() {
        fields.close();
    }
}
