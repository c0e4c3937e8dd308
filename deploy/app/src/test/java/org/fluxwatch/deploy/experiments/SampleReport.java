package org.fluxwatch.deploy.experiments;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Background;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.CaseMonth;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Deviation;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Month;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Prior;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Region;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Station;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.StationMonth;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport.Total;
import org.fluxwatch.assimilate.inversion.experiment.PriorCase;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// A report of invented numbers, of the size of real ones: a summer's sink, cases around it.
final class SampleReport {
    private static final int YEAR = 2018;
    private static final double SHARE = 0.5;
    private static final List<Background> BACKGROUNDS = List.of(
            new Background("reference", "model"),
            new Background("ct2022", "model"),
            new Background("cams", "model"),
            new Background("gongga", "model"),
            new Background("masktest", "model"),
            new Background("grid_50", "grid"),
            new Background("grid_60", "grid"),
            new Background("lati_30", "latitude"),
            new Background("lati_60", "latitude"),
            new Background("lati_80", "latitude"));
    private static final List<String> REGIONS = List.of("Southern China", "Outside Southern China", "domain");
    private static final double[] SIZES = {0.4, 0.6, 1};

    private SampleReport() {}

    /// @param count months from January
    static ExperimentReport of(int count) {
        final List<Integer> months = new ArrayList<>();
        for (int m = 1; m <= count; m++) months.add(m);
        return of(months);
    }

    static ExperimentReport of(List<Integer> months) {
        final List<YearMonth> year =
                months.stream().map(m -> YearMonth.of(YEAR, m)).toList();
        final List<Prior> priors = new ArrayList<>();
        for (PriorCase prior : PriorCase.of(new LinkedHashSet<>(List.of("A", "B", "C")), "C", SHARE))
            priors.add(new Prior(prior.name(), prior.flux(), prior.scale(), prior.share()));
        final List<ExperimentReport.Case> cases = new ArrayList<>();
        for (Prior prior : priors) for (int b = 0; b < BACKGROUNDS.size(); b++) cases.add(caseOf(prior, b, year));
        final List<Region> regions = new ArrayList<>();
        for (int r = 0; r < SIZES.length; r++) {
            final int region = r;
            regions.add(new Region(
                    REGIONS.get(r),
                    9.6e6 * SIZES[r],
                    year.stream().map(_ -> 7.5 * SIZES[region]).toList()));
        }
        return new ExperimentReport(
                "east-asia",
                YEAR,
                "A 1x 50%",
                "reference",
                "C",
                priors,
                BACKGROUNDS,
                regions,
                year.stream()
                        .map(month -> new Month(
                                month,
                                month.getMonthValue() == 11 ? 12 : month.lengthOfMonth(),
                                900 + 40 * month.getMonthValue(),
                                100,
                                Map.of("outside", 3, "no-background", 2)))
                        .toList(),
                cases,
                deviations(),
                List.of(station("Gosan", year, 0), station("Damingshan", year, 2)),
                cells());
    }

    /// A region's natural flux in a month, TgC per day: a source in winter, a sink in summer.
    private static double natural(int month, double size, double shift) {
        return size * (1 + shift + 4.5 * Math.cos((month - 1.5 + shift) * Math.PI / 6));
    }

    private static double prior(String flux, int month, double size) {
        return switch (flux) {
            case "A" -> natural(month, size, 0.7);
            case "B" -> natural(month, size, -0.8);
            default -> 1.1 * size;
        };
    }

    private static ExperimentReport.Case caseOf(Prior prior, int background, List<YearMonth> year) {
        final boolean observed = background >= 5;
        final List<CaseMonth> months = new ArrayList<>();
        for (YearMonth month : year) {
            final int m = month.getMonthValue();
            final List<Total> totals = new ArrayList<>();
            for (double size : SIZES) {
                final double before = prior.scale() * (prior(prior.flux(), m, size) + 7.5 * size);
                final double truth = natural(m, size, 0.25 * (background % 5)) * (observed ? 0.4 : 1) + 7.5 * size;
                final double weight = prior.share() / (prior.share() + 0.08);
                // what could not be had leaves gaps
                final double spread = m == 4 && size == SIZES[0] ? Double.NaN : size * (0.5 + 0.4 * prior.share());
                final double after = m == 10 && background == 7 ? Double.NaN : weight * truth + (1 - weight) * before;
                totals.add(new Total(before, after, spread));
            }
            months.add(new CaseMonth(
                    month,
                    900 + 40 * m - (observed ? 120 : 0),
                    observed ? 120 : 0,
                    m == 2 ? Double.NaN : 1 + 0.1 * Math.sin(m),
                    totals,
                    scores(900 + 40 * m, background, 0.3 * Math.sin(m))));
        }
        return new ExperimentReport.Case(
                prior.name(), BACKGROUNDS.get(background).name(), months, scores(13920, background, 0));
    }

    private static SortedMap<String, Scores> scores(int count, int background, double shift) {
        final double better = 0.02 * background;
        final SortedMap<String, Scores> scores = new TreeMap<>();
        scores.put("used/prior", new Scores(count, 0.7 + shift, 1.4 + shift / 2, 1.1, 0.86 - better));
        scores.put("used/posterior", new Scores(count, 0.2 - shift / 3, 0.95 - shift / 4, 0.7, 0.91 - better / 2));
        scores.put("withheld/prior", new Scores(100, 0.8 + shift, 1.5, 1.2, shift == 0 ? 0.8 - better : Double.NaN));
        scores.put("withheld/posterior", new Scores(100, 0.3, 1.1, 0.8, shift == 0 ? 0.87 - better : Double.NaN));
        return scores;
    }

    private static List<Deviation> deviations() {
        final List<Deviation> deviations = new ArrayList<>();
        for (String region : REGIONS) {
            deviations.add(new Deviation("scale and uncertainty of prior C", region, 9, 6.3, 0.97));
            deviations.add(new Deviation("priors", region, 3, 4.1, 0.98));
            deviations.add(new Deviation("backgrounds of the model", region, 5, 14.2, 0.91));
            deviations.add(new Deviation("backgrounds of observations", region, 5, Double.NaN, Double.NaN));
        }
        return deviations;
    }

    private static Station station(String name, List<YearMonth> year, int shift) {
        final List<StationMonth> months = new ArrayList<>();
        for (YearMonth month : year) {
            final int m = month.getMonthValue();
            // no observations in some months
            if (m == 6 + shift) continue;
            final double observed = 411 + 5 * Math.cos((m - 3) * Math.PI / 6);
            months.add(new StationMonth(
                    month, 600, observed, observed + 1.5 * Math.sin(m), observed + 0.6 * Math.sin(m + 1.0)));
        }
        final SortedMap<String, Scores> scores = new TreeMap<>();
        scores.put("prior", new Scores(months.size(), -0.4, 2.7, 2.1, 0.5));
        scores.put("posterior", new Scores(months.size(), -0.1, 1.9, 1.6, 0.6));
        return new Station(name, months, scores);
    }

    private static ExperimentReport.Cells cells() {
        final int columns = 12;
        final int count = 108;
        final double[] latitudes = new double[count];
        final double[] longitudes = new double[count];
        final double[] prior = new double[count];
        final double[] posterior = new double[count];
        final int[] observations = new int[count];
        for (int c = 0; c < count; c++) {
            latitudes[c] = 22 + 2 * (c / columns);
            longitudes[c] = 98 + 2 * (c % columns) + (c / columns > 5 ? 2 : 0);
            prior[c] = 0.2 * Math.cos(c / 9.0);
            posterior[c] = c == 40 ? Double.NaN : -0.4 + 0.8 * Math.sin(c / 7.0);
            observations[c] = c * 37 % 90;
        }
        return new ExperimentReport.Cells(2, latitudes, longitudes, prior, posterior, observations);
    }
}
