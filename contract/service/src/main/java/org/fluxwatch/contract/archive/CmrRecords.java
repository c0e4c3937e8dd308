package org.fluxwatch.contract.archive;

import java.util.List;

/// What an answer of the catalogue holds.
///
/// @param granules as they come
/// @param refused records that cannot be used
public record CmrRecords(List<CmrGranule> granules, List<RefusedRecord> refused) {
    public CmrRecords {
        granules = List.copyOf(granules);
        refused = List.copyOf(refused);
    }
}
