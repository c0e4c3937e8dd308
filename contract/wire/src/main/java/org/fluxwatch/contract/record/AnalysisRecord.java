package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A record of the topic `analyses`: the fields of a day and its fluxes in detail, then the one that closes it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnalysisField.class, name = "field"),
    @JsonSubTypes.Type(value = FluxDetail.class, name = "flux-detail"),
    @JsonSubTypes.Type(value = DailyAnalysis.class, name = "daily-analysis")
})
public sealed interface AnalysisRecord permits AnalysisField, FluxDetail, DailyAnalysis {
    /// The analysis it is part of.
    AnalysisIdentity identity();
}
