package org.fluxwatch.ingest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.CmrJson;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.archive.RefusedRecord.Flaw;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.text.Address;

/// An answer of `deleted-granules.json`: a list without pages. A record with a flaw costs that record only.
record DeletedGranules(List<Item> items, List<RefusedRecord> refused) {
    /// @param granuleUr `<short name>.<version>:<file name>` at GES DISC
    record Item(String conceptId, String granuleUr, Instant deleted) {
        /// The file name, where it is that of a Lite file.
        Optional<String> fileName(Sensors sensors) {
            return LiteName.parse(granuleUr.substring(granuleUr.lastIndexOf(':') + 1), sensors)
                    .map(LiteName::name);
        }
    }

    DeletedGranules {
        items = List.copyOf(items);
        refused = List.copyOf(refused);
    }

    /// How many records there are, good or not.
    int records() {
        return items.size() + refused.size();
    }

    static DeletedGranules parse(String json, URI source) throws ArchiveException {
        final JsonNode list = CmrJson.read(json, source);
        if (!list.isArray())
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER,
                    Address.print(source) + ": the answer is no list, expected deleted granules",
                    null);
        final List<Item> items = new ArrayList<>();
        final List<RefusedRecord> refused = new ArrayList<>();
        for (JsonNode item : list) {
            final String conceptId = item.path("concept-id").asText();
            final String granuleUr = item.path("granule-ur").asText();
            final Optional<Instant> deleted = CmrJson.date(item.path("revision-date"));
            if (conceptId.isEmpty() || granuleUr.isEmpty())
                refused.add(new RefusedRecord(
                        "a deletion of " + conceptId + granuleUr,
                        Flaw.FORM,
                        "is " + CmrJson.quoted(item) + ", expected concept-id and granule-ur"));
            else if (deleted.isEmpty())
                refused.add(new RefusedRecord(
                        "the deletion of " + granuleUr,
                        Flaw.DATE,
                        "revision-date is " + CmrJson.quoted(item.path("revision-date"))
                                + ", expected a date and time with its offset"));
            else items.add(new Item(conceptId, granuleUr, deleted.get()));
        }
        return new DeletedGranules(items, refused);
    }
}
