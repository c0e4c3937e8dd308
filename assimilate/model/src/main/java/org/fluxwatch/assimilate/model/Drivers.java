package org.fluxwatch.assimilate.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.region.Region;

/// What drives the model of one domain.
///
/// @param regions that fluxes are summed over
public record Drivers(Meteorology meteorology, PriorFlux prior, GlobalCo2 boundary, List<Region> regions) {
    public Drivers {
        regions = List.copyOf(regions);
    }

    /// What is not there that a day needs, from its first midnight to its last, a line each; empty: nothing.
    public List<String> missing(LocalDate day) {
        final Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        final List<String> missing = new ArrayList<>();
        for (ModelInput input : List.of(meteorology, prior, boundary)) missing.addAll(input.missing(from, to));
        return List.copyOf(missing);
    }

    /// Meteorology, prior and boundary in a line each, by kind, for products.
    public Map<String, String> descriptions(LocalDate day) {
        return new TreeMap<>(Map.of(
                "meteorology", meteorology.description(day),
                "prior", prior.description(day),
                "boundary", boundary.description(day)));
    }
}
