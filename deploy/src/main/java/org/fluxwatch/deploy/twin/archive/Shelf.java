package org.fluxwatch.deploy.twin.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fluxwatch.contract.topic.RecordSerde;

/// The granules of a folder. What the catalogue says of one beyond its name lies beside it in `<name>.catalogue.json`;
/// a file without that has not been published yet.
final class Shelf {
    private static final String SIDECAR = ".catalogue.json";

    private final Path folder;
    private final Map<String, ArchivedGranule> granules = new ConcurrentSkipListMap<>();

    Shelf(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath().normalize();
        try (var files = Files.list(this.folder)) {
            for (Path sidecar :
                    files.filter(file -> file.toString().endsWith(SIDECAR)).toList()) load(sidecar);
        }
    }

    private void load(Path sidecar) throws IOException {
        final String name = sidecar.getFileName().toString();
        final Path file = folder.resolve(name.substring(0, name.length() - SIDECAR.length()));
        if (!Files.exists(file)) throw new IOException(sidecar + " tells of " + file + ", which is not there");
        final JsonNode entry = RecordSerde.jsonMapper().readTree(sidecar.toFile());
        put(
                file,
                entry.path("revision-id").asInt(),
                Instant.parse(entry.path("revision-date").asText()));
    }

    /// Takes a file up into the catalogue, or once more with a new revision.
    synchronized ArchivedGranule publish(Path file, Instant revisionDate) throws IOException {
        final Path place = file.toAbsolutePath().normalize();
        if (!folder.equals(place.getParent()))
            throw new IllegalArgumentException(file + " is to be published, expected a file in " + folder);
        final String name = place.getFileName().toString();
        final Instant date = revisionDate.truncatedTo(ChronoUnit.MILLIS);
        final ArchivedGranule before = granules.get(name);
        if (before != null && before.revisionDate().equals(date) && before.bytes() == Files.size(place)) return before;
        final int revision = before == null ? 1 : before.revision() + 1;
        Collection.of(name).orElseThrow(() -> unknown(name));
        final Path part = folder.resolve(name + SIDECAR + ".part");
        final Map<String, Object> entry =
                new TreeMap<>(Map.of("revision-id", revision, "revision-date", date.toString()));
        Files.write(part, RecordSerde.jsonMapper().writeValueAsBytes(entry));
        Files.move(part, folder.resolve(name + SIDECAR), StandardCopyOption.ATOMIC_MOVE);
        return put(place, revision, date);
    }

    private ArchivedGranule put(Path file, int revision, Instant revisionDate) throws IOException {
        final String name = file.getFileName().toString();
        final Collection collection = Collection.of(name).orElseThrow(() -> unknown(name));
        final ArchivedGranule granule = new ArchivedGranule(file, collection, revision, revisionDate, Files.size(file));
        granules.put(name, granule);
        return granule;
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(name
                + " belongs to no collection of the archive, expected a name as of an OCO-2 11.2r or ACOS 9r file");
    }

    /// The granules as they are now, by name.
    List<ArchivedGranule> granules() {
        return List.copyOf(granules.values());
    }

    /// The granule at an address' path.
    Optional<ArchivedGranule> atPath(String path) {
        final ArchivedGranule granule = granules.get(path.substring(path.lastIndexOf('/') + 1));
        return granule != null && granule.dataPath().equals(path) ? Optional.of(granule) : Optional.empty();
    }
}
