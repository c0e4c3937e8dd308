package org.fluxwatch.publish.explain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Members;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.daily.DayProduct;

/// Invented days like [Days] whose regions' increments are the sums of the shares.
public final class SharedDays {
    private SharedDays() {}

    /// @param smoothingDays 0 to 2 later days of as many observations that have corrected it
    public static DayProduct product(Grid grid, LocalDate day, int revision, int observations, int smoothingDays) {
        final DayProduct own = Days.product("plane", grid, day, revision, observations);
        final List<RegionFlux> regions = new ArrayList<>();
        for (int r = 0; r < own.analysis().regions().size(); r++) {
            double increment = 0;
            for (int b = 0; b <= smoothingDays; b++)
                increment += sum(Days.product("plane", grid, day.plusDays(b), 0, observations), b, r);
            regions.add(with(own.analysis().regions().get(r), increment));
        }
        final DailyAnalysis analysis = new DailyAnalysis(
                own.analysis().identity(),
                own.analysis().sources(),
                own.analysis().counts(),
                regions,
                own.analysis().fields(),
                own.analysis().diagnostics());
        return new DayProduct(
                smoothingDays == 0 ? analysis : analysis.smoothed(regions, revision, smoothingDays),
                own.fields(),
                own.innovations());
    }

    static double sum(DayProduct day, int daysBack, int region) {
        double sum = 0;
        for (Innovation innovation : day.innovations())
            if (!innovation.ofFilter().shares().isEmpty())
                sum += innovation.ofFilter().shares().values()[3 * daysBack + region];
        return sum;
    }

    private static RegionFlux with(RegionFlux region, double increment) {
        final List<Double> background = IntStream.range(0, 20)
                .mapToObj(n -> region.priorTgCPerDay() + 0.1 * (n - 9.5))
                .toList();
        return new RegionFlux(
                region.region(),
                region.areaKm2(),
                region.priorTgCPerDay(),
                region.priorSpreadTgCPerDay(),
                region.priorTgCPerDay() + increment,
                region.analysisSpreadTgCPerDay(),
                region.fossilTgCPerDay(),
                region.fireTgCPerDay(),
                new Members(
                        background,
                        background.stream().map(total -> total + increment).toList()));
    }
}
