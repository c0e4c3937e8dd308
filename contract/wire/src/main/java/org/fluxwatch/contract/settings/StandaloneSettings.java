package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Broker and services in one process.
public record StandaloneSettings(OnFailure onFailure) {
    /// What becomes of the process when one of its services cannot go on.
    public enum OnFailure {
        @JsonProperty("exit")
        EXIT,
        @JsonProperty("stay")
        STAY
    }
}
