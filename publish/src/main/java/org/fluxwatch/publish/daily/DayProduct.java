package org.fluxwatch.publish.daily;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Observation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;

/// All that one analysed day of one domain consists of. The filter's is the content of a file; the inversion's is that
/// of one or two, see [MonthProduct].
///
/// @param analysis the record that closes the day
/// @param fields in the order of `analysis.fields()`
/// @param details by kind and index; all that `analysis` counts, or none where they are not looked at
/// @param innovations by time, sensor, source and id, whatever order they came in
public record DayProduct(
        DailyAnalysis analysis, List<AnalysisField> fields, List<FluxDetail> details, List<Innovation> innovations)
        implements Product {
    private static final Comparator<Innovation> ORDER = Comparator.comparing(
            Innovation::observation,
            Comparator.<Observation, Instant>comparing(
                            observation -> observation.position().time())
                    .thenComparing(Observation::sensor)
                    .thenComparing(Observation::source)
                    .thenComparing(Observation::id));

    private static final Comparator<FluxDetail> DETAILS =
            Comparator.comparing(FluxDetail::kind).thenComparingInt(FluxDetail::index);

    public DayProduct {
        fields = List.copyOf(fields);
        details = details.stream().sorted(DETAILS).toList();
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

    /// Without fluxes in detail.
    public DayProduct(DailyAnalysis analysis, List<AnalysisField> fields, List<Innovation> innovations) {
        this(analysis, fields, List.of(), innovations);
    }

    /// The same without fluxes in detail.
    public DayProduct withoutDetails() {
        return new DayProduct(analysis, fields, innovations);
    }

    /// What is to be in files of it, the earlier period first.
    public List<Product> products() {
        return switch (analysis.diagnostics()) {
            case DailyAnalysis.Filter _ -> List.of(this);
            case DailyAnalysis.Inversion inversion -> List.copyOf(MonthProduct.of(this, inversion));
        };
    }

    @Override
    public AnalysisIdentity identity() {
        return analysis.identity();
    }

    @Override
    public LocalDate begin() {
        return identity().day();
    }

    @Override
    public Edition edition() {
        return new Edition(identity().day(), identity().revision(), "");
    }

    @Override
    public List<Granule> granules() {
        return analysis.sources().granules();
    }

    @Override
    public Set<Sensor> missingSensors() {
        return analysis.sources().missingSensors();
    }

    @Override
    public Set<StandIn> standIns() {
        return analysis.sources().standIns();
    }

    @Override
    public String toString() {
        return analysis.identity().toString();
    }
}
