package org.fluxwatch.publish.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.comparison.MethodComparison;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.Edition;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.daily.StoredGrid;
import org.fluxwatch.publish.health.Pipeline;
import org.jspecify.annotations.Nullable;

/// What is in the product files, as JSON, and the files themselves.
/// ```
/// GET /api/domains                                   names and systems, first and last day
/// GET /api/days?domain=[&system=]                    days with revisions; the first days of months, with their status
/// GET /api/day?domain=[&system=]&day=[&fields=a,b]   one day, or its month; without fields: all of them
/// GET /api/methods                                   filter and inversion over the same regions and months
/// GET /api/methods?domain=[&system=][&month=]        the same of a domain's pairs; month: that one only, YYYY-MM
/// GET /api/pipeline                                  how far the records have come
/// GET /products/<domain>/<yyyy>/<file>               a product file, or a part of it
/// ```
/// Without system it is the one that settings name for the domain.
/// What is not there answers 404, what makes no sense 400, both with `{"error": ...}`; a day while many others are
/// being answered 503.
public final class ProductsApi {
    /// A day takes some 10 MB while it is read and sent.
    private static final int READING_AT_ONCE = 16;

    private final ProductFolder folder;
    private final MethodComparison comparison;
    private final Supplier<Pipeline.Snapshot> pipeline;
    private final Turns reading = Turns.ofDays(READING_AT_ONCE);

    public ProductsApi(ProductFolder folder, Supplier<Pipeline.Snapshot> pipeline) {
        this.folder = folder;
        this.comparison = new MethodComparison(folder);
        this.pipeline = pipeline;
    }

    public void addTo(StatusServer server) {
        server.handle("/api/domains", Refused.answering(exchange -> Json.respond(exchange, 200, domains())));
        server.handle("/api/days", Refused.answering(this::days));
        server.handle("/api/day", Refused.answering(this::day));
        server.handle("/api/methods", Refused.answering(this::methods));
        server.handle("/api/pipeline", Refused.answering(exchange -> Json.respond(exchange, 200, pipeline.get())));
        server.handleBelow(Downloads.PATH, Refused.answering(new Downloads(folder)::answer));
    }

    private record DomainView(
            String name,
            AssimilationSystem system,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            int days) {}

    private List<DomainView> domains() throws IOException {
        final List<DomainView> views = new ArrayList<>();
        for (AnalysedDomain analysed : folder.listed()) {
            final NavigableMap<LocalDate, Path> days = folder.days(analysed);
            views.add(new DomainView(
                    analysed.domain(),
                    analysed.system(),
                    days.isEmpty() ? null : days.firstKey(),
                    days.isEmpty() ? null : days.lastKey(),
                    days.size()));
        }
        return views;
    }

    /// @param revision null, and not shown, when the file is damaged
    /// @param asOf of a month the day of its latest analysis
    /// @param status of a month
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record DayEntry(
            LocalDate day,
            @Nullable Integer revision,
            @Nullable LocalDate asOf,
            @Nullable String status) {
        static DayEntry of(LocalDate day, AssimilationSystem system, Optional<Edition> edition) {
            if (edition.isEmpty()) return new DayEntry(day, null, null, null);
            final Edition kept = edition.get();
            return switch (system) {
                case FILTER -> new DayEntry(day, kept.revision(), null, null);
                case INVERSION -> new DayEntry(day, kept.revision(), kept.asOf(), kept.status());
            };
        }
    }

    private void days(HttpExchange exchange) throws IOException, Refused {
        final AnalysedDomain analysed = new Query(exchange).analysed(folder);
        final List<DayEntry> entries = new ArrayList<>();
        for (Map.Entry<LocalDate, Path> day : folder.days(analysed).entrySet())
            entries.add(DayEntry.of(day.getKey(), analysed.system(), folder.edition(analysed, day.getValue())));
        Json.respond(exchange, 200, entries);
    }

    private void day(HttpExchange exchange) throws IOException, Refused {
        final Query query = new Query(exchange);
        final AnalysedDomain analysed = query.analysed(folder);
        final LocalDate day = query.day();
        final Path file = folder.find(analysed, day)
                .orElseThrow(() -> new Refused(404, "no analysis of " + analysed + " for " + day + " yet"));
        reading.take(exchange, () -> {
            final Product product = folder.read(analysed, file)
                    .orElseThrow(() -> new Refused(404, "the file of " + analysed + " for " + day + " is damaged"));
            final List<String> fields = query.list("fields");
            final List<String> known =
                    product.fields().stream().map(AnalysisField::name).toList();
            if (!known.containsAll(fields)) throw new Refused(404, "no such field on " + day + ", there are " + known);
            final StoredGrid grid = DailyFile.readGrid(file);
            Json.respond(
                    exchange,
                    200,
                    switch (product) {
                        case DayProduct daily -> DayView.of(folder.relative(file), daily, grid, fields);
                        case MonthProduct monthly -> MonthView.of(folder.relative(file), monthly, grid, fields);
                    });
        });
    }

    private void methods(HttpExchange exchange) throws IOException, Refused {
        final Query query = new Query(exchange);
        final Optional<YearMonth> month = query.month("month");
        if (!query.has("domain")) {
            if (month.isPresent()) throw new Refused(400, "month goes with a domain, expected both");
            reading.take(exchange, () -> Json.respond(exchange, 200, comparison.all()));
            return;
        }
        final AnalysedDomain analysed = query.analysed(folder);
        reading.take(exchange, () -> Json.respond(exchange, 200, comparison.of(analysed, month)));
    }
}
