package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.lite.LiteException;

/// Lite files through ingest's screen and gridding. Files and settings are all that a system under test gets, so
/// nothing of the truth can reach it.
final class LiteIntake {
    private static final int CATALOGUE_REVISION = 1;

    private final Settings settings;
    private final String domain;
    private final Map<String, Integer> rejected = new TreeMap<>();
    private int soundings;

    LiteIntake(Settings settings, String domain) {
        this.settings = settings;
        this.domain = domain;
    }

    /// A day's superobservations and what closes their granules.
    record Day(List<Superobservation> observations, List<DayComplete> granules) {}

    /// @param files the day's Lite files, one a sensor
    Day read(List<Path> files) throws IOException {
        final Day day = new Day(new ArrayList<>(), new ArrayList<>());
        for (Path file : files) read(file, day);
        return day;
    }

    private void read(Path file, Day day) throws IOException {
        final LiteName name = LiteName.parse(file.getFileName().toString(), settings.sensors())
                .orElseThrow(() -> new IllegalStateException(file + " has not the name of a Lite file"));
        final Granule granule = new Granule(
                name.name(),
                name.sensor(),
                name.day(),
                name.version(CATALOGUE_REVISION),
                new GranuleSource.LocalFile(file));
        final PreparedGranule prepared;
        try {
            prepared = PreparedGranule.read(granule, file, settings);
        } catch (LiteException e) {
            throw new IllegalStateException("ingest cannot read the twin's own file: " + e.getMessage(), e);
        }
        soundings += prepared.state().soundings();
        prepared.state().rejected().forEach((reason, count) -> rejected.merge(reason, count, Integer::sum));
        for (ObservationRecord record : prepared.observations()) {
            if (!record.domain().equals(domain)) continue;
            if (record instanceof Superobservation observation)
                day.observations().add(observation);
            if (record instanceof DayComplete complete) day.granules().add(complete);
        }
    }

    /// Soundings in all files so far.
    int soundings() {
        return soundings;
    }

    /// Soundings that ingest did not use, by reason.
    Map<String, Integer> rejected() {
        return rejected;
    }
}
