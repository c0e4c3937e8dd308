package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.LiteGranule;
import org.fluxwatch.deploy.twin.World;

/// The Lite files of the twin's days, made once and served to every run, and what becomes of them later.
///
/// @param days in their order
/// @param changes in the order of the days they wait for
record TwinFiles(List<Day> days, List<Change> changes) {
    private static final int NEWER_VERSION_AFTER_DAYS = 3;
    private static final int RETRACTION_AFTER_DAYS = 4;
    private static final int RETURN_AFTER_DAYS = 5;

    /// @param produced when the archive got them
    /// @param files one a sensor
    record Day(Instant produced, List<Path> files) {}

    /// Late news of a day that is published; comes once so many days are, before the next one.
    sealed interface Change {
        int afterDays();

        /// A file is new in the catalogue: a newer version of a day, or one that was taken back.
        ///
        /// @param revision that the catalogue has of it then
        record Published(int afterDays, LocalDate day, Path file, Instant at, int revision) implements Change {}

        /// An operator takes a granule back.
        record Retracted(int afterDays, String granule) implements Change {}
    }

    /// @param seed of all that is true
    /// @param days to be made
    static TwinFiles make(DomainSettings domain, long seed, int days, Path folder) throws IOException {
        final List<Day> made = new ArrayList<>();
        final List<Change> changes = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(1)) {
            final World world = new World(domain, seed, pool);
            for (int d = 0; d < days; d++) {
                final World.Day day = world.nextDay();
                final List<LiteGranule> granules = new ArrayList<>();
                for (Sensor sensor : domain.sensors())
                    granules.add(day.look(sensor).granule());
                final List<Path> files = new ArrayList<>();
                for (LiteGranule granule : granules) files.add(LiteFileWriter.write(granule, folder));
                made.add(new Day(day.produced(), List.copyOf(files)));
                if (d == 1 && days > NEWER_VERSION_AFTER_DAYS) {
                    final Instant at = made.getFirst().produced().plus(Duration.ofDays(NEWER_VERSION_AFTER_DAYS));
                    final Path newer = LiteFileWriter.write(
                            granules.getFirst().thinned(at), Files.createDirectories(folder.resolve("newer")));
                    changes.add(new Change.Published(
                            NEWER_VERSION_AFTER_DAYS, domain.start().plusDays(1), newer, at, 1));
                }
            }
        }
        if (days > RETURN_AFTER_DAYS) {
            final Path file = made.get(RETRACTION_AFTER_DAYS - 2).files().getLast();
            changes.add(new Change.Retracted(
                    RETRACTION_AFTER_DAYS, file.getFileName().toString()));
            changes.add(new Change.Published(
                    RETURN_AFTER_DAYS,
                    domain.start().plusDays(RETRACTION_AFTER_DAYS - 2L),
                    file,
                    made.get(RETURN_AFTER_DAYS - 1).produced().plus(Duration.ofHours(1)),
                    2));
        }
        return new TwinFiles(List.copyOf(made), List.copyOf(changes));
    }
}
