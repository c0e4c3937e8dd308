package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.cycle.DayStations;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.lite.LiteException;

/// The system under test, day by day: Lite files through ingest's screen and gridding, then the day's cycle. Files and
/// settings are all it gets, so nothing of the truth can reach it.
final class FilterRun {
    private static final int REVISION = 0;
    private static final int CATALOGUE_REVISION = 1;

    private final Settings settings;
    private final String domain;
    private final DomainModel model;
    private final Map<String, Integer> rejected = new TreeMap<>();
    private EnsembleState state;
    private int soundings;

    /// @param pool threads of the numerics
    FilterRun(Settings settings, String domain, NumericsPool pool) {
        this.settings = settings;
        this.domain = domain;
        final DomainSettings domainSettings = settings.domain(domain);
        model = new DomainModel(
                domain, domainSettings, settings.assimilate(), ModelInputs.of(domainSettings, pool), pool);
        state = model.initialState(domainSettings.start());
    }

    /// Analyses the next day.
    ///
    /// @param files the day's Lite files, one a sensor
    DayResult analyse(List<Path> files) throws IOException {
        final List<Superobservation> observations = new ArrayList<>();
        for (Path file : files) observations.addAll(read(file));
        final DayCycle cycle = new DayCycle(model, state, REVISION, observations, DayStations.NONE);
        while (!cycle.finished()) cycle.runHour();
        final DayResult result = cycle.result();
        state = result.state();
        return result;
    }

    private List<Superobservation> read(Path file) throws IOException {
        final LiteName name = LiteName.parse(file.getFileName().toString())
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
        final List<Superobservation> observations = new ArrayList<>();
        for (ObservationRecord record : prepared.observations())
            if (record instanceof Superobservation observation
                    && observation.domain().equals(domain)) observations.add(observation);
        return observations;
    }

    DomainModel model() {
        return model;
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
