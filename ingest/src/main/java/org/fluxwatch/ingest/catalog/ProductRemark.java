package org.fluxwatch.ingest.catalog;

import java.util.Locale;

/// What an operator should know of a product in `archive.products`.
///
/// @param product as in settings
/// @param text one line
public record ProductRemark(String product, Kind kind, String text) {
    public enum Kind {
        /// The catalogue has no such collection.
        MISSING,
        /// The catalogue has a newer version than the one that settings name.
        OUTDATED;

        /// The name in metrics.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
