package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.topic.RecordSerde;

/// One page of `granules.umm_json`.
public final class CmrPage {
    private CmrPage() {}

    /// The granules in it, as they come.
    ///
    /// @param source named in errors
    public static List<CmrGranule> parse(String json, URI source) throws ArchiveException {
        try {
            final JsonNode items = RecordSerde.jsonMapper().readTree(json).path("items");
            if (!items.isArray())
                throw new ArchiveException(
                        Reason.UNUSABLE_ANSWER, source + ": the answer has no list 'items', expected UMM-JSON", null);
            final List<CmrGranule> granules = new ArrayList<>();
            for (JsonNode item : items) granules.add(granule(item.path("meta"), item.path("umm")));
            return granules;
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER, source + ": the answer is not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ArchiveException(
                    Reason.UNUSABLE_ANSWER, source + ": the answer cannot be read: " + e.getMessage(), e);
        }
    }

    private static CmrGranule granule(JsonNode meta, JsonNode umm) {
        return new CmrGranule(
                meta.path("concept-id").asText(),
                meta.path("collection-concept-id").asText(),
                meta.path("revision-id").asInt(),
                Instant.parse(meta.path("revision-date").asText()),
                umm.path("GranuleUR").asText(),
                files(umm));
    }

    /// Other types of link lead to buckets, services and pages, and some of those end alike.
    private static List<CmrGranule.File> files(JsonNode umm) {
        final List<CmrGranule.File> files = new ArrayList<>();
        for (JsonNode link : umm.path("RelatedUrls")) {
            final String url = link.path("URL").asText();
            if (!link.path("Type").asText().equals("GET DATA") || !url.endsWith(".nc4")) continue;
            final String name = url.substring(url.lastIndexOf('/') + 1);
            files.add(new CmrGranule.File(name, remote(umm, url, name)));
        }
        return files;
    }

    private static GranuleSource.Remote remote(JsonNode umm, String url, String name) {
        OptionalLong bytes = OptionalLong.empty();
        Optional<GranuleSource.CatalogueSize> size = Optional.empty();
        Optional<GranuleSource.Checksum> checksum = Optional.empty();
        for (JsonNode file : umm.path("DataGranule").path("ArchiveAndDistributionInformation")) {
            final String of = file.path("Name").asText();
            // GES DISC leaves the name out, and then there is one entry only
            if (!of.equals("Not provided") && !of.equals(name)) continue;
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
