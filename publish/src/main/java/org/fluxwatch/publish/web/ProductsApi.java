package org.fluxwatch.publish.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.Pipeline;

/// What is in the product files, as JSON, and the files themselves.
/// ```
/// GET /api/domains                        names, first and last day
/// GET /api/days?domain=                   days with revisions
/// GET /api/day?domain=&day=[&fields=a,b]  one day; without fields: all of them
/// GET /api/pipeline                       how far the records have come
/// GET /products/<domain>/<yyyy>/<file>    a daily file
/// ```
/// What is not there answers 404, what makes no sense 400, both with `{"error": ...}`.
public final class ProductsApi {
    private static final String PRODUCTS = "/products/";

    private final ProductFolder folder;
    private final Supplier<Pipeline.Snapshot> pipeline;
    private final List<String> domains;

    public ProductsApi(ProductFolder folder, Supplier<Pipeline.Snapshot> pipeline) {
        this.folder = folder;
        this.pipeline = pipeline;
        this.domains = folder.domains();
    }

    public void addTo(StatusServer server) {
        add(server, "/api/domains", exchange -> Json.respond(exchange, 200, domains()));
        add(server, "/api/days", this::days);
        add(server, "/api/day", this::day);
        add(server, "/api/pipeline", exchange -> Json.respond(exchange, 200, pipeline.get()));
        add(server, PRODUCTS, this::download);
    }

    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, NotFound;
    }

    private static final class NotFound extends Exception {
        private static final long serialVersionUID = 1;

        NotFound(String message) {
            super(message);
        }
    }

    private static void add(StatusServer server, String path, Answer answer) {
        server.handle(path, exchange -> {
            final String asked = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET"))
                Json.error(exchange, 405, "method is " + exchange.getRequestMethod() + ", expected GET");
            else if (!asked.equals(path) && !path.endsWith("/")) Json.error(exchange, 404, "no such page: " + asked);
            else
                try {
                    answer.to(exchange);
                } catch (NotFound e) {
                    Json.error(exchange, 404, e.getMessage());
                }
        });
    }

    private record DomainView(String name, LocalDate first, LocalDate last, int days) {}

    private List<DomainView> domains() throws IOException {
        final List<DomainView> views = new ArrayList<>();
        for (String domain : domains) {
            final NavigableMap<LocalDate, Path> days = folder.days(domain);
            views.add(
                    days.isEmpty()
                            ? new DomainView(domain, null, null, 0)
                            : new DomainView(domain, days.firstKey(), days.lastKey(), days.size()));
        }
        return views;
    }

    /// @param revision null, and not shown, when the file is damaged
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record DayEntry(LocalDate day, Integer revision) {}

    private void days(HttpExchange exchange) throws IOException, NotFound {
        final String domain = domain(query(exchange));
        final List<DayEntry> entries = new ArrayList<>();
        for (Map.Entry<LocalDate, Path> day : folder.days(domain).entrySet()) {
            final OptionalInt revision = folder.revision(domain, day.getValue());
            entries.add(new DayEntry(day.getKey(), revision.isPresent() ? (Integer) revision.getAsInt() : null));
        }
        Json.respond(exchange, 200, entries);
    }

    private void day(HttpExchange exchange) throws IOException, NotFound {
        final Map<String, String> query = query(exchange);
        final String domain = domain(query);
        final LocalDate day;
        try {
            day = LocalDate.parse(query.getOrDefault("day", ""));
        } catch (DateTimeParseException e) {
            Json.error(exchange, 400, "day is '" + query.getOrDefault("day", "") + "', expected YYYY-MM-DD");
            return;
        }
        final Path file = folder.find(domain, day)
                .orElseThrow(() -> new NotFound("no analysis of " + domain + " for " + day + " yet"));
        final DayProduct product = DailyFile.read(file);
        final String wanted = query.getOrDefault("fields", "");
        final List<String> fields = wanted.isEmpty() ? List.of() : List.of(wanted.split(","));
        for (String field : fields)
            if (!product.analysis().fields().contains(field))
                throw new NotFound("no field " + field + " on " + day + ", there are "
                        + product.analysis().fields());
        Json.respond(exchange, 200, DayView.of(folder.relative(file), product, DailyFile.readGrid(file), fields));
    }

    private String domain(Map<String, String> query) throws NotFound {
        final String domain = query.getOrDefault("domain", "");
        if (!folder.hasDomain(domain)) throw new NotFound("domain is '" + domain + "', expected one of " + domains);
        return domain;
    }

    private void download(HttpExchange exchange) throws IOException, NotFound {
        final String path = exchange.getRequestURI().getPath().substring(PRODUCTS.length());
        final Optional<Path> file = folder.find(path);
        if (file.isEmpty()) throw new NotFound("no product " + path);
        exchange.getResponseHeaders().set("Content-Type", "application/x-netcdf");
        exchange.getResponseHeaders()
                .set(
                        "Content-Disposition",
                        "attachment; filename=\"" + file.get().getFileName() + "\"");
        // one open file for length and bytes: a newer revision may take its place meanwhile
        try (InputStream in = Files.newInputStream(file.get())) {
            final byte[] bytes = in.readAllBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        final Map<String, String> query = new TreeMap<>();
        final String decoded = exchange.getRequestURI().getQuery();
        if (decoded != null)
            for (String pair : decoded.split("&")) {
                final int equals = pair.indexOf('=');
                if (equals > 0) query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        return query;
    }
}
