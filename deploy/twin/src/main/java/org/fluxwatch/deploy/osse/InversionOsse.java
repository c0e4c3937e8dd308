package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.cells.RegionAverages;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.twin.GroundTrack;
import org.fluxwatch.deploy.twin.World;

/// An observing system simulation experiment: the inversion on files of worlds whose fluxes are known, which have
/// other winds, fluxes, inflow and start than it is given.
public final class InversionOsse {
    private final Settings settings;
    private final String domain;
    private final int days;
    private final List<Long> seeds;
    private final Path folder;
    private final PrintStream out;
    private final List<InversionScore> scores = new ArrayList<>();

    /// @param settings with one domain, whose sensors the twin has orbits for
    /// @param days to be run
    /// @param seeds of all that is true, a run each
    /// @param folder of the report, and of the Lite files in its folder `lite`
    public InversionOsse(Settings settings, int days, List<Long> seeds, Path folder, PrintStream out) {
        if (settings.domains().size() != 1)
            throw new IllegalArgumentException("the settings have the domains "
                    + settings.domains().keySet() + ", expected one for an experiment");
        if (days < 1) throw new IllegalArgumentException("days is " + days + ", expected 1 or more");
        this.settings = settings;
        this.domain = settings.domains().keySet().iterator().next();
        World.requireInvented(domain, settings.domain(domain).inputs());
        for (Sensor sensor : settings.domain(domain).sensors()) GroundTrack.of(sensor);
        this.days = days;
        this.seeds = List.copyOf(seeds);
        this.folder = folder;
        this.out = out;
    }

    /// Runs all worlds, prints a line for each month and what all say together, and writes it down.
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (NumericsPool pool =
                new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
            for (long seed : seeds) run(seed, pool);
        }
        Files.writeString(
                folder.resolve("inversion.json"),
                RecordSerde.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(scores));
        out.print(summary());
    }

    private void run(long seed, NumericsPool pool) throws IOException, InterruptedException {
        final Map<YearMonth, double[]> truths = new TreeMap<>();
        final Map<YearMonth, MonthEstimate> last = new TreeMap<>();
        final Path lite = folder.resolve("lite");
        final InversionRun inversion = new InversionRun(settings, domain, folder.resolve("prepared"), pool);
        final FluxCells cells = inversion.system().estimated().cells();
        try (TruthAhead truth = new TruthAhead(settings.domain(domain), seed, days, lite)) {
            for (int d = 0; d < days; d++) {
                final TruthAhead.TrueDay day = truth.take();
                cells.addMeans(
                        day.flux(), truths.computeIfAbsent(YearMonth.from(day.day()), _ -> new double[cells.count()]));
                final DailyAnalysis analysis =
                        inversion.analyse(day.day(), day.files()).analysis();
                if (analysis.diagnostics() instanceof DailyAnalysis.Inversion of)
                    for (MonthEstimate month : of.months()) last.put(month.month(), month);
            }
        } finally {
            delete(lite);
        }
        final RegionAverages regions = inversion.system().estimated().regions();
        last.forEach((month, estimate) -> {
            for (int r = 0; r < estimate.regions().size(); r++)
                scores.add(score(seed, estimate, estimate.regions().get(r), truth(truths, month, regions, r)));
            print(seed, month);
        });
    }

    private double truth(Map<YearMonth, double[]> truths, YearMonth month, RegionAverages regions, int region) {
        final double[] sum = truths.getOrDefault(month, new double[0]).clone();
        final LocalDate start = settings.domain(domain).start();
        final LocalDate first = month.atDay(1).isBefore(start) ? start : month.atDay(1);
        final LocalDate end = start.plusDays(days);
        final LocalDate after =
                month.plusMonths(1).atDay(1).isBefore(end) ? month.plusMonths(1).atDay(1) : end;
        for (int c = 0; c < sum.length; c++) sum[c] /= after.toEpochDay() - first.toEpochDay();
        return regions.total(region, sum);
    }

    private static InversionScore score(long seed, MonthEstimate month, RegionTotal region, double truth) {
        final double given = region.fossil() + region.fire();
        return new InversionScore(
                seed,
                month.month(),
                region.region(),
                truth,
                region.priorNet() - given,
                region.priorNetSpread(),
                region.posteriorNet() - given,
                region.posteriorNetSpread(),
                month.used(),
                month.chiSquare(),
                month.degreesOfFreedom());
    }

    private void print(long seed, YearMonth month) {
        for (InversionScore one : scores)
            if (one.seed() == seed && one.month().equals(month) && one.region().equals(Regions.DOMAIN))
                out.print(Figures.format(
                        "seed %4d %s  used %5d  chi2 %5.2f  dofs %5.1f  all cells TgC/d: truth %7.3f  prior %7.3f +- %5.3f  posterior %7.3f +- %5.3f%n",
                        seed,
                        month,
                        one.used(),
                        one.chiSquare(),
                        one.degreesOfFreedom(),
                        one.truth(),
                        one.prior(),
                        one.priorSpread(),
                        one.posterior(),
                        one.posteriorSpread()));
        out.flush();
    }

    private String summary() {
        final StringBuilder text = new StringBuilder();
        text.append(Figures.format(
                "%nNatural CO2 flux of a month against the truth, %d worlds, TgC/d%n  %-16s %11s %15s %6s %9s %12s%n",
                seeds.size(), "region", "prior RMSE", "posterior RMSE", "cut", "in 90 %", "spread/RMSE"));
        for (String region :
                new TreeSet<>(scores.stream().map(InversionScore::region).toList()))
            text.append(line(
                    region,
                    scores.stream().filter(one -> one.region().equals(region)).toList()));
        text.append(line("all regions", scores));
        return text.toString();
    }

    private static String line(String name, List<InversionScore> of) {
        double prior = 0;
        double posterior = 0;
        double spread = 0;
        int covered = 0;
        for (InversionScore one : of) {
            prior += one.priorError() * one.priorError();
            posterior += one.posteriorError() * one.posteriorError();
            spread += one.posteriorSpread() * one.posteriorSpread();
            if (one.isCovered()) covered++;
        }
        return Figures.format(
                "  %-16s %11.3f %15.3f %5.0f%% %8.0f%% %12.2f%n",
                name,
                Math.sqrt(prior / of.size()),
                Math.sqrt(posterior / of.size()),
                100 * (1 - Math.sqrt(posterior / prior)),
                100.0 * covered / of.size(),
                Math.sqrt(spread / posterior));
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
