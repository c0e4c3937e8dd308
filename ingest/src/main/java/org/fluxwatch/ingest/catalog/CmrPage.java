package org.fluxwatch.ingest.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.topic.RecordSerde;

/// One page of `granules.umm_json`.
///
/// @param items as they come
/// @param strangers names of granules without a download that is a Lite file
record CmrPage(List<Item> items, List<String> strangers, Optional<Instant> lastRevisionDate) {
    /// @param conceptId CMR's name of the granule, which all its revisions share
    /// @param collectionId CMR's name of its collection, empty where the answer does not say
    /// @param revised when this revision was made
    record Item(String conceptId, String collectionId, int revision, Instant revised, Granule granule) {}

    static CmrPage parse(String json, URI source) throws ArchiveException {
        try {
            final JsonNode items = RecordSerde.jsonMapper().readTree(json).path("items");
            if (!items.isArray())
                throw new ArchiveException(source + ": the answer has no list 'items', expected UMM-JSON", null);
            final List<Item> found = new ArrayList<>();
            final List<String> strangers = new ArrayList<>();
            Optional<Instant> last = Optional.empty();
            for (JsonNode item : items) {
                final JsonNode meta = item.path("meta");
                final Instant revised = Instant.parse(meta.path("revision-date").asText());
                if (last.isEmpty() || revised.isAfter(last.get())) last = Optional.of(revised);
                final Optional<Granule> granule =
                        granule(item.path("umm"), meta.path("revision-id").asInt());
                if (granule.isPresent())
                    found.add(new Item(
                            meta.path("concept-id").asText(),
                            meta.path("collection-concept-id").asText(),
                            meta.path("revision-id").asInt(),
                            revised,
                            granule.get()));
                else strangers.add(item.path("umm").path("GranuleUR").asText());
            }
            return new CmrPage(found, strangers, last);
        } catch (JsonProcessingException e) {
            throw new ArchiveException(source + ": the answer is not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ArchiveException(source + ": the answer cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Granule> granule(JsonNode umm, int revision) {
        for (JsonNode link : umm.path("RelatedUrls")) {
            final String url = link.path("URL").asText();
            if (!link.path("Type").asText().equals("GET DATA") || !url.endsWith(".nc4")) continue;
            final Optional<LiteName> name = LiteName.parse(url.substring(url.lastIndexOf('/') + 1));
            if (name.isPresent()) return Optional.of(Granule.of(name.get(), revision, remote(umm, url, name.get())));
        }
        return Optional.empty();
    }

    private static GranuleSource.Remote remote(JsonNode umm, String url, LiteName name) {
        OptionalLong bytes = OptionalLong.empty();
        Optional<GranuleSource.CatalogueSize> size = Optional.empty();
        Optional<GranuleSource.Checksum> checksum = Optional.empty();
        for (JsonNode file : umm.path("DataGranule").path("ArchiveAndDistributionInformation")) {
            final String of = file.path("Name").asText();
            // GES DISC leaves the name out, and then there is one entry only
            if (!of.equals("Not provided") && !of.equals(name.name())) continue;
            if (file.path("SizeInBytes").asLong() > 0)
                bytes = OptionalLong.of(file.path("SizeInBytes").asLong());
            if (file.path("Size").asDouble() > 0)
                size = Optional.of(new GranuleSource.CatalogueSize(
                        file.path("Size").asDouble(), file.path("SizeUnit").asText()));
            if (file.has("Checksum"))
                checksum = Optional.of(new GranuleSource.Checksum(
                        file.path("Checksum").path("Algorithm").asText(),
                        file.path("Checksum").path("Value").asText()));
        }
        return new GranuleSource.Remote(URI.create(url), bytes, size, checksum);
    }
}
