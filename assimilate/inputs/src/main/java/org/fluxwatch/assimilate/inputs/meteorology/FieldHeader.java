package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.Instant;
import java.util.List;

/// What must be known of a file of steps before any field is read.
interface FieldHeader {
    /// In the order of the file.
    List<Instant> times();
}
