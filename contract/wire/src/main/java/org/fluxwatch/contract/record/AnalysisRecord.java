package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;

/// A record of the topic `analyses`: the fields of a day, then the one that closes it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnalysisField.class, name = "field"),
    @JsonSubTypes.Type(value = DailyAnalysis.class, name = "daily-analysis")
})
public sealed interface AnalysisRecord permits AnalysisField, DailyAnalysis {
    String domain();

    LocalDate day();

    int revision();

    /// Refuses what no revision is.
    static void requireRevision(int revision) {
        if (revision < 0) throw new IllegalArgumentException("revision is " + revision + ", expected 0 or more");
    }
}
