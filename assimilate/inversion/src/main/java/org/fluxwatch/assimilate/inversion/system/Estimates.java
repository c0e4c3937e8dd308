package org.fluxwatch.assimilate.inversion.system;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.cells.PriorMonth;
import org.fluxwatch.assimilate.inversion.solve.Carry;
import org.fluxwatch.assimilate.inversion.solve.Month;
import org.fluxwatch.assimilate.inversion.solve.MonthRow;
import org.fluxwatch.assimilate.inversion.solve.ObservationLedger;
import org.fluxwatch.assimilate.inversion.solve.PairPosterior;
import org.fluxwatch.assimilate.inversion.solve.PairPrior;
import org.fluxwatch.assimilate.inversion.solve.RegionWeights;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;

/// What is known of the open months with a day's observations. The month of the day that is estimated is solved
/// together with the one before, whose observations, and the months before it, are in what was carried; the one
/// before is a product too for as long as observations look back into it.
final class Estimates {
    /// Days before a month that windows of its first days look at.
    private static final int WINDOW_REACH_DAYS = 7;

    private final InversionModel model;
    private final AnalysisIdentity identity;
    private final SortedMap<LocalDate, KeptDay> days;
    private final List<MonthEstimate> months = new ArrayList<>();
    private final List<AnalysisField> fields = new ArrayList<>();
    private final List<Innovation> innovations = new ArrayList<>();
    private Optional<ClosedMonth> closed;

    /// @param days all kept, the identity's own the last
    /// @param closed what the month that ended last has left
    Estimates(
            InversionModel model,
            AnalysisIdentity identity,
            SortedMap<LocalDate, KeptDay> days,
            Optional<ClosedMonth> closed) {
        this.model = model;
        this.identity = identity;
        this.days = days;
        this.closed = closed;
        final LocalDate solved = identity.day().minusDays(model.estimated().lagDays());
        if (!solved.isBefore(model.start())) solve(solved);
    }

    /// What was done with an observation as far as its row says.
    static Innovation.Status statusOf(ObservationRow row) {
        if (row.ofStation()) return Innovation.Status.VALIDATION;
        return switch (row.unusedBecause()) {
            case "" -> row.withheld() ? Innovation.Status.WITHHELD : Innovation.Status.ASSIMILATED;
            case InversionDay.OUTSIDE_DOMAIN -> Innovation.Status.OUTSIDE_DOMAIN;
            case InversionDay.OUTSIDE_DAY -> Innovation.Status.OUTSIDE_DAY;
            default -> Innovation.Status.UNUSABLE;
        };
    }

    private void solve(LocalDate solved) {
        final Estimated estimated = model.estimated();
        final YearMonth month = YearMonth.from(solved);
        final YearMonth earlier = month.minusMonths(1);
        final Windows windows = new Windows(
                model.settings(),
                days.values().stream().flatMap(day -> day.rows().stream()).toList());
        final PriorMonth prior = estimated.prior(Estimated.OWN_PRIOR, month);
        final double[] later = estimated.priorError().deviations(model.layout(), estimated.ownShape(month), 1);
        final Optional<Carry> carry =
                closed.filter(one -> one.month().equals(earlier)).map(ClosedMonth::carry);
        final double[] before = carry.map(Carry::deviations)
                .orElseGet(() -> estimated.priorError().deviations(model.layout(), estimated.ownShape(earlier), 1));
        final MonthObservations observations = new MonthObservations(model, windows, keptOf(month, solved), identity);
        final ObservationLedger ledger = new ObservationLedger(model.layout());
        for (MonthRow row : observations.usable()) ledger.put(row, model.pool());
        final PairPosterior posterior = PairPosterior.of(
                ledger.information(model.pool()),
                new PairPrior(
                        model.layout(),
                        estimated.correlation(),
                        before,
                        later,
                        model.settings().priorError().monthCorrelation(),
                        carry),
                model.pool());
        final RegionWeights regions = model.regions().weights();
        final double[] ofEarlier = posterior.increment(Month.EARLIER);
        final double[] ofLater = posterior.increment(Month.LATER);
        final int horizon = model.settings().rows().horizonDays();
        if (carry.isPresent() && solved.getDayOfMonth() <= horizon) {
            final double[] still = closed.map(ClosedMonth::before).orElseThrow();
            final MonthObservations past = new MonthObservations(model, windows, keptOf(earlier, solved), identity);
            past.simulate(still, ofEarlier);
            add(
                    new MonthProduct(
                            model,
                            identity,
                            estimated.prior(Estimated.OWN_PRIOR, earlier),
                            posterior.month(Month.EARLIER, regions),
                            past,
                            Double.NaN,
                            solved.getDayOfMonth() == horizon),
                    DailyAnalysis.Inversion.EARLIER_SUFFIX);
        }
        observations.simulate(ofEarlier, ofLater);
        add(
                new MonthProduct(
                        model,
                        identity,
                        prior,
                        posterior.month(Month.LATER, regions),
                        observations,
                        MonthProduct.chiSquare(posterior.fit()),
                        false),
                "");
        if (solved.equals(month.atEndOfMonth()))
            closed = Optional.of(new ClosedMonth(month, posterior.close(), ofEarlier));
    }

    private void add(MonthProduct product, String suffix) {
        months.add(product.estimate());
        fields.addAll(product.fields(suffix));
        innovations.addAll(product.observations().innovations());
    }

    private Collection<KeptDay> keptOf(YearMonth month, LocalDate upTo) {
        return days.subMap(month.atDay(1), upTo.plusDays(1)).values().stream()
                .filter(day -> YearMonth.from(day.day()).equals(month))
                .toList();
    }

    /// Ascending.
    List<MonthEstimate> months() {
        return Collections.unmodifiableList(months);
    }

    List<AnalysisField> fields() {
        return Collections.unmodifiableList(fields);
    }

    List<Innovation> innovations() {
        return Collections.unmodifiableList(innovations);
    }

    Optional<ClosedMonth> closed() {
        return closed;
    }

    /// Days that further estimates, or their windows, look at.
    SortedMap<LocalDate, KeptDay> keep() {
        final LocalDate next =
                identity.day().plusDays(1).minusDays(model.estimated().lagDays());
        final LocalDate first = YearMonth.from(next).minusMonths(1).atDay(1).minusDays(WINDOW_REACH_DAYS);
        return new TreeMap<>(days.tailMap(first));
    }
}
