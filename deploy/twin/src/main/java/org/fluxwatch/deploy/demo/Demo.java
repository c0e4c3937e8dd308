package org.fluxwatch.deploy.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.standalone.Standalone;
import org.fluxwatch.deploy.twin.Twin;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.YamlText;
import org.fluxwatch.publish.daily.ProductFolder;
import org.jspecify.annotations.Nullable;

/// The whole way once, on a world with a known answer.
/// ```
/// Twin ──> archive (http) ──> Standalone ──> products, page, metrics
///   └── truth ─────────────────────┴──> Verdict
/// ```
/// The system under test gets settings that name the archive's address and a token, as an operator would write them.
public final class Demo implements AutoCloseable {
    /// The one domain of the reference settings.
    public static final String DOMAIN = "east-asia";

    /// The same place, with the second method.
    public static final String MONTHS_DOMAIN = "east-asia-months";

    private static final String PLACE = """
                grid: {columns: 53, rows: 43, cell-km: 128.0}
                sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
            """ + "    " + World.INPUTS + "\n";

    /// Coarser than the reference, so that ten days take seconds. The first two lines open the domain.
    public static final String GRID = "domains:\n  east-asia:\n" + PLACE;

    /// Particles of an observation's row in [#MONTHS].
    private static final int PARTICLES = 2000;

    /// Rows of few days and particles, for the same reason. Errors are those of the invented world in kind: winds
    /// and inflow off for days, fluxes off by factors over hundreds of kilometres. Ends in section `assimilate`.
    public static final String MONTHS = months(PARTICLES);

    /// The same with rows of other accuracy.
    public static String months(int particles) {
        return "  " + MONTHS_DOMAIN + ":\n    system: inversion\n" + PLACE + String.format(Locale.ROOT, """
            assimilate:
              inversion:
                cell-degrees: 2.0
                optimised-regions: [west, north, central, south]
                increment: uptake-release
                prior-error: {share: 0.5, floor: 0.1, correlation-km: 600.0}
                representation-error-ppm: 2.0
                background-offset-ppm: 0.5
                rows: {horizon-days: 5, particles: %d}
            """, particles);
    }

    private static final String TOKEN = "demo-token";
    private static final long TRUTH_SEED = 20190501;
    private static final Duration POLL = Duration.ofMillis(200);

    private final int days;
    private final Path folder;
    private final PrintStream out;
    private final Settings settings;
    private final DomainSettings domain;
    private final Twin twin;
    private final Map<LocalDate, Integer> revisions = new TreeMap<>();
    private final NavigableMap<LocalDate, DailyAnalysis> analyses = new ConcurrentSkipListMap<>();
    private final NavigableMap<LocalDate, DailyAnalysis> months = new TreeMap<>();
    private @Nullable Standalone standalone;

    /// @param days to be analysed, >= 1
    /// @param folder of broker, state, products, twin
    public Demo(int days, Path folder, PrintStream out) throws IOException {
        if (days < 1) throw new IllegalArgumentException("days is " + days + ", expected 1 or more");
        this.days = days;
        this.folder = folder;
        this.out = out;
        domain = world();
        twin = new Twin(domain, TRUTH_SEED, days, folder.resolve("twin"), TOKEN);
        final String text = settingsText();
        Files.createDirectories(folder);
        OwnersOnly.make(Files.writeString(folder.resolve("demo.yaml"), text)); // it holds a token
        settings = SettingsLoader.parse(text, folder.resolve("demo.yaml").toString(), Map.of());
    }

    private static DomainSettings world() {
        return SettingsLoader.parse(GRID, "the demo's grid", Map.of()).domain(DOMAIN);
    }

    /// Makes the Lite files of the demo's world, those that are not there yet.
    ///
    /// @param made told of each file
    public static void makeFiles(int days, Path folder, Consumer<Path> made) throws IOException {
        Twin.makeFiles(world(), TRUTH_SEED, days, folder, made);
    }

    private String settingsText() {
        return String.format(
                        Locale.ROOT,
                        """
                # Written by `fluxwatch demo`: what an operator of the twin's archive would write.
                data-folder: %s
                archive:
                  cmr-url: %s
                  products: [OCO2_L2_Lite_FP.11.2r, ACOS_L2_Lite_FP.9r]
                  token: %s
                  poll-interval: PT1S
                ingest:
                  http-port: %d
                publish:
                  http-port: %d
                """,
                        YamlText.quoted(folder),
                        twin.address(),
                        TOKEN,
                        FreePorts.preferred(8461),
                        FreePorts.preferred(8460))
                + GRID
                + MONTHS
                + String.format(Locale.ROOT, "  http-port: %d%n", FreePorts.preferred(8462));
    }

    /// Runs to the last day and prints the verdict; the services go on until [#close].
    ///
    /// @param width of the terminal, characters; empty where there is none
    public Verdict run(Optional<Integer> width) throws IOException, InterruptedException {
        twin.start();
        standalone = Standalone.start(settings);
        out.printf(
                Locale.ROOT,
                "archive %s  page http://127.0.0.1:%d/%n",
                twin.address(),
                running().publish().port());
        final Map<LocalDate, Map<String, float[]>> fields = new TreeMap<>();
        follow(new Progress(out, width, days, System.nanoTime()), fields);
        awaitFiles();
        final Verdict verdict = verdict(fields);
        final Methods methods = methods();
        Files.writeString(
                folder.resolve("methods.json"),
                RecordSerde.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(methods));
        Files.writeString(
                folder.resolve("verdict.json"),
                RecordSerde.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(verdict));
        out.println();
        out.print(verdict.table());
        out.print(methods.table());
        out.printf(
                Locale.ROOT,
                "%nfiles    %s%npage     http://127.0.0.1:%d/%nmetrics  http://127.0.0.1:%d/metrics  :%d/metrics  :%d/metrics  (ingest, assimilate, publish)%n",
                settings.productsFolder().toAbsolutePath(),
                running().publish().port(),
                running().ingest().port(),
                running().assimilate().port(),
                running().publish().port());
        return verdict;
    }

    /// Prints a line for every day as its analysis comes, and keeps prior and analysed fluxes.
    private void follow(Progress progress, Map<LocalDate, Map<String, float[]>> fields) {
        try (StreamReader<AnalysisRecord> analyses =
                new StreamReader<>(running().kafka(), Topics.ANALYSES)) {
            take(analyses.drain(), progress::found, fields);
            while (progress.daysDone() < days || months.size() < days) {
                twin.check();
                if (!running().assimilate().health().live()
                        || running().assimilate().health().parts().keySet().stream()
                                .anyMatch(part ->
                                        part.equals("domain-" + DOMAIN) || part.equals("domain-" + MONTHS_DOMAIN)))
                    throw new IllegalStateException("assimilate has stopped: "
                            + running().assimilate().health().parts());
                take(analyses.poll(POLL), day -> progress.day(day, System.nanoTime()), fields);
                progress.waiting("analysing", System.nanoTime());
            }
            take(analyses.drain(), _ -> {}, fields); // the revised day that came with the last
        }
    }

    /// @param first is told of each day that had not come before
    private void take(
            List<AnalysisRecord> records, Consumer<DailyAnalysis> first, Map<LocalDate, Map<String, float[]>> fields) {
        for (AnalysisRecord record : records)
            switch (record) {
                case FluxDetail _ -> {}
                case AnalysisField field when !field.identity().domain().equals(DOMAIN) -> {}
                case DailyAnalysis day
                when !day.identity().domain().equals(DOMAIN) ->
                    months.put(day.identity().day(), day);
                case AnalysisField field ->
                    fields.computeIfAbsent(field.identity().day(), day -> new HashMap<>())
                            .put(field.name(), field.values());
                case DailyAnalysis day -> {
                    final AnalysisIdentity identity = day.identity();
                    analyses.put(identity.day(), day);
                    if (revisions.put(identity.day(), identity.revision()) == null) first.accept(day);
                }
            }
    }

    /// Until every day's newest revision is written.
    private void awaitFiles() throws InterruptedException, IOException {
        final ProductFolder products = new ProductFolder(settings.productsFolder(), settings);
        final AnalysedDomain analysed = new AnalysedDomain(DOMAIN, AssimilationSystem.FILTER);
        for (var day : revisions.entrySet())
            while (products.revision(analysed, day.getKey()).orElse(-1) < day.getValue()) Thread.sleep(50);
        final AnalysedDomain monthly = new AnalysedDomain(MONTHS_DOMAIN, AssimilationSystem.INVERSION);
        for (LocalDate day : months.keySet()) while (products.find(monthly, day).isEmpty()) Thread.sleep(50);
    }

    /// Both methods over the days of the month that the last day is of.
    private Methods methods() throws IOException {
        final DailyAnalysis last = months.lastEntry().getValue();
        final MonthEstimate month = last.ofInversion().months().getLast();
        final List<float[]> truth = new ArrayList<>();
        final List<DailyAnalysis> filter = new ArrayList<>();
        for (DailyAnalysis day : analyses.values()) {
            if (!YearMonth.from(day.identity().day()).equals(month.month())) continue;
            truth.add(twin.trueFlux(day.identity().day()));
            filter.add(day);
        }
        return Methods.of(domain.modelGrid(), truth, filter, month);
    }

    /// Scores the second half of the days, when the filter has had time to learn.
    private Verdict verdict(Map<LocalDate, Map<String, float[]>> fields) throws IOException {
        final Map<LocalDate, Verdict.DayFluxes> scored = new TreeMap<>();
        for (int d = days / 2; d < days; d++) {
            final LocalDate day = domain.start().plusDays(d);
            final Map<String, float[]> of = fields.getOrDefault(day, Map.of());
            scored.put(
                    day,
                    new Verdict.DayFluxes(
                            twin.trueFlux(day),
                            field(of, "flux_prior", day),
                            field(of, "flux_analysis", day),
                            spreads(day)));
        }
        try (StreamReader<Innovation> innovations = new StreamReader<>(running().kafka(), Topics.INNOVATIONS)) {
            return Verdict.of(
                    domain.modelGrid(),
                    scored,
                    innovations.drain().stream()
                            .filter(innovation -> innovation.identity().domain().equals(DOMAIN))
                            .filter(innovation -> Integer.valueOf(
                                            innovation.identity().revision())
                                    .equals(revisions.get(innovation.identity().day())))
                            .toList(),
                    settings.assimilate().ensemble().members());
        }
    }

    /// Of the analysed totals, TgC per day, by region.
    private Map<String, Double> spreads(LocalDate day) {
        return Objects.requireNonNull(analyses.get(day), () -> "no analysis came of " + day).regions().stream()
                .collect(Collectors.toMap(
                        DailyAnalysis.RegionFlux::region, DailyAnalysis.RegionFlux::analysisSpreadTgCPerDay));
    }

    private static float[] field(Map<String, float[]> ofDay, String name, LocalDate day) {
        return Objects.requireNonNull(ofDay.get(name), () -> "no " + name + " came of " + day);
    }

    private Standalone running() {
        return Objects.requireNonNull(standalone, "the demo does not run yet");
    }

    /// What of its world is invented, in words.
    public String invented() {
        return settings.invented().orElseThrow();
    }

    /// Ports of ingest, assimilate and publish, while they run.
    public int[] ports() {
        return new int[] {
            running().ingest().port(),
            running().assimilate().port(),
            running().publish().port()
        };
    }

    /// Of the services by name, while they run.
    public Map<String, Health> healths() {
        return running().healths();
    }

    /// What a stop leaves, in a line; empty before there is anything.
    public String stopped() {
        if (standalone == null) return "";
        return "stopped archive, ingest, assimilate, publish and broker with " + analyses.size() + " of " + days
                + " days analysed; `./fluxwatch demo --days " + days + " --out " + folder + "` goes on from there";
    }

    @Override
    public void close() {
        if (standalone != null) standalone.close();
        twin.close();
    }
}
