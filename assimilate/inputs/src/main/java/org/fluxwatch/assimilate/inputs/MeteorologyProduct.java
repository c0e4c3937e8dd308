package org.fluxwatch.assimilate.inputs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.fluxwatch.assimilate.model.Meteorology;

/// A product of meteorology, brought to the model's cells, faces and layers at the steps that its files have.
/// [FileMeteorology] interpolates between them.
public interface MeteorologyProduct {
    /// The setting that gives patterns of files.
    String FILES_SETTING = "domains.*.inputs.meteorology.files";

    /// Steps of the files that have profiles, between two times and the nearest beyond each.
    ///
    /// @throws org.fluxwatch.contract.netcdf.InputException when a file that is there cannot be used
    NavigableSet<Instant> profileSteps(Instant from, Instant to);

    /// The same for what is known at the ground only; means over a time stand at its middle.
    NavigableSet<Instant> surfaceSteps(Instant from, Instant to);

    /// The product's own distance between steps of profiles; a longer one is a gap that nothing is interpolated over.
    Duration profileInterval();

    Duration surfaceInterval();

    Profiles profiles(Instant step);

    Surface surface(Instant step);

    /// What a user has to put where, for times that no file has: folder, names, variables.
    String expected(Instant from, Instant to);

    /// The same for what is known at the ground only, where that is in other files.
    default String expectedSurface(Instant from, Instant to) {
        return expected(from, to);
    }

    /// Sets about getting files that are not there, if that is set up, and says how far it is; empty: it is not.
    default List<String> fetching(Instant from, Instant to) {
        return List.of();
    }

    String description(LocalDate day);

    /// Columns first: value (cell, k) is at `cell * nz + k`, level 0 lowest.
    ///
    /// @param surfacePressurePa `[cells]`
    /// @param winds along the model grid's axes
    /// @param temperatureK `[cells * nz]`
    /// @param specificHumidity kg per kg moist air `[cells * nz]`
    record Profiles(
            float[] surfacePressurePa,
            Meteorology.Winds.OnFaces winds,
            float[] temperatureK,
            float[] specificHumidity) {}

    /// @param boundaryLayerHeightM `[cells]`
    /// @param frictionVelocity m s-1 `[cells]`
    /// @param sensibleHeatFlux W m-2, upward `[cells]`
    record Surface(float[] boundaryLayerHeightM, float[] frictionVelocity, float[] sensibleHeatFlux) {}
}
