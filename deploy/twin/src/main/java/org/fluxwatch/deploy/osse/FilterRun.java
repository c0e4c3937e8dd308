package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.cycle.DayStations;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;

/// The filter under test, day by day: Lite files through ingest, then the day's cycle.
final class FilterRun {
    private static final int REVISION = 0;

    private final LiteIntake intake;
    private final DomainModel model;
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
        final DayCycle cycle =
                new DayCycle(model, state, REVISION, intake.read(files).observations(), DayStations.NONE);
        while (!cycle.finished()) cycle.runHour();
        final DayResult result = cycle.result();
        state = result.state();
        return result;
    }

    DomainModel model() {
        return model;
    }

    LiteIntake intake() {
        return intake;
    }
}
