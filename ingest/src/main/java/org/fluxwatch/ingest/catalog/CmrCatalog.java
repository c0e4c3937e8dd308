package org.fluxwatch.ingest.catalog;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.ingest.download.ArchiveException;
import org.fluxwatch.ingest.download.EarthdataSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// NASA's Common Metadata Repository, asked by revision date.
/// ```
/// first look:   everything, sorted by revision date, page after page until CMR-Search-After stays away
/// later looks:  the same from (highest revision date seen - 1 hour)
/// ```
/// A look that fails half-way moves nothing on. Of the granules of a sensor and day the newest counts.
public final class CmrCatalog implements GranuleCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(CmrCatalog.class);
    private static final String SEARCH_AFTER = "CMR-Search-After";

    /// Revisions may become visible a little out of order.
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final int PAGE_SIZE = 500;

    private record SensorDay(LocalDate day, String sensor) implements Comparable<SensorDay> {
        @Override
        public int compareTo(SensorDay other) {
            return day.equals(other.day) ? sensor.compareTo(other.sensor) : day.compareTo(other.day);
        }
    }

    private final ArchiveSettings archive;
    private final EarthdataSession session;
    private final Map<String, CmrPage.Item> itemsByConcept = new TreeMap<>();
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
        for (CmrPage.Item item : itemsByConcept.values()) {
            final Granule granule = item.granule();
            if (granule.day().isBefore(archive.from()) || granule.day().isAfter(archive.to())) continue;
            newest.merge(
                    new SensorDay(granule.day(), granule.sensor().label()),
                    granule,
                    (one, other) -> Granule.ORDER.compare(one, other) >= 0 ? one : other);
        }
        return newest.values().stream().sorted(Granule.ORDER).toList();
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

        for (CmrPage page : pages) {
            for (CmrPage.Item item : page.items())
                itemsByConcept.merge(
                        item.conceptId(), item, (known, seen) -> seen.revision() >= known.revision() ? seen : known);
            for (String name : page.strangers())
                if (strangers.add(name)) LOG.warn("{} is left alone: no download that is a Lite file", name);
            page.lastRevisionDate()
                    .ifPresent(date -> lastRevisionByProduct.merge(product, date, (a, b) -> a.isAfter(b) ? a : b));
        }
    }

    /// A search that ran out of time holds only part of the result.
    private static void requireComplete(URI query, HttpHeaders headers) throws ArchiveException {
        for (String name : List.of("CMR-Time-Out", "CMR-Timed-Out"))
            if (headers.firstValue(name).map("true"::equalsIgnoreCase).orElse(false))
                throw new ArchiveException(query + ": the catalogue ran out of time and answered in part", null);
    }

    private URI query(String product, Optional<Instant> lastRevision) {
        final int dot = product.indexOf('.');
        final StringBuilder query = new StringBuilder(
                        archive.cmrUrl().toString().replaceAll("/+$", ""))
                .append("/search/granules.umm_json?short_name=")
                .append(encode(product.substring(0, dot)))
                .append("&version=")
                .append(encode(product.substring(dot + 1)));
        lastRevision.ifPresent(last -> query.append('&')
                .append(encode("revision_date[]"))
                .append('=')
                .append(encode(last.minus(OVERLAP) + ",")));
        return URI.create(query.append('&')
                .append(encode("sort_key[]"))
                .append("=revision_date&page_size=")
                .append(PAGE_SIZE)
                .toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
