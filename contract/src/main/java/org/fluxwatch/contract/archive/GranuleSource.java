package org.fluxwatch.contract.archive;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// Where the bytes of a granule are.
public sealed interface GranuleSource {
    /// A file of the user's own archive folder: read, never moved or deleted.
    record LocalFile(Path path) implements GranuleSource {}

    /// A download.
    ///
    /// @param sizeBytes exact, where the catalogue gives it
    /// @param approximateSize as the catalogue gives it, rounded and in a unit
    record Remote(URI uri, OptionalLong sizeBytes, Optional<CatalogueSize> approximateSize, Optional<Checksum> checksum)
            implements GranuleSource {}

    /// @param unit KB, MB or GB; catalogues mean either 1000 or 1024
    record CatalogueSize(double size, String unit) {
        /// True when a length is within 1 % of this size in either meaning of the unit.
        public boolean matches(long bytes) {
            final int power = "KMG".indexOf(Character.toUpperCase(unit.isEmpty() ? '?' : unit.charAt(0))) + 1;
            if (power == 0) return true; // an unknown unit says nothing
            return within1Percent(bytes, size * Math.pow(1000, power))
                    || within1Percent(bytes, size * Math.pow(1024, power));
        }

        private static boolean within1Percent(double value, double expected) {
            return Math.abs(value - expected) <= 0.01 * expected;
        }

        @Override
        public String toString() {
            return size + " " + unit;
        }
    }

    /// @param algorithm as in UMM-G, such as MD5 or SHA-256
    /// @param value hexadecimal
    record Checksum(String algorithm, String value) {}
}
