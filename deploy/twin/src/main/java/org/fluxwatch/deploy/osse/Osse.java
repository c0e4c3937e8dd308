package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.WorldKind;

/// An observing system simulation experiment: the filter on files of a world whose fluxes are known.
/// ```
/// TruthAhead ──> Lite files ──> FilterRun ──> days ──> Scoreboard ──> report.json, report.html
///     └── true fluxes ───────────────────────────────────┘
/// ```
/// A second [Trial] runs the JDAS paper's own settings on the same files.
public final class Osse {
    private static final String JDAS = "jdas";

    private final Settings settings;
    private final boolean besideJdas;
    private final boolean attainable;
    private final String domain;
    private final int days;
    private final int spinUpDays;
    private final WorldKind kind;
    private final long seed;
    private final Path folder;
    private final PrintStream out;

    /// @param settings with one domain, whose sensors the twin has orbits for
    /// @param besideJdas runs the preset `jdas` too: its gridding and filter on this domain, these seeds and inputs
    /// @param attainable computes what any method could cut of the errors, see [Attainable]
    /// @param days to be run
    /// @param spinUpDays at the beginning that are not scored
    /// @param kind of world
    /// @param seed of all that is true
    /// @param folder of the report, and of the Lite files in its folder `lite`
    public Osse(
            Settings settings,
            boolean besideJdas,
            boolean attainable,
            int days,
            int spinUpDays,
            WorldKind kind,
            long seed,
            Path folder,
            PrintStream out) {
        domain = TwinDomain.of(settings);
        TwinDomain.requireScoredDays(days, spinUpDays);
        this.settings = settings;
        this.besideJdas = besideJdas;
        this.attainable = attainable;
        this.days = days;
        this.spinUpDays = spinUpDays;
        this.kind = kind;
        this.seed = seed;
        this.folder = folder;
        this.out = out;
    }

    /// Runs all days, prints a line for each and the verdict, and writes the report.
    ///
    /// @return whether the filter of the settings came to the end; the report is there in either case
    public boolean run() throws IOException, InterruptedException {
        final DomainSettings domainSettings = settings.domain(domain);
        Files.createDirectories(folder);
        final Map<String, Integer> looks = new TreeMap<>();
        try (NumericsPool pool = new NumericsPool(
                        NumericsPool.orOnePerCore(settings.assimilate().threads()));
                TruthAhead truth = new TruthAhead(domainSettings, kind, seed, days, folder.resolve("lite"))) {
            final List<Trial> trials = trials(domainSettings.start().plusDays(spinUpDays), pool);
            for (int d = 0;
                    d < days && trials.stream().anyMatch(trial -> trial.stop().isEmpty());
                    d++) {
                final TruthAhead.TrueDay day = truth.take();
                day.looks().forEach((fate, count) -> looks.merge(fate, count, Integer::sum));
                for (Trial trial : trials) if (trial.stop().isEmpty()) analyse(trial, day, d + 1);
            }
            final OsseReport.Setup setup = setup(domainSettings);
            final List<TrialReport> reports =
                    trials.stream().map(trial -> trial.report(setup, looks)).toList();
            write(reports, trials.getFirst().grid());
            if (attainable) attain(trials.getFirst(), pool);
            return trials.getFirst().stop().isEmpty();
        }
    }

    private List<Trial> trials(LocalDate scoredFrom, NumericsPool pool) {
        final Settings jdas =
                settings.withFilterOf(SettingsLoader.parse(SettingsLoader.preset(JDAS), "the preset jdas", Map.of()));
        if (jdas.equals(settings)) return List.of(new Trial(JDAS, settings, domain, scoredFrom, pool));
        final Trial own = new Trial(TrialReport.OWN, settings, domain, scoredFrom, pool);
        return besideJdas ? List.of(own, new Trial(JDAS, jdas, domain, scoredFrom, pool)) : List.of(own);
    }

    private void analyse(Trial trial, TruthAhead.TrueDay day, int number) throws IOException {
        final String label = trial.name().equals(TrialReport.OWN) ? day.day().toString() : trial.name();
        trial.analyse(day)
                .ifPresentOrElse(
                        score -> progress(label, number, score),
                        () -> out.printf(
                                Locale.ROOT,
                                "%10s  day %3d/%d stopped itself: %s%n",
                                label,
                                number,
                                days,
                                trial.stop().orElseThrow().reason()));
    }

    private void write(List<TrialReport> trials, Grid grid) throws IOException {
        final String json = ReportJson.of(trials, grid);
        Files.writeString(folder.resolve("report.json"), json);
        Files.writeString(folder.resolve("report.html"), ReportPage.of(json));
        out.println();
        out.print(VerdictTable.of(trials));
    }

    /// Beside the filter of the settings, which must have come to the end.
    private void attain(Trial trial, NumericsPool pool) throws IOException {
        if (trial.stop().isPresent()) {
            out.println("attainable: not computed, as the filter stopped itself");
            return;
        }
        final long begin = System.nanoTime();
        final DomainSettings domainSettings = settings.domain(domain);
        final Attainable.Answer answer = new Attainable(
                        domainSettings, kind, seed, days, domainSettings.start().plusDays(spinUpDays), pool)
                .answer(trial, settings.assimilate().fluxForecast().lagDays(), folder);
        Files.writeString(folder.resolve("attainable.json"), ReportJson.of(answer));
        out.print(answer.table());
        out.printf(Locale.ROOT, "  (took %.0f s)%n", (System.nanoTime() - begin) / 1e9);
    }

    private OsseReport.Setup setup(DomainSettings domainSettings) {
        return new OsseReport.Setup(
                domain,
                domainSettings.start(),
                domainSettings.start().plusDays(days - 1),
                domainSettings.start().plusDays(spinUpDays),
                seed,
                domainSettings.modelGrid().cells(),
                domainSettings.modelLevels().nz(),
                Map.of(),
                ReportJson.settings(settings));
    }

    private void progress(String label, int done, OsseReport.DayScore day) {
        out.print(Figures.format(
                "%10s  day %3d/%d%s  assimilated %4d  withheld %3d  gated %2d  o-b %+5.2f +- %4.2f ppm  chi2 %4.2f  flux RMSE %.3f, prior %.3f%n",
                label,
                done,
                days,
                done <= spinUpDays ? " spin-up" : "        ",
                day.count("assimilated"),
                day.count("withheld"),
                day.count("gated"),
                day.background().biasPpm(),
                day.background().rmsePpm(),
                day.chiSquare(),
                day.grid().analysis().rmse(),
                day.grid().prior().rmse()));
    }
}
