package org.fluxwatch.assimilate.stream;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.fluxwatch.assimilate.filter.system.FilterSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.Systems;
import org.fluxwatch.contract.settings.Settings;

/// The driven stage with the filter in it.
final class FilterStage {
    /// With one thread it does the work on the caller's.
    private static final NumericsPool POOL = new NumericsPool(1);

    private FilterStage() {}

    static DrivenStage of(Path stateFolder, Settings settings) {
        return of(stateFolder, settings, System::nanoTime);
    }

    static DrivenStage of(Path stateFolder, Settings settings, LongSupplier nanoTime) {
        return new DrivenStage(stateFolder, settings, systems(settings, POOL), nanoTime);
    }

    static Systems systems(Settings settings, NumericsPool pool) {
        return domain ->
                FilterSystem.of(domain, settings.domains().get(domain), settings.assimilate(), Optional.empty(), pool);
    }
}
