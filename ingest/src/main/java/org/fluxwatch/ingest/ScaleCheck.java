package org.fluxwatch.ingest;

import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.ingest.catalog.GranuleLedger;

/// Refuses to go on publishing on another scale than what is published: a step of 0.17 ppm within a domain would be
/// taken for fluxes.
final class ScaleCheck {
    private ScaleCheck() {}

    /// @param ledger what is published
    /// @throws IllegalStateException when something is on another scale
    static void require(Co2Scale scale, GranuleLedger ledger) {
        final int others = ledger.publishedOnOther(scale);
        if (others > 0)
            throw new IllegalStateException("ingest.co2-scale is '" + scale.label() + "', but " + others
                    + " granules are published on another scale (topic granules), expected "
                    + (scale == Co2Scale.X2007 ? Co2Scale.X2019 : Co2Scale.X2007).label()
                    + "; another scale takes a broker and a data-folder of its own");
    }
}
