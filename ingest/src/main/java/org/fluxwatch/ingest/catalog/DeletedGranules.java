package org.fluxwatch.ingest.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.topic.RecordSerde;

/// An answer of `deleted-granules.json`: a list without pages.
///
/// @param unusable records that cannot be, and why, in one line each
record DeletedGranules(List<Item> items, Map<String, String> unusable, int records) {
    /// @param granuleUr `<short name>.<version>:<file name>` at GES DISC
    record Item(String conceptId, String granuleUr, Instant deleted) {
        /// The file name, where it is that of a Lite file.
        Optional<String> fileName() {
            return LiteName.parse(granuleUr.substring(granuleUr.lastIndexOf(':') + 1))
                    .map(LiteName::name);
        }
    }

    private static final int LONGEST = 300;

    /// CMR writes the offset as Z or as +0000.
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    static DeletedGranules parse(String json, URI source) throws ArchiveException {
        try {
            final JsonNode list = RecordSerde.jsonMapper().readTree(json);
            if (!list.isArray())
                throw new ArchiveException(
                        Reason.UNUSABLE_ANSWER, source + ": the answer is no list, expected deleted granules", null);
            final List<Item> items = new ArrayList<>();
            final Map<String, String> unusable = new TreeMap<>();
            for (JsonNode record : list) {
                try {
                    items.add(item(record));
                } catch (DateTimeException | IllegalArgumentException e) {
                    unusable.put(clip(record.toString()), "a deletion that cannot be: " + e.getMessage());
                }
            }
            return new DeletedGranules(List.copyOf(items), unusable, list.size());
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER, source + ": the answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Item item(JsonNode record) {
        return new Item(
                text(record, "concept-id"),
                text(record, "granule-ur"),
                OffsetDateTime.parse(text(record, "revision-date"), DATE).toInstant());
    }

    private static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static String text(JsonNode item, String key) {
        final String text = item.path(key).asText();
        if (text.isEmpty()) throw new IllegalArgumentException("it has no '" + key + "'");
        return text;
    }
}
