package org.fluxwatch.contract.record;

import java.util.Locale;

/// How a granule was made, oldest first.
public enum ProcessingStream {
    /// Near real time, of lower quality; it is removed as the retrospective one appears.
    FORWARD,
    /// Afterwards, for science.
    RETROSPECTIVE;

    /// In versions.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
