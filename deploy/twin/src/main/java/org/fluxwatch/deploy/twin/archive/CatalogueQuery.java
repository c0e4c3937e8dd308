package org.fluxwatch.deploy.twin.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.fluxwatch.contract.topic.RecordSerde;

/// A search for granules: the part of CMR's parameters that a poller of Lite files needs. Every other one is
/// refused, as CMR refuses those it does not know.
///
/// @param parameters by name without brackets; list parameters may be given once
/// @param after where the last page ended, or empty
record CatalogueQuery(Map<String, String> parameters, String after) {
    /// A search that CMR would answer with 400.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /// One page of results.
    ///
    /// @param hits how many match in all
    /// @param next where this page ended; empty when it holds nothing
    record Page(int hits, List<ArchivedGranule> granules, String next) {}

    private static final Set<String> KNOWN = Set.of(
            "short_name",
            "version",
            "provider",
            "collection_concept_id",
            "revision_date",
            "updated_since",
            "temporal",
            "sort_key",
            "page_size");
    private static final int GREATEST_PAGE = 2000;
    private static final int DEFAULT_PAGE = 10;

    /// @param rawQuery as it stands after the question mark, may be null
    /// @param after value of the header `CMR-Search-After`, may be null
    static CatalogueQuery parse(String rawQuery, String after) throws Refused {
        final Map<String, String> parameters = parameters(rawQuery, KNOWN);
        if (!parameters.containsKey("short_name") && !parameters.containsKey("collection_concept_id"))
            throw new Refused(
                    "The CMR does not allow querying across granules in all collections. To help optimize your"
                            + " search, you should limit your query using conditions that identify one or more collections.");
        return new CatalogueQuery(parameters, after == null ? "" : after);
    }

    /// @param rawQuery as it stands after the question mark, may be null
    static Map<String, String> parameters(String rawQuery, Set<String> known) throws Refused {
        final Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery == null || rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
            final int equals = pair.indexOf('=');
            final String name =
                    decode(equals < 0 ? pair : pair.substring(0, equals)).replace("[]", "");
            if (!known.contains(name)) throw new Refused("Parameter [" + name + "] was not recognized.");
            if (parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null)
                throw new Refused("Parameter [" + name + "] was given twice; this archive takes it once.");
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Page page(List<ArchivedGranule> granules) throws Refused {
        final ToLongFunction<ArchivedGranule> key = sortKey();
        final Comparator<ArchivedGranule> order =
                Comparator.comparingLong(key).thenComparingLong(ArchivedGranule::conceptNumber);
        final Range revised = range("revision_date").narrowed(updatedSince());
        final Range temporal = range("temporal");
        final List<ArchivedGranule> matching = granules.stream()
                .filter(this::inCollection)
                .filter(granule -> revised.overlaps(granule.revisionDate(), granule.revisionDate()))
                .filter(granule -> temporal.overlaps(granule.begin(), granule.end()))
                .sorted(order)
                .toList();
        final int size = pageSize();
        final List<ArchivedGranule> page =
                beyond(matching.stream(), key).limit(size).toList();
        return new Page(matching.size(), page, page.isEmpty() ? "" : place(page.getLast(), key));
    }

    private boolean inCollection(ArchivedGranule granule) {
        return is("short_name", granule.collection().shortName())
                && is("version", granule.collection().version())
                && is("collection_concept_id", granule.collection().conceptId())
                && is("provider", "GES_DISC");
    }

    private boolean is(String parameter, String value) {
        return is(parameters, parameter, value);
    }

    /// Whether that is asked for, or nothing of the kind. CMR asks no letter's case.
    static boolean is(Map<String, String> parameters, String parameter, String value) {
        return parameters.getOrDefault(parameter, value).equalsIgnoreCase(value);
    }

    private ToLongFunction<ArchivedGranule> sortKey() throws Refused {
        final String name = parameters.getOrDefault("sort_key", "start_date").trim();
        return switch (name) {
            case "revision_date", "+revision_date" ->
                granule -> granule.revisionDate().toEpochMilli();
            case "-revision_date" -> granule -> -granule.revisionDate().toEpochMilli();
            case "start_date", "+start_date" -> granule -> granule.begin().toEpochMilli();
            case "-start_date" -> granule -> -granule.begin().toEpochMilli();
            default -> throw new Refused("The sort key [" + name + "] is not a valid field for sorting granules.");
        };
    }

    private int pageSize() throws Refused {
        final String text = parameters.getOrDefault("page_size", Integer.toString(DEFAULT_PAGE));
        try {
            final int size = Integer.parseInt(text);
            if (size >= 0 && size <= GREATEST_PAGE) return size;
        } catch (NumberFormatException e) {
            throw new Refused("page_size must be a number between 0 and " + GREATEST_PAGE + " but was [" + text + "]");
        }
        throw new Refused("page_size must be a number between 0 and " + GREATEST_PAGE + " but was [" + text + "]");
    }

    private static String place(ArchivedGranule granule, ToLongFunction<ArchivedGranule> key) {
        return "[\"ges_disc\"," + key.applyAsLong(granule) + "," + granule.conceptNumber() + "]";
    }

    private Stream<ArchivedGranule> beyond(Stream<ArchivedGranule> sorted, ToLongFunction<ArchivedGranule> key)
            throws Refused {
        if (after.isEmpty()) return sorted;
        final JsonNode place;
        try {
            place = RecordSerde.jsonMapper().readTree(after);
        } catch (JsonProcessingException e) {
            throw new Refused("The search_after parameter [" + after + "] is not valid.");
        }
        if (!place.path(1).isIntegralNumber() || !place.path(2).isIntegralNumber())
            throw new Refused("The search_after parameter [" + after + "] is not valid.");
        final long value = place.path(1).asLong();
        final long number = place.path(2).asLong();
        return sorted.filter(granule -> key.applyAsLong(granule) > value
                || key.applyAsLong(granule) == value && granule.conceptNumber() > number);
    }

    private Instant updatedSince() throws Refused {
        return instant("updated_since", parameters.getOrDefault("updated_since", ""), Instant.MIN);
    }

    private Range range(String parameter) throws Refused {
        final String[] ends = parameters.getOrDefault(parameter, "").split(",", -1);
        if (ends.length > 2) throw new Refused(parameter + " has " + ends.length + " times, expected start,end");
        return new Range(
                instant(parameter, ends[0], Instant.MIN),
                instant(parameter, ends.length == 2 ? ends[1] : "", Instant.MAX));
    }

    private static Instant instant(String parameter, String text, Instant open) throws Refused {
        if (text.isBlank()) return open;
        try {
            return Instant.parse(text.trim());
        } catch (DateTimeException e) {
            throw new Refused(parameter + " datetime is invalid: [" + text + "] is not a valid datetime");
        }
    }

    /// Both ends belong to it.
    private record Range(Instant from, Instant to) {
        boolean overlaps(Instant begin, Instant end) {
            return !end.isBefore(from) && !begin.isAfter(to);
        }

        Range narrowed(Instant earliest) {
            return new Range(earliest.isAfter(from) ? earliest : from, to);
        }
    }
}
