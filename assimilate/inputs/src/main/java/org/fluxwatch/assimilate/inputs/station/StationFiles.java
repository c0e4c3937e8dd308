package org.fluxwatch.assimilate.inputs.station;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.DataFiles;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.InputSettings.StationKind;
import org.fluxwatch.contract.settings.InputSettings.StationSettings;
import org.fluxwatch.contract.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stations of a domain, from the files in a folder and below. Files are read as they are when a day is run; a file
/// that has changed is read anew. Whatever is wrong with one costs what is wrong, never the day: it is counted and
/// named in the log.
///
/// In memory are the observations of some 60 days around the one at work.
public final class StationFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StationFiles.class);
    private static final List<String> ENDINGS = List.of(".nc", ".nc4", ".txt", ".dat");
    private static final int DAYS_BEFORE = 8;
    private static final int DAYS_AFTER = 52;

    private final StationSettings settings;
    private final Grid grid;
    private final int boundaryCells;
    private final FaultCount faults = new FaultCount();
    private final Map<Path, Held> held = new TreeMap<>();
    private boolean folderMissed;

    /// A file as it was read.
    private record Held(FileVersion version, Wanted wanted, StationSeries series) {
        boolean serves(LocalDate day) {
            return wanted.covers(day) || !series.reaches(day);
        }
    }

    private StationFiles(StationSettings settings, Grid grid, int boundaryCells) {
        this.settings = settings;
        this.grid = grid;
        this.boundaryCells = boundaryCells;
    }

    /// @param boundaryCells stations closer to the lateral boundary are left out, cells
    public static StationFiles of(StationSettings settings, Grid grid, int boundaryCells) {
        return new StationFiles(settings, grid, boundaryCells);
    }

    public boolean areThere() {
        return settings.kind() == StationKind.FILES;
    }

    /// The observations of a UTC day in the domain, in the order of time and id. Never throws.
    public List<StationObservation> ofDay(LocalDate day) {
        if (!areThere()) return List.of();
        final List<StationObservation> observations = new ArrayList<>();
        final Set<String> ids = new HashSet<>();
        final Set<Path> present = new HashSet<>();
        for (Path path : paths()) {
            present.add(path);
            for (StationObservation observation : series(path, day).of(day))
                if (ids.add(observation.id())) observations.add(observation);
                else faults.add(StationFault.DUPLICATE, path + ": " + observation.id() + " stands in another file too");
            faults.endFile();
        }
        held.keySet().retainAll(present);
        observations.sort(Comparator.comparing(StationObservation::time).thenComparing(StationObservation::id));
        return List.copyOf(observations);
    }

    /// All that stations have to say of a day. Never throws.
    ///
    /// @param wanted which observations count
    public DayStations day(LocalDate day, Predicate<StationObservation> wanted) {
        if (!areThere()) return DayStations.NONE;
        final List<StationObservation> all = ofDay(day);
        final List<StationObservation> observations =
                all.stream().filter(wanted).toList();
        final Map<String, Integer> unused = new TreeMap<>(takeFaults());
        unused.put(StationFault.OTHER_HOUR.label(), all.size() - observations.size());
        return new DayStations(observations, Optional.of(description(observations)), unused);
    }

    /// How many files and observations were not used since this was last asked, by the label of the reason; all labels
    /// present. Empty where there are to be no stations.
    public Map<String, Integer> takeFaults() {
        return areThere() ? faults.take() : Map.of();
    }

    /// In one line, for the products of a day: what is done with stations, those of the day and their scales.
    public String description(List<StationObservation> day) {
        final Map<String, String> scales = new TreeMap<>();
        for (StationObservation observation : day) scales.put(observation.station(), observation.scale());
        return (settings.assimilate() ? "assimilated, model error " + settings.errorPpm() + " ppm: " : "validation: ")
                + (scales.isEmpty()
                        ? "none on this day"
                        : scales.entrySet().stream()
                                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                .collect(Collectors.joining(", ")));
    }

    private List<Path> paths() {
        try {
            final List<Path> found = FileTree.files(settings.folder(), Integer.MAX_VALUE).stream()
                    .filter(StationFiles::isOfStations)
                    .filter(DataFiles::isData)
                    .toList();
            folderMissed = false;
            return found;
        } catch (IOException e) {
            if (!folderMissed)
                faults.add(
                        StationFault.NO_FOLDER,
                        "domains.*.inputs.stations.folder " + settings.folder() + " cannot be listed: "
                                + FileTrouble.reason(e));
            folderMissed = true;
            faults.endFile();
            return List.of();
        }
    }

    private static boolean isOfStations(Path path) {
        final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private StationSeries series(Path path, LocalDate day) {
        try {
            final FileVersion version = FileVersion.of(path);
            final Held before = held.get(path);
            if (before != null && before.version().equals(version) && before.serves(day)) return before.series();
            final Wanted wanted = new Wanted(day.minusDays(DAYS_BEFORE), day.plusDays(DAYS_AFTER), grid, boundaryCells);
            final StationSeries series = read(path, wanted);
            held.put(path, new Held(version, wanted, series));
            LOG.debug("{} read for {} to {}", path, wanted.from(), wanted.to());
            return series;
        } catch (InputException e) {
            faults.add(StationFault.DAMAGED_FILE, Messages.of(e));
            return new StationSeries("");
        }
    }

    /// Without observations where nothing of the file can be used.
    private StationSeries read(Path path, Wanted wanted) {
        try {
            final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
            return name.endsWith(".nc") || name.endsWith(".nc4")
                    ? readNetcdf(path, wanted)
                    : WdcggFile.read(path, wanted, faults);
        } catch (StationFileException e) {
            faults.add(e.fault(), Messages.of(e));
        } catch (RuntimeException e) { // whatever a damaged file makes a library throw
            faults.add(StationFault.DAMAGED_FILE, path + ": " + e);
        }
        return new StationSeries(FileNames.stem(path));
    }

    private StationSeries readNetcdf(Path path, Wanted wanted) {
        try (GridFile file = GridFile.open(path)) {
            if (file.has("xco2")) return TcconFile.read(file, wanted, faults);
            if (file.has("value")) return ObsPackFile.read(file, wanted, faults);
            throw new StationFileException(
                    StationFault.UNKNOWN_FORMAT,
                    path + ": has neither a variable value nor xco2, expected ObsPack or TCCON netCDF");
        }
    }
}
