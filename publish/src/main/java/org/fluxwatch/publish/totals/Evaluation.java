package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.FilterFiles;
import org.jspecify.annotations.Nullable;

/// The tables of Kou et al. (JDAS) out of the days' files of a period: their Table 2 (fit by month), Table 3 (how
/// biases are distributed), the error reduction by latitude of their Figure 7d, and the seasonal cycle of regions.
/// Days on which the ensemble had not settled are left out; those whose files do not say it are in, and counted. As
/// all of it is read from the files, a revised day replaces what it was.
///
/// Observations are those of satellites: of stations some are no XCO2. Those for validation are the withheld ones that
/// all three lanes have, so that lanes are compared on the same set. The paper drops those of them that depart from the
/// analysis by more than 5 ppm (its third sift), which flatters all three; here that is an option.
public final class Evaluation {
    /// The paper's third sift, ppm.
    private static final double SIFT = 5;

    /// Of the paper's Figure 7d, degrees east.
    static final double PAPER_WEST = 105;

    static final double PAPER_EAST = 120;

    private static final double[][] SHARES = {{-4, 4}, {-3, 3}, {-2, 2}, {-1, 1}, {0, 4}, {0, 3}, {0, 2}};

    private final boolean sift;
    private final Map<YearMonth, Set> months = new TreeMap<>();
    private final Set all = new Set();
    private final Map<Integer, Set> bands = new TreeMap<>();
    private final Map<Integer, Set> paperBands = new TreeMap<>();
    private int sifted;

    private Evaluation(boolean sift) {
        this.sift = sift;
    }

    /// Observations of one month, of a band or of all.
    private static final class Set {
        private final Departures control = new Departures();
        private final Departures forecast = new Departures();
        private final Departures analysis = new Departures();
        private final Departures background = new Departures();
        private final List<Double> errors = new ArrayList<>();
    }

    /// @param days in the tables
    /// @param spinUpDays left out
    /// @param unknownSpinUpDays of those in the tables, whose files do not say whether the ensemble had settled
    /// @param missingDays of the period without a file
    /// @param damaged what is wrong with files that cannot be used
    /// @param sift whether the third sift was made
    /// @param sifted observations that it dropped
    /// @param bands over all longitudes of the domain
    /// @param paperBands over the paper's, 105 to 120 E; empty where the domain does not have them all
    public record Tables(
            String domain,
            LocalDate from,
            LocalDate to,
            int days,
            int spinUpDays,
            int unknownSpinUpDays,
            int missingDays,
            List<String> damaged,
            boolean sift,
            int sifted,
            List<Fit> fits,
            List<Share> shares,
            double biasSdControl,
            double biasSdForecast,
            double biasSdAnalysis,
            List<Band> bands,
            List<Band> paperBands,
            List<Season> seasons) {}

    /// A line of Table 2; ppm.
    ///
    /// @param period a month, or `all`
    public record Fit(
            String period,
            double rmseControl,
            double rmseForecast,
            double rmseAnalysis,
            double correlationControl,
            double correlationForecast,
            double correlationAnalysis,
            double maeControl,
            double maeForecast,
            double maeAnalysis,
            int validated,
            int assimilated,
            double rmseBackground,
            double correlationBackground,
            double maeBackground,
            double medianError) {}

    /// A line of Table 3: percent of biases, simulated less observed, between two in ppm.
    public record Share(double least, double greatest, double control, double forecast, double analysis) {}

    /// Figure 7d: 100 (1 - sd_FC / sd_CTRL) of a band of 1 degree.
    ///
    /// @param south degrees north
    public record Band(int south, int observations, double errorReductionPercent) {}

    /// @param shiftDays by how much the analysis' deepest uptake is later than the prior's
    public record Season(
            String region, SeasonalCycle prior, SeasonalCycle analysis, double amplitudeRatio, double shiftDays) {}

    /// @param folder of all products
    /// @param to the last day
    public static Tables of(Path folder, String domain, LocalDate from, LocalDate to, boolean sift) throws IOException {
        final FilterDays.Found found = new FilterDays(folder).read(domain, from, to);
        final List<String> damaged = new ArrayList<>(found.damaged().values());
        final Evaluation evaluation = new Evaluation(sift);
        final List<DayTotals> days = new ArrayList<>();
        final Map<LocalDate, Path> files = FilterFiles.days(folder, domain);
        int spinUp = 0;
        for (DayTotals day : found.days())
            if (day.spinUp()) spinUp++;
            else
                try {
                    final Path file = files.get(day.day());
                    if (file == null) continue; // deleted in between
                    evaluation.add(day.day(), ObservedDay.read(file, day.revision()));
                    days.add(day);
                } catch (DamagedProductException | IOException e) {
                    damaged.add(String.valueOf(e.getMessage()));
                }
        final boolean covers =
                !days.isEmpty() && coversPaper(files.get(days.getLast().day()));
        return evaluation.tables(found, days, spinUp, damaged, covers);
    }

    /// Whether a file's grid has all longitudes of the paper's figure.
    private static boolean coversPaper(@Nullable Path file) throws IOException {
        if (file == null) return false;
        try (ClassicParts parts = ClassicParts.open(file)) {
            final double[] longitude = parts.doubles(parts.has("lon") ? "lon" : "longitude");
            return Arrays.stream(longitude).min().orElse(Double.NaN) <= PAPER_WEST
                    && Arrays.stream(longitude).max().orElse(Double.NaN) >= PAPER_EAST;
        } catch (InputException | NoSuchFileException e) {
            return false; // it has no longitudes, or is no longer there
        }
    }

    private void add(LocalDate day, ObservedDay observations) {
        final Set month = months.computeIfAbsent(YearMonth.from(day), _ -> new Set());
        for (int n = 0; n < observations.status().length; n++) {
            if (!observations.satellite()[n]) continue;
            switch (observations.status()[n]) {
                case "assimilated" -> {
                    assimilated(month, observations, n);
                    assimilated(all, observations, n);
                }
                case "withheld" -> {
                    if (!observations.isSimulated(n)) continue;
                    if (sift
                            && Math.abs(observations.analysis()[n]
                                            - observations.observed()[n])
                                    > SIFT) {
                        sifted++;
                        continue;
                    }
                    final int band = (int) Math.floor(observations.latitude()[n]);
                    validated(month, observations, n);
                    validated(all, observations, n);
                    validated(bands.computeIfAbsent(band, _ -> new Set()), observations, n);
                    final double longitude = observations.longitude()[n];
                    if (longitude >= PAPER_WEST && longitude <= PAPER_EAST)
                        validated(paperBands.computeIfAbsent(band, _ -> new Set()), observations, n);
                }
                default -> {} // gated, near the boundary
            }
        }
    }

    private static void assimilated(Set set, ObservedDay day, int n) {
        set.background.add(day.background()[n], day.observed()[n]);
        set.errors.add(day.error()[n]);
    }

    private static void validated(Set set, ObservedDay day, int n) {
        set.control.add(day.control()[n], day.observed()[n]);
        set.forecast.add(day.forecast()[n], day.observed()[n]);
        set.analysis.add(day.analysis()[n], day.observed()[n]);
    }

    private Tables tables(
            FilterDays.Found found, List<DayTotals> days, int spinUp, List<String> damaged, boolean coversPaper) {
        final List<Fit> fits = new ArrayList<>();
        months.forEach((month, set) -> fits.add(fit(month.toString(), set)));
        fits.add(fit("all", all));
        return new Tables(
                found.domain(),
                found.from(),
                found.to(),
                days.size(),
                spinUp,
                (int) days.stream().filter(day -> !day.knowsSpinUp()).count(),
                found.missing().size(),
                List.copyOf(damaged),
                sift,
                sifted,
                fits,
                Arrays.stream(SHARES).map(this::share).toList(),
                all.control.standardDeviation(),
                all.forecast.standardDeviation(),
                all.analysis.standardDeviation(),
                bands(bands),
                coversPaper ? bands(paperBands) : List.of(),
                Series.regions(days).stream()
                        .map(region -> season(region.name(), days))
                        .toList());
    }

    private static Fit fit(String period, Set set) {
        return new Fit(
                period,
                set.control.rmse(),
                set.forecast.rmse(),
                set.analysis.rmse(),
                set.control.correlation(),
                set.forecast.correlation(),
                set.analysis.correlation(),
                set.control.mae(),
                set.forecast.mae(),
                set.analysis.mae(),
                set.analysis.count(),
                set.background.count(),
                set.background.rmse(),
                set.background.correlation(),
                set.background.mae(),
                median(set.errors));
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) return Double.NaN;
        final double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }

    private Share share(double[] range) {
        return new Share(
                range[0],
                range[1],
                all.control.percentWithin(range[0], range[1]),
                all.forecast.percentWithin(range[0], range[1]),
                all.analysis.percentWithin(range[0], range[1]));
    }

    private static List<Band> bands(Map<Integer, Set> bands) {
        return bands.entrySet().stream()
                .map(entry -> band(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Band band(int south, Set set) {
        return new Band(
                south,
                set.control.count(),
                100 * (1 - set.forecast.standardDeviation() / set.control.standardDeviation()));
    }

    private static Season season(String name, List<DayTotals> days) {
        final List<SeasonalCycle.Value> prior = new ArrayList<>();
        final List<SeasonalCycle.Value> analysis = new ArrayList<>();
        for (DayTotals day : days)
            day.region(name).ifPresent(region -> {
                final double ofYear = day.day().getDayOfYear() - 1;
                prior.add(new SeasonalCycle.Value(ofYear, region.prior()));
                analysis.add(new SeasonalCycle.Value(ofYear, region.analysis()));
            });
        final SeasonalCycle before = SeasonalCycle.of(prior);
        final SeasonalCycle after = SeasonalCycle.of(analysis);
        return new Season(name, before, after, after.amplitude() / before.amplitude(), after.laterThan(before));
    }
}
