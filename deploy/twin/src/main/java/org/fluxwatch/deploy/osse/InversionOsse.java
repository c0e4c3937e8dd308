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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.assimilate.inversion.experiment.Experiments;
import org.fluxwatch.assimilate.inversion.experiment.PriorCase;
import org.fluxwatch.assimilate.inversion.system.Estimated;
import org.fluxwatch.assimilate.inversion.system.InversionState;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.twin.WorldKind;

/// An observing system simulation experiment: the inversion on files of worlds whose fluxes are known, which have
/// other winds, fluxes, inflow and start than it is given; under every prior and background, and with a background
/// that is wrong throughout. Months that are not over are not scored.
public final class InversionOsse {
    private static final double WRONG_BY_PPM = 0.2;
    private static final String SHIFTED = "own + " + WRONG_BY_PPM + " ppm";

    private final Settings settings;
    private final String domain;
    private final Map<String, InversionSettings> also;
    private final int days;
    private final List<Long> seeds;
    private final Path folder;
    private final PrintStream out;
    private final List<CaseScore> scores = new ArrayList<>();
    private String ownPrior = "";
    private String ownBackground = "";

    /// @param settings with one domain, whose sensors the twin has orbits for
    /// @param also other errors that the same rows are solved with, by name: of the prior, the background and
    ///     of representation
    /// @param days to be run
    /// @param seeds of all that is true, a run each
    /// @param folder of the report, and of the Lite files in its folder `lite`
    public InversionOsse(
            Settings settings,
            Map<String, InversionSettings> also,
            int days,
            List<Long> seeds,
            Path folder,
            PrintStream out) {
        domain = TwinDomain.of(settings);
        this.settings = settings;
        final LocalDate start = settings.domain(domain).start();
        final LocalDate last = start.plusDays(days - 1L);
        if (days < 1 || last.isBefore(YearMonth.from(start).atEndOfMonth()) || last.getYear() != start.getYear())
            throw new IllegalArgumentException("days is " + days + ", expected at least the month of the start, "
                    + start + ", and days of its year");
        this.also = new TreeMap<>(also);
        also.forEach((name, other) ->
                requireSameRows(name, other, settings.assimilate().inversion()));
        this.days = days;
        this.seeds = List.copyOf(seeds);
        this.folder = folder;
        this.out = out;
    }

    private static void requireSameRows(String name, InversionSettings other, InversionSettings own) {
        if (other.cellDegrees() != own.cellDegrees()
                || other.increment() != own.increment()
                || !other.optimisedRegions().equals(own.optimisedRegions())
                || other.backgroundOffsetPpm() > 0 != own.backgroundOffsetPpm() > 0
                || other.errorCorrelation() != own.errorCorrelation())
            throw new IllegalArgumentException(
                    name + " would have other rows: expected the cells, regions, increment and"
                            + " error-correlation of the settings, and a background-offset-ppm above 0 where theirs is");
    }

    /// Runs all worlds, prints a line for each month and what all say together, and writes it down: `inversion.json`
    /// the scores, `experiments-SEED.json` a world's experiments.
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (NumericsPool pool =
                new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()))) {
            for (long seed : seeds) run(seed, pool);
        }
        write("inversion.json", scores);
        out.print(summary());
    }

    private void write(String name, Object content) throws IOException {
        Files.writeString(
                folder.resolve(name),
                RecordSerde.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(content));
    }

    private void run(long seed, NumericsPool pool) throws IOException, InterruptedException {
        final Map<YearMonth, double[]> truths = new TreeMap<>();
        final SortedMap<LocalDate, List<ObservationRow>> rows = new TreeMap<>();
        final Path lite = folder.resolve("lite");
        final InversionRun inversion = new InversionRun(settings, domain, folder.resolve("prepared"), pool);
        final Estimated estimated = inversion.system().estimated();
        final FluxCells cells = estimated.cells();
        try (TruthAhead truth = new TruthAhead(settings.domain(domain), WorldKind.standard(), seed, days, lite)) {
            for (int d = 0; d < days; d++) {
                final TruthAhead.TrueDay day = truth.take();
                cells.addMeans(
                        day.flux(), truths.computeIfAbsent(YearMonth.from(day.day()), _ -> new double[cells.count()]));
                final DayResult<InversionState> result = inversion.analyse(day.day(), day.files());
                rows.put(day.day(), result.products().rows());
            }
        } finally {
            delete(lite);
        }
        truths.forEach((month, sum) -> {
            for (int c = 0; c < sum.length; c++) sum[c] /= month.lengthOfMonth();
        });
        final ExperimentReport all =
                report(Experiments.all(domain, estimated, PriorCase.varied(estimated.priors()), pool), rows);
        ownPrior = all.ownPrior();
        ownBackground = all.ownBackground();
        final List<CaseScore> of = scores(seed, all, truths, estimated);
        scores.addAll(of);
        write("experiments-" + seed + ".json", all);
        final SortedMap<LocalDate, List<ObservationRow>> shifted = new TreeMap<>();
        rows.forEach((day, ofDay) ->
                shifted.put(day, ofDay.stream().map(InversionOsse::shifted).toList()));
        for (CaseScore one : scores(seed, report(Experiments.own(domain, estimated, pool), shifted), truths, estimated))
            scores.add(one.with(ownPrior, SHIFTED));
        final double own = settings.assimilate().inversion().representationErrorPpm();
        also.forEach((name, errors) -> {
            final Estimated other = Estimated.of(settings.domain(domain), errors, pool);
            final SortedMap<LocalDate, List<ObservationRow>> unsure = new TreeMap<>();
            rows.forEach((day, ofDay) -> unsure.put(
                    day,
                    ofDay.stream()
                            .map(row -> with(row, squared(errors.representationErrorPpm()) - squared(own)))
                            .toList()));
            for (CaseScore one : scores(seed, report(Experiments.own(domain, other, pool), unsure), truths, other))
                scores.add(one.with(name, ownBackground));
        });
        print(all, of);
    }

    private static ExperimentReport report(Experiments experiments, SortedMap<LocalDate, List<ObservationRow>> rows) {
        return experiments.of(
                month -> rows.subMap(month.atDay(1), month.plusMonths(1).atDay(1)),
                rows.lastKey(),
                rows.lastKey().getYear());
    }

    private static ObservationRow shifted(ObservationRow row) {
        final Map<String, Double> backgrounds = new TreeMap<>();
        row.backgroundsPpm().forEach((name, ppm) -> backgrounds.put(name, ppm + WRONG_BY_PPM));
        return copy(row, row.observation(), backgrounds);
    }

    private static double squared(double ppm) {
        return ppm * ppm;
    }

    /// @param variance added to that of its error, ppm²
    private static ObservationRow with(ObservationRow row, double variance) {
        final Innovation.Observation of = row.observation();
        return copy(
                row,
                new Innovation.Observation(
                        of.sensor(),
                        of.source(),
                        of.id(),
                        of.mode(),
                        of.position(),
                        of.ppm(),
                        Math.sqrt(squared(of.errorPpm()) + variance),
                        of.soundings(),
                        of.standIns()),
                row.backgroundsPpm());
    }

    private static ObservationRow copy(
            ObservationRow row, Innovation.Observation observation, Map<String, Double> backgroundsPpm) {
        return new ObservationRow(
                row.identity(),
                observation,
                row.withheld(),
                backgroundsPpm,
                row.simulatedPpm(),
                row.lostShare(),
                row.unusedBecause(),
                row.columns(),
                row.values());
    }

    /// @param truths natural flux without fire, means of months, µmol m-2 s-1 `[cells]`
    private List<CaseScore> scores(
            long seed, ExperimentReport report, Map<YearMonth, double[]> truths, Estimated estimated) {
        final List<CaseScore> of = new ArrayList<>();
        for (ExperimentReport.Case one : report.cases())
            for (int m = 0; m < one.months().size(); m++) {
                final ExperimentReport.CaseMonth month = one.months().get(m);
                if (report.months().get(m).daysIn() < month.month().lengthOfMonth()) continue;
                final double[] truth = truths.getOrDefault(month.month(), new double[0]);
                final double[] fire =
                        estimated.prior(Estimated.OWN_PRIOR, month.month()).fire();
                for (int r = 0; r < month.regions().size(); r++) {
                    final ExperimentReport.Region region = report.regions().get(r);
                    final double given =
                            region.fossil().get(m) + estimated.regions().total(r, fire);
                    final ExperimentReport.Total total = month.regions().get(r);
                    of.add(new CaseScore(
                            seed,
                            month.month(),
                            one.prior(),
                            one.background(),
                            region.name(),
                            estimated.regions().total(r, truth),
                            total.priorNet() - given,
                            total.posteriorNet() - given,
                            total.posteriorSpread()));
                }
            }
        return of;
    }

    private boolean isOwn(CaseScore one) {
        return one.prior().equals(ownPrior) && one.background().equals(ownBackground);
    }

    private void print(ExperimentReport report, List<CaseScore> of) {
        for (ExperimentReport.Case one : report.cases()) {
            if (!one.prior().equals(ownPrior) || !one.background().equals(ownBackground)) continue;
            for (ExperimentReport.CaseMonth month : one.months())
                for (CaseScore score : of)
                    if (isOwn(score)
                            && score.month().equals(month.month())
                            && score.region().equals(Regions.DOMAIN))
                        out.print(Figures.format(
                                "seed %4d %s  used %5d  chi2 %5.2f  all cells TgC/d: truth %7.3f  prior %7.3f  posterior %7.3f +- %5.3f%n",
                                score.seed(),
                                score.month(),
                                month.used(),
                                month.chiSquare(),
                                score.truth(),
                                score.priorFlux(),
                                score.posteriorFlux(),
                                score.posteriorSpread()));
        }
        out.flush();
    }

    private String summary() {
        final StringBuilder text = new StringBuilder();
        text.append(CaseTable.of(
                Figures.format(
                        "Natural CO2 flux of a month against the truth, TgC/d, %d worlds: means over them +- standard errors;"
                                + " own prior and background",
                        seeds.size()),
                scores.stream().filter(this::isOwn).toList(),
                CaseScore::region));
        final List<CaseScore> domains = scores.stream()
                .filter(one -> isOwn(one) && one.region().equals(Regions.DOMAIN))
                .toList();
        text.append(CaseTable.line("all cells", domains));
        text.append(CaseTable.of(
                "All regions, by background (own prior)",
                scores.stream().filter(one -> one.prior().equals(ownPrior)).toList(),
                CaseScore::background));
        text.append(CaseTable.of(
                "All regions, by prior and errors (own background)",
                scores.stream()
                        .filter(one -> one.background().equals(ownBackground))
                        .toList(),
                CaseScore::prior));
        return text.toString();
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
