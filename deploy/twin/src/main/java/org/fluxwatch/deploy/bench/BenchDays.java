package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.lite.LiteException;

/// The twin's granules, read as ingest reads them, for all domains of a case.
final class BenchDays {
    private static final long SEED = 1;

    private BenchDays() {}

    static List<PreparedGranule> granules(BenchCase of, Path folder) throws IOException {
        Files.createDirectories(folder);
        final Settings settings = of.settings(folder, SettingsLoader.defaults().kafka(), 0);
        final DomainSettings domain = settings.domains().values().iterator().next();
        final List<PreparedGranule> granules = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
            final World world = new World(domain, SEED, pool);
            for (int d = 0; d < of.days(); d++) {
                final World.Day day = world.nextDay();
                for (Sensor sensor : domain.sensors())
                    granules.add(read(LiteFileWriter.write(day.look(sensor).granule(), folder), settings));
            }
        }
        return granules;
    }

    private static PreparedGranule read(Path file, Settings settings) throws IOException {
        final LiteName name = LiteName.parse(file.getFileName().toString(), settings.sensors())
                .orElseThrow();
        try {
            return PreparedGranule.read(
                    new Granule(
                            name.name(), name.sensor(), name.day(), name.version(1), new GranuleSource.LocalFile(file)),
                    file,
                    settings);
        } catch (LiteException e) {
            throw new IllegalStateException("ingest cannot read the twin's own file: " + e.getMessage(), e);
        }
    }
}
