package org.fluxwatch.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fluxwatch.contract.area.RegionAreas;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.region.PolygonRegion;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.publish.daily.DayProduct;

/// Invented days whose regions' totals are those of their gridded fluxes and gridded members.
public final class SeriesDays {
    public static final int MEMBERS = 7;
    private static final double TGC_PER_DAY = 12.011e-12 * 1e-6 * 86_400;

    /// Outlines of the regions, `{longitude, latitude}`; the second one's name has a comma and a quotation mark.
    public static final Map<String, double[][]> OUTLINES = outlines();

    private SeriesDays() {}

    private static Map<String, double[][]> outlines() {
        final Map<String, double[][]> outlines = new LinkedHashMap<>();
        outlines.put("west", new double[][] {{100, 25}, {116, 25}, {116, 45}, {100, 45}, {100, 25}});
        outlines.put("east, the \"other\"", new double[][] {{112, 25}, {130, 27}, {126, 44}, {112, 41}, {112, 25}});
        return outlines;
    }

    public static Region region(String name) {
        return PolygonRegion.of(name, List.of(List.<double[][]>of(OUTLINES.get(name))));
    }

    /// @param details whether the day has fluxes by member
    public static DayProduct day(String domain, Grid grid, LocalDate day, int revision, boolean details) {
        final DayProduct base = Days.withoutShares(Days.product(domain, grid, day, revision, 6));
        final AnalysisIdentity identity = base.identity();
        final float[] prior = field(grid, day, 1, 2, 0);
        final float[][] members = new float[MEMBERS][];
        final float[] analysis = new float[grid.cells()];
        for (int n = 0; n < MEMBERS; n++) {
            members[n] = field(grid, day, 2, 2, 100 * (n + 1));
            for (int c = 0; c < grid.cells(); c++) analysis[c] += members[n][c] / MEMBERS;
        }
        final List<AnalysisField> fields = new ArrayList<>();
        fields.add(field(identity, "flux_prior", "natural flux, prior", prior));
        fields.add(field(identity, "flux_analysis", "natural flux, analysis", analysis));
        fields.add(field(identity, "flux_fossil", "fossil", field(grid, day, 3, 0.5, 7)));
        fields.add(field(identity, "flux_fire", "fire", field(grid, day, 0.5, 0.25, 8)));
        final List<RegionFlux> regions = new ArrayList<>();
        for (String name : OUTLINES.keySet()) {
            final double[] areas = RegionAreas.of(grid, region(name));
            final List<Double> ofMembers =
                    Arrays.stream(members).map(member -> total(areas, member)).toList();
            regions.add(new RegionFlux(
                    name,
                    Arrays.stream(areas).sum() / 1e6,
                    total(areas, prior),
                    0.5,
                    total(areas, analysis),
                    spread(ofMembers),
                    total(areas, fields.get(2).values()),
                    total(areas, fields.get(3).values()),
                    details ? new DailyAnalysis.Members(ofMembers, ofMembers) : DailyAnalysis.Members.NONE));
        }
        final List<FluxDetail> gridded = new ArrayList<>();
        if (details)
            for (int n = 0; n < MEMBERS; n++)
                gridded.add(new FluxDetail(identity, FluxDetail.Kind.MEMBER, n, members[n]));
        final DailyAnalysis closing = base.analysis();
        return new DayProduct(
                new DailyAnalysis(
                        identity,
                        new DailyAnalysis.Sources(
                                closing.sources().granules(),
                                closing.sources().missingSensors(),
                                closing.sources().standIns(),
                                closing.sources().inputs(),
                                new DailyAnalysis.Making("0.2.0", "{\"members\":7}", "2019-04-30")),
                        new DailyAnalysis.Counts(
                                closing.counts().innovations(),
                                closing.counts().byStatus(),
                                details ? Map.of(FluxDetail.Kind.MEMBER, MEMBERS) : Map.of()),
                        regions,
                        fields.stream().map(AnalysisField::name).toList(),
                        closing.diagnostics()),
                fields,
                gridded,
                base.innovations());
    }

    private static AnalysisField field(AnalysisIdentity identity, String name, String longName, float[] values) {
        return new AnalysisField(identity, name, longName, "umol m-2 s-1", "time: mean", values);
    }

    /// Of the day and its number alone.
    private static float[] field(Grid grid, LocalDate day, double mean, double spread, int number) {
        final Random random = new Random(31 * day.toEpochDay() + number);
        final double offset = mean + spread * random.nextGaussian();
        final float[] values = new float[grid.cells()];
        for (int c = 0; c < values.length; c++)
            values[c] = (float) (offset + spread * Math.sin(0.3 * c + number) + 0.2 * random.nextGaussian());
        return values;
    }

    /// TgC per day.
    public static double total(double[] areas, float[] flux) {
        double total = 0;
        for (int c = 0; c < areas.length; c++) if (areas[c] > 0) total += areas[c] * TGC_PER_DAY * flux[c];
        return total;
    }

    public static double spread(List<Double> members) {
        final double mean = members.stream().mapToDouble(v -> v).average().orElseThrow();
        return Math.sqrt(
                members.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (members.size() - 1));
    }
}
