package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.FilterFiles;
import org.fluxwatch.publish.daily.ReadOnce;
import org.fluxwatch.publish.totals.PeriodTotals.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The region totals of the inversion's months in a folder of products, added up. Files have the covariance of regions
/// within a month, and none between months: the errors of months are taken as independent.
public final class InversionMonths {
    private static final Logger LOG = LoggerFactory.getLogger(InversionMonths.class);

    static final String INDEPENDENT = "errors of months taken as independent";

    private InversionMonths() {}

    /// One month; totals in TgC per day.
    ///
    /// @param daysIn whose observations are in
    /// @param covariance of the posterior net totals, (TgC per day)²; empty where the file has none
    public record Month(YearMonth month, int daysIn, List<Region> regions, double[][] covariance) {}

    /// @param prior natural flux, without fossil and fire, like that of the filter
    /// @param analysis likewise, posterior
    public record Region(
            String name,
            double areaKm2,
            double prior,
            double priorSpread,
            double analysis,
            double analysisSpread,
            double fossil,
            double fire) {}

    /// The months that have a file and overlap a period, ascending; damaged ones are named and passed over.
    ///
    /// @param folder of all products
    public static List<Month> read(Path folder, String domain, LocalDate from, LocalDate to) throws IOException {
        return read(folder, domain, from, to, new ReadOnce<>());
    }

    /// @param known what was read before
    public static List<Month> read(Path folder, String domain, LocalDate from, LocalDate to, ReadOnce<Month> known)
            throws IOException {
        final NavigableMap<LocalDate, Path> files = FilterFiles.months(folder, domain);
        final List<Month> months = new ArrayList<>();
        for (Path file : files.subMap(from.withDayOfMonth(1), true, to, true).values())
            known.of(file, () -> month(file)).ifPresent(months::add);
        return months;
    }

    private static Optional<Month> month(Path file) throws IOException {
        try (ClassicParts parts = ClassicParts.open(file)) {
            return Optional.of(month(parts));
        } catch (InputException | IllegalArgumentException | java.time.DateTimeException e) {
            LOG.warn("{} is damaged, no product of fluxwatch: {}; it is passed over", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static Month month(ClassicParts file) throws IOException {
        final YearMonth month = YearMonth.parse(file.text("month").orElse("none"));
        final int daysIn = (int) file.number("days_in").orElse(month.lengthOfMonth());
        final List<Region> regions = new ArrayList<>();
        if (!file.has("region_name")) return new Month(month, daysIn, regions, new double[0][]);
        final List<String> names = file.texts("region_name");
        final int count = names.size();
        final double[] area = PartValues.of(file, "region_area", count);
        final double[] prior = PartValues.of(file, "region_flux_natural_prior", count);
        final double[] priorSpread = PartValues.of(file, "region_flux_net_prior_uncertainty", count);
        final double[] posterior = PartValues.of(file, "region_flux_natural_posterior", count);
        final double[] posteriorSpread = PartValues.of(file, "region_flux_net_posterior_uncertainty", count);
        final double[] fossil = PartValues.of(file, "region_flux_fossil", count);
        final double[] fire = PartValues.of(file, "region_flux_fire", count);
        for (int r = 0; r < count; r++)
            regions.add(new Region(
                    names.get(r),
                    area[r],
                    prior[r] - fire[r], // files have net flux less fossil
                    priorSpread[r],
                    posterior[r] - fire[r],
                    posteriorSpread[r],
                    fossil[r],
                    fire[r]));
        final double[][] covariance = new double[count][count];
        final double[] stored = PartValues.of(file, "region_flux_covariance", count * count);
        for (int i = 0; i < count; i++) System.arraycopy(stored, i * count, covariance[i], 0, count);
        return new Month(month, daysIn, List.copyOf(regions), covariance);
    }

    /// The regions that any of the months has, each alone.
    public static List<RegionGroup> regions(List<Month> months) {
        return months.stream()
                .flatMap(month -> month.regions().stream())
                .map(Region::name)
                .distinct()
                .map(RegionGroup::of)
                .toList();
    }

    /// One entry a period that has any month, ascending.
    ///
    /// @throws IllegalArgumentException when the step is shorter than a month, or a group has a region that no
    ///     month has
    public static List<PeriodTotals> series(List<Month> months, Step step, List<RegionGroup> groups) {
        if (step == Step.DAY)
            throw new IllegalArgumentException("step is 'day', expected month or longer: the inversion has months");
        require(months, groups);
        final List<PeriodTotals> series = new ArrayList<>();
        if (months.isEmpty()) return series;
        if (step == Step.CUMULATED) {
            for (int n = 1; n <= months.size(); n++)
                series.add(totals(
                        new Span(
                                months.get(n - 1).month().toString(),
                                months.getFirst().month().atDay(1),
                                months.get(n - 1).month().plusMonths(1).atDay(1)),
                        months.subList(0, n),
                        groups));
            return series;
        }
        final Map<Span, List<Month>> spans = new LinkedHashMap<>();
        for (Month month : months)
            spans.computeIfAbsent(
                            step.span(month.month().atDay(1), month.month().atDay(1)), _ -> new ArrayList<>())
                    .add(month);
        spans.forEach((span, of) -> series.add(totals(span, of, groups)));
        return series;
    }

    private static void require(List<Month> months, List<RegionGroup> groups) {
        final List<String> known =
                regions(months).stream().map(RegionGroup::name).toList();
        for (RegionGroup group : groups)
            for (String region : group.regions())
                if (!known.contains(region))
                    throw new IllegalArgumentException(
                            "region is '" + region + "', expected one of " + String.join(", ", known));
    }

    private static PeriodTotals totals(Span span, List<Month> months, List<RegionGroup> groups) {
        final List<LocalDate> days = new ArrayList<>();
        for (Month month : months)
            for (int d = 1; d <= month.daysIn(); d++) days.add(month.month().atDay(d));
        final int count = groups.size();
        final double[][] prior = new double[count][count];
        final double[][] covariance = new double[count][count];
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++) {
                covariance[i][j] = covariance(months, groups.get(i), groups.get(j));
                prior[i][j] = i == j ? priorVariance(months, groups.get(i)) : Double.NaN;
            }
        final List<Group> totals = new ArrayList<>();
        for (int g = 0; g < count; g++) totals.add(total(months, groups.get(g), prior[g][g], covariance[g][g]));
        return new PeriodTotals(span, days, 0, totals, prior, covariance);
    }

    /// Of the posterior, TgC²; NaN where a month lacks a region.
    private static double covariance(List<Month> months, RegionGroup one, RegionGroup other) {
        double sum = 0;
        for (Month month : months) {
            final double days = month.month().lengthOfMonth();
            for (String a : one.regions())
                for (String b : other.regions()) {
                    final int i = index(month, a);
                    final int j = index(month, b);
                    sum += i < 0 || j < 0 ? Double.NaN : month.covariance()[i][j] * days * days;
                }
        }
        return sum;
    }

    /// TgC²; NaN for several regions, as files have no covariance of the prior.
    private static double priorVariance(List<Month> months, RegionGroup group) {
        if (group.regions().size() > 1) return Double.NaN;
        double sum = 0;
        for (Month month : months) {
            final Optional<Region> region = find(month, group.regions().getFirst());
            sum += region.isEmpty()
                    ? Double.NaN
                    : Math.pow(region.get().priorSpread() * month.month().lengthOfMonth(), 2);
        }
        return sum;
    }

    private static int index(Month month, String name) {
        for (int r = 0; r < month.regions().size(); r++)
            if (month.regions().get(r).name().equals(name)) return r;
        return -1;
    }

    private static Optional<Region> find(Month month, String name) {
        final int index = index(month, name);
        return index < 0 ? Optional.empty() : Optional.of(month.regions().get(index));
    }

    private static Group total(List<Month> months, RegionGroup group, double priorVariance, double variance) {
        double area = 0;
        double prior = 0;
        double posterior = 0;
        double fossil = 0;
        double fire = 0;
        String note = months.size() > 1 ? INDEPENDENT : "";
        if (group.regions().size() > 1) note = "no covariance of the prior" + (note.isEmpty() ? "" : "; " + note);
        for (Month month : months) {
            area = 0;
            final int days = month.month().lengthOfMonth();
            for (String name : group.regions()) {
                final Optional<Region> found = find(month, name);
                if (found.isEmpty()) note = month.month() + " has no region " + name;
                final Region region = found.orElse(new Region(
                        name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
                area += region.areaKm2();
                prior += region.prior() * days;
                posterior += region.analysis() * days;
                fossil += region.fossil() * days;
                fire += region.fire() * days;
            }
        }
        return new Group(
                group.name(),
                area,
                prior,
                Math.sqrt(priorVariance),
                posterior,
                Math.sqrt(variance),
                fossil,
                fire,
                new double[0],
                new double[0],
                note);
    }
}
