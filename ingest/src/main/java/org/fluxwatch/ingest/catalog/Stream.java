package org.fluxwatch.ingest.catalog;

/// How a granule was made.
public enum Stream {
    /// Near real time, of lower quality; it is removed as the retrospective one appears.
    FORWARD,
    /// Afterwards, for science.
    RETROSPECTIVE
}
