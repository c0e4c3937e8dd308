package org.fluxwatch.publish.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.publish.daily.CellPlaces;
import org.fluxwatch.publish.revision.RevisionChange.FieldChange;

/// Fields of fluxes and XCO2 held against each other, cell by cell.
final class FieldChanges {
    private FieldChanges() {}

    /// Those of both that are not the same, in the order of the later ones. Fields on another grid are left out.
    static List<FieldChange> of(List<AnalysisField> before, List<AnalysisField> after, CellPlaces places) {
        final Map<String, AnalysisField> earlier = new TreeMap<>();
        for (AnalysisField field : before) earlier.put(field.name(), field);
        final List<FieldChange> changes = new ArrayList<>();
        for (AnalysisField field : after) {
            final AnalysisField was = earlier.get(field.name());
            if (was == null || was.values().length != field.values().length) continue;
            if (field.name().startsWith("flux_") || field.name().startsWith("xco2_")) of(was, field, places, changes);
        }
        return changes;
    }

    private static void of(AnalysisField before, AnalysisField after, CellPlaces places, List<FieldChange> changes) {
        int where = -1;
        double largest = 0;
        double sum = 0;
        double area = 0;
        for (int cell = 0; cell < after.values().length; cell++) {
            final double change = (double) after.values()[cell] - before.values()[cell];
            if (Double.isNaN(change)) continue;
            sum += change * places.areaM2()[cell];
            area += places.areaM2()[cell];
            if (Math.abs(change) > Math.abs(largest)) {
                largest = change;
                where = cell;
            }
        }
        if (where < 0) return;
        changes.add(new FieldChange(
                after.name(),
                after.longName(),
                after.units(),
                sum / area,
                largest,
                places.latitude()[where],
                places.longitude()[where]));
    }
}
