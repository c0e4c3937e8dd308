package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A stated assumption that settings allowed in the place of something that is not there: of what a Lite file lacks,
/// or of a field that drives the model. Every record and product made with one carries its mark.
public enum StandIn {
    /// No `xco2_quality_flag`: every sounding was taken as good.
    QUALITY_FLAG("quality-flag"),
    /// No kernel or weights: a kernel of 1 and the weights of 20 levels at equal pressure steps.
    COLUMN_OPERATOR("column-operator"),
    /// Weather of kind `synthetic`.
    INVENTED_METEOROLOGY("invented-meteorology"),
    /// Prior fluxes of kind `synthetic`.
    INVENTED_PRIOR("invented-prior"),
    /// Inflow and initial concentrations of kind `synthetic`.
    INVENTED_BOUNDARY("invented-boundary");

    private static final String INVENTED = "invented-";

    private final String label;

    StandIn(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /// Which of a domain's inputs is invented, as settings name it; empty for what a granule lacks.
    public Optional<String> invented() {
        return label.startsWith(INVENTED) ? Optional.of(label.substring(INVENTED.length())) : Optional.empty();
    }

    /// What of a domain's drivers is invented, in words, such as `winds, prior fluxes, inflow`; empty: nothing.
    public static String inventedOf(Set<StandIn> standIns) {
        return Arrays.stream(values())
                .filter(standIns::contains)
                .flatMap(standIn -> switch (standIn) {
                    case QUALITY_FLAG, COLUMN_OPERATOR -> Stream.empty();
                    case INVENTED_METEOROLOGY -> Stream.of("winds");
                    case INVENTED_PRIOR -> Stream.of("prior fluxes");
                    case INVENTED_BOUNDARY -> Stream.of("inflow");
                })
                .collect(Collectors.joining(", "));
    }

    /// Those that granules are read with, in the order of their codes in products.
    public static List<StandIn> ofGranules() {
        return Arrays.stream(values())
                .filter(standIn -> standIn.invented().isEmpty())
                .toList();
    }

    @JsonCreator
    public static StandIn of(String label) {
        for (StandIn standIn : values()) if (standIn.label.equals(label)) return standIn;
        throw new IllegalArgumentException("stand-in is '" + label + "', expected one of "
                + Arrays.stream(values()).map(StandIn::label).collect(Collectors.joining(", ")));
    }
}
