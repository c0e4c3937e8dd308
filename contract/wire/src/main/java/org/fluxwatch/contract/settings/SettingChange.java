package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a change of a setting takes, once something was made with it.
public enum SettingChange {
    /// No number follows from it; it counts from the next start of its service on.
    @JsonProperty("at-start")
    AT_START,
    /// What is made from the next start on is made with it; what was made before stays.
    @JsonProperty("from-then-on")
    FROM_THEN_ON,
    /// It counts when a topic or a domain begins, and not for one that has begun.
    @JsonProperty("when-begun")
    WHEN_BEGUN,
    /// A domain that has begun must start anew.
    @JsonProperty("reset")
    RESET,
    /// Not even then: what was published with it is on the topics.
    @JsonProperty("never")
    NEVER;

    /// Such as `from-then-on`.
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// Whether a domain that was begun with another value cannot go on.
    public boolean stops() {
        return this == RESET || this == NEVER;
    }
}
