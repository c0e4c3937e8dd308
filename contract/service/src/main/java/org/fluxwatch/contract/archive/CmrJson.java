package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Printable;

/// JSON of the catalogue, which is bounded: a page of 500 granules has about 150,000 tokens, in ten levels.
public final class CmrJson {
    private static final int MOST_TOKENS = 3_000_000;
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .build();

    /// CMR writes the offset as Z or as +0000.
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(java.util.Locale.ROOT);

    /// CMR began in 2014; its records may claim to be older.
    private static final int FIRST_YEAR = 1970;

    private static final int LAST_YEAR = 2999;

    private CmrJson() {}

    /// @param source named in errors
    public static JsonNode read(String json, URI source) throws ArchiveException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER,
                    Address.print(source) + ": the answer is not JSON: "
                            + Printable.line(String.valueOf(e.getOriginalMessage()), 200),
                    e);
        }
    }

    /// @return empty: it is no date and time with an offset, or one of another age
    public static Optional<Instant> date(JsonNode text) {
        try {
            final OffsetDateTime date = OffsetDateTime.parse(text.asText(), DATE);
            return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR
                    ? Optional.empty()
                    : Optional.of(date.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// A value as errors quote it.
    public static String quoted(JsonNode value) {
        return value.isMissingNode()
                ? "missing"
                : "'" + Printable.line(value.isValueNode() ? value.asText() : value.toString(), 100) + "'";
    }
}
