package org.fluxwatch.ingest.gridding;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.Superobservation;

/// Per model cell and hour the sounding with the least uncertainty is kept for assimilation, the one with the smaller
/// id among equals; the others go out withheld, for independent validation (JDAS; docs/science.md 8.1).
public record ThinGridding() implements Gridding {
    private static final Comparator<Sounding> BEST =
            Comparator.comparingDouble(Sounding::uncertaintyPpm).thenComparing(Sounding::id, Long::compareUnsigned);

    private record CellHour(int cell, int hour) {}

    /// Cells are the model's own, so that only domains on the same grid have something in common.
    @Override
    public SortedMap<String, Gridded> grid(GranuleSoundings granule, SortedMap<String, Grid> grids) {
        final SortedMap<String, Gridded> gridded = new TreeMap<>();
        final Map<Grid, Gridded> made = new HashMap<>(); // for look-up only
        grids.forEach((domain, grid) -> {
            final Gridded once = made.computeIfAbsent(grid, _ -> thinned(granule, domain, grid));
            gridded.put(
                    domain,
                    new Gridded(
                            once.superobservations().stream()
                                    .map(one -> one.inDomain(domain))
                                    .toList(),
                            once.outside()));
        });
        return gridded;
    }

    private static Gridded thinned(GranuleSoundings granule, String domain, Grid grid) {
        final Map<CellHour, Sounding> best = new HashMap<>(); // for look-up only
        final List<Sounding> inside = new ArrayList<>();
        for (Sounding sounding : granule.soundings()) {
            final CellHour place = place(sounding, grid);
            if (place.cell() < 0) continue;
            inside.add(sounding);
            best.merge(place, sounding, (one, other) -> BEST.compare(one, other) <= 0 ? one : other);
        }
        final Set<Sounding> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        chosen.addAll(best.values());
        final List<Superobservation> superobservations = inside.stream()
                .map(sounding -> superobservation(granule, domain, sounding, !chosen.contains(sounding)))
                .sorted(ORDER)
                .toList();
        return new Gridded(superobservations, granule.soundings().size() - inside.size());
    }

    private static CellHour place(Sounding sounding, Grid grid) {
        return new CellHour(
                grid.cellAt(sounding.latitude(), sounding.longitude()),
                sounding.time().atOffset(ZoneOffset.UTC).getHour());
    }

    private static Superobservation superobservation(
            GranuleSoundings granule, String domain, Sounding sounding, boolean withheld) {
        return new Superobservation(
                domain,
                granule.sensor(),
                granule.day(),
                granule.granule(),
                granule.version(),
                Long.toUnsignedString(sounding.id()),
                sounding.mode(),
                sounding.time(),
                sounding.latitude(),
                sounding.longitude(),
                sounding.xco2Ppm(),
                sounding.uncertaintyPpm(),
                sounding.column(),
                1,
                withheld,
                granule.standIns(),
                granule.co2Scale());
    }
}
