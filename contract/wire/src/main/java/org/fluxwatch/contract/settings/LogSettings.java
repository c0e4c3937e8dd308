package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How services log.
public record LogSettings(Format format) {
    /// What a line is.
    public enum Format {
        /// Words for people.
        @JsonProperty("text")
        TEXT,
        /// An object for programs.
        @JsonProperty("json")
        JSON
    }
}
