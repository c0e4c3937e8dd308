package org.fluxwatch.assimilate.inversion.experiment;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.fluxwatch.assimilate.inversion.solve.Carry;
import org.fluxwatch.assimilate.inversion.solve.RegionWeights;
import org.fluxwatch.assimilate.inversion.solve.Sensitivity;
import org.fluxwatch.assimilate.inversion.solve.Sensitivity.Result;
import org.fluxwatch.assimilate.inversion.system.Estimated;
import org.fluxwatch.assimilate.inversion.system.Windows;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.settings.InversionSettings;

/// Runs a year of an inversion again from its rows, under every prior and background at once (MEGA paper, 2.6). The
/// case of the domain's own prior and background gives the numbers of its products.
public final class Experiments {
    /// Months before the year whose observations still say something of it.
    private static final int LEAD_MONTHS = 3;

    private final String domain;
    private final Estimated estimated;
    private final String varied;
    private final List<PriorCase> priors;
    private final List<String> backgrounds;
    private final NumericsPool pool;
    private final RegionWeights regions;

    private Experiments(
            String domain,
            Estimated estimated,
            String varied,
            List<PriorCase> priors,
            Collection<String> backgrounds,
            NumericsPool pool) {
        this.domain = domain;
        this.estimated = estimated;
        this.varied = varied;
        this.pool = pool;
        this.priors = List.copyOf(priors);
        this.backgrounds = List.copyOf(backgrounds);
        regions = estimated.regions().weights();
    }

    /// Those of every prior and background.
    ///
    /// @param varied the prior that is scaled
    /// @throws IllegalArgumentException when there is no such prior
    public static Experiments all(String domain, Estimated estimated, String varied, NumericsPool pool) {
        final InversionSettings settings = estimated.settings();
        return new Experiments(
                domain,
                estimated,
                varied,
                PriorCase.of(estimated.priors(), varied, settings.priorError().share()),
                settings.backgrounds().keySet(),
                pool);
    }

    /// The domain's own case alone.
    public static Experiments own(String domain, Estimated estimated, NumericsPool pool) {
        final InversionSettings settings = estimated.settings();
        return new Experiments(
                domain,
                estimated,
                Estimated.OWN_PRIOR,
                List.of(PriorCase.own(settings.priorError().share())),
                List.of(settings.background()),
                pool);
    }

    /// @param rows of the days of a month that are analysed, by day; asked for months in ascending order
    /// @param last day that is analysed
    /// @throws IllegalArgumentException when no day of the year is, or rows do not fit the settings
    public ExperimentReport of(
            Function<YearMonth, SortedMap<LocalDate, List<ObservationRow>>> rows, LocalDate last, int year) {
        final LocalDate start = estimated.start();
        if (start.getYear() > year || last.getYear() < year)
            throw new IllegalArgumentException("domain " + domain + " is analysed from " + start + " to " + last
                    + ", expected days of the year " + year);
        final LastUsed<YearMonth, SortedMap<LocalDate, List<ObservationRow>>> kept = new LastUsed<>(3);
        final Function<YearMonth, SortedMap<LocalDate, List<ObservationRow>>> days = month -> kept.of(month, rows);
        final YearMonth first =
                latest(YearMonth.from(start), YearMonth.of(year, 1).minusMonths(LEAD_MONTHS));
        final YearMonth end = earliest(YearMonth.from(last), YearMonth.of(year + 1, 1));
        final YearCollection collected = new YearCollection(domain, year, estimated, varied, priors, backgrounds);
        final int horizon = estimated.settings().rows().horizonDays();
        Map<Sensitivity.Case, Carry> carried = Map.of();
        Optional<Open> open = Optional.empty();
        for (YearMonth month = first; !month.isAfter(end); month = month.plusMonths(1)) {
            final MonthEvidence evidence = evidence(month, days);
            final Sensitivity sensitivity = sensitivity(month);
            final List<Sensitivity.Evidence> looking = evidence.upTo(month.atDay(horizon));
            final List<Sensitivity.Evidence> used = month.getYear() > year ? looking : evidence.used();
            final Map<Sensitivity.Case, Result> all = sensitivity.of(used, carried, regions, pool);
            if (open.isPresent())
                open.get()
                        .close(
                                looking.size() == used.size() ? all : sensitivity.of(looking, carried, regions, pool),
                                collected);
            carried = carries(all);
            open = Optional.of(new Open(evidence, all));
        }
        open.ifPresent(one -> one.leave(collected));
        return collected.report();
    }

    private static YearMonth latest(YearMonth one, YearMonth other) {
        return one.isAfter(other) ? one : other;
    }

    private static YearMonth earliest(YearMonth one, YearMonth other) {
        return one.isBefore(other) ? one : other;
    }

    private static Map<Sensitivity.Case, Carry> carries(Map<Sensitivity.Case, Result> results) {
        final Map<Sensitivity.Case, Carry> carries = new HashMap<>();
        results.forEach((one, result) -> carries.put(one, result.carry()));
        return carries;
    }

    /// A month whose own observations are in.
    private record Open(MonthEvidence evidence, Map<Sensitivity.Case, Result> solved) {
        /// With the observations of the next month that look back into it.
        void close(Map<Sensitivity.Case, Result> known, YearCollection collected) {
            if (!collected.wants(evidence.month())) return;
            collected.begin(evidence);
            known.forEach((one, result) -> collected.add(
                    evidence, one, solved(one).earlier(), result.earlier(), result.earlierCovariance(), solved(one)));
        }

        /// As it stands.
        void leave(YearCollection collected) {
            if (!collected.wants(evidence.month())) return;
            collected.begin(evidence);
            solved.forEach((one, result) ->
                    collected.add(evidence, one, result.earlier(), result.later(), result.covariance(), result));
        }

        private Result solved(Sensitivity.Case one) {
            final Result result = solved.get(one);
            if (result == null) throw new IllegalArgumentException("there is no result of " + one);
            return result;
        }
    }

    private Sensitivity sensitivity(YearMonth month) {
        final List<String> fluxes = List.copyOf(estimated.priors());
        final List<Sensitivity.Prior> of = new ArrayList<>();
        for (PriorCase prior : priors)
            of.add(new Sensitivity.Prior(
                    prior.name(),
                    fluxes.indexOf(prior.flux()),
                    prior.scale(),
                    deviations(prior, month.minusMonths(1)),
                    deviations(prior, month)));
        return new Sensitivity(
                estimated.layout(),
                estimated.correlation(),
                estimated.settings().priorError().monthCorrelation(),
                of,
                backgrounds);
    }

    private double[] deviations(PriorCase prior, YearMonth month) {
        return estimated
                .priorError(prior.share())
                .deviations(estimated.layout(), estimated.shape(prior.flux(), month), prior.scale());
    }

    private MonthEvidence evidence(
            YearMonth month, Function<YearMonth, SortedMap<LocalDate, List<ObservationRow>>> days) {
        final List<ObservationRow> near = new ArrayList<>();
        for (YearMonth one : List.of(month.minusMonths(1), month, month.plusMonths(1)))
            days.apply(one).values().forEach(near::addAll);
        return MonthEvidence.of(
                month, days.apply(month), new Windows(estimated.settings(), near), estimated, backgrounds);
    }
}
