package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;

/// The filter under test, day by day: Lite files through ingest, then the day's cycle.
final class FilterRun {
    private static final int REVISION = 0;

    private final LiteIntake intake;
    private final DomainModel model;
    private final List<Superobservation> usable = new ArrayList<>();
    private EnsembleState state;

    /// @param pool threads of the numerics
    FilterRun(Settings settings, String domain, NumericsPool pool) {
        intake = new LiteIntake(settings, domain);
        final DomainSettings domainSettings = settings.domain(domain);
        model = new DomainModel(
                domain, domainSettings, settings.assimilate(), ModelInputs.of(domainSettings, pool), pool);
        state = model.initialState(domainSettings.start());
    }

    /// Analyses the next day.
    ///
    /// @param files the day's Lite files, one a sensor
    DayResult analyse(List<Path> files) throws IOException {
        final List<Superobservation> observations = intake.read(files).observations();
        final DayCycle cycle = new DayCycle(model, state, REVISION, observations, DayStations.NONE);
        while (!cycle.finished()) cycle.runHour();
        final DayResult result = cycle.result();
        state = result.state();
        keepUsable(observations, result);
        return result;
    }

    private void keepUsable(List<Superobservation> observations, DayResult result) {
        final Set<String> ids = new HashSet<>();
        for (Innovation innovation : result.innovations())
            if (innovation.status() == Innovation.Status.ASSIMILATED || innovation.status() == Innovation.Status.GATED)
                ids.add(innovation.observation().id());
        for (Superobservation observation : observations) if (ids.contains(observation.id())) usable.add(observation);
    }

    /// Observations so far that were assimilated or gated: those that any method could have used.
    List<Superobservation> usable() {
        return usable;
    }

    DomainModel model() {
        return model;
    }

    LiteIntake intake() {
        return intake;
    }
}
