package org.fluxwatch.assimilate.model;

import java.time.Instant;
import java.util.Optional;

/// Surface fluxes before any observation, on the model's grid; positive to the air, µmol m-2 s-1.
public interface PriorFlux extends ModelInput {
    /// The mean fluxes of the hour that begins at an instant. The same hour gives the same bits.
    Fields at(Instant hour);

    /// @param release natural flux to the air: respiration, ocean outgassing; >= 0 `[cells]`
    /// @param uptake natural flux from the air: photosynthesis, ocean uptake; <= 0 `[cells]`
    /// @param fossil `[cells]`, not optimised
    /// @param fire `[cells]`, not optimised
    /// @param ocean what of the natural flux is the ocean's, where the prior has it apart
    record Fields(float[] release, float[] uptake, float[] fossil, float[] fire, Optional<Natural> ocean) {
        /// Without the ocean apart.
        public Fields(float[] release, float[] uptake, float[] fossil, float[] fire) {
            this(release, uptake, fossil, fire, Optional.empty());
        }

        /// Natural flux of a cell.
        public float natural(int cell) {
            return release[cell] + uptake[cell];
        }

        public Natural natural() {
            return new Natural(release, uptake);
        }
    }

    /// @param release to the air; >= 0 `[cells]`
    /// @param uptake from the air; <= 0 `[cells]`
    record Natural(float[] release, float[] uptake) {
        /// Release and uptake together `[cells]`.
        public float[] net() {
            final float[] net = new float[release.length];
            for (int c = 0; c < net.length; c++) net[c] = release[c] + uptake[c];
            return net;
        }
    }
}
