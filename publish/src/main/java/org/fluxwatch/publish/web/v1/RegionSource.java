package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.publish.daily.MonthSummary;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.series.Flux;
import org.fluxwatch.publish.series.FluxStep;
import org.fluxwatch.publish.totals.DayTotals;
import org.fluxwatch.publish.totals.FilterDays;
import org.fluxwatch.publish.totals.RegionDay;
import org.fluxwatch.publish.web.Refused;
import org.jspecify.annotations.Nullable;

/// Totals of the regions that files name, alone or added up.
final class RegionSource {
    private final ProductFolder folder;
    private final FilterDays days;

    RegionSource(ProductFolder folder, FilterDays days) {
        this.folder = folder;
        this.days = days;
    }

    record Named(String region, double areaKm2) {}

    /// The regions of a file; none when it is damaged or has none.
    List<Named> named(AnalysedDomain analysed, LocalDate day, Path file) throws IOException {
        return switch (analysed.system()) {
            case FILTER ->
                days.read(analysed.domain(), day, day).days().stream()
                        .flatMap(totals -> totals.regions().stream())
                        .map(region -> new Named(region.region(), region.areaKm2()))
                        .toList();
            case INVERSION ->
                folder.summary(analysed, file).map(MonthSummary::regions).orElse(List.of()).stream()
                        .map(region -> new Named(region.region(), region.areaKm2()))
                        .toList();
        };
    }

    /// @throws Refused 404 when no file of the period has one of the regions
    Steps steps(AnalysedDomain analysed, List<String> regions, Period period) throws IOException, Refused {
        if (regions.isEmpty() || new HashSet<>(regions).size() < regions.size())
            throw new Refused(400, "region is empty or has a name twice, expected names with commas between");
        return switch (analysed.system()) {
            case FILTER -> filter(analysed, regions, period);
            case INVERSION -> inversion(analysed, regions, period);
        };
    }

    private Steps filter(AnalysedDomain analysed, List<String> regions, Period period) throws IOException, Refused {
        if (!Files.isDirectory(folder.path().resolve(analysed.domain()))) throw period.none(analysed);
        final FilterDays.Found found = days.read(analysed.domain(), period.from(), period.to());
        final Set<String> known = new TreeSet<>();
        final NavigableMap<LocalDate, FluxStep> steps = new TreeMap<>();
        final Set<LocalDate> missing = new TreeSet<>(found.missing());
        double areaKm2 = 0;
        for (DayTotals day : found.days()) {
            day.regions().forEach(region -> known.add(region.region()));
            final List<RegionDay> own = new ArrayList<>();
            for (String name : regions) day.region(name).ifPresent(own::add);
            if (own.size() < regions.size()) {
                missing.add(day.day());
                continue;
            }
            areaKm2 = own.stream().mapToDouble(RegionDay::areaKm2).sum();
            steps.put(day.day(), step(day.day(), own));
        }
        require(regions, known, !found.days().isEmpty());
        return new Steps(
                analysed.system(),
                about(regions, areaKm2),
                steps,
                Map.of(),
                List.copyOf(missing),
                List.copyOf(found.damaged().keySet()),
                "files of an earlier version have no totals by member");
    }

    private static void require(List<String> regions, Set<String> known, boolean any) throws Refused {
        if (any && !known.containsAll(regions))
            throw new Refused(404, "region has a name that no day of the period has, there are " + known);
    }

    private static FluxStep step(LocalDate day, List<RegionDay> regions) {
        Flux flux = new Flux(0, 0, 0, 0);
        double[] members = regions.getFirst().analysisMembers().clone();
        for (RegionDay region : regions)
            flux = flux.plus(new Flux(region.prior(), region.analysis(), region.fossil(), region.fire()), 1);
        for (RegionDay region : regions.subList(1, regions.size()))
            for (int n = 0; n < members.length; n++) members[n] += region.analysisMembers()[n];
        final double spread = regions.size() == 1 ? regions.getFirst().analysisSpread() : Double.NaN;
        return new FluxStep(day, 1, flux, spread, members);
    }

    private static Map<String, @Nullable Object> about(List<String> regions, double areaKm2) {
        final Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("regions", regions);
        if (regions.size() > 1)
            about.put("group", "sum of the regions; what lies in several of them counts several times");
        about.put("area_km2", areaKm2);
        return about;
    }

    private Steps inversion(AnalysedDomain analysed, List<String> regions, Period period) throws IOException, Refused {
        final Set<String> known = new TreeSet<>();
        final NavigableMap<LocalDate, FluxStep> steps = new TreeMap<>();
        final List<LocalDate> missing = new ArrayList<>();
        final List<LocalDate> damaged = new ArrayList<>();
        double areaKm2 = 0;
        for (LocalDate month = period.from(); !month.isAfter(period.to()); month = Period.next(analysed, month)) {
            final Optional<Path> file = folder.find(analysed, month);
            final Optional<MonthSummary> found =
                    file.isPresent() ? folder.summary(analysed, file.get()) : Optional.empty();
            found.ifPresent(summary -> summary.regions().forEach(region -> known.add(region.region())));
            if (found.isEmpty()) {
                if (file.isPresent()) damaged.add(month);
                else missing.add(month);
                continue;
            }
            final List<Integer> indices = indices(found.get(), regions);
            if (indices.size() < regions.size()) {
                missing.add(month);
                continue;
            }
            areaKm2 = indices.stream()
                    .mapToDouble(n -> found.get().regions().get(n).areaKm2())
                    .sum();
            steps.put(month, step(month, found.get(), indices));
        }
        require(regions, known, !known.isEmpty());
        return new Steps(
                analysed.system(),
                about(regions, areaKm2),
                steps,
                Map.of(),
                missing,
                damaged,
                "what months have in common is not in the files");
    }

    private static List<Integer> indices(MonthSummary month, List<String> regions) {
        final List<String> names =
                month.regions().stream().map(RegionTotal::region).toList();
        return regions.stream().map(names::indexOf).filter(n -> n >= 0).toList();
    }

    /// Natural flux is without fire, as the filter's.
    private static FluxStep step(LocalDate month, MonthSummary summary, List<Integer> regions) {
        Flux flux = new Flux(0, 0, 0, 0);
        double variance = 0;
        for (int n : regions) {
            final RegionTotal total = summary.regions().get(n);
            flux = flux.plus(
                    new Flux(
                            total.priorNatural() - total.fire(),
                            total.posteriorNatural() - total.fire(),
                            total.fossil(),
                            total.fire()),
                    1);
            for (int other : regions)
                variance += summary.covariance().isEmpty()
                        ? Double.NaN
                        : summary.covariance().get(n).get(other);
        }
        final double spread = regions.size() == 1
                ? summary.regions().get(regions.getFirst()).posteriorNetSpread()
                : Math.sqrt(variance);
        return new FluxStep(month, month.lengthOfMonth(), flux, spread, new double[0]);
    }
}
