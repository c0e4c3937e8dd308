package org.fluxwatch.ingest.catalog;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.FileTrouble;

/// A folder of Lite files, and the folders below it. Other files are left alone, and so is what cannot be looked at.
public final class FolderCatalog implements GranuleCatalog {
    /// A folder has no catalogue revisions; the first one of a catalogue is 1 too.
    private static final int REVISION = 1;

    private static final String ENDING = ".nc4";

    private final Path folder;
    private final Sensors sensors;
    private final LocalDate from;
    private final LocalDate to;
    private final Bystanders bystanders = new Bystanders();

    public FolderCatalog(ArchiveSettings archive, Sensors sensors) {
        folder = archive.folder();
        this.sensors = sensors;
        from = archive.from();
        to = archive.to();
    }

    @Override
    public List<Granule> granules() throws ArchiveException {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder))
            throw new ArchiveException(
                    Reason.DISK, "archive.folder " + folder + " is no folder that can be read", null);
        bystanders.clear();
        final Map<Path, LiteName> found = new TreeMap<>();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(found));
        } catch (IOException e) {
            throw new ArchiveException(
                    Reason.DISK, "archive.folder " + folder + " cannot be read: " + FileTrouble.reason(e), e);
        }
        final Map<String, Path> files = new TreeMap<>();
        final List<Granule> granules = new ArrayList<>();
        // the archive's own file goes before what a service has made of it
        for (boolean own : new boolean[] {true, false})
            found.forEach((file, name) -> {
                if (name.isOf(file.getFileName().toString()) != own) return;
                final Path first = files.putIfAbsent(name.name(), file);
                if (first != null) leaveAlone(file, LeftAlone.SAME_NAME, "a file of that granule is " + first);
                else granules.add(Granule.of(name, REVISION, new GranuleSource.LocalFile(file)));
            });
        return granules.stream()
                .filter(granule ->
                        !granule.day().isBefore(from) && !granule.day().isAfter(to))
                .sorted(Granule.ORDER)
                .toList();
    }

    @Override
    public Map<LeftAlone, Integer> leftAlone() {
        return bystanders.counts();
    }

    @Override
    public List<ProductRemark> remarks() {
        return List.of();
    }

    /// None: a file that is gone was moved or cleaned up; that says nothing of what is in it.
    @Override
    public List<Deletion> deletions(Instant now) {
        return List.of();
    }

    private void leaveAlone(Path file, LeftAlone reason, String why) {
        bystanders.add(file.toString(), reason, why);
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Map<Path, LiteName> found;

        Walk(Map<Path, LiteName> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            final String name = file.getFileName().toString();
            final Optional<LiteName> lite = LiteName.parse(name, sensors);
            if (attributes.isRegularFile() && lite.isPresent()) found.put(file, lite.get());
            else if (attributes.isRegularFile() && !name.regionMatches(true, name.length() - 4, ENDING, 0, 4))
                bystanders.add(LeftAlone.OTHER_FILE);
            else leaveAlone(file, LeftAlone.NO_LITE_NAME, "not a file with the name of a Lite file");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE; // it was moved away meanwhile
            final String why = e instanceof FileSystemLoopException ? "links lead in a circle" : FileTrouble.reason(e);
            leaveAlone(file, LeftAlone.UNREADABLE, why);
            return FileVisitResult.CONTINUE;
        }

        /// A folder that fails half-way, such as one that is gone by now; what was seen of it counts.
        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            if (e != null && !(e instanceof NoSuchFileException))
                leaveAlone(directory, LeftAlone.UNREADABLE, FileTrouble.reason(e));
            return FileVisitResult.CONTINUE;
        }
    }
}
