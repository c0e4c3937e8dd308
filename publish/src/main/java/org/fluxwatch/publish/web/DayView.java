package org.fluxwatch.publish.web;

import java.time.Instant;
import java.util.List;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.StoredGrid;

/// A day as the page gets it.
///
/// @param file path below `/products/`
/// @param invented what of the model's drivers is, in words; empty: nothing
/// @param standIns labels of what was assumed in the place of what granules lack
record DayView(
        String file,
        DailyAnalysis analysis,
        String invented,
        List<String> standIns,
        StoredGrid grid,
        List<Field> fields,
        List<Observation> observations) {
    /// @param values `[ny * nx]`, rows from south to north
    record Field(String name, String longName, String units, float[] values) {}

    /// @param status label
    /// @param sensor label
    /// @param mode label
    record Observation(
            Instant time,
            double latitude,
            double longitude,
            double observedPpm,
            double errorPpm,
            double backgroundPpm,
            double analysisPpm,
            int soundings,
            String status,
            String sensor,
            String mode) {}

    /// @param wanted names of the fields wanted; empty: all
    static DayView of(String file, DayProduct product, StoredGrid grid, List<String> wanted) {
        return new DayView(
                file,
                product.analysis(),
                StandIn.inventedOf(product.standIns()),
                standIns(product),
                grid,
                fields(product, wanted),
                observations(product));
    }

    static List<String> standIns(Product product) {
        return product.standIns().stream()
                .filter(StandIn.ofGranules()::contains)
                .map(StandIn::label)
                .toList();
    }

    static List<Field> fields(Product product, List<String> wanted) {
        return product.fields().stream()
                .filter(field -> wanted.isEmpty() || wanted.contains(field.name()))
                .map(DayView::field)
                .toList();
    }

    private static Field field(AnalysisField field) {
        return new Field(field.name(), field.longName(), field.units(), field.values());
    }

    static List<Observation> observations(Product product) {
        return product.innovations().stream().map(DayView::observation).toList();
    }

    private static Observation observation(Innovation o) {
        final Innovation.Observation observation = o.observation();
        return new Observation(
                observation.position().time(),
                observation.position().latitude(),
                observation.position().longitude(),
                observation.ppm(),
                observation.errorPpm(),
                o.simulated().backgroundPpm(),
                o.simulated().analysisPpm(),
                observation.soundings(),
                o.status().label(),
                observation.sensor().label(),
                observation.mode().label());
    }
}
