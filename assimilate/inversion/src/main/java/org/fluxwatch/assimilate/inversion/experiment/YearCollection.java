package org.fluxwatch.assimilate.inversion.experiment;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.cells.PriorMonth;
import org.fluxwatch.assimilate.inversion.cells.RegionAverages;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Background;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.CaseMonth;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Month;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Prior;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Region;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Total;
import org.fluxwatch.assimilate.inversion.solve.Fit;
import org.fluxwatch.assimilate.inversion.solve.Sensitivity;
import org.fluxwatch.assimilate.inversion.solve.Sensitivity.Result;
import org.fluxwatch.assimilate.inversion.system.Estimated;
import org.fluxwatch.assimilate.inversion.system.ObservationRows;
import org.fluxwatch.assimilate.model.score.ScoreSums;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundKind;

/// What comes of a year's months, case by case.
final class YearCollection {
    private final String domain;
    private final int year;
    private final Estimated estimated;
    private final String varied;
    private final Map<String, PriorCase> priors = new LinkedHashMap<>();
    private final List<String> backgrounds;
    private final Sensitivity.Case own;
    private final List<Month> months = new ArrayList<>();
    private final Map<Sensitivity.Case, CaseSums> cases = new LinkedHashMap<>();
    private final SortedMap<String, StationSums> stations = new TreeMap<>();
    private final List<double[]> fossil = new ArrayList<>();
    private final double[] cellPrior;
    private final double[] cellPosterior;
    private final int[] cellObservations;

    /// A case's months, and its scores over them.
    private static final class CaseSums {
        private final List<CaseMonth> months = new ArrayList<>();
        private final SortedMap<String, ScoreSums> scores = new TreeMap<>();
    }

    YearCollection(
            String domain,
            int year,
            Estimated estimated,
            String varied,
            List<PriorCase> priors,
            List<String> backgrounds) {
        this.domain = domain;
        this.year = year;
        this.estimated = estimated;
        this.varied = varied;
        this.backgrounds = backgrounds;
        for (PriorCase prior : priors) this.priors.put(prior.name(), prior);
        own = new Sensitivity.Case(
                PriorCase.own(estimated.settings().priorError().share()).name(),
                estimated.settings().background());
        for (PriorCase prior : priors)
            for (String background : backgrounds)
                cases.put(new Sensitivity.Case(prior.name(), background), new CaseSums());
        final int count = estimated.cells().count();
        cellPrior = new double[count];
        cellPosterior = new double[count];
        cellObservations = new int[count];
    }

    boolean wants(YearMonth month) {
        return month.getYear() == year;
    }

    /// The next month; its cases follow.
    void begin(MonthEvidence evidence) {
        final List<MonthEvidence.Seen> seen = evidence.seen();
        final int used = (int) seen.stream().filter(MonthEvidence.Seen::isUsed).count();
        final int withheld = (int) seen.stream()
                .filter(one -> !one.row().ofStation() && !one.isUsed())
                .count();
        months.add(new Month(evidence.month(), evidence.daysIn(), used, withheld, evidence.unused()));
        fossil.add(estimated.prior(Estimated.OWN_PRIOR, evidence.month()).fossil());
        final int[] places = estimated.cells().places();
        for (MonthEvidence.Seen one : seen) {
            if (!one.isUsed()) continue;
            final Innovation.Position position = one.row().observation().position();
            final int cell = estimated.cells().grid().cellAt(position.latitude(), position.longitude());
            final int place = cell < 0 ? -1 : places[cell];
            if (place >= 0) cellObservations[place]++;
        }
    }

    /// @param earlier increment of the month before `[columns]`
    /// @param later increment of the month `[columns]`
    /// @param covariance of the month's region totals
    /// @param solved at the month's end
    void add(
            MonthEvidence evidence,
            Sensitivity.Case one,
            double[] earlier,
            double[] later,
            double[][] covariance,
            Result solved) {
        final PriorCase prior = priors.get(one.prior());
        final CaseSums sums = cases.get(one);
        if (prior == null || sums == null) throw new IllegalArgumentException("there is no case " + one);
        final PriorMonth month = estimated.prior(prior.flux(), evidence.month());
        final double[] net = month.meanNet();
        final double[] after = new double[net.length];
        for (int c = 0; c < net.length; c++) {
            net[c] *= prior.scale();
            after[c] = net[c];
            for (int part = 0; part < estimated.layout().parts(); part++)
                after[c] += later[estimated.layout().column(part, c)];
        }
        final RegionAverages regions = estimated.regions();
        final List<Total> totals = new ArrayList<>();
        for (int r = 0; r < covariance.length; r++)
            totals.add(new Total(regions.total(r, net), regions.total(r, after), Math.sqrt(covariance[r][r])));
        final SortedMap<String, ScoreSums> scores = new TreeMap<>();
        final int background = backgrounds.indexOf(one.background());
        final int flux = List.copyOf(estimated.priors()).indexOf(prior.flux());
        for (MonthEvidence.Seen seen : evidence.seen()) {
            final double before = seen.backgrounds()[background] + prior.scale() * seen.simulated()[flux];
            if (Double.isNaN(before)) continue;
            final double posterior = ObservationRows.add(before, seen.row(), earlier, later);
            final Innovation.Observation observation = seen.row().observation();
            if (!seen.row().ofStation()) {
                final String set = seen.isUsed() ? "used" : "withheld";
                for (SortedMap<String, ScoreSums> to : List.of(scores, sums.scores)) {
                    score(to, set + "/prior", observation.ppm(), before);
                    score(to, set + "/posterior", observation.ppm(), posterior);
                }
            } else if (one.equals(own))
                stations.computeIfAbsent(observation.source(), _ -> new StationSums())
                        .add(evidence.month(), observation.ppm(), before, posterior);
        }
        sums.months.add(new CaseMonth(
                evidence.month(),
                solved.fit() instanceof Fit.OfObservations fit ? fit.observations() : 0,
                solved.unused(),
                solved.fit() instanceof Fit.OfObservations fit ? fit.chiSquare() : Double.NaN,
                totals,
                scored(scores)));
        if (one.equals(own))
            for (int c = 0; c < net.length; c++) {
                cellPrior[c] += net[c] - month.fossil()[c];
                cellPosterior[c] += after[c] - month.fossil()[c];
            }
    }

    private static void score(SortedMap<String, ScoreSums> scores, String name, double observed, double simulated) {
        scores.computeIfAbsent(name, _ -> new ScoreSums()).add(observed, simulated);
    }

    private static SortedMap<String, Scores> scored(SortedMap<String, ScoreSums> sums) {
        final SortedMap<String, Scores> scores = new TreeMap<>();
        sums.forEach((name, sum) -> scores.put(name, sum.scores()));
        return scores;
    }

    ExperimentReport report() {
        final List<ExperimentReport.Case> done = new ArrayList<>();
        cases.forEach((one, sums) ->
                done.add(new ExperimentReport.Case(one.prior(), one.background(), sums.months, scored(sums.scores))));
        final List<ExperimentReport.Station> seen = new ArrayList<>();
        stations.forEach((name, sums) -> seen.add(sums.of(name)));
        return new ExperimentReport(
                domain,
                year,
                own.prior(),
                own.background(),
                varied,
                priors.values().stream()
                        .map(prior -> new Prior(prior.name(), prior.flux(), prior.scale(), prior.share()))
                        .toList(),
                backgrounds.stream()
                        .map(name -> new Background(name, kind(name).name().toLowerCase(Locale.ROOT)))
                        .toList(),
                regions(),
                months,
                done,
                deviations(done),
                seen,
                cells());
    }

    private BackgroundKind kind(String background) {
        return estimated.background(background).kind();
    }

    private List<Region> regions() {
        final RegionAverages averages = estimated.regions();
        final List<Region> regions = new ArrayList<>();
        for (int r = 0; r < averages.names().size(); r++) {
            final List<Double> ofMonths = new ArrayList<>();
            for (double[] month : fossil) ofMonths.add(averages.total(r, month));
            regions.add(new Region(averages.names().get(r), averages.areaKm2(r), ofMonths));
        }
        return regions;
    }

    private List<ExperimentReport.Deviation> deviations(List<ExperimentReport.Case> done) {
        final Map<String, List<ExperimentReport.Case>> sets = new LinkedHashMap<>();
        final double share = estimated.settings().priorError().share();
        sets.put(
                "scale and uncertainty of prior " + varied,
                done.stream()
                        .filter(one ->
                                isOwn(one.background()) && prior(one).flux().equals(varied))
                        .toList());
        sets.put(
                "priors",
                done.stream()
                        .filter(one -> isOwn(one.background())
                                && prior(one).scale() == 1
                                && prior(one).share() == share)
                        .toList());
        sets.put("backgrounds of the model", ofKind(done, true));
        sets.put("backgrounds of observations", ofKind(done, false));
        final List<ExperimentReport.Deviation> deviations = new ArrayList<>();
        final List<String> names = estimated.regions().names();
        sets.forEach((name, set) -> {
            if (set.size() < 2) return;
            for (int r = 0; r < names.size(); r++) deviations.add(Deviations.of(name, names.get(r), r, set));
        });
        return deviations;
    }

    private List<ExperimentReport.Case> ofKind(List<ExperimentReport.Case> done, boolean model) {
        return done.stream()
                .filter(one ->
                        one.prior().equals(own.prior()) && (kind(one.background()) == BackgroundKind.MODEL) == model)
                .toList();
    }

    private boolean isOwn(String background) {
        return background.equals(own.background());
    }

    private PriorCase prior(ExperimentReport.Case one) {
        final PriorCase prior = priors.get(one.prior());
        if (prior == null) throw new IllegalArgumentException("there is no prior " + one.prior());
        return prior;
    }

    private ExperimentReport.Cells cells() {
        final FluxCells cells = estimated.cells();
        final int count = Math.max(months.size(), 1);
        return new ExperimentReport.Cells(
                estimated.settings().cellDegrees(),
                cells.latitudes(),
                cells.longitudes(),
                Arrays.stream(cellPrior).map(sum -> sum / count).toArray(),
                Arrays.stream(cellPosterior).map(sum -> sum / count).toArray(),
                cellObservations);
    }
}
