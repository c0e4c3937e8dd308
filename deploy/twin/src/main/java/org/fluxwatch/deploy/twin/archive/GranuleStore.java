package org.fluxwatch.deploy.twin.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.fluxwatch.contract.topic.RecordSerde;

/// The granules of a folder. What the catalogue says of one beyond its name lies beside it in `<name>.catalogue.json`;
/// a file without that has not been published yet. There it also says that a granule was deleted.
final class GranuleStore {
    private static final String SIDECAR = ".catalogue.json";
    private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    private final Path folder;
    private final boolean keeps;
    private final Map<String, ArchivedGranule> granules = new ConcurrentSkipListMap<>();
    private final Map<String, ArchivedGranule> deleted = new ConcurrentSkipListMap<>();

    /// A folder of its own.
    GranuleStore(Path folder) throws IOException {
        this(Files.createDirectories(folder), true);
    }

    /// Somebody's folder, and those below: nothing is written there, so that a restart has forgotten what was
    /// published.
    static GranuleStore of(Path files) throws IOException {
        return new GranuleStore(files, false);
    }

    private GranuleStore(Path folder, boolean keeps) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.keeps = keeps;
        if (!keeps) return;
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
                Instant.parse(entry.path("revision-date").asText()),
                entry.path("deleted").asBoolean());
    }

    /// Takes a file up into the catalogue, or once more with a new revision.
    synchronized ArchivedGranule publish(Path file, Instant revisionDate) throws IOException {
        final Path place = file.toAbsolutePath().normalize();
        if (keeps ? !folder.equals(place.getParent()) : !place.startsWith(folder))
            throw new IllegalArgumentException(file + " is to be published, expected a file in " + folder);
        final String name = place.getFileName().toString();
        final Instant date = revisionDate.truncatedTo(ChronoUnit.MILLIS);
        final ArchivedGranule before = granules.get(name);
        if (before != null && before.revisionDate().equals(date) && before.bytes() == Files.size(place)) return before;
        var _ = Collection.of(name).orElseThrow(() -> unknown(name));
        final ArchivedGranule last = before == null ? deleted.get(name) : before;
        return enter(place, last == null ? first(date) : Math.max(last.revision() + 1, first(date)), date, false);
    }

    /// Where nothing is kept a revision number follows from the date, so that a restart counts none of them again.
    private int first(Instant date) {
        return keeps ? 1 : (int) Math.max(1, Duration.between(EPOCH, date).toSeconds());
    }

    /// Takes a granule off the catalogue, which is a revision too.
    synchronized void retract(String name, Instant revisionDate) throws IOException {
        final ArchivedGranule granule = granules.get(name);
        if (granule == null)
            throw new IllegalArgumentException(name + " is to be retracted, expected the name of a published granule");
        enter(granule.file(), granule.revision() + 1, revisionDate.truncatedTo(ChronoUnit.MILLIS), true);
    }

    private ArchivedGranule enter(Path file, int revision, Instant revisionDate, boolean isDeleted) throws IOException {
        if (keeps) write(file, revision, revisionDate, isDeleted);
        return put(file, revision, revisionDate, isDeleted);
    }

    private void write(Path file, int revision, Instant revisionDate, boolean isDeleted) throws IOException {
        final Path part = folder.resolve(file.getFileName() + SIDECAR + ".part");
        final Map<String, Object> entry =
                new TreeMap<>(Map.of("revision-id", revision, "revision-date", revisionDate.toString()));
        if (isDeleted) entry.put("deleted", true);
        Files.write(part, RecordSerde.jsonMapper().writeValueAsBytes(entry));
        Files.move(part, folder.resolve(file.getFileName() + SIDECAR), StandardCopyOption.ATOMIC_MOVE);
    }

    private ArchivedGranule put(Path file, int revision, Instant revisionDate, boolean isDeleted) throws IOException {
        final String name = file.getFileName().toString();
        final Collection collection = Collection.of(name).orElseThrow(() -> unknown(name));
        final long bytes = isDeleted ? 0 : Files.size(file); // a deleted one's file may be gone
        final ArchivedGranule granule = new ArchivedGranule(file, collection, revision, revisionDate, bytes);
        (isDeleted ? deleted : granules).put(name, granule);
        (isDeleted ? granules : deleted).remove(name);
        return granule;
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                name
                        + " belongs to no collection of the archive, expected a name as of an OCO-2, OCO-3, ACOS or MERRA-2 file");
    }

    /// The granules as they are now, by name.
    List<ArchivedGranule> granules() {
        return List.copyOf(granules.values());
    }

    /// What was retracted and not published again, by name, each as its deletion's revision.
    List<ArchivedGranule> deleted() {
        return List.copyOf(deleted.values());
    }

    /// The granule at an address' path.
    Optional<ArchivedGranule> atPath(String path) {
        final ArchivedGranule granule = granules.get(path.substring(path.lastIndexOf('/') + 1));
        return granule != null && granule.dataPath().equals(path) ? Optional.of(granule) : Optional.empty();
    }
}
