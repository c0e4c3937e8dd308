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
            implements GranuleSource {
        /// About how long it is, as far as the catalogue says.
        public OptionalLong expectedBytes() {
            return sizeBytes.isPresent() || approximateSize.isEmpty()
                    ? sizeBytes
                    : approximateSize.get().bytes();
        }
    }

    /// @param unit KB, MB or GB; catalogues mean either 1000 or 1024
    record CatalogueSize(double size, String unit) {
        /// True when a length is within 1 % of this size in either meaning of the unit.
        public boolean matches(long bytes) {
            final int power = power();
            if (power == 0) return true; // an unknown unit says nothing
            return within1Percent((double) bytes, size * Math.pow(1000, power))
                    || within1Percent((double) bytes, size * Math.pow(1024, power));
        }

        /// The size if the unit counts by 1024, as GES DISC's does; empty where the unit is not known.
        public OptionalLong bytes() {
            return power() == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(size * Math.pow(1024, power())));
        }

        private int power() {
            return "KMG".indexOf(Character.toUpperCase(unit.isEmpty() ? '?' : unit.charAt(0))) + 1;
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
