package org.fluxwatch.contract.record;

/// A record of which some can only be read since a later schema than others, by what they hold.
public interface SchemaByContent {
    /// The schema that first had what this record holds.
    int sinceSchema();
}
