package org.fluxwatch.deploy.twin.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.topic.RecordSerde;

/// Granules as UMM-JSON, in the shape of the recorded GES DISC answers (docs/formats.md 3.2): no checksum, size in MB.
final class CatalogueAnswer {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final double BYTES_PER_MB = 1024 * 1024;

    private CatalogueAnswer() {}

    /// @param archive address of the server
    static ObjectNode of(CatalogueQuery.Page page, URI archive, long tookMillis) {
        final ObjectNode answer = object();
        answer.put("hits", page.hits()).put("took", tookMillis);
        final ArrayNode items = answer.putArray("items");
        for (ArchivedGranule granule : page.granules()) items.add(item(granule, archive));
        return answer;
    }

    static ObjectNode collections(List<Collection> collections, long tookMillis) {
        final ObjectNode answer = object();
        answer.put("hits", collections.size()).put("took", tookMillis);
        final ArrayNode items = answer.putArray("items");
        for (Collection collection : collections) {
            final ObjectNode item = items.addObject();
            item.putObject("meta")
                    .put("concept-type", "collection")
                    .put("concept-id", collection.conceptId())
                    .put("provider-id", "GES_DISC")
                    .put("revision-id", 1);
            item.putObject("umm")
                    .put("ShortName", collection.shortName())
                    .put("Version", collection.version())
                    .put("EntryTitle", collection.shortName() + " " + collection.version());
        }
        return answer;
    }

    static ArrayNode deleted(List<ArchivedGranule> granules) {
        final ArrayNode list = RecordSerde.jsonMapper().createArrayNode();
        for (ArchivedGranule granule : granules)
            list.addObject()
                    .put("granule-ur", granule.granuleUr())
                    .put("revision-date", MILLIS.format(granule.revisionDate()))
                    .put("parent-collection-id", granule.collection().conceptId())
                    .put("concept-id", granule.conceptId())
                    .put("provider-id", "GES_DISC");
        return list;
    }

    static ObjectNode errors(String message) {
        final ObjectNode answer = object();
        answer.putArray("errors").add(message);
        return answer;
    }

    private static ObjectNode object() {
        return RecordSerde.jsonMapper().createObjectNode();
    }

    private static ObjectNode item(ArchivedGranule granule, URI archive) {
        final ObjectNode item = object();
        item.putObject("meta")
                .put("concept-type", "granule")
                .put("concept-id", granule.conceptId())
                .put("revision-id", granule.revision())
                .put("native-id", granule.granuleUr())
                .put("collection-concept-id", granule.collection().conceptId())
                .put("provider-id", "GES_DISC")
                .put("format", "application/echo10+xml")
                .put("revision-date", MILLIS.format(granule.revisionDate()));
        umm(item.putObject("umm"), granule, archive);
        return item;
    }

    private static void umm(ObjectNode umm, ArchivedGranule granule, URI archive) {
        umm.putArray("RelatedUrls")
                .addObject()
                .put("URL", archive.resolve(granule.dataPath()).toString())
                .put("Type", "GET DATA")
                .put("Description", "Download " + granule.name());
        umm.putObject("SpatialExtent")
                .putObject("HorizontalSpatialDomain")
                .putObject("Geometry")
                .putArray("BoundingRectangles")
                .addObject()
                .put("WestBoundingCoordinate", -180)
                .put("EastBoundingCoordinate", 180)
                .put("NorthBoundingCoordinate", 90)
                .put("SouthBoundingCoordinate", -90);
        final Instant produced = granule.collection().produced(granule.name());
        final ArrayNode dates = umm.putArray("ProviderDates");
        dates.addObject().put("Date", MILLIS.format(produced)).put("Type", "Insert");
        dates.addObject().put("Date", MILLIS.format(produced)).put("Type", "Update");
        umm.putObject("CollectionReference")
                .put("ShortName", granule.collection().shortName())
                .put("Version", granule.collection().version());
        dataGranule(umm.putObject("DataGranule"), granule, produced);
        umm.putObject("TemporalExtent")
                .putObject("RangeDateTime")
                .put("BeginningDateTime", MILLIS.format(granule.begin()))
                .put("EndingDateTime", MILLIS.format(granule.end()));
        umm.put("GranuleUR", granule.granuleUr());
        umm.putObject("MetadataSpecification")
                .put("URL", "https://cdn.earthdata.nasa.gov/umm/granule/v1.6.4")
                .put("Name", "UMM-G")
                .put("Version", "1.6.4");
    }

    private static void dataGranule(ObjectNode data, ArchivedGranule granule, Instant produced) {
        data.put("DayNightFlag", "Unspecified");
        data.putArray("Identifiers")
                .addObject()
                .put("Identifier", granule.name())
                .put("IdentifierType", "ProducerGranuleId");
        data.put("ProductionDateTime", MILLIS.format(produced));
        data.putArray("ArchiveAndDistributionInformation")
                .addObject()
                .put("Name", "Not provided")
                .put("Size", granule.bytes() / BYTES_PER_MB)
                .put("SizeUnit", "MB");
    }
}
