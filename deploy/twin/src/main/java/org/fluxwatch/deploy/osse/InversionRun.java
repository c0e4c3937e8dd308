package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.system.InversionState;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;

/// The inversion under test, day by day: Lite files through ingest, then the system as the day engine runs it.
final class InversionRun {
    private final DomainSettings domainSettings;
    private final LiteIntake intake;
    private final InversionSystem system;
    private InversionState state;

    /// @param folder of what it prepares
    /// @param pool threads of the numerics
    InversionRun(Settings settings, String domain, Path folder, NumericsPool pool) {
        domainSettings = settings.domain(domain);
        intake = new LiteIntake(settings, domain);
        system = InversionSystem.of(
                domain, domainSettings, settings.assimilate().inversion(), folder, Optional.empty(), pool);
        state = system.firstState(domainSettings.start());
    }

    InversionSystem system() {
        return system;
    }

    /// Analyses the next day.
    ///
    /// @param files the day's Lite files, one a sensor
    DayResult<InversionState> analyse(LocalDate day, List<Path> files) throws IOException {
        final LiteIntake.Day read = intake.read(files);
        final Map<Sensor, DayComplete> granules = new TreeMap<>();
        for (DayComplete granule : read.granules()) granules.put(granule.sensor(), granule);
        final DaySystem.DayRun<InversionState> run =
                system.begin(state, new DayInput(day, 0, domainSettings.sensors(), granules, read.observations()));
        while (!run.finished()) run.step();
        final DayResult<InversionState> result = run.result();
        state = result.state();
        return result;
    }
}
