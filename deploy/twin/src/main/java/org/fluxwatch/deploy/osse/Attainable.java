package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.deploy.osse.OsseReport.FluxSkill;
import org.fluxwatch.deploy.twin.TruthStatistics;
import org.fluxwatch.deploy.twin.WorldKind;
import org.jspecify.annotations.Nullable;

/// The most that any method could cut of the error of regional daily fluxes: the exact linear answer to
/// the twin's own statistics, with the true winds, without localization and without an ensemble's
/// sampling. Known to it are the spread, length and memory of the errors of fluxes, of inflow and
/// begin, and of retrievals; not the truth.
///
/// Taken for exact what is nearly so: rows are of 5,000 particles, which know no numerical diffusion
/// and have a noise of some 3 % of their sums; fluxes are means of 3 hours; a superobservation lies at
/// its mean place; the invented CO2 above the model's top is known.
final class Attainable {
    private static final int BINS_A_DAY = 8;

    private final DomainSettings domain;
    private final LocalDate scoredFrom;
    private final LocalDate last;
    private final TruthStatistics statistics;
    private final NumericsPool pool;

    /// Of one set of observations for each day.
    ///
    /// @param observations in words
    /// @param expectedCutPercent over all worlds of these statistics
    /// @param worldCutPercent in the world at hand, over all errors of observations and inflow
    /// @param filterCutPercent what the filter cut with the same observations; NaN without such a filter
    record Reach(String observations, double expectedCutPercent, double worldCutPercent, double filterCutPercent) {
        /// What the filter cut as a share of what could be cut in the same world, %.
        double filterSharePercent() {
            return 100 * filterCutPercent / worldCutPercent;
        }
    }

    /// @param observations used
    /// @param variables of fluxes, and of inflow and begin
    /// @param reaches with less and with more observations after the day
    record Answer(int observations, int variables, List<Reach> reaches) {
        Answer {
            reaches = List.copyOf(reaches);
        }

        /// Lines for a person.
        String table() {
            final StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "attainable: the exact linear answer with the true winds and statistics, %d observations, %d variables%n"
                            + "  %-38s %12s %12s %8s %7s%n",
                    observations,
                    variables,
                    "cut of regions, daily, %",
                    "all worlds",
                    "this world",
                    "filter",
                    "share"));
            for (Reach reach : reaches)
                text.append(Figures.format(
                        "  %-38s %12.0f %12.0f %8.0f %6.0f%%%n",
                        reach.observations,
                        reach.expectedCutPercent,
                        reach.worldCutPercent,
                        reach.filterCutPercent,
                        reach.filterSharePercent()));
            return text.toString();
        }
    }

    /// @param kind of world, one with known statistics
    /// @param days from the domain's start
    Attainable(DomainSettings domain, WorldKind kind, long seed, int days, LocalDate scoredFrom, NumericsPool pool) {
        this.domain = domain;
        this.scoredFrom = scoredFrom;
        this.pool = pool;
        last = domain.start().plusDays(days - 1L);
        statistics = new TruthStatistics(domain, kind, seed, days);
    }

    /// Of the observations that a filter could use, and the regions of its means over regions, beside its own cuts.
    ///
    /// @param trial that came to the end
    /// @param lagDays of its smoother; 0: none
    /// @param folder for work files, deleted in the end
    Answer answer(Trial trial, int lagDays, Path folder) throws IOException {
        final Scoreboard scores = trial.scores();
        final List<String> regions =
                scores.regions().stream().map(OsseReport.RegionScore::region).toList();
        final OsseReport.Headline headline = scores.headline();
        return answer(
                trial.usable(),
                regions.stream()
                        .filter(region -> regions.size() == 1 || !region.equals(FluxScores.DOMAIN))
                        .toList(),
                lagDays,
                headline.filter(),
                headline.smoothed(),
                folder);
    }

    /// @param observations in any order
    /// @param smoothed its skill after the lag, or null
    private Answer answer(
            List<Superobservation> observations,
            List<String> regions,
            int lagDays,
            FluxSkill filter,
            @Nullable FluxSkill smoothed,
            Path folder)
            throws IOException {
        final List<Superobservation> inTime = observations.stream()
                .sorted(Comparator.comparing(Superobservation::time).thenComparing(Superobservation::id))
                .toList();
        final List<TrueRows.Answer> rows = new TrueRows(domain, statistics, pool).of(inTime, folder);
        if (rows.isEmpty()) throw new IllegalStateException("no observation after the first hour");
        final LinearAnswer linear = linear(rows);
        final double[] whitened = linear.whitened(
                rows.stream().mapToDouble(TrueRows.Answer::departure).toArray());
        final List<Quantity> quantities = quantities(regions, linear);
        final List<Reach> reaches = new ArrayList<>();
        reaches.add(reach("to the end of the day", 0, quantities, rows, linear, whitened, cut(filter)));
        if (smoothed != null)
            reaches.add(reach(
                    "with " + lagDays + " more days", lagDays, quantities, rows, linear, whitened, cut(smoothed)));
        reaches.add(reach("of the whole period", Integer.MAX_VALUE, quantities, rows, linear, whitened, Double.NaN));
        return new Answer(rows.size(), statistics.fluxVariables() + statistics.airVariables(), reaches);
    }

    private static double cut(FluxSkill skill) {
        return skill.regionalDaily().cutPercent();
    }

    private LinearAnswer linear(List<TrueRows.Answer> rows) {
        final int n = rows.size();
        final int variables = statistics.fluxVariables();
        final double[] h = new double[n * variables];
        final double[] noise = TruthStatistics.sharedRetrievalErrors(
                rows.stream()
                        .mapToDouble(row -> row.observation().time().getEpochSecond())
                        .toArray(),
                rows.stream().mapToDouble(row -> row.observation().latitude()).toArray(),
                rows.stream().mapToDouble(row -> row.observation().longitude()).toArray());
        pool.forEach(n, (o, _) -> {
            System.arraycopy(rows.get(o).flux(), 0, h, o * variables, variables);
            final double[] air = rows.get(o).air();
            for (int other = 0; other < n; other++) {
                final double[] otherAir = rows.get(other).air();
                for (int at = 0; at < air.length; at++) noise[o * n + other] += air[at] * otherAir[at];
            }
            final Superobservation observation = rows.get(o).observation();
            noise[o * n + o] += observation.errorPpm() * observation.errorPpm() / observation.soundings();
        });
        return new LinearAnswer(h, noise, n);
    }

    /// The mean natural flux of a region on a day, as its error is.
    ///
    /// @param error true minus prior in this world, µmol m-2 s-1
    private record Quantity(LocalDate day, LinearAnswer.Functional functional, double error) {}

    private List<Quantity> quantities(List<String> names, LinearAnswer linear) {
        final Grid grid = domain.modelGrid();
        final List<Quantity> quantities = new ArrayList<>();
        final List<Region> regions = new ArrayList<>(ModelInputs.regions(domain.inputs()));
        regions.add(new BoxRegion(FluxScores.DOMAIN, -90, 90, -180, 180));
        for (Region region : regions) {
            if (!names.contains(region.name())) continue;
            final double[] areas = RegionAreas.of(grid, region);
            double area = 0;
            for (double part : areas) area += part;
            for (LocalDate day = scoredFrom; !day.isAfter(last); day = day.plusDays(1)) {
                final double[] weights = new double[statistics.fluxVariables()];
                double error = 0;
                final int first = Row.bin(day.atStartOfDay(ZoneOffset.UTC).toInstant());
                for (int cell = 0; cell < areas.length; cell++)
                    for (int bin = first; areas[cell] > 0 && bin < first + BINS_A_DAY; bin++) {
                        final double share = areas[cell] / area / BINS_A_DAY;
                        statistics.addFlux(bin, cell, share, weights);
                        error += share * statistics.fluxError(bin, cell);
                    }
                quantities.add(new Quantity(day, linear.functional(weights), error));
            }
        }
        return quantities;
    }

    /// @param lagDays after a day whose observations are used too; only days that have them all are scored
    private Reach reach(
            String name,
            int lagDays,
            List<Quantity> quantities,
            List<TrueRows.Answer> rows,
            LinearAnswer linear,
            double[] whitened,
            double filterCutPercent) {
        final ErrorSums prior = new ErrorSums();
        final ErrorSums posterior = new ErrorSums();
        final ErrorSums worldPrior = new ErrorSums();
        final ErrorSums worldPosterior = new ErrorSums();
        for (Quantity quantity : quantities) {
            final boolean whole = lagDays == Integer.MAX_VALUE;
            if (!whole && quantity.day.plusDays(lagDays).isAfter(last)) continue;
            final int first = whole ? rows.size() : before(rows, quantity.day.plusDays(lagDays + 1L));
            final LinearAnswer.Functional functional = quantity.functional;
            prior.add(Math.sqrt(functional.priorVariance()));
            posterior.add(Math.sqrt(functional.variance(first)));
            worldPrior.add(quantity.error);
            worldPosterior.add(Math.hypot(
                    functional.estimate(whitened, first) - quantity.error,
                    Math.sqrt(linear.noiseVariance(functional, first))));
        }
        return new Reach(
                name,
                ErrorSums.cutPercent(prior.errors(), posterior.errors()),
                ErrorSums.cutPercent(worldPrior.errors(), worldPosterior.errors()),
                filterCutPercent);
    }

    private static int before(List<TrueRows.Answer> rows, LocalDate day) {
        final Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        int first = 0;
        while (first < rows.size() && rows.get(first).observation().time().isBefore(midnight)) first++;
        return first;
    }
}
