package org.fluxwatch.deploy.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.publish.daily.DayProduct;

/// Days of the filter with all fields, regions and members, of invented numbers, without observations.
final class ApiDays {
    static final List<String> REGIONS = names();
    private static final int MEMBERS = 50;
    private static final List<String> FIELDS = List.of(
            "flux_prior",
            "flux_prior_spread",
            "flux_analysis",
            "flux_analysis_spread",
            "flux_increment",
            "flux_fossil",
            "flux_fire",
            "xco2_analysis",
            "xco2_analysis_spread",
            "xco2_increment",
            "xco2_control",
            "xco2_forecast",
            "surface_pressure");

    private final String domain;
    private final Grid grid;

    ApiDays(String domain, Grid grid) {
        this.domain = domain;
        this.grid = grid;
    }

    private static List<String> names() {
        final List<String> names =
                new ArrayList<>(Regions.jdas().stream().map(Region::name).toList());
        names.add(Regions.DOMAIN);
        return List.copyOf(names);
    }

    /// The same numbers for the same day.
    DayProduct day(LocalDate day) {
        final SplittableRandom random = new SplittableRandom(day.toEpochDay());
        final AnalysisIdentity identity = new AnalysisIdentity(domain, AssimilationSystem.FILTER, day, 0);
        final List<AnalysisField> fields = new ArrayList<>();
        for (String name : FIELDS)
            fields.add(new AnalysisField(identity, name, name, "umol m-2 s-1", "time: mean", values(random)));
        final List<FluxDetail> members = new ArrayList<>();
        for (int n = 0; n < MEMBERS; n++)
            members.add(new FluxDetail(identity, FluxDetail.Kind.MEMBER, n, values(random)));
        final List<RegionFlux> regions = new ArrayList<>();
        for (String name : REGIONS)
            regions.add(new RegionFlux(
                    name, 1e6, -1, 0.5, -1.2, 0.3, 2, 0.1, new DailyAnalysis.Members(totals(random), totals(random))));
        return new DayProduct(
                new DailyAnalysis(
                        identity,
                        new DailyAnalysis.Sources(List.of(), Set.of(), Set.of(), Map.of("prior", "invented")),
                        new DailyAnalysis.Counts(0, Map.of(), Map.of(FluxDetail.Kind.MEMBER, MEMBERS)),
                        regions,
                        FIELDS,
                        new DailyAnalysis.Filter(MEMBERS, 7, false, Double.NaN, List.of(), Map.of())),
                fields,
                members,
                List.of());
    }

    private float[] values(SplittableRandom random) {
        final float[] values = new float[grid.cells()];
        for (int c = 0; c < values.length; c++) values[c] = (float) random.nextDouble(-4, 3);
        return values;
    }

    private static List<Double> totals(SplittableRandom random) {
        final List<Double> totals = new ArrayList<>();
        for (int n = 0; n < MEMBERS; n++) totals.add(random.nextDouble(-2, 1));
        return totals;
    }
}
