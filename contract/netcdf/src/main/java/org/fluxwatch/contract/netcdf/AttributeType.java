package org.fluxwatch.contract.netcdf;

/// What an attribute holds.
public enum AttributeType {
    /// There is no such attribute.
    NONE,
    TEXT,
    /// Integers of any length.
    WHOLE,
    SINGLE,
    DOUBLE,
    /// Nothing, several texts, compounds, references and the like.
    OTHER
}
