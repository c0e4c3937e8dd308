package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.publish.daily.Companion;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.daily.RollupName;
import org.fluxwatch.publish.web.Refused;
import org.jspecify.annotations.Nullable;

/// One day, or its month: what is in its files beside fields.
final class DayAnswers {
    private static final int TRIES = 5;

    private final ProductFolder folder;
    private final DayHead.Reader heads;

    DayAnswers(ProductFolder folder, DayHead.Reader heads) {
        this.folder = folder;
        this.heads = heads;
    }

    private Product product(Request request) throws IOException, Refused {
        return request.whole(folder.read(request.analysed(), request.file()));
    }

    @FunctionalInterface
    private interface Reading<T> {
        Optional<T> of(Path file) throws IOException;
    }

    private record Read<T>(Product product, T head) {}

    /// What two looks at a file show, both of the same analysis: it may be replaced between them.
    private <T> Read<T> read(Request request, Reading<T> reading, Function<T, DayHead> head)
            throws IOException, Refused {
        for (int tries = 1; tries <= TRIES; tries++) {
            final Product product = product(request);
            final T read = request.whole(reading.of(request.file()));
            if (head.apply(read).isOf(product)) return new Read<>(product, read);
        }
        throw new Refused(503, "the file is being replaced, ask again");
    }

    Answer summary(Request request) throws IOException, Refused {
        final Read<DayHead> read = read(request, heads::of, found -> found);
        final Product product = read.product();
        final DayHead head = read.head();
        final Map<String, @Nullable Object> body = about(request, product);
        body.put("invented", StandIn.inventedOf(product.standIns()));
        body.put("co2_scale", Granule.scales(product.granules()));
        body.put("missing_sensors", sensors(product));
        switch (product) {
            case DayProduct day -> {
                final DailyAnalysis analysis = day.analysis();
                final DailyAnalysis.Filter filter = analysis.ofFilter();
                body.put("spin_up", head.spinUp());
                body.put("smoothing_days", filter.smoothingDays());
                body.put("members", filter.members());
                body.put("chi_square", filter.chiSquare());
                body.put("rank_histogram", filter.rankHistogram());
                body.put("counts", analysis.counts().byStatus());
                body.put("units", "TgC d-1");
                body.put(
                        "regions",
                        analysis.regions().stream().map(DayAnswers::region).toList());
                body.put("scores", scores(filter.statistics()).objects());
            }
            case MonthProduct month -> {
                final MonthEstimate estimate = month.estimate();
                body.put("days_in", estimate.daysIn());
                body.put("chi_square", estimate.chiSquare());
                body.put("degrees_of_freedom", estimate.degreesOfFreedom());
                body.put("lost_share", estimate.lostShare());
                body.put("background", month.background());
                body.put("method", month.method());
                body.put("counts", month.byStatus());
                body.put("unused", estimate.unused());
                body.put("units", "TgC d-1");
                body.put(
                        "regions",
                        estimate.regions().stream().map(DayAnswers::region).toList());
                body.put("scores", scores(estimate.scores()).objects());
            }
        }
        body.put("files", files(request, product));
        return new Answer.OfJson(body);
    }

    private static Map<String, @Nullable Object> about(Request request, Product product) throws Refused {
        final AnalysisIdentity identity = product.identity();
        final Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("domain", identity.domain());
        body.put("system", request.analysed().system().label());
        body.put("day", product.begin());
        body.put("revision", identity.revision());
        if (product instanceof MonthProduct month) {
            body.put("as_of", identity.day());
            body.put("status", month.edition().status());
        }
        return body;
    }

    private static List<String> sensors(Product product) {
        return product.missingSensors().stream().map(Sensor::label).toList();
    }

    private record Region(
            String region,
            double areaKm2,
            double prior,
            double priorSpread,
            double analysis,
            double analysisSpread,
            double fossil,
            double fire) {}

    private static Region region(RegionFlux flux) {
        return new Region(
                flux.region(),
                flux.areaKm2(),
                flux.priorTgCPerDay(),
                flux.priorSpreadTgCPerDay(),
                flux.analysisTgCPerDay(),
                flux.analysisSpreadTgCPerDay(),
                flux.fossilTgCPerDay(),
                flux.fireTgCPerDay());
    }

    private record RegionOfMonth(
            String region,
            double areaKm2,
            double fossil,
            double fire,
            double netPrior,
            double netPriorSpread,
            double netPosterior,
            double netPosteriorSpread) {}

    private static RegionOfMonth region(RegionTotal total) {
        return new RegionOfMonth(
                total.region(),
                total.areaKm2(),
                total.fossil(),
                total.fire(),
                total.priorNet(),
                total.priorNetSpread(),
                total.posteriorNet(),
                total.posteriorNetSpread());
    }

    /// Paths below `/products/`, by what is in them.
    private Map<String, String> files(Request request, Product product) throws Refused {
        final Map<String, Path> paths = new LinkedHashMap<>();
        for (Companion companion : Companion.values())
            paths.put(companion.name().toLowerCase(Locale.ROOT), companion.beside(request.file()));
        if (product instanceof DayProduct) {
            final String domain = product.identity().domain();
            final YearMonth month = YearMonth.from(product.begin());
            paths.put("month", RollupName.month(folder.path(), domain, month));
            paths.put("month_members", RollupName.membersOfMonth(folder.path(), domain, month));
            paths.put("year", RollupName.year(folder.path(), domain, month.getYear()));
        }
        final Map<String, String> files = new LinkedHashMap<>();
        files.put("fields", folder.relative(request.file()));
        paths.forEach((what, path) -> {
            if (Files.isRegularFile(path)) files.put(what, folder.relative(path));
        });
        return files;
    }

    Answer scores(Request request) throws IOException, Refused {
        final Product product = product(request);
        return Answer.of(
                request.format(),
                about(request, product),
                scores(
                        switch (product) {
                            case DayProduct day -> day.analysis().ofFilter().statistics();
                            case MonthProduct month -> month.estimate().scores();
                        }));
    }

    /// Names are of a set of observations and a lane, such as `withheld/AN`.
    private static Table scores(Map<String, Scores> scores) {
        final Table table =
                new Table(List.of("set", "lane", "count", "bias_ppm", "rmse_ppm", "mae_ppm", "correlation"));
        scores.forEach((name, score) -> {
            final int slash = name.lastIndexOf('/');
            table.add(
                    name.substring(0, Math.max(0, slash)),
                    name.substring(slash + 1),
                    score.count(),
                    score.biasPpm(),
                    score.rmsePpm(),
                    score.maePpm(),
                    score.correlation());
        });
        return table;
    }

    Answer observations(Request request) throws IOException, Refused {
        final Product product = product(request);
        final Map<String, Function<Innovation, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("time", o -> o.observation().position().time());
        columns.put("latitude", o -> o.observation().position().latitude());
        columns.put("longitude", o -> o.observation().position().longitude());
        columns.put("sensor", o -> o.observation().sensor().label());
        columns.put("granule", o -> o.observation().source());
        columns.put("id", o -> o.observation().id());
        columns.put("status", o -> o.status().label());
        columns.put("soundings", o -> o.observation().soundings());
        columns.put("observed_ppm", o -> o.observation().ppm());
        columns.put("error_ppm", o -> o.observation().errorPpm());
        columns.put("background_ppm", o -> o.simulated().backgroundPpm());
        columns.put("analysis_ppm", o -> o.simulated().analysisPpm());
        switch (product) {
            case DayProduct _ -> {
                columns.put("spread_ppm", o -> o.ofFilter().spreadPpm());
                columns.put("control_ppm", o -> o.ofFilter().controlPpm());
                columns.put("forecast_ppm", o -> o.ofFilter().forecastPpm());
                columns.put("rank", o -> o.ofFilter().rank());
            }
            case MonthProduct _ -> {
                columns.put("without_fluxes_ppm", o -> o.ofInversion().withoutFluxesPpm());
                columns.put("unused_because", o -> o.ofInversion().unusedBecause());
                columns.put("lost_share", o -> o.ofInversion().lostShare());
            }
        }
        final Table table = new Table(List.copyOf(columns.keySet()));
        for (Innovation innovation : product.innovations())
            table.add(columns.values().stream()
                    .map(column -> column.apply(innovation))
                    .toArray());
        return Answer.of(request.format(), about(request, product), table);
    }

    private record GranuleView(String name, String sensor, String version, int superobservations, Co2Scale co2Scale) {}

    Answer provenance(Request request) throws IOException, Refused {
        final Read<DayHead.Full> read = read(request, DayHead::full, DayHead.Full::head);
        final Product product = read.product();
        final DayHead head = read.head().head();
        final Map<String, @Nullable Object> body = about(request, product);
        body.put("program_version", head.programVersion());
        body.put("settings", read.head().settings());
        body.put("settings_digest", head.settingsDigest());
        body.put("checkpoint", head.checkpoint());
        final List<GranuleView> granules = new ArrayList<>();
        for (Granule granule : product.granules())
            granules.add(new GranuleView(
                    granule.name(),
                    granule.sensor().label(),
                    granule.version().toString(),
                    granule.superobservations(),
                    granule.co2Scale()));
        body.put("granules", granules);
        body.put("co2_scale", Granule.scales(product.granules()));
        body.put(
                "inputs",
                switch (product) {
                    case DayProduct day -> day.analysis().sources().inputs();
                    case MonthProduct month -> month.inputs();
                });
        body.put("stand_ins", product.standIns().stream().map(StandIn::label).toList());
        body.put("missing_sensors", sensors(product));
        return new Answer.OfJson(body);
    }
}
