package org.fluxwatch.publish.daily;

import java.util.Comparator;
import java.util.List;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;

/// All that one analysed day of one domain consists of.
///
/// @param analysis the record that closes the day
/// @param fields in the order of `analysis.fields()`
/// @param innovations by time, sensor, granule and id, whatever order they came in
public record DayProduct(DailyAnalysis analysis, List<AnalysisField> fields, List<Innovation> innovations) {
    private static final Comparator<Innovation> ORDER = Comparator.comparing(Innovation::time)
            .thenComparing(Innovation::sensor)
            .thenComparing(Innovation::granule)
            .thenComparing(Innovation::id);

    public DayProduct {
        fields = List.copyOf(fields);
        innovations = innovations.stream().sorted(ORDER).toList();
        final List<String> names = fields.stream().map(AnalysisField::name).toList();
        if (!names.equals(analysis.fields()))
            throw new IllegalArgumentException(
                    of(analysis) + " has fields " + names + ", expected " + analysis.fields());
        if (innovations.size() != analysis.innovations())
            throw new IllegalArgumentException(
                    of(analysis) + " has " + innovations.size() + " innovations, expected " + analysis.innovations());
    }

    private static String of(DailyAnalysis analysis) {
        return analysis.domain() + " " + analysis.day() + " revision " + analysis.revision();
    }

    @Override
    public String toString() {
        return of(analysis);
    }
}
