package org.fluxwatch.ingest.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// NASA's Common Metadata Repository, asked by revision date.
/// ```
/// first look:   everything, sorted by revision date, page after page until CMR-Search-After stays away
/// later looks:  the same from (highest revision date seen - 1 hour)
/// ```
/// A look that fails half-way moves nothing on. Of the granules of a sensor and day the newest counts. A search never
/// shows what was deleted; that is asked for apart, always for the whole of [#MEMORY], so that nothing needs
/// remembering.
public final class CmrCatalog implements GranuleCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(CmrCatalog.class);
    private static final String SEARCH_AFTER = "CMR-Search-After";

    /// Revisions may become visible a little out of order.
    private static final Duration OVERLAP = Duration.ofHours(1);

    /// CMR tells of deletions of at most one year; a day less, for clocks that differ and for leap years.
    private static final Duration MEMORY = Duration.ofDays(364);

    private static final int PAGE_SIZE = 500;
    private static final String PROVIDER = "GES_DISC";

    private record SensorDay(LocalDate day, String sensor) implements Comparable<SensorDay> {
        @Override
        public int compareTo(SensorDay other) {
            return day.equals(other.day) ? sensor.compareTo(other.sensor) : day.compareTo(other.day);
        }
    }

    private final ArchiveSettings archive;
    private final EarthdataSession session;
    private final Map<String, Map<String, CmrPage.Item>> listed = new TreeMap<>(); // by product, then concept
    private final Map<String, String> collections = new TreeMap<>(); // concept ids by product
    private final Set<String> retired = new HashSet<>(); // for membership only: told once each
    private final Map<String, Instant> lastRevisionByProduct = new TreeMap<>();
    private final Set<String> strangers = new HashSet<>(); // for membership only: told once each

    public CmrCatalog(ArchiveSettings archive, EarthdataSession session) {
        this.archive = archive;
        this.session = session;
    }

    @Override
    public List<Granule> granules() throws ArchiveException, InterruptedException {
        for (String product : archive.products()) look(product);
        final Map<SensorDay, Granule> newest = new TreeMap<>();
        for (Granule granule : allListed()) {
            if (granule.day().isBefore(archive.from()) || granule.day().isAfter(archive.to())) continue;
            newest.merge(
                    new SensorDay(granule.day(), granule.sensor().label()),
                    granule,
                    (one, other) -> Granule.ORDER.compare(one, other) >= 0 ? one : other);
        }
        return newest.values().stream().sorted(Granule.ORDER).toList();
    }

    private List<Granule> allListed() {
        return listed.values().stream()
                .flatMap(items -> items.values().stream())
                .map(CmrPage.Item::granule)
                .toList();
    }

    private void look(String product) throws ArchiveException, InterruptedException {
        final URI query = query(product, Optional.ofNullable(lastRevisionByProduct.get(product)));
        final List<CmrPage> pages = new ArrayList<>();
        Optional<String> searchAfter = Optional.empty();
        do {
            final HttpResponse<String> answer = session.getText(
                    query, searchAfter.map(value -> Map.of(SEARCH_AFTER, value)).orElse(Map.of()));
            requireComplete(query, answer.headers());
            pages.add(CmrPage.parse(answer.body(), query));
            searchAfter = answer.headers().firstValue(SEARCH_AFTER);
        } while (searchAfter.isPresent());

        final Map<String, CmrPage.Item> items = listed.computeIfAbsent(product, key -> new TreeMap<>());
        for (CmrPage page : pages) {
            for (CmrPage.Item item : page.items())
                items.merge(
                        item.conceptId(), item, (known, seen) -> seen.revision() >= known.revision() ? seen : known);
            for (String name : page.strangers())
                if (strangers.add(name)) LOG.warn("{} is left alone: no download that is a Lite file", name);
            page.lastRevisionDate()
                    .ifPresent(date -> lastRevisionByProduct.merge(product, date, (a, b) -> a.isAfter(b) ? a : b));
        }
    }

    @Override
    public List<Deletion> deletions(Instant now) throws ArchiveException, InterruptedException {
        final Map<String, DeletedGranules> answers = new TreeMap<>();
        for (String product : archive.products()) {
            if (listed.getOrDefault(product, Map.of()).isEmpty()) continue; // a collection that is not there
            answers.put(product, askForDeletions(product, now));
        }
        final Map<String, Deletion> deletions = new TreeMap<>();
        answers.forEach((product, answer) -> deletions.putAll(strike(product, answer)));
        for (Granule granule : allListed()) deletions.remove(granule.name()); // is there under another concept
        return List.copyOf(deletions.values());
    }

    private DeletedGranules askForDeletions(String product, Instant now) throws ArchiveException, InterruptedException {
        final URI query = search("deleted-granules.json?provider=" + PROVIDER + "&parent_collection_id="
                + encode(collection(product)) + "&revision_date="
                + encode(now.minus(MEMORY).truncatedTo(ChronoUnit.SECONDS).toString()));
        final HttpResponse<String> answer = session.getText(query, Map.of());
        requireComplete(query, answer.headers());
        final DeletedGranules deleted = DeletedGranules.parse(answer.body(), query);
        final OptionalLong hits = answer.headers().firstValueAsLong("CMR-Hits");
        if (hits.isPresent() && hits.getAsLong() != deleted.items().size())
            throw new ArchiveException(
                    query + ": the answer has " + deleted.items().size() + " deleted granules, expected "
                            + hits.getAsLong() + " (CMR-Hits)",
                    null);
        return deleted;
    }

    /// The concept id of a product's collection, from its granules.
    private String collection(String product) throws ArchiveException, InterruptedException {
        final Optional<String> told = listed.get(product).values().stream()
                .map(CmrPage.Item::collectionId)
                .filter(id -> !id.isEmpty())
                .findFirst();
        if (told.isPresent()) return told.get();
        if (!collections.containsKey(product)) collections.put(product, askForCollection(product));
        return collections.get(product);
    }

    /// Older UMM-JSON leaves the collection's id out; `granules.json` has always had it.
    private String askForCollection(String product) throws ArchiveException, InterruptedException {
        final URI query = search("granules.json?" + ofProduct(product) + "&page_size=1");
        final String body = session.getText(query, Map.of()).body();
        try {
            final String id = RecordSerde.jsonMapper()
                    .readTree(body)
                    .at("/feed/entry/0/collection_concept_id")
                    .asText();
            if (!id.isEmpty()) return id;
            throw new ArchiveException(query + ": the answer has no collection_concept_id", null);
        } catch (JsonProcessingException e) {
            throw new ArchiveException(query + ": the answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// Takes what was deleted off the list of a product. What was revised after its deletion is there again. A
    /// collection of which nothing is left was retired, which says nothing against its granules: it stays as it is.
    private Map<String, Deletion> strike(String product, DeletedGranules answer) {
        final Map<String, CmrPage.Item> left = new TreeMap<>(listed.get(product));
        final Map<String, Deletion> deletions = new TreeMap<>();
        for (DeletedGranules.Item item : answer.items()) {
            final Optional<CmrPage.Item> known = Optional.ofNullable(left.get(item.conceptId()));
            if (known.isPresent() && known.get().revised().isAfter(item.deleted())) continue;
            left.remove(item.conceptId());
            final Optional<String> name = known.map(one -> one.granule().name()).or(item::fileName);
            if (name.isPresent()) deletions.put(name.get(), new Deletion(name.get(), item.deleted()));
            else if (strangers.add(item.granuleUr()))
                LOG.warn("{} was deleted and is left alone: no name of a Lite file", item.granuleUr());
        }
        if (left.isEmpty()) {
            if (retired.add(product))
                LOG.warn(
                        "{} holds no granule any more: taken for a retired collection, nothing of it is retracted",
                        product);
            return Map.of();
        }
        listed.put(product, left);
        return deletions;
    }

    /// A search that ran out of time holds only part of the result.
    private static void requireComplete(URI query, HttpHeaders headers) throws ArchiveException {
        for (String name : List.of("CMR-Time-Out", "CMR-Timed-Out"))
            if (headers.firstValue(name).map("true"::equalsIgnoreCase).orElse(false))
                throw new ArchiveException(query + ": the catalogue ran out of time and answered in part", null);
    }

    private URI query(String product, Optional<Instant> lastRevision) {
        final String since = lastRevision
                .map(last -> "&" + encode("revision_date[]") + "=" + encode(last.minus(OVERLAP) + ","))
                .orElse("");
        return search("granules.umm_json?" + ofProduct(product) + since + "&" + encode("sort_key[]")
                + "=revision_date&page_size=" + PAGE_SIZE);
    }

    private URI search(String query) {
        return URI.create(archive.cmrUrl().toString().replaceAll("/+$", "") + "/search/" + query);
    }

    private static String ofProduct(String product) {
        final int dot = product.indexOf('.');
        return "short_name=" + encode(product.substring(0, dot)) + "&version=" + encode(product.substring(dot + 1));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
