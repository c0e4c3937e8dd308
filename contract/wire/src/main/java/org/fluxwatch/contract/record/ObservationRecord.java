package org.fluxwatch.contract.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A record of the topic `observations`: what satellites saw in a domain, and what an operator wants of it. A domain's
/// records are worked off in the order in which they lie there.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Superobservation.class, name = "superobservation"),
    @JsonSubTypes.Type(value = DayComplete.class, name = "day-complete"),
    @JsonSubTypes.Type(value = Retraction.class, name = "retraction"),
    @JsonSubTypes.Type(value = DomainRestart.class, name = "domain-restart"),
    @JsonSubTypes.Type(value = DomainImport.class, name = "domain-import"),
    @JsonSubTypes.Type(value = DomainFilled.class, name = "domain-filled")
})
public sealed interface ObservationRecord permits GranuleRecord, DomainOrder {
    /// The domain, which is the record's key.
    String domain();
}
