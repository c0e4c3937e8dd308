package org.fluxwatch.ingest.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of Lite files, and the folders below it. Other files are left alone.
public final class FolderCatalog implements GranuleCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCatalog.class);

    /// A folder has no catalogue revisions; the first one of a catalogue is 1 too.
    private static final int REVISION = 1;

    private final Path folder;
    private final LocalDate from;
    private final LocalDate to;
    private final Set<Path> strangers = new HashSet<>(); // for membership only: told once each

    public FolderCatalog(ArchiveSettings archive) {
        folder = archive.folder();
        from = archive.from();
        to = archive.to();
    }

    @Override
    public List<Granule> granules() throws ArchiveException {
        if (!Files.isDirectory(folder))
            throw new ArchiveException(
                    Reason.DISK, "archive.folder " + folder + " is no folder that can be read", null);
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(".nc4"))
                    .flatMap(file -> granule(file).stream())
                    .filter(granule ->
                            !granule.day().isBefore(from) && !granule.day().isAfter(to))
                    .sorted(Granule.ORDER)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ArchiveException(
                    Reason.DISK, "archive.folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// None: a file that is gone was moved or cleaned up; that says nothing of what is in it.
    @Override
    public List<Deletion> deletions(Instant now) {
        return List.of();
    }

    private Optional<Granule> granule(Path file) {
        final Optional<LiteName> lite = LiteName.parse(file.getFileName().toString());
        if (lite.isEmpty() && strangers.add(file)) LOG.warn("{} is left alone: not the name of a Lite file", file);
        return lite.map(name -> Granule.of(name, REVISION, new GranuleSource.LocalFile(file)));
    }
}
