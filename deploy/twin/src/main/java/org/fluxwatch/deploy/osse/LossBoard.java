package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.FluxForecastKind;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.TruthStatistics;
import org.fluxwatch.deploy.twin.WorldKind;

/// What keeps a filter from the attainable: the same worlds once more, each time without one thing that it has to do
/// with, as runs of [WorldRuns] and a [LossTable] in `losses.txt`.
public final class LossBoard {
    private static final String MEMBERS = "twice members";
    private static final String TOLD = "true statistics";
    private static final String ALL = "all of these";
    private static final String FREE = "not localized";

    private final Map<String, Settings> settings = new LinkedHashMap<>();
    private final String domain;
    private final SkillBoard.Plan plan;
    private final Path folder;
    private final PrintStream out;
    private final NumericsPool pool;

    /// A line of the table.
    ///
    /// @param kind of the truth
    /// @param settings name of the filter's
    private record Variant(String name, WorldKind kind, String settings) {}

    /// @param own with one domain, whose sensors the twin has orbits for
    /// @param plan of the standard world alone; what is attainable is always computed
    /// @param folder of the report
    public LossBoard(Settings own, SkillBoard.Plan plan, Path folder, PrintStream out, NumericsPool pool) {
        domain = TwinDomain.of(own);
        if (!plan.worlds().equals(List.of(WorldKind.standard())))
            throw new IllegalArgumentException(
                    "losses are those of the world " + WorldKind.standard().label() + ", expected no other");
        final AssimilateSettings assimilate = own.assimilate();
        if (assimilate.fluxForecast().kind() != FluxForecastKind.PERSISTENT_FACTORS)
            throw new IllegalArgumentException("assimilate.flux-forecast.kind is another than persistent-factors,"
                    + " which alone can be told the statistics of the truth");
        final AssimilateSettings told = told(assimilate);
        final int twice = 2 * assimilate.ensemble().members();
        settings.put(TrialReport.OWN, own);
        settings.put(MEMBERS, own.with(assimilate.withMembers(twice)));
        settings.put(TOLD, own.with(told));
        settings.put(ALL, own.with(told.withMembers(twice).withExactWinds()));
        settings.put(
                FREE,
                own.with(told.withMembers(2 * twice)
                        .withExactWinds()
                        .with(told.fluxForecast(), told.filter().withoutLocalization())));
        this.plan = plan;
        this.folder = folder;
        this.out = out;
        this.pool = pool;
    }

    /// With the constants of the truth as far as the filter has a place for them: factors, and errors of observations.
    private static AssimilateSettings told(AssimilateSettings own) {
        return own.with(
                own.fluxForecast()
                        .withFactors(
                                WorldKind.standard().factorSd(),
                                TruthStatistics.factorCorrelationKm(),
                                TruthStatistics.factorMemoryDays()),
                own.filter().withErrors(0, TruthStatistics.sharedErrorPpm(), TruthStatistics.sharedErrorLengthKm()));
    }

    private List<Variant> variants() {
        final WorldKind standard = WorldKind.standard();
        final WorldKind exactWinds = new WorldKind.Winds(0);
        return List.of(
                new Variant(TrialReport.OWN, standard, TrialReport.OWN),
                new Variant("no wind errors", exactWinds, TrialReport.OWN),
                new Variant("no errors of inflow and begin", new WorldKind.InflowError(0), TrialReport.OWN),
                new Variant("neither", new WorldKind.ExactAir(standard.factorSd()), TrialReport.OWN),
                new Variant("twice the members", standard, MEMBERS),
                new Variant("told the truth's statistics", standard, TOLD),
                new Variant(LossTable.ALL, exactWinds, ALL),
                new Variant(LossTable.FREE, exactWinds, FREE));
    }

    /// Runs what is not there yet, prints a line a run and the table, and writes it.
    public void run() throws IOException, InterruptedException {
        final WorldRuns runs = new WorldRuns(domain, plan, folder, out, pool);
        final List<Variant> variants = variants();
        final Map<Variant, List<SkillRun>> ofVariants = new LinkedHashMap<>();
        for (long seed : plan.seeds())
            for (WorldKind kind :
                    variants.stream().map(Variant::kind).distinct().toList()) {
                final Map<String, Settings> filters = new LinkedHashMap<>();
                for (Variant variant : variants)
                    if (variant.kind.equals(kind))
                        filters.put(variant.settings, Objects.requireNonNull(settings.get(variant.settings)));
                for (SkillRun run : runs.of(kind, seed, filters, kind.equals(WorldKind.standard())))
                    for (Variant variant : variants)
                        if (variant.kind.equals(kind) && variant.settings.equals(run.settings()))
                            ofVariants
                                    .computeIfAbsent(variant, _ -> new ArrayList<>())
                                    .add(run);
            }
        final Map<String, RunsByWorld> lines = new LinkedHashMap<>();
        for (Variant variant : variants)
            lines.put(variant.name, new RunsByWorld(Objects.requireNonNull(ofVariants.get(variant))));
        final String table = new LossTable(lines).text(plan.head(WorldKind.standard()));
        out.print("\n" + table);
        Files.writeString(folder.resolve("losses.txt"), table);
    }
}
