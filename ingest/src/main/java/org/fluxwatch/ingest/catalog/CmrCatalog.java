package org.fluxwatch.ingest.catalog;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.CmrGranule;
import org.fluxwatch.contract.archive.CmrJson;
import org.fluxwatch.contract.archive.CmrRecords;
import org.fluxwatch.contract.archive.CmrSearch;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// NASA's Common Metadata Repository, asked by revision date.
/// ```
/// first look:   everything, sorted by revision date, page after page until CMR-Search-After stays away
/// later looks:  the same from (highest revision date seen - 1 hour)
/// ```
/// A look that fails half-way moves nothing on. A record that cannot be used is left out and told once. Of the granules
/// of a sensor and day the newest counts. A search never shows what was deleted; that is asked for apart, always for
/// the whole of [#MEMORY], so that nothing needs remembering.
public final class CmrCatalog implements GranuleCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(CmrCatalog.class);
    /// Revisions may become visible a little out of order.
    private static final Duration OVERLAP = Duration.ofHours(1);

    /// CMR tells of deletions of at most one year; a day less, for clocks that differ and for leap years.
    private static final Duration MEMORY = Duration.ofDays(364);

    /// By which a catalogue's clock may differ from this one.
    private static final Duration AHEAD = Duration.ofDays(1);

    private record SensorDay(LocalDate day, String sensor) implements Comparable<SensorDay> {
        @Override
        public int compareTo(SensorDay other) {
            return day.equals(other.day) ? sensor.compareTo(other.sensor) : day.compareTo(other.day);
        }
    }

    /// @param lite what it holds, as revised
    private record Item(CmrGranule listed, Granule lite) {
        static Optional<Item> of(CmrGranule listed, Sensors sensors) {
            for (CmrGranule.File file : listed.files()) {
                final Optional<LiteName> name = LiteName.parse(file.name(), sensors);
                if (name.isPresent())
                    return Optional.of(new Item(listed, Granule.of(name.get(), listed.revision(), file.source())));
            }
            return Optional.empty();
        }

        static Item newer(Item known, Item seen) {
            return seen.listed.revision() >= known.listed.revision() ? seen : known;
        }
    }

    private final ArchiveSettings archive;
    private final Sensors sensors;
    private final CmrSearch search;
    private final Products products;
    private final Map<String, Map<String, Item>> listed = new TreeMap<>(); // by collection, then concept
    private final Map<String, String> conceptIds = new TreeMap<>(); // by collection, as granules.json says
    private final ToldOnce retired = new ToldOnce();
    private final Map<String, Instant> lastRevision = new TreeMap<>();
    private final Bystanders bystanders = new Bystanders();
    private final ToldOnce unusable = new ToldOnce();
    private final Consumer<RefusedRecord> refused;
    private final InstantSource clock;

    /// @param refused hears once of each record that cannot be used
    /// @param clock against revision dates to come, from which on nothing would ever be new
    public CmrCatalog(
            ArchiveSettings archive,
            Sensors sensors,
            EarthdataSession session,
            Consumer<RefusedRecord> refused,
            InstantSource clock) {
        this.archive = archive;
        this.sensors = sensors;
        this.search = new CmrSearch(archive.cmrUrl(), session);
        this.products = new Products(archive.products(), search);
        this.refused = refused;
        this.clock = clock;
    }

    @Override
    public List<Granule> granules() throws ArchiveException, InterruptedException {
        for (String collection : products.collections()) look(collection);
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
                .map(Item::lite)
                .toList();
    }

    private void look(String collection) throws ArchiveException, InterruptedException {
        final CmrRecords found = search.revisedSince(
                collection, Optional.ofNullable(lastRevision.get(collection)).map(last -> last.minus(OVERLAP)));
        final Map<String, Item> items = listed.computeIfAbsent(collection, key -> new TreeMap<>());
        refuse(found.refused());
        for (CmrGranule granule : found.granules()) {
            final Optional<Item> item = item(granule);
            if (item.isPresent()) items.merge(granule.conceptId(), item.get(), Item::newer);
            if (granule.revised().isAfter(clock.instant().plus(AHEAD))) continue;
            lastRevision.merge(collection, granule.revised(), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private void refuse(List<RefusedRecord> records) {
        for (RefusedRecord one : records) {
            leaveAlone(one.name(), one.detail());
            if (unusable.isNew(one.toString())) refused.accept(one);
        }
    }

    /// Empty for a record that is left alone.
    private Optional<Item> item(CmrGranule granule) {
        try {
            final Optional<Item> item = Item.of(granule, sensors);
            if (item.isPresent()) bystanders.remove(granule.granuleUr());
            else leaveAlone(granule.granuleUr(), "no download that is a Lite file");
            return item;
        } catch (RuntimeException e) {
            leaveAlone(granule.granuleUr(), Messages.of(e));
            return Optional.empty();
        }
    }

    private void leaveAlone(String record, String why) {
        bystanders.add(record, LeftAlone.UNUSABLE_RECORD, why);
    }

    @Override
    public Map<LeftAlone, Integer> leftAlone() {
        return bystanders.counts();
    }

    @Override
    public List<ProductRemark> remarks() {
        return products.remarks();
    }

    /// Asks for versions of the products, too, which are as seldom new.
    @Override
    public List<Deletion> deletions(Instant now) throws ArchiveException, InterruptedException {
        products.refresh();
        final Map<String, DeletedGranules> answers = new TreeMap<>();
        for (String collection : products.collections()) {
            if (listed.getOrDefault(collection, Map.of()).isEmpty()) continue; // a collection that is not there
            answers.put(collection, askForDeletions(collection, now));
        }
        final Map<String, Deletion> deletions = new TreeMap<>();
        answers.forEach((collection, answer) -> deletions.putAll(strike(collection, answer)));
        for (Granule granule : allListed()) deletions.remove(granule.name()); // is there under another concept
        return List.copyOf(deletions.values());
    }

    private DeletedGranules askForDeletions(String collection, Instant now)
            throws ArchiveException, InterruptedException {
        final URI query = search.uri("deleted-granules.json?provider=" + Products.PROVIDER + "&parent_collection_id="
                + CmrSearch.encode(conceptId(collection)) + "&revision_date="
                + CmrSearch.encode(
                        now.minus(MEMORY).truncatedTo(ChronoUnit.SECONDS).toString()));
        final HttpResponse<String> answer = search.answer(query);
        final DeletedGranules deleted = DeletedGranules.parse(answer.body(), query);
        final OptionalLong hits = CmrSearch.hits(answer);
        if (hits.isPresent() && hits.getAsLong() != deleted.records())
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER,
                    Address.print(query) + ": the answer has " + deleted.records() + " deleted granules, expected "
                            + hits.getAsLong() + " (CMR-Hits)",
                    null);
        refuse(deleted.refused());
        return deleted;
    }

    private String conceptId(String collection) throws ArchiveException, InterruptedException {
        final Optional<String> told = products.conceptId(collection)
                .or(() -> listed.getOrDefault(collection, Map.of()).values().stream()
                        .map(item -> item.listed().collectionId())
                        .filter(id -> !id.isEmpty())
                        .findFirst());
        if (told.isPresent()) return told.get();
        final String known = conceptIds.get(collection);
        if (known != null) return known;
        final String asked = askForConceptId(collection);
        conceptIds.put(collection, asked);
        return asked;
    }

    /// Older UMM-JSON leaves the collection's id out; `granules.json` has always had it.
    private String askForConceptId(String collection) throws ArchiveException, InterruptedException {
        final URI query = search.uri("granules.json?" + CmrSearch.ofProduct(collection) + "&page_size=1");
        final String id = CmrJson.read(search.answer(query).body(), query)
                .at("/feed/entry/0/collection_concept_id")
                .asText();
        if (!id.isEmpty()) return id;
        throw new ArchiveException(
                Reason.UNUSABLE_ANSWER, Address.print(query) + ": the answer has no collection_concept_id", null);
    }

    /// Takes what was deleted off the list of a collection. What was revised after its deletion is there again. A
    /// collection of which nothing is left was retired, which says nothing against its granules: it stays as it is.
    private Map<String, Deletion> strike(String collection, DeletedGranules answer) {
        final Map<String, Item> left = new TreeMap<>(listed.get(collection));
        final Map<String, Deletion> deletions = new TreeMap<>();
        for (DeletedGranules.Item item : answer.items()) {
            final Optional<Item> known = Optional.ofNullable(left.get(item.conceptId()));
            if (known.isPresent() && known.get().listed().revised().isAfter(item.deleted())) continue;
            left.remove(item.conceptId());
            final Optional<String> name = known.map(one -> one.lite().name()).or(() -> item.fileName(sensors));
            if (name.isPresent()) deletions.put(name.get(), new Deletion(name.get(), item.deleted()));
            else leaveAlone(item.granuleUr(), "was deleted, and is not the name of a Lite file");
        }
        if (left.isEmpty()) {
            if (retired.isNew(collection))
                LOG.warn(
                        "{} holds no granule any more: taken for a retired collection, nothing of it is retracted",
                        collection);
            return Map.of();
        }
        listed.put(collection, left);
        return deletions;
    }
}
