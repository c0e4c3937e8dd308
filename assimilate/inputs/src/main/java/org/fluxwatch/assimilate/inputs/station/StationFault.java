package org.fluxwatch.assimilate.inputs.station;

import java.util.Locale;

/// Why a file of stations, or an observation in it, is not used. What a file itself flags as invalid or not
/// representative is no fault.
public enum StationFault {
    /// The folder cannot be listed.
    NO_FOLDER,
    /// It cannot be read to its end, or lacks what its format has.
    DAMAGED_FILE,
    /// None of the formats, another gas, or without what says how it is to be read.
    UNKNOWN_FORMAT,
    /// A mean over more than some hour.
    NOT_HOURLY,
    IMPOSSIBLE_VALUE,
    /// Neither height above ground, nor altitude and elevation.
    NO_HEIGHT,
    /// The same station at the same time as in a file before.
    DUPLICATE,
    /// At an hour that the system does not take: told by its settings, so it is counted and not in the log.
    OTHER_HOUR;

    /// The label of the metric.
    public String label() {
        return "station-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
