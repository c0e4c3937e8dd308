package org.fluxwatch.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;

/// Invented days like [Days], whose fluxes differ from day to day, with hours and members.
public final class DetailedDays {
    public static final int MEMBERS = 6;

    private DetailedDays() {}

    /// @param members 0 for a day without fluxes in detail
    public static DayProduct product(
            String domain, Grid grid, LocalDate day, int revision, int observations, int members) {
        final DayProduct plain = Days.product(domain, grid, day, revision, observations);
        final Random random = new Random(31 * day.toEpochDay() + revision);
        final float season = (float) (1 + 0.5 * Math.sin(day.getDayOfYear() / 58.0));
        final List<AnalysisField> fields = new ArrayList<>();
        for (AnalysisField field : plain.fields()) {
            final float[] values = field.values().clone();
            if (field.name().startsWith("flux_")) for (int c = 0; c < values.length; c++) values[c] *= season;
            fields.add(new AnalysisField(
                    field.identity(), field.name(), field.longName(), field.units(), field.cellMethods(), values));
        }
        fields.add(new AnalysisField(
                plain.identity(),
                "flux_analysis_spread",
                "standard deviation of flux_analysis over the members",
                "umol m-2 s-1",
                "",
                new float[grid.cells()]));
        final List<FluxDetail> details = new ArrayList<>();
        final float[] analysis = fields.get(1).values();
        if (members > 0)
            for (int h = 0; h < 24; h++)
                for (FluxDetail.Kind kind : FluxDetail.Kind.values())
                    if (kind != FluxDetail.Kind.MEMBER)
                        details.add(new FluxDetail(plain.identity(), kind, h, scaled(analysis, 1 + h / 24f)));
        for (int n = 0; n < members; n++)
            details.add(new FluxDetail(plain.identity(), FluxDetail.Kind.MEMBER, n, scaled(analysis, (float)
                    (1 + 0.1 * (n - 0.5 * (members - 1)) + 0.05 * random.nextGaussian()))));
        final List<RegionFlux> regions = new ArrayList<>();
        for (RegionFlux region : plain.analysis().regions()) regions.add(changed(region, season, members, random));
        final DailyAnalysis closing = plain.analysis();
        final DailyAnalysis.Filter filter = closing.ofFilter();
        final Map<FluxDetail.Kind, Integer> counts = members == 0
                ? Map.of()
                : Map.of(
                        FluxDetail.Kind.HOUR_PRIOR, 24,
                        FluxDetail.Kind.HOUR_ANALYSIS, 24,
                        FluxDetail.Kind.HOUR_SPREAD, 24,
                        FluxDetail.Kind.MEMBER, members);
        return new DayProduct(
                new DailyAnalysis(
                        closing.identity(),
                        closing.sources(),
                        new DailyAnalysis.Counts(observations, closing.counts().byStatus(), counts),
                        regions,
                        fields.stream().map(AnalysisField::name).toList(),
                        new DailyAnalysis.Filter(
                                filter.members(),
                                filter.smoothingDays(),
                                !day.isAfter(Days.FIRST.plusDays(1)),
                                filter.chiSquare(),
                                filter.rankHistogram(),
                                filter.statistics())),
                fields,
                details,
                plain.innovations());
    }

    private static float[] scaled(float[] values, float factor) {
        final float[] scaled = values.clone();
        for (int c = 0; c < scaled.length; c++) scaled[c] *= factor;
        return scaled;
    }

    private static RegionFlux changed(RegionFlux region, float season, int members, Random random) {
        final Double[] background = new Double[members];
        final Double[] analysis = new Double[members];
        for (int n = 0; n < members; n++) {
            background[n] = region.priorTgCPerDay() * season + 0.3 * n + random.nextGaussian();
            analysis[n] = region.analysisTgCPerDay() * season + 0.1 * n + 0.3 * random.nextGaussian();
        }
        return new RegionFlux(
                region.region(),
                region.areaKm2(),
                region.priorTgCPerDay() * season,
                region.priorSpreadTgCPerDay(),
                region.analysisTgCPerDay() * season,
                region.analysisSpreadTgCPerDay(),
                1.5 + random.nextDouble(),
                0.25,
                new DailyAnalysis.Members(Arrays.asList(background), Arrays.asList(analysis)));
    }

    /// Writes days of a domain as the service does.
    ///
    /// @param folder with the products below `products`
    public static void write(Path folder, String domain, List<LocalDate> days, int revision, int members)
            throws IOException {
        writeObserved(folder, domain, days, revision, members, 3);
    }

    /// @param observations a day
    public static void writeObserved(
            Path folder, String domain, List<LocalDate> days, int revision, int members, int observations)
            throws IOException {
        final var settings = Days.settings(folder);
        final ProductFolder products = new ProductFolder(settings.productsFolder(), settings);
        for (LocalDate day : days)
            products.write(
                    product(domain, settings.domains().get(domain).modelGrid(), day, revision, observations, members));
    }
}
