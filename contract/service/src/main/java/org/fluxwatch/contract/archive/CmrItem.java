package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.fluxwatch.contract.archive.GranuleSource.CatalogueSize;
import org.fluxwatch.contract.archive.GranuleSource.Checksum;
import org.fluxwatch.contract.archive.RefusedRecord.Flaw;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;

/// One record of `granules.umm_json`, whatever it holds.
record CmrItem(JsonNode meta, JsonNode umm) {
    private static final String ENDING = ".nc4";
    private static final String DOWNLOAD = "GET DATA";
    private static final String DIRECT_ACCESS = "GET DATA VIA DIRECT ACCESS";

    /// What the record calls itself.
    String name() {
        final String granuleUr = umm.path("GranuleUR").asText();
        if (!granuleUr.isBlank()) return granuleUr;
        final String concept = meta.path("concept-id").asText();
        return concept.isBlank() ? "a record without a name" : concept;
    }

    CmrGranule granule() throws FlawException {
        final String concept = meta.path("concept-id").asText();
        if (!concept.matches("[\\w.-]{1,100}")) throw unexpected(Flaw.FORM, "concept-id", meta, "CMR's name of it");
        if (!umm.isObject())
            throw new FlawException(Flaw.FORM, "umm is " + CmrJson.quoted(umm) + ", expected an object");
        final Instant revised = CmrJson.date(meta.path("revision-date"))
                .orElseThrow(() -> unexpected(Flaw.DATE, "revision-date", meta, "a date and time with its offset"));
        return new CmrGranule(
                concept,
                meta.path("collection-concept-id").asText(),
                revision(),
                revised,
                umm.path("GranuleUR").asText(),
                files());
    }

    private int revision() throws FlawException {
        final String revision = meta.path("revision-id").asText();
        if (!revision.matches("\\d{1,9}"))
            throw unexpected(
                    Flaw.REVISION, "revision-id", meta, "a whole number, 0 to " + GranuleVersion.GREATEST_REVISION);
        return Integer.parseInt(revision);
    }

    private static FlawException unexpected(Flaw flaw, String key, JsonNode parent, String expected) {
        final JsonNode value = parent.path(key);
        return new FlawException(flaw, key + " is " + CmrJson.quoted(value) + ", expected " + expected);
    }

    /// Other types of link lead to buckets, services and pages, and some of those end alike. A link with a flaw costs
    /// the granule only where it has no other.
    private List<CmrGranule.File> files() throws FlawException {
        final List<CmrGranule.File> files = new ArrayList<>();
        Optional<FlawException> flaw = Optional.empty();
        for (JsonNode link : umm.path("RelatedUrls")) {
            final String url = link.path("URL").asText();
            if (!lastPart(url).endsWith(ENDING)) continue;
            final String type = link.path("Type").asText();
            try {
                if (type.equals(DOWNLOAD)) files.add(file(url));
                else if (type.equals(DIRECT_ACCESS) && flaw.isEmpty()) flaw = Optional.of(directAccess(url));
            } catch (FlawException e) {
                flaw = Optional.of(e);
            }
        }
        if (files.isEmpty() && flaw.isPresent()) throw flaw.get();
        return files;
    }

    private static FlawException directAccess(String url) {
        return new FlawException(
                Flaw.DIRECT_ACCESS, "has direct access only (" + Address.print(url) + "), expected a link GET DATA");
    }

    private static String lastPart(String url) {
        final String place = url.split("[?#]", 2)[0];
        return place.substring(place.lastIndexOf('/') + 1);
    }

    private CmrGranule.File file(String url) throws FlawException {
        final URI uri;
        try {
            uri = Address.http(url);
        } catch (URISyntaxException e) {
            throw new FlawException(Flaw.ADDRESS, Messages.of(e));
        }
        final String name = lastPart(url);
        if (!name.matches("\\w[\\w.+=,@~-]{0,199}"))
            throw new FlawException(
                    Flaw.NAME,
                    "file name is '" + name + "', expected up to 200 letters, digits and dots, dashes, underscores");
        return new CmrGranule.File(name, remote(uri, name));
    }

    private GranuleSource.Remote remote(URI uri, String name) throws FlawException {
        OptionalLong bytes = OptionalLong.empty();
        Optional<CatalogueSize> size = Optional.empty();
        Optional<Checksum> checksum = Optional.empty();
        for (JsonNode file : umm.path("DataGranule").path("ArchiveAndDistributionInformation")) {
            final String of = file.path("Name").asText();
            // GES DISC leaves the name out, and then there is one entry only
            if (!of.equals("Not provided") && !of.equals(name)) continue;
            final double exact = size(file, "SizeInBytes");
            if (exact > 0) bytes = OptionalLong.of((long) exact);
            final Optional<CatalogueSize> rounded = rounded(file);
            if (rounded.isPresent()) size = rounded;
            if (file.has("Checksum")) checksum = Optional.of(checksum(file.path("Checksum")));
        }
        return new GranuleSource.Remote(uri, bytes, size, checksum);
    }

    private static Optional<CatalogueSize> rounded(JsonNode file) throws FlawException {
        final CatalogueSize rounded =
                new CatalogueSize(size(file, "Size"), file.path("SizeUnit").asText());
        if (rounded.size() == 0 || !rounded.unit().matches("[A-Za-z]{1,5}")) return Optional.empty();
        if (rounded.bytes().orElse(0) > Download.LONGEST_BYTES)
            throw new FlawException(
                    Flaw.SIZE, "Size is " + rounded + ", expected up to " + Download.LONGEST_BYTES + " bytes");
        return Optional.of(rounded);
    }

    /// @return 0 where the record does not say
    private static double size(JsonNode file, String key) throws FlawException {
        final double size = file.path(key).asDouble();
        if (size >= 0 && size <= Download.LONGEST_BYTES) return size;
        throw unexpected(Flaw.SIZE, key, file, "0 to " + Download.LONGEST_BYTES);
    }

    private static Checksum checksum(JsonNode checksum) throws FlawException {
        final String algorithm = checksum.path("Algorithm").asText();
        final String value = checksum.path("Value").asText();
        if (!algorithm.matches("[\\w -]{1,20}") || !value.matches("[\\w+/=-]{1,200}"))
            throw new FlawException(
                    Flaw.CHECKSUM, "Checksum is " + CmrJson.quoted(checksum) + ", expected Algorithm and Value");
        return new Checksum(algorithm, value);
    }
}
