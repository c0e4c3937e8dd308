package org.fluxwatch.assimilate.inversion.system;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFile;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFiles;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch;
import org.fluxwatch.assimilate.inversion.background.LaneObservation;
import org.fluxwatch.assimilate.inversion.cells.CellRow;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.files.FileRows;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.text.Messages;

/// Rows from footprints that another model made. Files may be added at any time; each is opened once as long as it
/// stays the same.
final class FileSource implements RowSource {
    /// Footprints and superobservations of 1 degree and 3 hours belong together within half of each.
    private static final FootprintFiles.Near NEAR = new FootprintFiles.Near(50, Duration.ofMinutes(90));

    /// A station's are released at its inlet.
    private static final FootprintFiles.Near AT_STATION = new FootprintFiles.Near(5, Duration.ofMinutes(30));

    private static final int BATCH = 8;

    private final Path folder;
    private final List<String> patterns;
    private final FluxCells cells;
    private final Duration horizon;
    private final Map<Path, Opened> opened = new HashMap<>();

    private record Opened(long modifiedMs, FootprintFile file) {}

    FileSource(Path folder, List<String> patterns, FluxCells cells, Duration horizon) {
        this.folder = folder;
        this.patterns = patterns.isEmpty() ? List.of("*.nc") : patterns;
        this.cells = cells;
        this.horizon = horizon;
    }

    /// @throws InputException when the folder cannot be read, or a file is none of footprints
    private List<FootprintFile> files() {
        final List<PathMatcher> matchers = patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
        try (Stream<Path> all = Files.list(folder)) {
            final List<FootprintFile> files = new ArrayList<>();
            for (Path path : all.filter(path -> matchers.stream().anyMatch(one -> one.matches(path.getFileName())))
                    .sorted()
                    .toList()) files.add(file(path));
            return files;
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be read, expected footprints: " + Messages.of(e), e);
        }
    }

    private FootprintFile file(Path path) throws IOException {
        final long modified = Files.getLastModifiedTime(path).toMillis();
        final Opened known = opened.get(path);
        if (known != null && known.modifiedMs() == modified) return known.file();
        final FootprintFile file = FootprintFile.of(path);
        opened.put(path, new Opened(modified, file));
        return file;
    }

    /// A day waits while no footprint of its time is there; of those that are the observations take theirs.
    @Override
    public List<String> missing(Instant begin, Instant end) {
        final Instant from = end.minus(Duration.ofDays(1));
        for (FootprintFile file : files())
            if (file.releases().stream()
                    .anyMatch(release ->
                            !release.middle().isBefore(from) && release.middle().isBefore(end))) return List.of();
        return List.of(folder + " has no footprint from " + from + " to " + end);
    }

    @Override
    public boolean prepare(Instant begin, Instant end) {
        return false;
    }

    @Override
    public List<Answer> rows(List<Asked> asked, Instant begin) {
        final FootprintFiles files = new FootprintFiles(files());
        final FileRows rows = new FileRows(cells.grid(), horizon);
        return asked.stream().map(one -> answer(one, files, rows, begin)).toList();
    }

    private Answer answer(Asked asked, FootprintFiles files, FileRows rows, Instant begin) {
        final LaneObservation observation = asked.observation();
        final FootprintFiles.Sought sought = new FootprintFiles.Sought(
                observation.id(),
                observation.time(),
                observation.latitude(),
                observation.longitude(),
                observation.observed().sensor().seesColumns());
        return switch (files.match(sought, observation.ofStation() ? AT_STATION : NEAR)) {
            case FootprintMatch.Missing missing ->
                new Answer.None(missing.reason().label());
            case FootprintMatch.Ambiguous _ -> new Answer.None("ambiguous");
            case FootprintMatch.Found found -> {
                final FileRows.FileRow row =
                        rows.row(observation.id(), asked.seen().time(), files.read(found.release()));
                yield new Answer.Made(
                        CellRow.ofGrid(row.row(), cells, Row.bin(begin)),
                        row.row().ends().lost());
            }
        };
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public String description() {
        return DailyAnalysis.Inversion.ROWS_OF_FILES + " of " + folder.getFileName();
    }
}
