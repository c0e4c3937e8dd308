package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.series.Flux;
import org.fluxwatch.publish.series.FluxRow;
import org.fluxwatch.publish.series.FluxRows;
import org.fluxwatch.publish.totals.Step;
import org.fluxwatch.publish.web.Query;
import org.fluxwatch.publish.web.Refused;
import org.jspecify.annotations.Nullable;

/// Fluxes of regions and polygons over time.
final class SeriesAnswers {
    private final ProductFolder folder;
    private final RegionSource regions;
    private final PolygonSource polygons;

    SeriesAnswers(ProductFolder folder, RegionSource regions, PolygonSource polygons) {
        this.folder = folder;
        this.regions = regions;
        this.polygons = polygons;
    }

    private record Regions(String domain, String system, LocalDate day, List<RegionSource.Named> regions) {}

    /// As the latest file that can be read has them.
    Answer regions(Request request) throws IOException, Refused {
        final AnalysedDomain analysed = request.analysed();
        for (Map.Entry<LocalDate, Path> file :
                folder.days(analysed).descendingMap().entrySet()) {
            final List<RegionSource.Named> named = regions.named(analysed, file.getKey(), file.getValue());
            if (!named.isEmpty())
                return new Answer.OfJson(
                        new Regions(analysed.domain(), analysed.system().label(), file.getKey(), named));
        }
        throw new Refused(404, "there is no analysis of " + analysed + " with regions yet");
    }

    Answer series(Request request) throws IOException, Refused {
        final AnalysedDomain analysed = request.analysed();
        final Query query = request.query();
        final Format format = request.format();
        final Step by = by(query, analysed);
        if (query.has("region") == query.has("polygon"))
            throw new Refused(400, "region and polygon are both there or both missing, expected one of them");
        final Period period = Period.of(request, analysed);
        final Steps steps = query.has("region")
                ? regions.steps(analysed, query.list("region"), period)
                : polygons.steps(analysed, query.value("polygon"), period);
        if (steps.steps().isEmpty() && steps.damaged().isEmpty()) throw period.none(analysed);
        final FluxRows rows = FluxRows.of(by, period.from(), period.to(), steps.steps(), steps.months());
        final Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("domain", analysed.domain());
        about.put("system", analysed.system().label());
        about.putAll(steps.about());
        about.put("from", period.from());
        about.put("to", period.to());
        about.put("by", by.label());
        about.put("kind", by == Step.DAY ? "mean" : "total");
        about.put("units", by == Step.DAY ? "TgC d-1" : "TgC");
        about.put("positive", "to the air");
        about.put("spread_of", steps.spreadOf(rows.withoutSpread()));
        about.put("missing", steps.missing());
        about.put("damaged", steps.damaged());
        return Answer.of(format, about, table(rows));
    }

    private static Step by(Query query, AnalysedDomain analysed) throws Refused {
        final List<Step> steps = new ArrayList<>(List.of(Step.values()));
        if (analysed.system() == AssimilationSystem.INVERSION) steps.remove(Step.DAY);
        final List<String> labels = steps.stream().map(Step::label).toList();
        final String label = query.has("by") ? query.value("by") : labels.getFirst();
        if (!labels.contains(label)) throw new Refused(400, "by is unknown, expected one of " + labels);
        return Step.of(label);
    }

    private static Table table(FluxRows rows) {
        final Table table = new Table(List.of(
                "period", "begin", "end", "days", "missing", "prior", "analysis", "spread", "fossil", "fire", "total"));
        for (FluxRow row : rows.rows()) {
            final Flux flux = row.flux();
            table.add(
                    row.period(),
                    row.begin(),
                    row.end(),
                    row.days(),
                    row.missing(),
                    flux.prior(),
                    flux.analysis(),
                    row.spread(),
                    flux.fossil(),
                    flux.fire(),
                    flux.total());
        }
        return table;
    }
}
