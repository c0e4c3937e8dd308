package org.fluxwatch.publish.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.publish.daily.MonthSummary;
import org.fluxwatch.publish.daily.ProductFolder;

/// Holds the filter and the inversion against each other, for every pair of domains and every month with files of
/// both. Regions are the same where name and area are; a month is compared where the filter has at least half of its
/// days.
public final class MethodComparison {
    /// Areas on two grids differ by the cells along the border.
    private static final double SAME_AREA = 0.01;

    private final ProductFolder folder;
    private final FilterMonths filterMonths;

    public MethodComparison(ProductFolder folder) {
        this.folder = folder;
        this.filterMonths = new FilterMonths(folder);
    }

    /// Of the pairs that a domain belongs to.
    ///
    /// @param month the only one that is compared; empty: all that there are
    public List<MethodDifference> of(AnalysedDomain analysed, Optional<YearMonth> month) throws IOException {
        final List<MethodDifference> all = new ArrayList<>();
        for (Pair pair : pairs())
            if (pair.filter().equals(analysed) || pair.inversion().equals(analysed))
                for (LocalDate begin : pair.months().keySet())
                    if (month.isEmpty() || month.get().equals(YearMonth.from(begin))) all.addAll(compare(pair, begin));
        return all;
    }

    /// By pair, month and region, in their order.
    public List<MethodDifference> all() throws IOException {
        final List<MethodDifference> all = new ArrayList<>();
        for (Pair pair : pairs()) for (LocalDate month : pair.months().keySet()) all.addAll(compare(pair, month));
        return all;
    }

    /// Of each pair the latest month that both can be compared in.
    public List<MethodDifference> newest() throws IOException {
        final List<MethodDifference> newest = new ArrayList<>();
        for (Pair pair : pairs())
            for (LocalDate month : pair.months().descendingKeySet()) {
                final List<MethodDifference> found = compare(pair, month);
                newest.addAll(found);
                if (!found.isEmpty()) break;
            }
        return newest;
    }

    /// @param days files of the filter
    /// @param months files of the inversion, by their first days
    private record Pair(
            AnalysedDomain filter,
            NavigableMap<LocalDate, Path> days,
            AnalysedDomain inversion,
            NavigableMap<LocalDate, Path> months) {}

    private List<Pair> pairs() throws IOException {
        final Map<AnalysedDomain, NavigableMap<LocalDate, Path>> files = new TreeMap<>();
        for (AnalysedDomain analysed : folder.analysed()) {
            final NavigableMap<LocalDate, Path> found = folder.days(analysed);
            if (!found.isEmpty()) files.put(analysed, found);
        }
        final List<Pair> pairs = new ArrayList<>();
        files.forEach((filter, days) -> files.forEach((inversion, months) -> {
            if (filter.system() == AssimilationSystem.FILTER && inversion.system() == AssimilationSystem.INVERSION)
                pairs.add(new Pair(filter, days, inversion, months));
        }));
        return pairs;
    }

    private List<MethodDifference> compare(Pair pair, LocalDate begin) throws IOException {
        final YearMonth month = YearMonth.from(begin);
        final Optional<FilterMonth> daily = filterMonths.of(pair.filter(), pair.days(), month);
        if (daily.isEmpty()) return List.of();
        final Optional<MonthSummary> monthly = folder.summary(
                pair.inversion(), Objects.requireNonNull(pair.months().get(begin)));
        if (monthly.isEmpty()) return List.of();
        final List<MethodDifference> differences = new ArrayList<>();
        for (RegionTotal region : monthly.get().regions()) {
            final FilterMonth.Mean mean = daily.get().regions().get(region.region());
            if (mean != null && Math.abs(mean.areaKm2() - region.areaKm2()) <= SAME_AREA * region.areaKm2())
                differences.add(difference(pair, month, daily.get(), monthly.get(), mean, region));
        }
        return differences;
    }

    private static MethodDifference difference(
            Pair pair,
            YearMonth month,
            FilterMonth daily,
            MonthSummary monthly,
            FilterMonth.Mean mean,
            RegionTotal total) {
        final double flux = total.posteriorNatural() - total.fire();
        final double difference = flux - mean.fluxTgCPerDay();
        final double joint = Math.hypot(mean.spreadTgCPerDay(), total.posteriorNetSpread());
        return new MethodDifference(
                pair.filter().domain(),
                pair.inversion().domain(),
                total.region(),
                month,
                daily.days(),
                monthly.daysIn(),
                monthly.edition().isFinal(),
                mean.fluxTgCPerDay(),
                mean.spreadTgCPerDay(),
                flux,
                total.posteriorNetSpread(),
                difference,
                joint,
                joint > 0 ? difference / joint : Double.NaN,
                winds(daily.inputs()).equals(winds(monthly.inputs())),
                monthly.hasRowsOfFiles());
    }

    /// The product of the winds: what stands before the names of its files.
    private static String winds(Map<String, String> inputs) {
        final String text = inputs.getOrDefault("meteorology", "");
        final int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
