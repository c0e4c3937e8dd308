package org.fluxwatch.assimilate.stream;

import java.nio.file.Path;
import java.util.Optional;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.Settings;

/// A stage whose domains are inversions.
final class InversionStage {
    private static final NumericsPool POOL = new NumericsPool(1);

    private InversionStage() {}

    /// @param folder of stages, which share what is prepared
    /// @param name of the stage's own folder
    static DrivenStage of(Path folder, String name, Settings settings) {
        return new DrivenStage(
                folder.resolve(name),
                settings,
                domain -> InversionSystem.of(
                        domain,
                        settings.domain(domain),
                        settings.assimilate().inversion(),
                        folder.resolve("prepared"),
                        Optional.empty(),
                        POOL),
                System::nanoTime);
    }
}
