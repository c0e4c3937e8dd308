package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;

/// One page of `granules.umm_json`. A record with a flaw costs that record only.
public final class CmrPage {
    private CmrPage() {}

    /// @param source named in errors
    public static CmrRecords parse(String json, URI source) throws ArchiveException {
        final JsonNode items = CmrJson.read(json, source).path("items");
        if (!items.isArray())
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER,
                    Address.print(source) + ": the answer has no list 'items', expected UMM-JSON",
                    null);
        final List<CmrGranule> granules = new ArrayList<>();
        final List<RefusedRecord> refused = new ArrayList<>();
        for (JsonNode item : items) {
            final CmrItem record = new CmrItem(item.path("meta"), item.path("umm"));
            try {
                granules.add(record.granule());
            } catch (FlawException e) {
                refused.add(e.refuse(record.name()));
            }
        }
        return new CmrRecords(granules, refused);
    }
}
