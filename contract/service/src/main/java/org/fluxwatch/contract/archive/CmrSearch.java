package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;

/// Searches of NASA's Common Metadata Repository. A search for granules is read to its end, page after page until
/// `CMR-Search-After` stays away, or fails as a whole ([Paging]).
public final class CmrSearch {
    private static final String SEARCH_AFTER = "CMR-Search-After";
    private static final int PAGE_SIZE = 500;
    private static final Pattern VERSION = Pattern.compile("[\\w.]{1,40}");
    private static final Pattern CONCEPT = Pattern.compile("C\\d{1,20}-\\w{1,40}");

    private final URI catalogue;
    private final EarthdataSession session;

    public CmrSearch(URI catalogue, EarthdataSession session) {
        this.catalogue = catalogue;
        this.session = session;
    }

    /// All granules of a collection that were revised from some time on, in the order of their revision.
    ///
    /// @param product short name and version joined by a dot
    /// @param since empty: from the beginning
    public CmrRecords revisedSince(String product, Optional<Instant> since)
            throws ArchiveException, InterruptedException {
        return granules(
                product,
                since.map(from -> "&" + encode("revision_date[]") + "=" + encode(from + ","))
                        .orElse(""));
    }

    /// All granules of a collection whose time touches a day, in the order of their revision. That of the day before
    /// is mostly among them, since its end is the day's first instant: look at the name.
    ///
    /// @param product short name and version joined by a dot
    public CmrRecords touching(String product, LocalDate day) throws ArchiveException, InterruptedException {
        final Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant to =
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).minusSeconds(1).toInstant();
        return granules(product, "&" + encode("temporal[]") + "=" + encode(from + "," + to));
    }

    /// The collections of a product, one a version, the oldest first. A record with a flaw is none.
    ///
    /// @param provider archive centre, such as GES_DISC
    public List<CmrCollection> collections(String shortName, String provider)
            throws ArchiveException, InterruptedException {
        final URI query = uri("collections.umm_json?short_name=" + encode(shortName) + "&provider=" + encode(provider)
                + "&page_size=" + PAGE_SIZE);
        final JsonNode items = CmrJson.read(answer(query).body(), query).path("items");
        if (!items.isArray())
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER,
                    Address.print(query) + ": the answer has no list 'items', expected UMM-JSON",
                    null);
        final SortedSet<CmrCollection> collections = new TreeSet<>(CmrCollection.BY_VERSION);
        for (JsonNode item : items) {
            final String version = item.at("/umm/Version").asText();
            final String conceptId = item.at("/meta/concept-id").asText();
            if (item.at("/umm/ShortName").asText().equalsIgnoreCase(shortName)
                    && VERSION.matcher(version).matches()
                    && CONCEPT.matcher(conceptId).matches())
                collections.add(new CmrCollection(shortName, version, conceptId));
        }
        return List.copyOf(collections);
    }

    private CmrRecords granules(String product, String condition) throws ArchiveException, InterruptedException {
        final URI query = uri("granules.umm_json?" + ofProduct(product) + condition + "&" + encode("sort_key[]")
                + "=revision_date&page_size=" + PAGE_SIZE);
        final Paging paging = new Paging(query);
        Optional<String> searchAfter = Optional.empty();
        do {
            final HttpResponse<String> answer = answer(
                    query, searchAfter.map(value -> Map.of(SEARCH_AFTER, value)).orElse(Map.of()));
            searchAfter = paging.next(
                    CmrPage.parse(answer.body(), query),
                    hits(answer),
                    answer.headers().firstValue(SEARCH_AFTER));
        } while (searchAfter.isPresent());
        return paging.records();
    }

    /// How many records a search has in all, as its answer says.
    public static OptionalLong hits(HttpResponse<?> answer) {
        final String hits = answer.headers().firstValue("CMR-Hits").orElse("");
        return hits.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(hits)) : OptionalLong.empty();
    }

    /// An answer that is whole, as far as it tells.
    ///
    /// @param query from [#uri]
    public HttpResponse<String> answer(URI query) throws ArchiveException, InterruptedException {
        return answer(query, Map.of());
    }

    private HttpResponse<String> answer(URI query, Map<String, String> headers)
            throws ArchiveException, InterruptedException {
        final HttpResponse<String> answer = session.getText(query, headers);
        requireComplete(query, answer.headers());
        return answer;
    }

    /// A search that ran out of time holds only part of the result.
    private static void requireComplete(URI query, HttpHeaders headers) throws ArchiveException {
        for (String name : List.of("CMR-Time-Out", "CMR-Timed-Out"))
            if (headers.firstValue(name).map("true"::equalsIgnoreCase).orElse(false))
                throw new ArchiveException(
                        Reason.BUSY,
                        Address.print(query) + ": the catalogue ran out of time and answered in part",
                        null);
    }

    /// The address of a search.
    ///
    /// @param query what follows `/search/`
    public URI uri(String query) {
        return URI.create(catalogue.toString().replaceAll("/+$", "") + "/search/" + query);
    }

    /// The parameters that name a collection.
    ///
    /// @param product short name and version joined by a dot
    public static String ofProduct(String product) {
        final int dot = product.indexOf('.');
        return "short_name=" + encode(product.substring(0, dot)) + "&version=" + encode(product.substring(dot + 1));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
