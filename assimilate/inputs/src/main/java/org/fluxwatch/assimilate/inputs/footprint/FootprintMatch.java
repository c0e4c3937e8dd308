package org.fluxwatch.assimilate.inputs.footprint;

import java.util.List;

/// Which footprint serves an observation.
public sealed interface FootprintMatch {
    /// @param distanceKm from the observation's place
    record Found(Release release, double distanceKm) implements FootprintMatch {}

    /// @param name what is missing, for a person
    record Missing(Reason reason, String name) implements FootprintMatch {}

    /// Several that are equally near.
    record Ambiguous(List<Release> releases) implements FootprintMatch {
        public Ambiguous {
            releases = List.copyOf(releases);
        }
    }

    enum Reason {
        /// No footprint is near in place and time.
        NOT_NEAR("not-near"),
        /// Those near are for air at one height.
        NOT_A_COLUMN("not-a-column"),
        /// Those near are for columns.
        NOT_A_POINT("not-a-point"),
        /// Those near are columns without the averaging kernel, or do not say so.
        WITHOUT_KERNEL("without-kernel");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /// In metrics.
        public String label() {
            return label;
        }
    }
}
