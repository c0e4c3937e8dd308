package org.fluxwatch.publish.daily;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Observation;

/// All that one analysed day of one domain consists of.
///
/// @param analysis the record that closes the day
/// @param fields in the order of `analysis.fields()`
/// @param innovations by time, sensor, source and id, whatever order they came in
public record DayProduct(DailyAnalysis analysis, List<AnalysisField> fields, List<Innovation> innovations) {
    private static final Comparator<Innovation> ORDER = Comparator.comparing(
            Innovation::observation,
            Comparator.<Observation, Instant>comparing(
                            observation -> observation.position().time())
                    .thenComparing(Observation::sensor)
                    .thenComparing(Observation::source)
                    .thenComparing(Observation::id));

    public DayProduct {
        fields = List.copyOf(fields);
        innovations = innovations.stream().sorted(ORDER).toList();
        final List<String> names = fields.stream().map(AnalysisField::name).toList();
        if (!names.equals(analysis.fields()))
            throw new IllegalArgumentException(
                    analysis.identity() + " has fields " + names + ", expected " + analysis.fields());
        final int expected = analysis.counts().innovations();
        if (innovations.size() != expected)
            throw new IllegalArgumentException(
                    analysis.identity() + " has " + innovations.size() + " innovations, expected " + expected);
    }

    @Override
    public String toString() {
        return analysis.identity().toString();
    }
}
