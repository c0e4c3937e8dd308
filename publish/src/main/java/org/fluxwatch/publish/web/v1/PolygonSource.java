package org.fluxwatch.publish.web.v1;

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
import java.util.TreeMap;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.area.AreaFluxes;
import org.fluxwatch.publish.area.Polygons;
import org.fluxwatch.publish.daily.Companion;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.daily.RollupName;
import org.fluxwatch.publish.series.Flux;
import org.fluxwatch.publish.series.FluxRows.MonthMembers;
import org.fluxwatch.publish.series.FluxStep;
import org.fluxwatch.publish.web.Refused;
import org.jspecify.annotations.Nullable;

/// Totals of any polygon, out of gridded fluxes and gridded members.
final class PolygonSource {
    /// Polygons whose cells are remembered.
    private static final int REMEMBERED = 64;

    private final ProductFolder folder;
    private final AreaFluxes fluxes;
    private final Map<Key, Polygons.OnGrid> known = new LinkedHashMap<>();

    private record Key(Grid grid, String text) {}

    PolygonSource(ProductFolder folder, AreaFluxes fluxes) {
        this.folder = folder;
        this.fluxes = fluxes;
    }

    /// @param text GeoJSON or well-known text
    /// @throws Refused 400 when it is no polygon that can be used
    Steps steps(AnalysedDomain analysed, String text, Period period) throws IOException, Refused {
        final Grid grid = folder.grid(analysed);
        final Polygons.OnGrid area = onGrid(grid, text);
        final List<LocalDate> begins = new ArrayList<>();
        final List<AreaFluxes.Files> files = new ArrayList<>();
        final List<LocalDate> missing = new ArrayList<>();
        for (LocalDate day = period.from(); !day.isAfter(period.to()); day = Period.next(analysed, day)) {
            final Optional<Path> file = folder.find(analysed, day);
            if (file.isEmpty()) missing.add(day);
            else {
                begins.add(day);
                files.add(new AreaFluxes.Files(file.get(), Companion.MEMBERS.beside(file.get())));
            }
        }
        final List<Optional<AreaFluxes.Totals>> totals = fluxes.of(area.cells(), grid, names(analysed), files);
        final NavigableMap<LocalDate, FluxStep> steps = new TreeMap<>();
        final Map<YearMonth, List<String>> lines = new TreeMap<>();
        final List<LocalDate> damaged = new ArrayList<>();
        for (int n = 0; n < begins.size(); n++) {
            final Optional<AreaFluxes.Totals> total = totals.get(n);
            if (total.isEmpty()) damaged.add(begins.get(n));
            else {
                final LocalDate begin = begins.get(n);
                steps.put(begin, step(analysed, begin, total.get()));
                lines.computeIfAbsent(YearMonth.from(begin), _ -> new ArrayList<>())
                        .add(RollupName.dayLine(begin, total.get().revision()));
            }
        }
        return new Steps(
                analysed.system(),
                about(area),
                steps,
                months(analysed, area, grid, steps, lines),
                missing,
                damaged,
                switch (analysed.system()) {
                    case FILTER ->
                        "not all of their days have gridded members, which are kept for publish.keep-members-days; of"
                                + " whole months their means are kept for good";
                    case INVERSION -> "the inversion has no gridded members";
                });
    }

    private Polygons.OnGrid onGrid(Grid grid, String text) throws Refused {
        final Key key = new Key(grid, text);
        synchronized (known) {
            final Polygons.OnGrid before = known.get(key);
            if (before != null) return before;
        }
        final Polygons.OnGrid found;
        try {
            found = Polygons.of(text, grid);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, Messages.of(e));
        }
        synchronized (known) {
            known.put(key, found);
            if (known.size() > REMEMBERED)
                known.remove(known.keySet().iterator().next());
        }
        return found;
    }

    private static AreaFluxes.Names names(AnalysedDomain analysed) {
        return switch (analysed.system()) {
            case FILTER -> AreaFluxes.Names.FILTER;
            case INVERSION -> AreaFluxes.Names.INVERSION;
        };
    }

    private static FluxStep step(AnalysedDomain analysed, LocalDate begin, AreaFluxes.Totals totals) {
        final Flux flux = totals.flux();
        return switch (analysed.system()) {
            case FILTER -> new FluxStep(begin, 1, flux, Double.NaN, totals.members());
            case INVERSION ->
                new FluxStep(
                        begin,
                        begin.lengthOfMonth(),
                        new Flux(flux.prior() - flux.fire(), flux.analysis() - flux.fire(), flux.fossil(), flux.fire()),
                        Double.NaN,
                        new double[0]);
        };
    }

    private static Map<String, @Nullable Object> about(Polygons.OnGrid area) {
        final Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("cells", area.cells().cells().length);
        about.put("area_km2", area.cells().areaM2() / 1e6);
        about.put("polygon_area_km2", area.areaM2() / 1e6);
        return about;
    }

    /// Means by member of those months of which a day lacks them; only of the days and revisions that were read.
    private Map<YearMonth, MonthMembers> months(
            AnalysedDomain analysed,
            Polygons.OnGrid area,
            Grid grid,
            NavigableMap<LocalDate, FluxStep> steps,
            Map<YearMonth, List<String>> lines)
            throws IOException {
        if (analysed.system() == AssimilationSystem.INVERSION) return Map.of();
        final List<YearMonth> lacking = steps.values().stream()
                .filter(step -> step.members().length == 0)
                .map(step -> YearMonth.from(step.begin()))
                .distinct()
                .toList();
        final List<Path> files = new ArrayList<>();
        for (YearMonth month : lacking) files.add(RollupName.membersOfMonth(folder.path(), analysed.domain(), month));
        final List<Optional<AreaFluxes.MonthTotals>> found =
                fluxes.months(area.cells(), grid, AreaFluxes.Names.FILTER.analysis(), files);
        final Map<YearMonth, MonthMembers> months = new TreeMap<>();
        for (int n = 0; n < lacking.size(); n++) {
            final YearMonth month = lacking.get(n);
            found.get(n)
                    .filter(totals -> totals.dayLines().equals(String.join("\n", lines.getOrDefault(month, List.of()))))
                    .ifPresent(totals -> months.put(month, new MonthMembers(totals.days(), totals.members())));
        }
        return months;
    }
}
