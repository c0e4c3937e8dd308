package org.fluxwatch.deploy.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.region.Region;

/// True fluxes that differ from the prior's by what no factor field has made: a season, a drought, a sink, cities.
final class ChangedFlux implements PriorFlux {
    private static final Duration DROUGHT = Duration.ofDays(21);

    /// A smaller region has too few soundings for a trial.
    private static final double LEAST_AREA_M2 = 3e11;

    private final PriorFlux prior;
    private final WorldKind kind;
    private final Instant from;
    private final float[] share;
    private final String where;

    /// @param kind one that changes the fluxes
    /// @param regions of which a large one is changed, by the seed, where the kind is of a region
    /// @param start of the domain
    ChangedFlux(PriorFlux prior, WorldKind kind, Grid grid, List<Region> regions, LocalDate start, long seed) {
        this.prior = prior;
        this.kind = kind;
        from = start.plusDays(WorldKind.FIRST_DAY).atStartOfDay(ZoneOffset.UTC).toInstant();
        share = new float[grid.cells()];
        if (kind instanceof WorldKind.Phenology) {
            where = "everywhere";
            return;
        }
        final Region region = chosen(grid, regions, seed);
        where = "in " + region.name();
        final double[] areas = RegionAreas.of(grid, region);
        for (int c = 0; c < share.length; c++) share[c] = (float) (areas[c] / grid.areaM2(c));
    }

    private static Region chosen(Grid grid, List<Region> regions, long seed) {
        final List<Region> large = regions.stream()
                .filter(region -> area(grid, region) >= LEAST_AREA_M2)
                .toList();
        if (large.isEmpty())
            throw new IllegalArgumentException(
                    "no region of the domain has 300,000 km2 within its grid, expected one that a world can be changed in");
        return large.get((int) (HashNoise.uniform(seed, 6) * large.size()));
    }

    private static double area(Grid grid, Region region) {
        double area = 0;
        for (double part : RegionAreas.of(grid, region)) area += part;
        return area;
    }

    @Override
    public Fields at(Instant hour) {
        final Fields wrong = prior.at(hour);
        return switch (kind) {
            case WorldKind.Phenology(double days) -> prior.at(hour.minus(Duration.ofDays(Math.round(days))));
            case WorldKind.Drought(double lacking) ->
                hour.isBefore(from) || !hour.isBefore(from.plus(DROUGHT))
                        ? wrong
                        : new Fields(wrong.release(), scaled(wrong.uptake(), -lacking), wrong.fossil(), wrong.fire());
            case WorldKind.MissingSink(double flux) -> {
                final float[] uptake = wrong.uptake().clone();
                for (int c = 0; c < uptake.length; c++) uptake[c] -= (float) flux * share[c];
                yield new Fields(wrong.release(), uptake, wrong.fossil(), wrong.fire());
            }
            case WorldKind.Fossil(double more) ->
                new Fields(wrong.release(), wrong.uptake(), scaled(wrong.fossil(), more), wrong.fire());
            case WorldKind.Factors _,
                    WorldKind.Inflow _,
                    WorldKind.Winds _,
                    WorldKind.InflowError _,
                    WorldKind.ExactAir _,
                    WorldKind.Mixing _,
                    WorldKind.Finer _ ->
                throw new IllegalStateException(kind.label() + " does not change the fluxes so");
        };
    }

    /// Times 1 + more in the region.
    private float[] scaled(float[] flux, double more) {
        final float[] scaled = flux.clone();
        for (int c = 0; c < scaled.length; c++) scaled[c] *= (float) (1 + more * share[c]);
        return scaled;
    }

    @Override
    public String description(LocalDate day) {
        return "true fluxes, " + kind.label() + " " + where + ", of " + prior.description(day);
    }
}
