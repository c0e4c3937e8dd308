package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.cycle.DayResult;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.GroundTrack;

/// An observing system simulation experiment: the filter on files of a world whose fluxes are known.
/// ```
/// TruthAhead ──> Lite files ──> FilterRun ──> days ──> Scoreboard ──> report.json, report.html
///     └── true fluxes ───────────────────────────────────┘
/// ```
public final class Osse {
    private final Settings settings;
    private final String domain;
    private final int days;
    private final int spinUpDays;
    private final long seed;
    private final Path folder;
    private final PrintStream out;

    /// @param settings with one domain, whose sensors the twin has orbits for
    /// @param days to be run
    /// @param spinUpDays at the beginning that are not scored
    /// @param seed of all that is true
    /// @param folder of the report, and of the Lite files in its folder `lite`
    public Osse(Settings settings, int days, int spinUpDays, long seed, Path folder, PrintStream out) {
        if (settings.domains().size() != 1)
            throw new IllegalArgumentException("the settings have the domains "
                    + settings.domains().keySet() + ", expected one for an experiment");
        if (spinUpDays < 0 || days <= spinUpDays)
            throw new IllegalArgumentException("days is " + days + " and spin-up " + spinUpDays
                    + ", expected 0 or more days of spin-up and at least one after");
        this.settings = settings;
        this.domain = settings.domains().keySet().iterator().next();
        for (Sensor sensor : settings.domains().get(domain).sensors()) GroundTrack.of(sensor);
        this.days = days;
        this.spinUpDays = spinUpDays;
        this.seed = seed;
        this.folder = folder;
        this.out = out;
    }

    /// Runs all days, prints a line for each and the verdict, and writes the report.
    public void run() throws IOException, InterruptedException {
        final DomainSettings domainSettings = settings.domains().get(domain);
        Files.createDirectories(folder);
        final Map<String, Integer> looks = new TreeMap<>();
        try (NumericsPool pool = new NumericsPool(threads());
                TruthAhead truth = new TruthAhead(settings, domainSettings, seed, days, folder.resolve("lite"))) {
            final FilterRun filter = new FilterRun(settings, domain, pool);
            final Scoreboard scores = new Scoreboard(
                    filter.model().grid(),
                    filter.model().lanes().members(),
                    domainSettings.start().plusDays(spinUpDays));
            Map<String, String> inputs = Map.of();
            for (int d = 0; d < days; d++) {
                final TruthAhead.TrueDay day = truth.take();
                final DayResult result = filter.analyse(day.files());
                day.looks().forEach((fate, count) -> looks.merge(fate, count, Integer::sum));
                progress(d + 1, scores.add(day.day(), day.flux(), result));
                inputs = result.inputs();
            }
            final OsseReport report = scores.report(
                    setup(domainSettings, inputs),
                    new OsseReport.Intake(looks, filter.soundings(), new TreeMap<>(filter.rejected())));
            Files.writeString(folder.resolve("report.json"), ReportJson.of(report));
            Files.writeString(
                    folder.resolve("report.html"),
                    ReportPage.of(report, filter.model().grid(), scores.means()));
            out.println();
            out.print(VerdictTable.of(report));
        }
    }

    private int threads() {
        final int threads = settings.assimilate().threads();
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    private OsseReport.Setup setup(DomainSettings domainSettings, Map<String, String> inputs) {
        return new OsseReport.Setup(
                domain,
                domainSettings.start(),
                domainSettings.start().plusDays(days - 1),
                domainSettings.start().plusDays(spinUpDays),
                seed,
                domainSettings.modelGrid().cells(),
                domainSettings.modelLevels().nz(),
                inputs,
                ReportJson.settings(settings));
    }

    private void progress(int done, OsseReport.DayScore day) {
        out.printf(
                Locale.ROOT,
                "%s  day %3d/%d%s  assimilated %4d  withheld %3d  gated %2d  o-b %+5.2f +- %4.2f ppm  chi2 %4.2f  flux RMSE %.3f, prior %.3f%n",
                day.day(),
                done,
                days,
                done <= spinUpDays ? " spin-up" : "        ",
                day.counts().get("assimilated"),
                day.counts().get("withheld"),
                day.counts().get("gated"),
                day.background().biasPpm(),
                day.background().rmsePpm(),
                day.chiSquare(),
                day.grid().analysis().rmse(),
                day.grid().prior().rmse());
    }
}
