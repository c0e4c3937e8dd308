package org.fluxwatch.publish.metrics;

import io.micrometer.core.instrument.Tags;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.publish.daily.MonthProduct;

/// What metrics say of a month of the inversion.
final class MonthRows {
    private MonthRows() {}

    static void fill(Rows rows, Tags tags, MonthProduct product) {
        final MonthEstimate month = product.estimate();
        rows.add("fluxwatch_publish_month_days_in", tags, month.daysIn());
        rows.add("fluxwatch_publish_degrees_of_freedom", tags, month.degreesOfFreedom());
        rows.add("fluxwatch_publish_chi_square", tags, month.chiSquare());
        rows.add("fluxwatch_publish_lost_ratio", tags, month.lostShare());
        rows.addAll("fluxwatch_publish_observations", tags, "status", product.byStatus());
        rows.addAll("fluxwatch_publish_observations_unused", tags, "reason", month.unused());
        rows.addScores(tags, month.scores());
        for (RegionTotal region : month.regions())
            rows.addRegion(
                    tags.and("region", region.region()),
                    region.priorNatural() - region.fire(), // the record's natural flux has fire in it
                    region.priorNetSpread(),
                    region.posteriorNatural() - region.fire(),
                    region.posteriorNetSpread());
    }
}
