package org.fluxwatch.deploy.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.system.InversionState;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;

/// Days of the whole inversion at JDAS's full size (105 x 86 cells, 15 layers), with MEGA's settings, cells of a degree
/// in the four boxes that cover China and all ten backgrounds, in an invented world.
///
/// They begin ten days before a month ends, so that on the day measured both months are estimated.
final class InversionDays {
    static final int OBSERVATIONS = 60;
    static final int HORIZON_DAYS = 20;
    static final LocalDate START = LocalDate.of(2019, 4, 21);

    /// All lanes are open, and the ring of prepared hours is full but for this day.
    static final LocalDate MEASURED = START.plusDays(HORIZON_DAYS);

    private static final String DOMAIN = "bench";

    private final Path folder;
    private final Settings settings;
    private final DomainSettings domain;

    /// @param folder of prepared hours
    /// @param particles of an observation
    InversionDays(Path folder, int particles) {
        this.folder = folder;
        settings = settings(particles);
        domain = settings.domain(DOMAIN);
    }

    private static Settings settings(int particles) {
        return SettingsLoader.parse(
                String.format(Locale.ROOT, """
                        preset: mega
                        domains:
                          %s:
                            start: %s
                            sensors: [oco2]
                            system: inversion
                            inputs:
                              meteorology: {kind: synthetic}
                              prior: {kind: synthetic}
                              boundary: {kind: synthetic}
                              other-priors:
                                gongga: {kind: synthetic, seed: 2}
                              other-boundaries:
                                ct2022: {kind: synthetic, seed: 2}
                                cams: {kind: synthetic, seed: 3}
                        assimilate:
                          inversion:
                            optimised-regions: [west, north, central, south]
                            rows: {horizon-days: %d, particles: %d}
                            backgrounds:
                              Reference: {kind: model, scaled: true}
                              CT2022_BG: {kind: model, scaled: false, boundary: ct2022}
                              CAMS_BG: {kind: model, scaled: false, boundary: cams}
                              GONGGA_BG: {kind: model, scaled: true, prior: gongga}
                              Masktest_BG: {kind: model, scaled: true, mask-degrees: 0.1}
                              Grid_50: {kind: grid, scaled: false, percentile: 50}
                              Grid_60: {kind: grid, scaled: false, percentile: 60}
                              Lati_30: {kind: latitude, scaled: false, percentile: 30}
                              Lati_60: {kind: latitude, scaled: false, percentile: 60}
                              Lati_80: {kind: latitude, scaled: false, percentile: 80}
                        """, DOMAIN, START, HORIZON_DAYS, particles), "bench", Map.of());
    }

    InversionSystem system(NumericsPool pool) {
        return InversionSystem.of(DOMAIN, domain, settings.assimilate().inversion(), folder, Optional.empty(), pool);
    }

    /// Begins a state's next day.
    DaySystem.DayRun<InversionState> begin(InversionSystem system, InversionState state) {
        final LocalDate day = state.nextDay();
        final List<Superobservation> observations = BackgroundBench.observations(domain.modelGrid(), day, OBSERVATIONS);
        final Superobservation one = observations.getFirst();
        final DayComplete granule = new DayComplete(
                DOMAIN,
                one.sensor(),
                day,
                one.granule(),
                one.version(),
                observations.size(),
                observations.size(),
                Map.of(),
                Set.of(),
                Co2Scale.X2007);
        return system.begin(
                state,
                new DayInput(day, 0, domain.sensors(), new TreeMap<>(Map.of(Sensor.OCO2, granule)), observations));
    }

    static DayResult<InversionState> finished(DaySystem.DayRun<InversionState> run) {
        while (!run.finished()) run.step();
        return run.result();
    }
}
