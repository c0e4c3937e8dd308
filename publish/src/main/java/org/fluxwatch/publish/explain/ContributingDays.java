package org.fluxwatch.publish.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.ProductFolder;

/// A day with all observations that have a share in its flux: its own and, where it is smoothed, those of the later
/// days that have corrected it.
///
/// @param own the day
/// @param shared assimilated observations whose shares are known
/// @param missing days whose shares are not known, and why, a line each
record ContributingDays(DailyFile.Observed own, List<Shared> shared, List<String> missing) {
    /// How near the sum of shares must come to the increment: shares, factors and fluxes are floats.
    private static final double ROUNDING = 1e-5;

    /// @param daysBack from its day to that which is explained
    record Shared(Innovation innovation, int daysBack) {
        /// TgC per day.
        double share(int region, int regions) {
            return innovation.ofFilter().shares().values()[daysBack * regions + region];
        }
    }

    /// Empty when there is no file of the day.
    ///
    /// @throws DamagedProductException when the day's own file is damaged
    static Optional<ContributingDays> read(ProductFolder folder, AnalysedDomain analysed, LocalDate day)
            throws IOException {
        final Optional<Path> file = folder.find(analysed, day);
        if (file.isEmpty()) return Optional.empty();
        final DailyFile.Observed own = DailyFile.readObserved(file.get());
        final ContributingDays days = new ContributingDays(own, new ArrayList<>(), new ArrayList<>());
        days.add(own, 0);
        for (int back = 1; back <= days.smoothingDays(); back++) days.addLater(folder, analysed, back);
        return Optional.of(days);
    }

    private void addLater(ProductFolder folder, AnalysedDomain analysed, int daysBack) throws IOException {
        final LocalDate day = own.analysis().identity().day().plusDays(daysBack);
        final Optional<Path> file = folder.find(analysed, day);
        if (file.isEmpty()) {
            missing.add("shares of " + day + ": there is no file of that day");
            return;
        }
        try {
            add(DailyFile.readObserved(file.get()), daysBack);
        } catch (DamagedProductException e) {
            missing.add("shares of " + day + ": its file is damaged");
        }
    }

    private void add(DailyFile.Observed day, int daysBack) {
        final LocalDate date = day.analysis().identity().day();
        if (!names(day.analysis()).equals(names(own.analysis()))) {
            missing.add("shares of " + date + ": its file has other regions");
            return;
        }
        final List<Shared> assimilated = day.innovations().stream()
                .filter(innovation -> innovation.status() == Innovation.Status.ASSIMILATED)
                .map(innovation -> new Shared(innovation, daysBack))
                .toList();
        if (assimilated.stream().allMatch(this::reaches)) shared.addAll(assimilated);
        else
            missing.add("shares of " + date + ": its file does not have them "
                    + (assimilated.stream().allMatch(one -> shares(one).isEmpty())
                            ? "(it is of an earlier version of fluxwatch)"
                            : "so far back"));
    }

    private static FluxShares shares(Shared one) {
        return one.innovation().ofFilter().shares();
    }

    /// Whether it says what it has added to the day that is explained.
    private boolean reaches(Shared one) {
        return shares(one).values().length > one.daysBack() * regions().size();
    }

    private static List<String> names(DailyAnalysis analysis) {
        return analysis.regions().stream().map(RegionFlux::region).toList();
    }

    List<RegionFlux> regions() {
        return own.analysis().regions();
    }

    int smoothingDays() {
        return own.analysis().ofFilter().smoothingDays();
    }

    /// Mean of the members before the day's observations; NaN where their totals are not kept.
    double before(int region) {
        return regions().get(region).members().background().stream()
                .mapToDouble(total -> total)
                .average()
                .orElse(Double.NaN);
    }

    double increment(int region) {
        return regions().get(region).analysisTgCPerDay() - before(region);
    }

    /// NaN where no shares are known.
    double sum(int region) {
        if (shared.isEmpty() && !missing.isEmpty()) return Double.NaN;
        return shared.stream().mapToDouble(one -> share(one, region)).sum();
    }

    double share(Shared one, int region) {
        return one.share(region, regions().size());
    }

    /// Why the shares of a region do not sum to its increment, a line each.
    List<String> missing(int region) {
        final List<String> lines = new ArrayList<>(missing);
        final double increment = increment(region);
        final double off = Math.abs(sum(region) - increment);
        final double scale = Math.abs(before(region)) + regions().get(region).priorSpreadTgCPerDay();
        if (Double.isNaN(increment)) lines.add("the file has no totals of members, of which the increment follows");
        else if (missing.isEmpty() && off > ROUNDING * Math.max(1, scale))
            lines.add("the shares are of other revisions than the flux: a later day was analysed again since");
        return lines;
    }
}
