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
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.topic.RecordSerde;

/// An answer of `deleted-granules.json`: a list without pages.
record DeletedGranules(List<Item> items) {
    /// @param granuleUr `<short name>.<version>:<file name>` at GES DISC
    record Item(String conceptId, String granuleUr, Instant deleted) {
        /// The file name, where it is that of a Lite file.
        Optional<String> fileName() {
            return LiteName.parse(granuleUr.substring(granuleUr.lastIndexOf(':') + 1))
                    .map(LiteName::name);
        }
    }

    /// CMR writes the offset as Z or as +0000.
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    static DeletedGranules parse(String json, URI source) throws ArchiveException {
        try {
            final JsonNode list = RecordSerde.jsonMapper().readTree(json);
            if (!list.isArray())
                throw new ArchiveException(
                        Reason.UNUSABLE_ANSWER, source + ": the answer is no list, expected deleted granules", null);
            final List<Item> items = new ArrayList<>();
            for (JsonNode item : list)
                items.add(new Item(
                        text(item, "concept-id"),
                        text(item, "granule-ur"),
                        OffsetDateTime.parse(text(item, "revision-date"), DATE).toInstant()));
            return new DeletedGranules(List.copyOf(items));
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER, source + ": the answer is not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER, source + ": the answer cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode item, String key) {
        final String text = item.path(key).asText();
        if (text.isEmpty()) throw new IllegalArgumentException("a deleted granule without '" + key + "': " + item);
        return text;
    }
}
