package org.fluxwatch.ingest.catalog;

import java.time.Instant;

/// A granule that the archive has deleted and does not list any more.
///
/// @param granule file name
/// @param at when, as the catalogue says
public record Deletion(String granule, Instant at) {}
