package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.World;

/// The Lite files of the twin's days, made once and served to every run.
///
/// @param days in their order
record TwinFiles(List<Day> days) {
    /// @param produced when the archive got them
    /// @param files one a sensor
    record Day(Instant produced, List<Path> files) {}

    /// @param seed of all that is true
    /// @param days to be made
    static TwinFiles make(DomainSettings domain, AssimilateSettings assimilate, long seed, int days, Path folder)
            throws IOException {
        final List<Day> made = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(1)) {
            final World world = new World(domain, assimilate, seed, pool);
            for (int d = 0; d < days; d++) {
                final World.Day day = world.nextDay();
                final List<Path> files = new ArrayList<>();
                for (Sensor sensor : domain.sensors())
                    files.add(LiteFileWriter.write(day.look(sensor).granule(), folder));
                made.add(new Day(day.produced(), List.copyOf(files)));
            }
        }
        return new TwinFiles(List.copyOf(made));
    }
}
