package org.fluxwatch.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.daily.DayProduct;

/// Invented days: a sink in the west, a source in the east, an XCO2 gradient from south to north, a swath of
/// observations across.
public final class Days {
    public static final LocalDate FIRST = LocalDate.of(2019, 5, 1);

    /// A stereographic domain, `plane`, and a regular one, `regular`.
    public static final String SETTINGS = """
            publish: {http-port: 0}
            domains:
              plane:
                start: 2019-05-01
                sensors: [oco2, gosat]
                patience-days: 5
                grid: {kind: stereographic, columns: 12, rows: 9, centre-latitude: 35.0, centre-longitude: 116.0,
                       cell-km: 500.0, west: 0.0, south: 0.0, cell-degrees: 1.0}
                sigma-edges: [1.0, 0.5, 0.0]
                top-hpa: 40.0
              regular:
                start: 2019-05-01
                sensors: [oco2]
                patience-days: 5
                grid: {kind: lat-lon, columns: 14, rows: 8, centre-latitude: 0.0, centre-longitude: 0.0,
                       cell-km: 1.0, west: 165.0, south: -20.0, cell-degrees: 5.0}
                sigma-edges: [1.0, 0.5, 0.0]
                top-hpa: 40.0
            """;

    private static final int MEMBERS = 20;

    private Days() {}

    /// @param folder where the products go, below `products`
    public static Settings settings(java.nio.file.Path folder) {
        return SettingsLoader.parse(
                SETTINGS + "kafka: {bootstrap-servers: '127.0.0.1:1'}\ndata-folder: " + folder + "\n",
                "the test's settings",
                Map.of());
    }

    /// A file of version 0.2.0, with its observations in it and without totals of members: [#former].
    public static void copyFormer(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = Objects.requireNonNull(DayProduct.class.getResourceAsStream("version-0.2.0-day.nc"))) {
            Files.copy(in, file);
        }
    }

    /// What [#copyFormer] copies.
    public static DayProduct former(Grid grid) {
        final DayProduct product = product("plane", grid, FIRST, 4, 5);
        final DailyAnalysis analysis = product.analysis();
        return new DayProduct(
                new DailyAnalysis(
                        analysis.identity(),
                        analysis.sources(),
                        analysis.counts(),
                        analysis.regions().stream()
                                .map(region -> new RegionFlux(
                                        region.region(),
                                        region.areaKm2(),
                                        region.priorTgCPerDay(),
                                        region.priorSpreadTgCPerDay(),
                                        region.analysisTgCPerDay(),
                                        region.analysisSpreadTgCPerDay(),
                                        Double.NaN,
                                        Double.NaN,
                                        DailyAnalysis.Members.NONE))
                                .toList(),
                        analysis.fields(),
                        analysis.diagnostics()),
                product.fields(),
                product.innovations().stream().map(Days::withoutShares).toList());
    }

    /// As analyses of schema 5 and before are.
    public static DayProduct withoutShares(DayProduct day) {
        return new DayProduct(
                day.analysis(),
                day.fields(),
                day.details(),
                day.innovations().stream().map(Days::withoutShares).toList());
    }

    private static Innovation withoutShares(Innovation innovation) {
        final Innovation.Filter filter = innovation.ofFilter();
        final Innovation.Observation observation = innovation.observation();
        return new Innovation(
                innovation.identity(),
                new Innovation.Observation(
                        observation.sensor(),
                        observation.source(),
                        observation.id(),
                        ViewMode.UNKNOWN,
                        observation.position(),
                        observation.ppm(),
                        observation.errorPpm(),
                        observation.soundings(),
                        observation.standIns()),
                innovation.simulated(),
                innovation.status(),
                new Innovation.Filter(
                        filter.spreadPpm(), filter.controlPpm(), filter.forecastPpm(), filter.rank(), FluxShares.NONE));
    }

    public static DayProduct product(String domain, Grid grid, LocalDate day, int revision, int observations) {
        final List<Innovation> innovations = new ArrayList<>();
        for (int n = 0; n < observations; n++)
            innovations.add(innovation(domain, grid, day, revision, n, observations));
        final List<AnalysisField> fields = fields(domain, grid, day, revision);
        return new DayProduct(closing(domain, day, revision, fields, innovations), fields, innovations);
    }

    /// The same with hours and members, whose means are the day's flux.
    public static DayProduct withDetails(DayProduct day, Grid grid) {
        final float[] prior = day.fields().get(0).values();
        final float[] analysis = day.fields().get(1).values();
        final List<FluxDetail> details = new ArrayList<>();
        for (int h = 0; h < 24; h++) {
            details.add(detail(day, FluxDetail.Kind.HOUR_PRIOR, h, prior, 0.1 * (h - 11.5)));
            details.add(detail(day, FluxDetail.Kind.HOUR_ANALYSIS, h, analysis, 0.1 * (h - 11.5)));
            details.add(detail(day, FluxDetail.Kind.HOUR_SPREAD, h, new float[grid.cells()], 0.5));
        }
        for (int n = 0; n < MEMBERS; n++)
            details.add(detail(day, FluxDetail.Kind.MEMBER, n, analysis, 0.2 * (n - 0.5 * (MEMBERS - 1))));
        return new DayProduct(day.analysis().with(details), day.fields(), details, day.innovations());
    }

    private static FluxDetail detail(DayProduct day, FluxDetail.Kind kind, int index, float[] values, double more) {
        final float[] changed = new float[values.length];
        for (int c = 0; c < values.length; c++) changed[c] = (float) (values[c] + more);
        return new FluxDetail(day.identity(), kind, index, changed);
    }

    /// A day whose last observations are of a tower, held against the analysis.
    public static DayProduct withStation(String domain, Grid grid, LocalDate day, int observations, int ofStation) {
        final DayProduct product = product(domain, grid, day, 0, observations);
        final List<Innovation> innovations = new ArrayList<>(product.innovations());
        for (int n = 0; n < ofStation; n++)
            innovations.add(new Innovation(
                    identity(domain, day, 0),
                    new Innovation.Observation(
                            Sensor.STATION,
                            "co2_cbw_tower",
                            "co2_cbw_tower~" + n,
                            ViewMode.UNKNOWN,
                            new Innovation.Position(
                                    day.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(3600L * n + 1800),
                                    grid.latitude(4, 4),
                                    grid.longitude(4, 4)),
                            425,
                            2,
                            60,
                            Set.of()),
                    new Innovation.Simulated(415, 415.5),
                    Status.VALIDATION,
                    new Innovation.Filter(0.9, 414, 414.5, 3, FluxShares.NONE)));
        final DailyAnalysis closing = closing(domain, day, 0, product.fields(), innovations);
        final Map<String, Integer> counts =
                new java.util.TreeMap<>(closing.counts().byStatus());
        counts.put("validation", ofStation);
        final DailyAnalysis.Filter filter = (DailyAnalysis.Filter) closing.diagnostics();
        final Map<String, Scores> scores = new java.util.TreeMap<>(filter.statistics());
        for (String set : List.of("station", "station:co2_cbw_tower"))
            scores.put(set + "/AN", new Scores(ofStation, 9.5, 9.5, 9.5, Double.NaN));
        return new DayProduct(
                new DailyAnalysis(
                        closing.identity(),
                        new DailyAnalysis.Sources(
                                closing.sources().granules(),
                                closing.sources().missingSensors(),
                                closing.sources().standIns(),
                                Map.of("stations", "validation: co2_cbw_tower (WMO CO2 X2019)")),
                        new DailyAnalysis.Counts(innovations.size(), counts),
                        closing.regions(),
                        closing.fields(),
                        new DailyAnalysis.Filter(
                                filter.members(),
                                filter.smoothingDays(),
                                filter.spinUp(),
                                filter.chiSquare(),
                                filter.rankHistogram(),
                                scores)),
                product.fields(),
                innovations);
    }

    private static AnalysisIdentity identity(String domain, LocalDate day, int revision) {
        return new AnalysisIdentity(domain, AssimilationSystem.FILTER, day, revision);
    }

    private static Innovation innovation(String domain, Grid grid, LocalDate day, int revision, int n, int of) {
        final double along = (n + 0.5) / of;
        final double x = (0.25 + 0.5 * along) * (grid.nx() - 1) + Math.sin(7.0 * n);
        final double y = along * (grid.ny() - 1);
        final Status status = n % 10 == 7 ? Status.WITHHELD : n % 10 == 9 ? Status.GATED : Status.ASSIMILATED;
        final double departure = status == Status.GATED ? 6.5 : 1.8 * Math.sin(0.9 * n);
        final double background = n == 3 ? Double.NaN : 411 + 3 * along;
        return new Innovation(
                identity(domain, day, revision),
                new Innovation.Observation(
                        n % 5 == 4 ? Sensor.GOSAT : Sensor.OCO2,
                        n % 5 == 4
                                ? "acos_LtCO2_190501_v210137_B9213A.nc4"
                                : "oco2_LtCO2_190501_B11210Ar_240820000231s.nc4",
                        "%03d".formatted(n),
                        ViewMode.NADIR,
                        new Innovation.Position(
                                day.atStartOfDay()
                                        .toInstant(ZoneOffset.UTC)
                                        .plusSeconds(3600L * (n % 24))
                                        .plusMillis(n),
                                grid.latitude(x, y),
                                grid.longitude(x, y)),
                        411 + 3 * along + departure,
                        0.7,
                        5 + n,
                        n % 5 == 4 ? Set.of(StandIn.COLUMN_OPERATOR) : Set.of()),
                new Innovation.Simulated(background, 411 + 3 * along + 0.6 * departure),
                n == 3 ? Status.NEAR_BOUNDARY : status,
                new Innovation.Filter(
                        0.9,
                        410.5,
                        411.2,
                        n % 21,
                        n != 3 && status == Status.ASSIMILATED ? shares(n) : FluxShares.NONE));
    }

    /// In the three regions of the day and of the two before.
    private static FluxShares shares(int n) {
        final float[] values = new float[9];
        for (int i = 0; i < values.length; i++) values[i] = (float) (0.02 * Math.cos(1.7 * n + i) / (1 + i / 3));
        return new FluxShares(values);
    }

    private static List<AnalysisField> fields(String domain, Grid grid, LocalDate day, int revision) {
        final float[] prior = new float[grid.cells()];
        final float[] increment = new float[grid.cells()];
        final float[] analysis = new float[grid.cells()];
        final float[] xco2 = new float[grid.cells()];
        for (int j = 0; j < grid.ny(); j++)
            for (int i = 0; i < grid.nx(); i++) {
                final int c = grid.cell(i, j);
                final double u = (i + 0.5) / grid.nx();
                final double v = (j + 0.5) / grid.ny();
                prior[c] = (float) (4 * Math.sin(2 * Math.PI * (u + 0.5)) * Math.sin(Math.PI * v));
                increment[c] = (float) (1.5 * Math.exp(-30 * (Math.pow(u - 0.6, 2) + Math.pow(v - 0.5, 2)))
                        - 0.8 * Math.exp(-30 * (Math.pow(u - 0.3, 2) + Math.pow(v - 0.4, 2))));
                analysis[c] = prior[c] + increment[c];
                xco2[c] = (float) (409 + 5 * v + Math.sin(4 * u + day.getDayOfMonth()));
            }
        analysis[grid.cells() - 1] = Float.NaN;
        return List.of(
                field(domain, day, revision, "flux_prior", "natural surface flux, prior", "umol m-2 s-1", prior),
                field(
                        domain,
                        day,
                        revision,
                        "flux_analysis",
                        "natural surface flux, analysis",
                        "umol m-2 s-1",
                        analysis),
                field(
                        domain,
                        day,
                        revision,
                        "flux_increment",
                        "natural surface flux, analysis minus forecast",
                        "umol m-2 s-1",
                        increment),
                field(domain, day, revision, "xco2_analysis", "column-averaged CO2, analysis", "ppm", xco2),
                new AnalysisField(
                        identity(domain, day, revision),
                        "observations_assimilated",
                        "observations assimilated",
                        "1",
                        "",
                        xco2));
    }

    private static AnalysisField field(
            String domain, LocalDate day, int revision, String name, String longName, String units, float[] values) {
        return new AnalysisField(identity(domain, day, revision), name, longName, units, "time: mean", values);
    }

    private static DailyAnalysis closing(
            String domain, LocalDate day, int revision, List<AnalysisField> fields, List<Innovation> innovations) {
        final Map<String, Integer> counts = new TreeMap<>();
        innovations.forEach(innovation -> counts.merge(innovation.status().label(), 1, Integer::sum));
        final boolean any = !innovations.isEmpty();
        final List<Granule> granules = any
                ? List.of(
                        new Granule(
                                "acos_LtCO2_190501_v210137_B9213A.nc4",
                                Sensor.GOSAT,
                                GranuleVersion.of("B9213A", "190520000000", 1),
                                innovations.size() / 5,
                                Co2Scale.X2007),
                        new Granule(
                                "oco2_LtCO2_190501_B11210Ar_240820000231s.nc4",
                                Sensor.OCO2,
                                GranuleVersion.of("B11210Ar", "240820000231", 2),
                                innovations.size() - innovations.size() / 5,
                                Co2Scale.X2007))
                : List.of();
        final Map<String, Scores> scores = any
                ? Map.of(
                        "assimilated/CTRL", new Scores(innovations.size(), 0.9, 1.7, 1.4, 0.42),
                        "assimilated/FC", new Scores(innovations.size(), 0.3, 1.3, 1.0, 0.61),
                        "assimilated/AN", new Scores(innovations.size(), 0.05, 0.8, 0.6, 0.83),
                        "withheld/CTRL", new Scores(2, 0.8, 1.8, 1.5, Double.NaN),
                        "withheld/FC", new Scores(2, 0.35, 1.4, 1.1, Double.NaN),
                        "withheld/AN", new Scores(2, 0.1, 1.0, 0.8, Double.NaN))
                : Map.of();
        return new DailyAnalysis(
                identity(domain, day, revision),
                new DailyAnalysis.Sources(
                        granules,
                        any ? Set.of() : Set.of(Sensor.OCO2, Sensor.GOSAT),
                        any ? Set.of(StandIn.COLUMN_OPERATOR, StandIn.INVENTED_METEOROLOGY) : Set.of(),
                        Map.of(
                                "meteorology",
                                "synthetic weather, seed 2019",
                                "flux-forecast",
                                "persistent factors (µ)")),
                new DailyAnalysis.Counts(innovations.size(), counts),
                List.of(
                        region("north", 2.1e6, -1.25, 0.9, -1.84, 0.55),
                        region("central", 8.4e5, 0.31, 0.4, 0.12, 0.27),
                        region("loess-plateau", 3.4e5, -0.08, 0.11, -0.15, 0.07)),
                fields.stream().map(AnalysisField::name).toList(),
                new DailyAnalysis.Filter(
                        MEMBERS,
                        0,
                        false,
                        any ? 1.07 : Double.NaN,
                        any ? List.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6) : List.of(),
                        scores));
    }

    /// With totals of members whose spread is that of the region.
    private static RegionFlux region(
            String name, double areaKm2, double prior, double priorSpread, double analysis, double analysisSpread) {
        return new RegionFlux(
                name,
                areaKm2,
                prior,
                priorSpread,
                analysis,
                analysisSpread,
                1.5,
                0.25,
                new DailyAnalysis.Members(members(prior, priorSpread), members(analysis, analysisSpread)));
    }

    private static List<Double> members(double mean, double spread) {
        final double step = spread / Math.sqrt(MEMBERS * (MEMBERS + 1) / 12.0);
        return IntStream.range(0, MEMBERS)
                .mapToObj(n -> mean + step * (n - 0.5 * (MEMBERS - 1)))
                .toList();
    }
}
