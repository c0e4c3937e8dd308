package org.fluxwatch.contract.record;

import java.time.Instant;

/// One good retrieval of a Lite file, as the screen let it through.
///
/// @param id the file's `sounding_id` (unsigned, 14 or 16 digits)
/// @param time mid-exposure, UTC
/// @param mode in which it was taken
/// @param latitude degrees north
/// @param longitude degrees east, -180 to 180
/// @param xco2Ppm bias-corrected column mole fraction, ppm
/// @param uncertaintyPpm posterior error, ppm, > 0
/// @param column how the retrieval sees a profile
public record Sounding(
        long id,
        Instant time,
        ViewMode mode,
        double latitude,
        double longitude,
        double xco2Ppm,
        double uncertaintyPpm,
        ColumnRetrieval column) {}
